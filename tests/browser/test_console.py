"""The clock, the cards and the board of the facilitator's console, with real phones and without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.people.base import Someone
from tests.browser.people.console_desk import ConsoleDesk
from tests.browser.people.phone import Phone
from tests.browser.people.projector import Projector

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


def test_the_clock_and_the_cards_obey_the_console(evening) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    lead, wall = evening.lead, evening.projector()
    author, arabic = evening.scanned(tickets[0]), evening.scanned(tickets[1], "ar")
    give_time_and_pause(lead, author)
    arabic.write("لا أحد يتكلم لغتي في الشباك.", "ar")
    lead.touch("card.enter")
    lead.type_card("resident", "Scritto a mano, con la matita.")
    lead.type_card("official", "Anche l'ufficio scrive su carta.")
    lead.leave_dialog()
    lead.cards_written(4)
    assert not wall.knows("Scritto a mano")
    lead.touch("cards.reveal")
    mark_paper(evening, wall, author)
    card = lead.card_with("Un biglietto cominciato prima della pausa.")
    hide_and_bring_back(lead, card, author, [wall, arabic])
    lead.translate(lead.card_with("لا أحد يتكلم لغتي"), "Nessuno parla la mia lingua allo sportello.")
    wall.sees("Nessuno parla la mia lingua allo sportello.")
    author.sees("Nessuno parla la mia lingua allo sportello.")
    put_together(lead, wall)
    assert evening.pages.problems == []


def give_time_and_pause(lead: ConsoleDesk, author: Phone) -> None:
    """One more minute; a pause that keeps a sentence just begun; going on."""
    before = lead.seconds_left()
    lead.press("+")
    lead.clock_above(before + 30)
    field = author.page.locator("form.composer textarea[name=text]")
    field.fill("Un biglietto cominciato prima della pausa.")
    lead.press("p")
    for someone in (lead, author):
        expect(someone.page.locator(".timer.is-paused").first).to_be_visible()
    expect(author.page.locator("form.composer .held button[aria-disabled=true]")).to_be_visible()
    expect(author.page.locator("form.composer .why")).to_be_visible()
    expect(field).to_have_value("Un biglietto cominciato prima della pausa.")
    lead.touch("timer.resume")
    expect(author.page.locator(".timer.is-paused")).to_have_count(0)
    author.page.locator("form.composer button[type=submit]").click()
    author.state_of("Un biglietto cominciato prima della pausa.", "received")


def mark_paper(evening: Evening, wall: Projector, phone: Phone) -> None:
    """A card that came on paper says so on the console, on the wall and on the phones; the others do not."""
    paper = evening.lead.card_with("Scritto a mano, con la matita.")
    for someone in (evening.lead, wall, phone):
        expect(someone.page.locator(f'[data-card="{paper}"] .tile-note').first).to_be_visible()
    expect(wall.page.locator("[data-card]")).to_have_count(4)
    expect(wall.page.locator(".tile-note")).to_have_count(2)


def hide_and_bring_back(lead: ConsoleDesk, card: str, author: Phone, others: list[Someone]) -> None:
    """A hidden card goes from every screen, its author reads why, in the next step too; undo goes back one by one."""
    lead.hide(card, "Nomina una persona.")
    for someone in others:
        expect(someone.page.locator(f'[data-card="{card}"]')).to_have_count(0)
        assert "Nomina una persona." not in someone.page.content()
    expect(author.page.locator(".notice-refusal", has_text="Nomina una persona.")).to_be_visible()
    lead.go_on("grouping")
    expect(author.page.locator(".notice-refusal", has_text="Nomina una persona.")).to_be_visible()
    lead.undo()
    expect(lead.page.locator('.console-board [data-stage="cards"]')).to_be_visible()
    lead.undo()
    for someone in [*others, author]:
        expect(someone.page.locator(f'[data-card="{card}"]')).to_have_count(1)
    expect(author.page.locator(".notice-refusal")).to_have_count(0)


def put_together(lead: ConsoleDesk, wall: Projector) -> None:
    """Back and forth; two groups; a card moved, a group renamed, two groups merged and parted again: keys only."""
    lead.go_on("grouping")
    lead.press("b")
    expect(lead.page.locator('.console-board [data-stage="cards"]')).to_be_visible()
    lead.go_on("grouping")
    cards = [lead.card_with(words) for words in ("cominciato", "matita", "Anche l'ufficio", "لا أحد")]
    lead.group(cards[:2], "Primo gruppo")
    lead.group(cards[2:], "Secondo gruppo")
    second = lead.group_id("Secondo gruppo")
    lead.reach(cards[0])
    lead.press("s")
    expect(lead.in_dialog("card.move")).to_be_focused()
    places = lead.dialog().locator('[data-act="card.move"]').evaluate_all("all => all.map(each => each.value)")
    lead.press(str(places.index(second) + 1))
    expect(lead.dialog()).to_have_count(0)
    expect(lead.column("Secondo gruppo").locator("[data-card]")).to_have_count(3)
    lead.reach(f"{second}/")
    lead.press("r")
    expect(lead.field("title")).to_be_focused()
    lead.press("ControlOrMeta+a")
    lead.page.keyboard.type("Parole e carte")
    lead.press("Enter")
    expect(lead.dialog()).to_have_count(0)
    wall.sees("Parole e carte")
    merge(lead, wall, second)


def merge(lead: ConsoleDesk, wall: Projector, group: str) -> None:
    lead.reach(f"{group}/")
    lead.press("m")
    expect(lead.field("group")).to_have_value(group)
    expect(lead.field("into")).to_have_value(lead.group_id("Primo gruppo"))
    lead.press("Tab", "Tab", "Enter")
    expect(lead.dialog()).to_have_count(0)
    expect(lead.column("Primo gruppo").locator("[data-card]")).to_have_count(4)
    expect(wall.page.locator(".group-title", has_text="Parole e carte")).to_have_count(0)
    lead.undo()
    expect(lead.column("Parole e carte").locator("[data-card]")).to_have_count(3)
    expect(lead.column("Primo gruppo").locator("[data-card]")).to_have_count(1)
    wall.sees("Parole e carte")


def test_everything_can_be_reached_without_a_mouse(evening) -> None:
    lead = evening.lead
    evening.begin("listening")
    lead.press("?")
    expect(lead.dialog().locator("kbd")).not_to_have_count(0)
    lead.press("?")
    expect(lead.dialog()).to_have_count(0)
    lead.tab_to("card.enter")
    lead.press("Enter")
    for words in ("Primo, scritto a mano.", "Secondo, scritto a mano."):
        type_with_keys(lead, words)
    lead.leave_dialog()
    lead.tab_to("cards.reveal")
    lead.press("Enter")
    expect(lead.page.locator("[data-card]")).to_have_count(2)
    lead.page.locator(".people-box > summary").press("Enter")
    assert lead.walk_with_tab() == []
    lead.go_on("grouping")
    lead.group([lead.card_with("Primo, scritto a mano.")], "Da soli")
    assert lead.walk_with_tab() == []
    letters_off(lead)
    assert evening.pages.problems == []


def type_with_keys(lead: ConsoleDesk, words: str) -> None:
    """The dialog of a paper card: the cursor waits in the text; the side is chosen with Shift+Tab and Space."""
    expect(lead.field("text")).to_be_focused()
    lead.page.keyboard.type(words)
    lead.press("Shift+Tab", "Shift+Tab", "Space")
    expect(lead.dialog().locator("input[name=side]:checked")).to_have_count(1)
    lead.press("Enter")
    expect(lead.dialog().locator(".notice-ok")).to_be_visible()
    expect(lead.field("text")).to_have_value("")


def letters_off(lead: ConsoleDesk) -> None:
    """The switch for people who speak to their computer: letters do nothing then, buttons still do."""
    now = lead.page.locator(".agenda-item.is-now").inner_text()
    lead.press("?")
    lead.dialog().locator("input[name=letters]").press("Space")
    lead.leave_dialog()
    lead.press("n", "b", "g")
    expect(lead.page.locator("kbd")).to_have_count(0)
    expect(lead.dialog()).to_have_count(0)
    expect(lead.page.locator(".agenda-item.is-now")).to_have_text(now.strip(), use_inner_text=True)
    lead.tab_to("room.back")
    lead.press("Enter")
    expect(lead.page.locator('.console-board [data-stage="cards"]')).to_be_visible()
