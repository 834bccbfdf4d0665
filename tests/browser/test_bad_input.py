"""What goes wrong in a hall, seen in the browser: a sentence that helps, the text kept, nothing half written."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.people.plain import PlainPhone
from tests.browser.story import POCKET

pytestmark = pytest.mark.browser
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LONG = "x" * 10_000


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


@pytest.fixture
def plain(pages, places) -> PlainPhone:
    return PlainPhone(pages(language="en", viewport=POCKET, js=False), places("one").url, "en")


def type_code(someone, code: str) -> None:
    someone.go("/join/")
    someone.page.locator("#code").fill(code)
    someone.page.locator("form:has(#code) button").click()


def refused_code(someone, code: str, sentence: str) -> None:
    """The sentence stands beside the field, and what was typed is still in it."""
    type_code(someone, code)
    expect(someone.page.locator(".field-error")).to_have_text(sentence)
    expect(someone.page.locator("#code")).to_have_value(code)


def refused_form(someone, sentence: str) -> None:
    """The page of a refused form says why."""
    expect(someone.page.locator(".notice-refusal, .notice-error")).to_contain_text(sentence)


def test_codes_that_open_nothing_say_why(evening, plain) -> None:
    ticket = evening.begin("listening", resident=2)["resident"]
    refused_code(
        plain, "ZZZZ-ZZZZ", "This code is not right. Check the 8 characters on your ticket and type them again."
    )
    refused_code(plain, "000000", "There is no room with this code. Check the six digits on the wall.")
    evening.scanned(ticket[0])
    used = "This ticket was already used. Every ticket lets in one person: ask the hosts for another one."
    refused_code(plain, ticket[0].code, used)
    lead = evening.lead
    for kind in ("grouping", "dots", "closing"):
        lead.go_on(kind)
    lead.page.keyboard.press("n")
    lead.send()
    expect(lead.page.locator('[href$="/slips/"]')).to_be_visible()
    refused_code(plain, lead.code, "This room is closed. What was decided stays on its page.")
    refused_code(plain, ticket[1].code, "This ticket is not valid any more. Ask the hosts for another one.")


def test_a_code_in_arabic_digits_is_understood(evening, plain) -> None:
    ticket = evening.begin("listening", resident=1)["resident"][0]
    phone = evening.phone("ar")
    type_code(phone, evening.lead.code.translate(ARABIC_DIGITS))
    expect(phone.page.locator('form.languages input[name="code"]')).to_have_value(evening.lead.code)
    plain.type_code(ticket.code.translate(ARABIC_DIGITS))
    expect(plain.page.locator(".room-main")).to_be_visible()


def test_an_empty_or_endless_card_is_refused_with_its_text_kept(evening, plain) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    phone = evening.scanned(tickets[0], "en")
    composer = phone.page.locator("form.composer")
    for words, sentence in (
        ("   ", "Write something first."),
        (LONG, "This is too long. Make it shorter, or make two cards of it."),
    ):
        composer.locator("textarea").fill(words)
        composer.locator("button[type=submit]").click()
        expect(composer.locator(".field-error")).to_contain_text(sentence)
        expect(composer.locator("textarea")).to_have_value(words)
    plain.type_code(tickets[1].code)
    plain.begin("write")
    plain.page.locator("#text").fill("   ")
    plain.page.locator("form.composer button").click()
    refused_form(plain, "Write something first.")
    plain.page.go_back()
    plain.page.locator("#text").fill(LONG)
    plain.page.locator("form.composer button").click()
    refused_form(plain, "1000")
    expect(plain.page.locator("textarea[name=text]")).to_have_value(LONG)
    assert cards_of(phone) == cards_of(plain) == []
    expect(evening.lead.page.locator(".veiled-count b").first).to_have_text("0")


def cards_of(someone) -> list[str]:
    """Return the texts of this person's cards, as the server has them."""
    seat = re.search(r"seat=(\w+)", someone.page.url)
    room = re.search(r"/rooms/(\w+)/", someone.page.url) or re.search(r"/rooms/(\w+)/", someone.page.content())
    seat = seat or re.search(r"seat=(\w+)", someone.page.content())
    answer = someone.page.request.get(f"{someone.url}/api/rooms/{room[1]}?seat={seat[1]}")
    return [each["text"] for each in answer.json()["mine"]["cards"]]


def test_a_form_sent_twice_acts_once(evening, plain) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    plain.type_code(tickets[0].code)
    plain.begin("write")
    plain.page.locator("#text").fill("Una volta sola.")
    plain.page.locator("form.composer button").dblclick()
    expect(plain.page.locator('form[action$="/do/card.withdraw"]')).to_have_count(1)
    assert cards_of(plain) == ["Una volta sola."]
    phone = evening.scanned(tickets[1])
    phone.page.locator("form.composer textarea").fill("Due colpi di pollice.")
    phone.page.locator("form.composer button[type=submit]").dblclick()
    phone.state_of("Due colpi di pollice.", "received")
    assert cards_of(phone) == ["Due colpi di pollice."]


def test_a_ballot_that_comes_too_late_is_told_so_and_counts_for_nothing(evening, plain) -> None:
    tickets = evening.begin("from-problem-to-intervention", resident=2)["resident"]
    phone = evening.scanned(tickets[0], "en")
    plain.type_code(tickets[1].code)
    evening.lead.open_poll()
    phone.vote("yes")
    plain.begin("vote")
    plain.choose("choice", "no")
    evening.lead.close_poll("inquorate")
    plain.page.locator('form[action$="/do/ballot.cast"] button').click()
    refused_form(plain, "This vote is closed. Ballots that came before are counted; this one came too late.")
    expect(phone.page.locator("form:has(input[value=yes])")).to_have_count(0)


def test_an_official_without_ticket_stays_out_of_an_open_room(pages, places) -> None:
    place = places("one")
    door = PlainPhone(pages(language="en", viewport=POCKET), place.url, "en")
    door.go(f"/r/{place.open_room()}/")
    door.page.locator('button[name=lang][value="en"]').click()
    assert door.page.locator("input[name=side]").evaluate_all("all => all.map(each => each.value)") == [
        "resident",
        "civil",
    ]
    door.page.locator("input[name=side]").first.evaluate("each => { each.value = 'official'; }")
    door.choose("side", "official")
    door.page.locator("button[name=enter]").click()
    refused_form(door, "Officials always need a ticket. Ask the hosts for one.")
    assert door.page.context.cookies(place.url) == [
        each for each in door.page.context.cookies(place.url) if each["name"] != "tessera_device"
    ]


def test_what_belongs_to_somebody_else_is_not_there(evening, plain, pages) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    phone = evening.scanned(tickets[0], "en")
    phone.write("Questo è mio.")
    phone.state_of("Questo è mio.", "received")
    card = phone.cards().pop()
    plain.type_code(tickets[1].code)
    plain.write("Questo è di un'altra persona.")
    plain.page.locator('a[href*="act=edit"]').click()
    plain.page.locator("#text").fill("Cambio il biglietto di qualcun altro.")
    # A page without script, changed as a curious person changes it: by asking again with another id.
    form = {name: field_of(plain, name) for name in ("csrfmiddlewaretoken", "ref", "seat", "lang")}
    answer = plain.page.request.post(
        f"{plain.url}/do/card.edit",
        form={**form, "card": card, "text": "Cambio il biglietto di qualcun altro.", "next": "/"},
        headers={"Referer": plain.page.url},
    )
    assert answer.status in {404, 422}
    assert cards_of(phone) == ["Questo è mio."]
    stranger = pages(language="en", viewport=POCKET)
    for path in ("/rooms/000000000000/", f"/rooms/{evening.lead.room}/console/x", "/proposals/000000000000/"):
        assert stranger.goto(f"{plain.url}{path}").status == 404
        expect(stranger.locator("h1")).to_be_visible()
    assert stranger.request.get(f"{plain.url}/api/rooms/000000000000").status == 404


def field_of(someone, name: str) -> str:
    return someone.page.locator(f'form.composer [name="{name}"]').first.input_value()
