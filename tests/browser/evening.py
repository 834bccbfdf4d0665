"""One room for the tests of the console: its facilitator, the projector and the phones, opened as they are needed."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Place
from tests.browser.people.console_desk import ConsoleDesk
from tests.browser.people.facilitator import Ticket
from tests.browser.people.phone import Phone
from tests.browser.people.projector import Projector
from tests.browser.story import LAPTOP, POCKET, WALL


class Evening:
    """One room with its facilitator; opens projector and phones as they are needed."""

    def __init__(self, pages, place, state):
        self.pages, self.place = pages, place
        self.lead = ConsoleDesk(pages(language="it", viewport=LAPTOP, storage_state=state), place.url)

    def begin(self, playbook: str, **tickets: int) -> dict[str, list[Ticket]]:
        """Make the room, print so many tickets of each side, open it."""
        self.lead.make_room(process="Prova generale", title="Prova della console", playbook=playbook)
        printed = {side: self.lead.print_tickets(side=side, count=count) for side, count in tickets.items()}
        self.lead.console()
        self.lead.touch("room.open")
        expect(self.lead.page.locator(".agenda-item.is-now")).to_be_visible()
        return printed

    def phone(self, lang: str = "it") -> Phone:
        return Phone(self.pages(language=lang, viewport=POCKET), self.place.url, lang)

    def scanned(self, ticket: Ticket, lang: str = "it") -> Phone:
        phone = self.phone(lang)
        phone.scan(ticket.link)
        return phone

    def projector(self) -> Projector:
        wall = Projector(self.pages(language="it", viewport=WALL), self.place.url)
        wall.show(self.lead.room)
        return wall


def sign_in(chromium, place: Place, name: str = "Caterina") -> dict:
    """Log somebody in (the facilitator) and return what the browser keeps: several pages can start from there."""
    context = chromium.new_context(locale="it", viewport=LAPTOP)
    ConsoleDesk(context.new_page(), place.url).log_in(place.code_of(name))
    state = context.storage_state()
    context.close()
    return dict(state)


def come_in(phone: Phone, code: str, *, again: bool = False) -> None:
    """Type a code at the door page and come in; `again`: as another person on the same phone."""
    if again:
        phone.page.locator(".room-foot summary").click()
        phone.page.locator("a.seat-add").click()
    else:
        phone.go("/join/")
    phone.page.locator("#code").fill(code)
    phone.page.locator("form:has(#code) button").click()
    phone.page.locator(f'button[name=lang][value="{phone.lang}"]').click()
    phone.page.locator('form[action$="/t/enter/"] > button.button-wide:not([name])').click()
    phone.inside()


def seat_of(phone: Phone) -> str:
    """Return the id of the seat whose page this phone shows."""
    return re.search(r"seat=(\w+)", phone.page.url)[1]


def shown_out(phone: Phone) -> None:
    """Wait until this phone says that its seat is gone, with a way back in."""
    expect(phone.page.locator('main a.button[href="/join/"]')).to_be_visible()
    expect(phone.page.locator("form.composer")).to_have_count(0)
