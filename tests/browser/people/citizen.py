"""Somebody with a seat, at home with the phone: answers back, measures, disputes, verifies."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.people.base import Someone


class Citizen(Someone):
    """`seat`: the id of the seat and the token of the device it is on."""

    def __init__(self, page: Page, url: str, seat: dict[str, str]):
        super().__init__(page, url)
        self.seat = seat["seat"]
        page.context.add_cookies([{"name": "tessera_device", "value": seat["token"], "url": url}])

    def opens(self, path: str) -> None:
        """Open a page with the own seat."""
        self.go(f"{path}?seat={self.seat}")

    def answer_back(self, proposal: str, words: str) -> None:
        """Write to the office, once."""
        self.opens(f"/proposals/{proposal}/")
        unfolded(self.page.locator("#rejoin-text")).fill(words)
        self.page.locator("form:has(#rejoin-text) button").click()
        self.sees(words)
        expect(self.page.locator("#rejoin-text")).to_have_count(0)

    def collect(self, intervention: str) -> None:
        """Open the sheet of the round that goes on, and wait until the phone keeps it."""
        self.opens(f"/interventions/{intervention}/monitoring/")
        self.page.locator('a[href*="/collect/"]').first.click()
        self.page.wait_for_url("**/collect/**")
        self.page.wait_for_selector("html[data-kept]", state="attached")

    def fill_sheet(self, answers: list[str]) -> None:
        """Choose the first site, give each item its answer, a choice or a number, and send."""
        step = self.page.locator(".collect-step.is-now")
        for answer in ["", *answers]:
            if not answer:
                step.locator(".option").first.click()
            elif step.locator("input[type=text]").count():
                step.locator("input[type=text]").fill(answer)
            else:
                step.locator(f'label.option:has(input[value="{answer}"])').click()
            self.page.locator("[data-next]").click()
        self.page.locator("[data-send]").click()

    def received(self, sheets: int) -> None:
        """Wait until the server has the sheet."""
        expect(self.page.locator("[data-says] .notice-ok")).to_have_count(1)
        self.page.reload()
        expect(self.page.locator(".collect-own li")).to_have_count(sheets)

    def state(self, intervention: str, verb: str, words: str) -> None:
        """Say one's word at the end of an intervention: `dispute` or `verify`."""
        self.opens(f"/proposals/{intervention}/verification/")
        self.page.locator(f"#text-{verb}").fill(words)
        self.page.locator(f"form:has(#text-{verb}) button").click()
        self.page.wait_for_url(re.compile(r"/proposals/\w+/(\?|$)"))
        self.sees(words)

    def verify_too_early(self, intervention: str, words: str) -> None:
        """The page has no form to verify with: send the one to dispute with that step in it, as a script would."""
        self.opens(f"/proposals/{intervention}/verification/")
        expect(self.page.locator("#text-verify")).to_have_count(0)
        self.page.locator("form:has(#text-dispute) [name=act]").evaluate("each => { each.value = 'verify' }")
        self.page.locator("#text-dispute").fill(words)
        self.page.locator("form:has(#text-dispute) button").click()
        expect(self.page.locator(".notice-refusal")).to_be_visible()


def unfolded(found: Locator) -> Locator:
    """Open everything that folds around it."""
    found.evaluate(
        "each => { for (; each; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true }"
    )
    return found
