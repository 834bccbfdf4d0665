"""Listening: what each person thinks of the cards, on a phone, without JavaScript, on the wall and the console."""

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.people.phone import Phone
from tests.browser.people.plain import PlainPhone
from tests.browser.story import POCKET

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


def test_everybody_answers_the_cards_of_the_others_and_the_room_sees_how_many_answers_there_are(evening) -> None:
    tickets = evening.begin("common-ground", resident=2, official=1)
    resident, official = evening.scanned(tickets["resident"][0]), evening.scanned(tickets["official"][0], "ar")
    plain = PlainPhone(evening.pages(language="it", js=False, viewport=POCKET), evening.place.url, "it")
    plain.type_code(tickets["resident"][1].code)
    lead, wall = evening.lead, evening.projector()
    resident.write("Il modulo è solo in italiano.")
    official.write("نحتاج إلى مترجم يوم الاثنين.", "ar")
    lead.cards_written(2)
    lead.touch("cards.reveal")
    lead.go_on("opinion")
    for phone in (resident, official):
        answer_all(phone)
    plain.renew()
    for stance in ("agree", "pass"):
        plain.page.locator(f'form[action$="/do/stance.take"] button[value="{stance}"]').first.click()
        expect(plain.page.locator(".messages")).to_be_visible()
    expect(wall.page.locator(".opinion-wall .voting-count")).to_contain_text("6")
    expect(lead.page.locator(".opinion [role=status]")).to_contain_text("6")
    change_one(resident)
    expect(lead.page.locator(".opinion [role=status]")).to_contain_text("6")
    assert evening.pages.problems == []


def answer_all(phone: Phone) -> None:
    """Agree with the first card, pass on the second; then nothing is left."""
    phone.touch("stance.agree")
    expect(phone.page.locator("[role=status].number", has_text="1")).to_be_visible()
    phone.touch("stance.pass")
    expect(phone.page.locator(".notice-ok")).to_be_visible()


def change_one(phone: Phone) -> None:
    """Open my answers, change the first one."""
    phone.page.locator("details.answers > summary").click()
    phone.page.locator("details.answers li button").first.click()
    phone.touch("stance.disagree")
    expect(phone.page.locator(".notice-ok")).to_be_visible()
