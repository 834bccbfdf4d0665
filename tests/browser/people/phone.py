"""Somebody with a phone: scans a ticket, writes, votes, confirms, leaves."""

from playwright.sync_api import Page, expect

from tests.browser.people.base import Someone


class Phone(Someone):
    """A phone with JavaScript. `lang` is the language chosen at the door; `taps` counts what it took to come in."""

    def __init__(self, page: Page, url: str, lang: str):
        super().__init__(page, url)
        self.lang, self.taps = lang, 0
        self.name = ""

    def scan(self, link: str) -> None:
        """Come in with the address in a ticket's QR code. Pointing the camera is no tap."""
        self.page.goto(link)
        self.tap(f'#with-ticket button[value="{self.lang}"]')
        self.tap('form[action$="/t/enter/"] > button.button-wide:not([name])')
        self.inside()

    def enter_by_the_wall(self, code: str, side: str) -> None:
        """Come in with the address in the QR code on the wall: language, side, in; the nickname is proposed."""
        self.go(f"/r/{code}/")
        self.tap(f'button[name=lang][value="{self.lang}"]')
        assert self.page.locator("input[name=side]:checked").count() == 0
        assert self.page.locator("#nickname").input_value() != ""
        self.tap(f'label.option:has(input[name=side][value="{side}"])')
        self.tap("button[name=enter]")
        self.inside()

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).click()

    def inside(self) -> None:
        """Wait until the room stands on the phone and is connected."""
        expect(self.page.locator(".room-top .is-online")).to_be_visible()
        self.name = self.page.locator(".room-foot bdi").first.inner_text()
        expect(self.page.locator("html")).to_have_attribute("lang", self.lang)

    def write(self, words: str, lang: str = "") -> None:
        """Write a card and send it."""
        if lang:
            self.page.locator("form.composer select[name=lang]").select_option(lang)
        self.page.locator("form.composer textarea[name=text]").fill(words)
        self.page.locator("form.composer button[type=submit]").click()
        expect(self.page.locator("article.tile", has_text=words)).to_have_count(1)

    def state_of(self, words: str, state: str) -> None:
        """Wait until the card with these words is `received`, `saved` or `refused`."""
        expect(self.page.locator("article.tile", has_text=words).locator(f".tile-state.is-{state}")).to_be_visible()

    def vote(self, answer: str, reason: str = "") -> None:
        """Choose an answer, with the reason where one is asked, and get the receipt."""
        self.page.locator(f'label.option:has(input[value="{answer}"])').click()
        if reason:
            self.page.locator("textarea[name=reason]").fill(reason)
        self.touch("ballot.cast")
        self.receipt()

    def put_dots(self, topic: str) -> None:
        """Put one dot on a topic and send."""
        self.page.locator(".dots", has_text=topic).locator('[data-act="more"]').click()
        self.touch("ballot.cast")
        self.receipt()

    def receipt(self) -> None:
        expect(self.page.locator(".receipt code").first).to_be_visible()

    def confirm(self, problem: str) -> None:
        """Say that the wording of a problem is what I meant."""
        self.sees(problem)
        self.touch("problem.confirm")
        expect(self.page.locator(".notice-ok")).to_be_visible()

    def propose(self, *, problem: str, title: str, body: str) -> None:
        """Propose a solution to a problem."""
        self.touch("solution.begin")
        self.page.locator("form.composer label", has_text=problem).click()
        self.page.locator("form.composer [name=title]").fill(title)
        self.page.locator("form.composer [name=body]").fill(body)
        self.page.locator("form.composer button[type=submit]").click()
        expect(self.page.locator("h3", has_text=title)).to_have_count(1)

    def allow(self, words: str, publish: bool) -> None:
        """Say whether a card of mine may be read outside the room."""
        chip = f'[data-act="card.consent"][value="{str(publish).lower()}"]'
        said = self.page.locator(".tile", has_text=words).locator(chip)
        said.click()
        expect(said).to_have_attribute("aria-pressed", "true")

    def slip(self) -> str:
        """Ask for the code of the return slip."""
        self.touch("seat.slip")
        return self.page.locator("p.field-code").inner_text()
