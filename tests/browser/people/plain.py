"""Somebody whose phone has no JavaScript: links, forms, and pages that renew themselves."""

from playwright.sync_api import Error, Page, expect

from tests.browser.people.base import Someone


class PlainPhone(Someone):
    """A phone without JavaScript."""

    def __init__(self, page: Page, url: str, lang: str):
        super().__init__(page, url)
        self.lang = lang

    def type_code(self, code: str) -> None:
        """Come in by typing the code of a ticket."""
        self.go("/")
        self.page.locator("#code").fill(code)
        self.page.locator("form:has(#code) button").click()
        self.page.locator(f'button[name=lang][value="{self.lang}"]').click()
        self.page.locator('form[action$="/t/enter/"] > button.button-wide:not([name])').click()
        self.page.wait_for_url("**/plain/**")
        expect(self.page.locator("html")).to_have_attribute("lang", self.lang)

    def renew(self) -> None:
        """Ask for the page anew, as an impatient thumb does; when it was just renewing itself, that is good too."""
        try:
            self.page.reload()
        except Error as error:
            assert "ERR_ABORTED" in error.message
        self.page.wait_for_load_state()

    def begin(self, act: str) -> None:
        """Follow the link to an acting page, reading the room anew until it is there."""
        link = self.page.locator(f'a[href*="act={act}"]').first
        expect(link).to_be_visible()
        link.click()
        self.page.wait_for_url(f"**act={act}**")

    def send(self, command: str) -> None:
        """Send the form of a command and come back to the room with its message."""
        self.page.locator(f'form[action$="/do/{command}"] button').first.click()
        expect(self.page.locator(".messages")).to_be_visible()

    def write(self, words: str) -> None:
        self.begin("write")
        self.page.locator("#text").fill(words)
        self.send("card.add")
        self.sees(words)

    def vote(self, answer: str) -> None:
        self.begin("vote")
        self.choose("choice", answer)
        self.send("ballot.cast")

    def put_dots(self, topic: str) -> None:
        self.begin("vote")
        self.page.locator(".dots", has_text=topic).locator("input").fill("1")
        self.send("ballot.cast")

    def confirm(self, problem: str) -> None:
        self.begin("confirm")
        self.sees(problem)
        self.send("problem.confirm")

    def allow(self, publish: bool) -> None:
        """Say of the first card whether it may be read outside."""
        self.begin("publish")
        self.page.locator(f'form[action$="/do/card.consent"] button[value="{str(publish).lower()}"]').first.click()
        expect(self.page.locator(".messages, .meta .icon").first).to_be_visible()

    def back(self) -> None:
        """Go back to the reading page."""
        self.page.locator("a.button-wide[href*='/plain/']").last.click()

    def slip(self) -> str:
        self.send("seat.slip")
        return self.page.locator("p.field-code").inner_text()
