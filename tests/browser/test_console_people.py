"""The people of a room at the facilitator's console: seats shared, counted, removed, given back; paper; two leaders."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, come_in, seat_of, shown_out, sign_in
from tests.browser.people.console_desk import ConsoleDesk
from tests.browser.people.facilitator import Ticket
from tests.browser.people.official import code_in
from tests.browser.people.phone import Phone
from tests.browser.story import LAPTOP

pytestmark = pytest.mark.browser
SECOND = "segreteria@demo.invalid"  # another person of the territory who may lead rooms


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


def test_seats_are_shared_counted_removed_and_given_back(evening) -> None:
    tickets = evening.begin("listening", resident=4, official=1)
    lead, residents = evening.lead, tickets["resident"]
    here, silent = evening.scanned(residents[0]), evening.scanned(residents[1])
    table = share_a_phone(evening, residents[2], tickets["official"][0])
    lead.seat_on_paper(residents[3].code, "Nonna Assunta")
    expect(lead.person("Nonna Assunta")).to_be_visible()
    lead.everybody_in(5)
    count_again(lead, here, silent, table)
    hand_over(evening)
    given_back(evening, here)
    lead.person(silent.name).click()
    lead.in_dialog("remove").click()
    lead.in_dialog("seat.remove").click()
    expect(lead.dialog()).to_have_count(0)
    shown_out(silent)
    expect(lead.person(silent.name)).to_have_class(re.compile("is-out"))


def share_a_phone(evening: Evening, first: Ticket, second: Ticket) -> Phone:
    """Two people of a table at one phone: each writes under their own seat, and the board knows both sides."""
    table = evening.scanned(first)
    name = table.name
    table.write("Dalla prima persona del tavolo.")
    table.state_of("Dalla prima persona del tavolo.", "received")
    come_in(table, second.code, again=True)
    assert table.name != name
    expect(table.page.locator(".room-foot a.seat bdi")).to_have_count(2)
    expect(table.page.locator("article.tile")).to_have_count(0)
    table.write("Dalla seconda persona del tavolo.")
    table.state_of("Dalla seconda persona del tavolo.", "received")
    expect(table.page.locator("article.tile.tile-official")).to_have_count(1)
    table.page.locator(".room-foot a.seat:not(.is-now):not(.seat-add)").click()
    table.inside()
    assert table.name == name
    expect(table.page.locator("article.tile.tile-resident", has_text="prima persona")).to_have_count(1)
    return table


def count_again(lead: ConsoleDesk, here: Phone, silent: Phone, table: Phone) -> None:
    """Phones are asked; who answers stays, also both people of a table; the silent one is out and back with one tap."""
    lead.touch("room.count")
    expect(silent.act("seat.here")).to_be_visible()
    here.touch("seat.here")
    for _person in range(2):
        table.touch("seat.here")
        expect(table.page.locator('[data-act="seat.here"]')).to_have_count(0)
        table.page.locator(".room-foot a.seat:not(.is-now):not(.seat-add)").click()
        table.inside()
    expect(here.page.locator('[data-act="seat.here"]')).to_have_count(0)
    lead.touch("room.counted")
    expect(lead.person(silent.name)).to_have_class(re.compile("is-out"))
    for name in (here.name, table.name, "Nonna Assunta"):
        expect(lead.person(name)).not_to_have_class(re.compile("is-out"))
    expect(silent.page.locator("form.composer")).to_have_count(0)
    silent.touch("seat.here")
    expect(silent.page.locator("form.composer")).to_be_visible()
    expect(lead.person(silent.name)).not_to_have_class(re.compile("is-out"))


def hand_over(evening: Evening) -> None:
    """Somebody else of the territory finds no console before it is shared; afterwards leads like the first."""
    lead, place = evening.lead, evening.place
    other = ConsoleDesk(evening.pages(language="it", viewport=LAPTOP), place.url)
    other.room = lead.room
    before = len(place.said())
    other.go("/accounts/login/?next=/")
    other.page.locator("input[name=email]").fill(SECOND)
    other.page.locator("form:has(input[name=email]) button").click()
    expect(other.page.locator("input[name=code]")).to_be_visible()
    other.page.locator("input[name=code]").fill(code_in(place.said()[before:]))
    other.page.locator('button[name=action][value="verify"]').click()
    other.page.wait_for_url(f"{place.url}/")
    assert other.page.goto(f"{place.url}/rooms/{lead.room}/console/").status == 404
    lead.touch("room.hand_over")
    lead.field("email").fill("nobody@demo.invalid")
    assert lead.refused()
    expect(lead.field("email")).to_have_value("nobody@demo.invalid")
    lead.field("email").fill(SECOND)
    lead.send()
    other.console()
    other.go_on("grouping")
    expect(lead.page.locator('.console-board [data-stage="grouping"]')).to_be_visible()


def given_back(evening: Evening, old: Phone) -> None:
    """A lost phone: a new code, another phone, the same person; the old phone is out."""
    lead, seat = evening.lead, seat_of(old)
    lead.person(old.name).click()
    lead.in_dialog("seat.reissue").click()
    code = lead.dialog().locator(".seat-code-typed b").inner_text()
    shown_out(old)
    lead.leave_dialog()
    new = evening.phone()
    come_in(new, code)
    assert (seat_of(new), new.name) == (seat, old.name)
    expect(new.page.locator(".question")).to_be_visible()


def test_paper_ballots_are_handed_out_typed_in_and_never_lost(evening) -> None:
    tickets = evening.begin("from-problem-to-intervention", resident=5, official=2)
    lead = evening.lead
    phone, official = evening.scanned(tickets["resident"][0]), evening.scanned(tickets["official"][0])
    names = ["Assunta", "Benedetta", "Carmela", "Domenico"]
    lead.touch("seat.paper")
    lead.field("code").fill("0000-0000")
    lead.field("nickname").fill(names[0])
    assert lead.refused()
    expect(lead.field("nickname")).to_have_value(names[0])
    lead.leave_dialog()
    for name, ticket in zip(names, tickets["resident"][1:], strict=True):
        lead.seat_on_paper(ticket.code, name)
    lead.seat_on_paper(tickets["official"][1].code, "Ufficio Eleonora")
    lead.everybody_in(7)
    lead.open_poll()
    hand_out_two(lead, names)
    phone.vote("yes")
    official.vote("yes")
    lead.touch("ballot.enter")
    lead.type_ballot("resident", "yes")
    lead.in_dialog("send").click()
    expect(lead.dialog().locator("input[name=answer]:checked")).to_have_count(0)
    lead.leave_dialog()
    expect(lead.page.locator(".paper-line .chip")).to_contain_text("1")
    lead.touch("poll.close")
    assert "1" in lead.refused()
    lead.leave_dialog()
    lead.touch("ballot.enter")
    lead.type_ballot("resident", "no")
    lead.in_dialog("send").click()
    expect(lead.dialog().locator("input[name=answer]:checked")).to_have_count(0)
    lead.type_ballot("resident", "yes")
    assert lead.refused()
    lead.leave_dialog()
    expect(lead.page.locator(".paper-line .chip")).to_have_count(0)
    type_open_answer(lead, "Ufficio Eleonora")
    lead.close_poll("adopted")
    assert evening.pages.problems == []


def type_open_answer(lead: ConsoleDesk, name: str) -> None:
    """Officials vote openly: the answer of one without a phone is typed in under their own seat."""
    before = lead.page.locator(".running-turnout").inner_text()
    lead.touch("ballot.enter")
    lead.type_ballot("official", "yes")
    whose = lead.field("participant")
    whose.select_option(whose.locator("option", has_text=name).get_attribute("value"))
    lead.in_dialog("send").click()
    expect(lead.dialog().locator("input[name=answer]:checked")).to_have_count(0)
    lead.leave_dialog()
    expect(lead.page.locator(".running-turnout")).not_to_have_text(before)


def hand_out_two(lead: ConsoleDesk, names: list[str]) -> None:
    """Two people get a ballot on paper; nobody gets a second one; one that was not used can be taken back."""
    lead.touch("ballot.hand_out")
    expect(lead.dialog().locator("[data-person]")).to_have_count(5)
    for name in names[:3]:
        lead.dialog().locator("[data-person]", has_text=name).click()
        expect(lead.dialog().locator(".notice-ok", has_text=name)).to_be_visible()
    lead.in_dialog("ballot.take_back").click()
    expect(lead.dialog().locator(".notice-ok")).to_have_count(0)
    lead.dialog().locator("[data-person]", has_text=names[0]).click()
    expect(lead.dialog().locator(".notice-error")).to_be_visible()
    lead.leave_dialog()
    expect(lead.page.locator(".paper-line .chip")).to_contain_text("2")
