"""The facilitator at the laptop: makes the room, prints tickets, leads it through the agenda."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.people.base import Someone


@dataclass(frozen=True)
class Ticket:
    """One ticket as it lies on the printed sheet: `link` is what its QR code says, `code` is typed."""

    side: str
    code: str
    link: str


class Facilitator(Someone):
    """Somebody who leads a room. `room` is its id, once it is made."""

    def __init__(self, page: Page, url: str):
        super().__init__(page, url)
        self.room, self.code = "", ""

    def log_in(self, code: str) -> None:
        """Log in with a printed one-time code."""
        self.go("/accounts/printed/")
        self.page.locator("#printed-code").fill(code)
        self.page.locator("form:has(#printed-code) button").click()
        self.page.wait_for_url(lambda url: "/accounts/" not in url and "/begin/" not in url)  # at their work

    def make_room(self, *, process: str, title: str, playbook: str, entry: str = "tickets") -> None:
        """Make a rehearsal room from a playbook, in the process whose title begins so."""
        self.go("/rooms/new/")
        found = self.page.locator("#process option", has_text=process).first.get_attribute("value")
        self.page.locator("#process").select_option(found)
        self.page.locator("#title").fill(title)
        self.choose("playbook", playbook)
        self.choose("entry", entry)
        self.choose("rehearsal", "true")
        self.page.locator("form:has(#process) button").click()
        self.page.wait_for_url("**/console/")
        self.room = re.search(r"/rooms/(\w+)/console/", self.page.url)[1]
        self.code = "".join(self.page.locator(".console-code .number").inner_text().split())

    def print_tickets(self, *, side: str, count: int, office: str = "") -> list[Ticket]:
        """Print tickets of one side and return those of that side that lie on the sheet."""
        self.go(f"/rooms/{self.room}/tickets/")
        self.page.locator("#side").select_option(side)
        self.page.locator("#count").fill(str(count))
        if office:
            self.page.locator("#office").select_option(label=office)
        before = self.page.locator(f".ticket-{side}").count()
        self.page.locator("form:has(#count) button").click()
        sheet = self.page.locator(f".ticket-{side}")
        expect(sheet).to_have_count(before + count)
        return [
            Ticket(side, each.locator(".ticket-code").inner_text(), each.locator(".ticket-qr a").get_attribute("href"))
            for each in sheet.all()
        ]

    def console(self) -> None:
        """Sit down at the console."""
        self.go(f"/rooms/{self.room}/console/")
        expect(self.page.locator(".console-top .is-online")).to_be_visible()

    def everybody_in(self, people: int) -> None:
        """Wait until the console counts so many people in the room."""
        count = "[...document.querySelector('.present').querySelectorAll('dd')].reduce((n, d) => n + +d.innerText, 0)"
        self.page.wait_for_function(f"people => {count} >= people", arg=people)

    def cards_written(self, cards: int) -> None:
        """Wait until the console counts at least so many cards, face down."""
        count = "+document.querySelector('.veiled-count b').innerText"
        self.page.wait_for_function(f"cards => {count} >= cards", arg=cards)

    def go_on(self, kind: str) -> None:
        """Go to the next step with the key N; `kind` is what must be on then."""
        before = self.page.locator(".agenda-item.is-now").inner_text()
        self.page.keyboard.press("n")
        expect(self.page.locator(".agenda-item.is-now")).not_to_have_text(before)
        expect(self.page.locator(f'.console-board [data-stage="{kind}"]')).to_be_visible()

    def send(self) -> None:
        """Send the form of the open dialog and see it go."""
        self.touch("send")
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def field(self, name: str):
        """Find a field of the open dialog."""
        return self.page.locator(f'dialog[open] [name="{name}"]')

    def open_poll(self, solution: str = "") -> None:
        """Open the vote of this step, on the solution with this title where one must be chosen."""
        again = self.page.locator("details.again > summary")
        if again.count():
            again.click()
        if solution:
            self.page.locator("label.option:has(input[name=proposal])", has_text=solution).click()
            self.choose("method", "double-majority")
        self.touch("poll.open")
        expect(self.act("poll.close")).to_be_visible()

    def all_have_voted(self, people: int) -> None:
        """Wait until the console says "14 of 14 have voted"."""
        line = self.page.locator(".running .running-turnout")
        expect(line).to_have_text(re.compile(rf"(?<!\d){people}\D+{people}(?!\d)"))

    def close_poll(self, outcome: str) -> None:
        """Close the vote and read its outcome."""
        self.touch("poll.close")
        self.send()
        expect(self.page.locator(".result")).to_have_attribute("data-outcome", outcome)

    def walk_to(self, card: str) -> None:
        """Go with the arrow keys to a card that is still to be put together, in the first column."""
        standing = "document.activeElement?.dataset?.place"
        self.page.locator('[data-place][tabindex="0"]').first.focus()
        column = self.page.locator("section.group").first.locator("[data-place]")
        order = column.evaluate_all("all => all.map(each => each.dataset.place)")
        goal = next(place for place in order if place.endswith(f"/{card}"))
        back = "ArrowRight" if self.page.evaluate("document.dir") == "rtl" else "ArrowLeft"
        while (here := self.page.evaluate(standing)) != goal:
            down = here in order and order.index(here) < order.index(goal)
            self.page.keyboard.press(back if here not in order else "ArrowDown" if down else "ArrowUp")
            self.page.wait_for_function(f"before => ({standing}) !== before", arg=here)

    def group(self, cards: list[str], title: str) -> None:
        """Put cards together, with keys only: arrows, Space, G, the name, Enter."""
        for card in cards:
            self.walk_to(card)
            self.page.keyboard.press("Space")
            expect(self.page.locator(f'[data-card="{card}"]')).to_have_attribute("aria-selected", "true")
        self.page.keyboard.press("g")
        expect(self.field("title")).to_be_focused()
        self.page.keyboard.type(title)
        self.page.keyboard.press("Enter")
        column = self.page.locator("section.group", has_text=title)
        expect(column.locator("[data-card]")).to_have_count(len(cards))

    def card_with(self, words: str) -> str:
        """Return the id of the one card on the board with these words."""
        found = self.page.locator("[data-card]", has_text=words)
        expect(found).to_have_count(1)
        return found.get_attribute("data-card")

    def translate(self, card: str, words: str) -> None:
        """Write the line of translation of a card: click it, T, the line, Enter in the form."""
        self.page.locator(f'[data-card="{card}"]').click()
        self.page.keyboard.press("t")
        self.field("text").fill(words)
        self.send()
        expect(self.page.locator(f'[data-card="{card}"]', has_text=words)).to_be_visible()
        self.page.keyboard.press("Escape")

    def draft_problem(self, group: str, title: str, body: str, office: str) -> None:
        """Write a group down as a problem of an office and ask its authors."""
        self.page.locator(".proposal-line", has_text=group).locator('[data-act="problem.draft"]').click()
        self.field("title").fill(title)
        self.field("body").fill(body)
        self.field("office").select_option(label=office)
        self.send()
        self.sees(title)
