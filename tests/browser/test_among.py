"""Votes among options as people meet them: on a phone, without JavaScript, on the wall, on the page of the result."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checking import find_receipt, fingerprints_agree, result_page
from tests.browser.evening import Evening, sign_in
from tests.browser.people.console_desk import ConsoleDesk
from tests.browser.people.phone import Phone
from tests.browser.people.plain import PlainPhone
from tests.browser.story import POCKET

pytestmark = pytest.mark.browser
BETWEEN = ("cards", "grouping", "dots", "problems", "solutions", "discussion", "vote")
OPTIONS = ("Corsi serali", "Numero verde", "Sportello mobile")


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


def test_a_room_chooses_by_words_by_places_and_by_money(evening) -> None:
    tickets = evening.begin("from-problem-to-intervention", resident=2, official=1)
    resident, official = evening.scanned(tickets["resident"][0]), evening.scanned(tickets["official"][0], "ar")
    plain = PlainPhone(evening.pages(language="it", js=False, viewport=POCKET), evening.place.url, "it")
    plain.type_code(tickets["resident"][1].code)
    lead, wall = evening.lead, evening.projector()
    adopt_the_charter(lead, [resident, official], plain)
    for kind in BETWEEN:
        lead.go_on(kind)

    ask(lead, "majority-judgment", "Con che cosa cominciamo?")
    for phone in (resident, official):
        give_words(phone, {"Corsi serali": 5, "Numero verde": 3, "Sportello mobile": 0})
    plain.renew()
    plain.begin("vote")
    for option, grade in {"Corsi serali": "4", "Numero verde": "3"}.items():
        plain.page.get_by_label(option).select_option(grade)
    plain.send("ballot.cast")
    finish(lead, 3, "Corsi serali")
    wall.sees("Corsi serali")
    check_it_oneself(resident)

    ask(lead, "schulze", "E in quale ordine?")
    rank(resident, ["Numero verde", "Corsi serali"])
    rank(official, ["Corsi serali", "Numero verde"])
    up(official, "Numero verde")
    plain.renew()
    plain.begin("vote")
    plain.page.get_by_label("Numero verde").fill("1")
    plain.send("ballot.cast")
    finish(lead, 3, "Numero verde")

    ask(lead, "equal-shares", "Come dividiamo i soldi?", budget="1.000", costs=("600", "300", "900"))
    for phone in (resident, official):
        tick(phone, ["Numero verde", "Corsi serali"])
    plain.renew()
    plain.begin("vote")
    plain.page.locator("label.option", has_text="Numero verde").click()
    plain.send("ballot.cast")
    finish(lead, 3, "Numero verde")
    assert evening.pages.problems == []


def adopt_the_charter(lead: ConsoleDesk, phones: list[Phone], plain: PlainPhone) -> None:
    """It comes first: nothing is chosen before both sides have adopted it."""
    lead.everybody_in(3)
    lead.open_poll()
    for phone in phones:
        phone.vote("yes")
    plain.renew()
    plain.vote("yes")
    lead.all_have_voted(3)
    lead.close_poll("adopted")


def ask(lead: ConsoleDesk, method: str, question: str, budget: str = "", costs: tuple[str, ...] = ()) -> None:
    """Open a vote among the options in the dialog of the console."""
    again = lead.page.locator("details.again > summary")
    if again.count():
        again.click()
    lead.touch("poll.among")
    lead.dialog().locator(f'label.option:has(input[name="method"][value="{method}"])').click()
    lead.field("question").fill(question)
    if budget:
        lead.field("budget").fill(budget)
    for number, option in enumerate(OPTIONS):
        lead.field(f"option-{number}").fill(option)
    for number, cost in enumerate(costs):
        lead.dialog().get_by_label(f"Quanto costa «{OPTIONS[number]}»").fill(cost)
    lead.send()
    expect(lead.act("poll.close")).to_be_visible()


def give_words(phone: Phone, words: dict[str, int]) -> None:
    for option, grade in words.items():
        phone.page.locator("fieldset.grades", has_text=option).locator(
            f"label.grade:has(input[value='{grade}'])"
        ).click()
    cast(phone)


def rank(phone: Phone, order: list[str]) -> None:
    for option in order:
        phone.page.locator("button.rank-free", has_text=option).click()
    cast(phone)


def up(phone: Phone, option: str) -> None:
    """Change the ballot: one place up, by its button."""
    phone.page.locator("li.rank", has_text=option).locator("button").first.click()
    expect(phone.page.locator("li.rank").first).to_contain_text(option)
    cast(phone)


def tick(phone: Phone, options: list[str]) -> None:
    for option in options:
        phone.page.locator("label.option", has_text=option).click()
    expect(phone.page.locator(".dots-left")).to_contain_text(re.compile("900"))
    cast(phone)


def cast(phone: Phone) -> None:
    phone.touch("ballot.cast")
    phone.receipt()


def finish(lead: ConsoleDesk, people: int, winner: str) -> None:
    """Close the vote and read on the console what was chosen."""
    lead.all_have_voted(people)
    lead.close_poll("chosen")
    expect(lead.page.locator(".result .among .bars-option").first).to_contain_text(winner)
    expect(lead.page.locator(".result .among .chip.is-ok").first).to_be_visible()


def check_it_oneself(phone: Phone) -> None:
    """Open the result's page: the receipt is found and the fingerprints agree, in the browser, and nothing is sent."""
    receipt = phone.page.locator(".receipt code.number").first.inner_text()
    page = result_page(phone)
    fingerprints_agree(page)
    find_receipt(page, receipt)
    page.close()
