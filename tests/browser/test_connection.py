"""When the network or the server goes away in the middle of a sentence: nothing typed, sent or focused is lost."""

import re
import sqlite3
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Place
from tests.browser.evening import Evening, sign_in
from tests.browser.people.phone import Phone
from tests.plugins.live import launch

pytestmark = pytest.mark.browser

AWAY = {
    "room": {"it": "La sala non risponde: resta su questo telefono", "ar": "القاعة لا تجيب: محفوظ على هذا الهاتف"},
    "network": {"it": "Niente rete: resta su questo telefono", "ar": "لا شبكة: محفوظ على هذا الهاتف"},
}
SAVED = {"it": "Salvato su questo telefono.", "ar": "محفوظ على هذا الهاتف."}
RECEIVED = {"it": r"Ricevuto, numero \d+", "ar": r"وصلت، رقم \d+"}
# The browser itself reports every attempt to reach a server that is not there.
UNREACHABLE = re.compile(r"WebSocket connection to .* failed|net::ERR_(CONNECTION|INTERNET|EMPTY|SOCKET)")
MARK = "(field, at) => { field.marked = true; field.setSelectionRange(at, at); }"
STANDING = "({ activeElement: at }) => [at.marked === true, at.value, at.selectionStart, at.selectionEnd]"


@pytest.fixture(scope="module")
def place(servers) -> Place:
    """A server of our own, which may be killed."""
    server = servers(on="sqlite", demo=True)
    return Place(server.url, [server], server.url)


@pytest.fixture(scope="module")
def signed_in(chromium, place):
    return sign_in(chromium, place)


@pytest.fixture
def evening(pages, place, signed_in) -> Evening:
    return Evening(pages, place, signed_in)


def start_again(place: Place, servers) -> None:
    """Start the server on the same port with the same data."""
    old = place.servers[-1]
    again = launch(host="127.0.0.1", port=old.port, data=old.data, environment=old.environment, log=old.log)
    place.servers.append(again)
    servers.running.append(again)


def begin_sentence(page: Page, words: str) -> None:
    """Type in the composer and go back into the middle of what was typed."""
    field = page.locator("form.composer textarea[name=text]")
    field.fill(words)
    field.evaluate(MARK, len(words) // 2)


def in_the_middle_of(page: Page, words: str) -> None:
    """The same field has the focus, with the same words and the caret where it was."""
    half = len(words) // 2
    assert page.evaluate_handle("document").evaluate(STANDING) == [True, words, half, half]


def tile(phone: Phone, words: str):
    return phone.page.locator("article.tile", has_text=words)


def stored(place: Place, words: str) -> list[int]:
    """Return the numbers of the cards with these words, as they lie in the database."""
    with sqlite3.connect(place.servers[-1].data / "tessera.sqlite3") as link:
        return [number for (number,) in link.execute("SELECT number FROM deliberation_card WHERE text = ?", [words])]


def arrived_once(place: Place, phone: Phone, words: str) -> None:
    """The phone says "received" with the number that the one card in the database has."""
    expect(tile(phone, words).locator(".tile-state.is-received")).to_have_text(re.compile(RECEIVED[phone.lang]))
    numbers = stored(place, words)
    assert len(numbers) == 1
    expect(tile(phone, words).locator(".tile-number")).to_have_text(str(numbers[0]))


def nothing_broke(evening: Evening) -> None:
    assert [each for each in evening.pages.problems if not UNREACHABLE.search(each)] == []


def test_a_server_that_is_killed_takes_no_word_no_focus_and_no_card(evening, place, servers) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    writer, other = evening.scanned(tickets[0]), evening.scanned(tickets[1], "ar")
    lead, wall = evening.lead, evening.projector()
    lead.touch("card.enter")
    lead.field("text").fill("Un biglietto di carta a metà")
    begin_sentence(writer.page, "Mando questo mentre il server è spento")
    place.servers[-1].kill()
    expect(writer.page.locator(".room-top .is-offline")).to_contain_text(AWAY["room"]["it"])
    in_the_middle_of(writer.page, "Mando questo mentre il server è spento")
    writer.page.locator("form.composer button[type=submit]").click()
    expect(tile(writer, "Mando questo").locator(".tile-state.is-saved")).to_contain_text(SAVED["it"])
    begin_sentence(writer.page, "E questa frase la sto ancora scrivendo")
    other.write("أكتب والخادم متوقف.", "ar")
    expect(tile(other, "أكتب والخادم").locator(".tile-state.is-saved")).to_contain_text(SAVED["ar"])
    expect(wall.page.locator(".screen-signs .connection")).to_be_visible()
    start_again(place, servers)
    arrived_once(place, writer, "Mando questo mentre il server è spento")
    arrived_once(place, other, "أكتب والخادم متوقف.")
    other.write("والآن عاد كل شيء.", "ar")
    arrived_once(place, other, "والآن عاد كل شيء.")
    expect(writer.page.locator(".room-top .is-online")).to_be_visible()
    in_the_middle_of(writer.page, "E questa frase la sto ancora scrivendo")
    expect(lead.field("text")).to_have_value("Un biglietto di carta a metà")
    expect(lead.field("text")).to_be_focused()
    lead.leave_dialog()
    lead.cards_written(3)
    expect(wall.page.locator(".counts b").first).to_have_text("3")
    nothing_broke(evening)


def test_a_phone_without_network_keeps_its_place_while_the_room_goes_on(evening, place) -> None:
    tickets = evening.begin("listening", resident=2)["resident"]
    writer, other = evening.scanned(tickets[0], "ar"), evening.scanned(tickets[1])
    begin_sentence(writer.page, "هذه جملة بدأتها قبل انقطاع الشبكة")
    writer.page.context.set_offline(True)
    expect(writer.page.locator(".room-top .is-offline")).to_contain_text(AWAY["network"]["ar"])
    in_the_middle_of(writer.page, "هذه جملة بدأتها قبل انقطاع الشبكة")
    writer.page.locator("form.composer button[type=submit]").click()
    expect(tile(writer, "هذه جملة").locator(".tile-state.is-saved")).to_contain_text(SAVED["ar"])
    begin_sentence(writer.page, "وهذه جملة أخرى لم أكملها")
    for words in ("Intanto scrive un altro.", "E ne scrive un secondo."):
        other.write(words)
        arrived_once(place, other, words)
    evening.lead.touch("cards.reveal")
    other.sees("Intanto scrive un altro.")
    assert not writer.knows("Intanto scrive un altro.")
    writer.page.context.set_offline(False)
    expect(tile(writer, "Intanto scrive un altro.")).to_be_visible()
    expect(tile(writer, "E ne scrive un secondo.")).to_be_visible()
    expect(tile(writer, "هذه جملة")).to_have_count(1)
    in_the_middle_of(writer.page, "وهذه جملة أخرى لم أكملها")
    other.sees("هذه جملة بدأتها قبل انقطاع الشبكة")
    assert len(stored(place, "هذه جملة بدأتها قبل انقطاع الشبكة")) == 1
    nothing_broke(evening)


def do(evening: Evening, command: str, **data: str) -> dict:
    """Give a command with the facilitator's browser, by the API."""
    page = evening.lead.page
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Idempotency-Key": uuid.uuid4().hex}
    answer = page.request.post(f"{evening.place.url}/api/do/{command}", data=data, headers=headers)
    assert answer.status == 200, answer.text()
    return answer.json()["data"]


def test_a_phone_that_comes_back_to_a_large_room_fetches_it_whole(evening) -> None:
    phone = evening.scanned(evening.begin("listening", resident=1)["resident"][0])
    agenda = phone.page.evaluate("JSON.parse(document.getElementById('snapshot').textContent).tables.activities")
    begin_sentence(phone.page, "Scrivo mentre la sala diventa grande")
    phone.page.context.set_offline(True)
    expect(phone.page.locator(".room-top .is-offline")).to_be_visible()
    card = {"activity": next(row["id"] for row in agenda.values() if row["kind"] == "cards"), "lang": "it"}
    entered = [do(evening, "card.enter", side="resident", text=f"{n} {'lungo ' * 150}", **card) for n in range(45)]
    do(evening, "cards.reveal", activity=card["activity"])
    do(evening, "card.hide", card=entered[0]["card"], reason="Una prova.")
    with phone.page.expect_response(re.compile("/api/room/")) as fetched:
        phone.page.context.set_offline(False)
    assert fetched.value.status == 200
    expect(phone.page.locator("article.tile[data-card]")).to_have_count(44)
    do(evening, "card.enter", side="official", text="E dopo si va avanti.", **card)
    expect(tile(phone, "E dopo si va avanti.")).to_be_visible()
    in_the_middle_of(phone.page, "Scrivo mentre la sala diventa grande")
    nothing_broke(evening)


def test_what_waits_on_the_phone_outlives_a_reload(evening, place) -> None:
    phone = evening.scanned(evening.begin("listening", resident=1)["resident"][0])
    open_lines, shut = [], []

    def door(line) -> None:
        if shut:
            line.close(code=1012)
            return
        line.connect_to_server()
        open_lines.append(line)

    phone.page.route_web_socket("**/ws/**", door)
    phone.page.reload()
    phone.inside()
    shut.append(True)
    open_lines[-1].close(code=1012)
    expect(phone.page.locator(".room-top .is-waiting")).to_contain_text("La sala riparte")
    phone.write("Questo aspetta sul telefono")
    phone.state_of("Questo aspetta sul telefono", "saved")
    phone.page.locator("form.composer textarea").fill("Una frase a metà")
    phone.page.reload()
    phone.state_of("Questo aspetta sul telefono", "saved")
    expect(phone.page.locator("form.composer textarea")).to_have_value("Una frase a metà")
    shut.clear()
    arrived_once(place, phone, "Questo aspetta sul telefono")
    nothing_broke(evening)


def test_the_room_sees_who_is_connected_and_that_somebody_writes(evening) -> None:
    printed = evening.begin("listening", resident=2, official=1)
    lead, wall = evening.lead, evening.projector()
    phones = [evening.scanned(ticket) for side in ("resident", "official") for ticket in printed[side]]
    connected = lead.page.locator(".present .meta")
    expect(connected).to_have_text(["2 telefoni in linea", "1 telefono in linea"])
    for phone in phones[:2]:
        phone.page.locator("form.composer textarea").press_sequentially("Scrivo")
    expect(lead.page.locator(".stage-writing")).to_have_text("2 persone stanno scrivendo.")
    expect(wall.page.locator(".counts-writing")).to_have_text("2 persone stanno scrivendo.")
    phones[0].page.locator("form.composer button[type=submit]").click()
    phones[1].page.locator("form.composer textarea").blur()
    for writing in (lead.page.locator(".stage-writing"), wall.page.locator(".counts-writing")):
        expect(writing).to_have_text("")
    row = lead.person(phones[0].name)
    expect(row.locator(".people-link:not(.is-off)")).to_be_visible()
    phones[0].page.context.set_offline(True)
    expect(row.locator(".people-link.is-off")).to_be_visible()
    expect(connected).to_have_text(["1 telefono in linea", "1 telefono in linea"])
    expect(wall.page.locator(".screen-connected")).to_have_text(re.compile(r"1 Abitanti\s*1 Persone degli uffici"))
    phones[0].page.context.set_offline(False)
    expect(row.locator(".people-link:not(.is-off)")).to_be_visible()
    nothing_broke(evening)
