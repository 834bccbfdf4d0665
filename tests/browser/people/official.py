"""An official at the desk, days later: logs in with the code from the e-mail, answers, programmes."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people.base import Someone


class Official(Someone):
    """`mail()` returns everything the server has sent so far; without a mail server that is its own output."""

    def __init__(self, page: Page, url: str, mail: Callable[[], str]):
        super().__init__(page, url)
        self.mail = mail

    def log_in(self, address: str, then: str = "/office/") -> None:
        """Ask for a code by e-mail, read it, type it; `then`: the page one comes from."""
        before = len(self.mail())
        self.go(f"/accounts/login/?next={then}")
        self.page.locator("input[name=email]").fill(address)
        self.page.locator("form:has(input[name=email]) button").click()
        code = self.page.locator("input[name=code]")
        expect(code).to_be_visible()
        code.fill(code_in(self.mail()[before:]))
        self.page.locator('button[name=action][value="verify"]').click()
        self.page.wait_for_url(f"**{then}")

    def begin(self, title: str, what: str) -> None:
        """Open one proposal of the inbox to `answer` or `programme` it."""
        self.go("/office/")
        self.page.locator("li", has_text=title).locator(f'a[href$="/{what}/"]').click()

    def answer(self, title: str, outcome: str, reasons: str) -> None:
        """Answer for the office, with reasons."""
        self.begin(title, "answer")
        self.choose("outcome", outcome)
        self.page.locator("#reasons").fill(reasons)
        if outcome != "accepted":
            self.page.locator("details:has(#criterion-cost) > summary").click()
            self.page.locator("#criterion-cost").fill(reasons)
        self.page.locator("form:has(#reasons) button:not([name])").click()
        self.sees(reasons)

    def start(self, intervention: str) -> None:
        """Say that the work has begun."""
        self.go(f"/proposals/{intervention}/")
        self.page.locator('form[action$="/do/intervention.start"] button').click()
        expect(self.page.locator('form[action$="/do/intervention.start"]')).to_have_count(0)

    def state(self, intervention: str, verb: str, words: str) -> None:
        """Say the office's word at the end of an intervention: `declare_done`, or `resume` after a dispute."""
        self.go(f"/proposals/{intervention}/verification/")
        form = self.page.locator(f'form:has(input[name="act"][value="{verb}"])')
        form.locator("textarea").fill(words)
        form.locator("button").click()
        self.page.wait_for_url(re.compile(r"/proposals/\w+/$"))

    def programme(self, title: str, plan: dict[str, str]) -> None:
        """Programme an accepted solution; `plan` gives the form's fields by name."""
        self.begin(title, "programme")
        for name, value in plan.items():
            field = self.page.locator(f'main [name="{name}"]').first
            if field.get_attribute("type") == "radio":  # the kind: then its own fields are asked for
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
                self.page.locator('main [name="look"]').click()
                continue
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.locator("form:has(#starts) button").last.click()
        self.page.wait_for_url(re.compile(r"/proposals/\w+/$"))


def code_in(mail: str) -> str:
    """Return the log-in code of the last mail: the line that is nothing but a code."""
    found = re.findall(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", mail, re.MULTILINE)
    assert found, f"no code in what the server sent: {mail[-600:]}"
    return found[-1]
