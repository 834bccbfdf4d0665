"""How light the way in is: taps and bytes."""

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.people.phone import Phone
from tests.browser.story import POCKET

pytestmark = pytest.mark.browser
MOST = 60_000  # bytes of the first screen of the room, as they cross the wire


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)


def test_a_ticket_is_two_taps_from_the_room_and_the_wall_three(evening) -> None:
    tickets = evening.begin("from-problem-to-intervention", resident=1)["resident"]
    with_ticket, by_the_wall = evening.phone("ar"), evening.phone("it")
    with_ticket.scan(tickets[0].link)
    by_the_wall.enter_by_the_wall(evening.lead.code, "resident")
    assert (with_ticket.taps, by_the_wall.taps) == (2, 3)


@pytest.mark.parametrize("lang", ["it", "en", "ar"])
def test_the_first_screen_of_the_room_weighs_at_most_60_kilobytes(evening, chromium, lang) -> None:
    tickets = evening.begin("from-problem-to-intervention", resident=1)["resident"]
    evening.lead.go_on("cards")
    seated = evening.scanned(tickets[0], lang)
    cold = chromium.new_context(locale=lang, viewport=POCKET, storage_state=seated.page.context.storage_state())
    phone = Phone(cold.new_page(), evening.place.url, lang)
    weighed = Scales(phone.page)
    phone.page.goto(seated.page.url)
    phone.inside()
    expect(phone.page.locator("form.composer textarea")).to_be_visible()
    weight = weighed.stop()
    cold.close()
    print(*(f"{size} {name}" for name, size in weight.items()), sep="\n")
    assert sum(weight.values()) <= MOST
    assert [each for each in weight if "font" in each] == []


class Scales:
    """What crosses the wire for one page, in bytes per address, headers included."""

    def __init__(self, page):
        self.page, self.names, self.bytes = page, {}, {}
        self.wire = page.context.new_cdp_session(page)
        self.wire.on("Network.requestWillBeSent", self._asked)
        self.wire.on("Network.loadingFinished", self._came)
        self.wire.send("Network.enable")
        self.wire.send("Network.clearBrowserCache")

    def _asked(self, event) -> None:
        self.names[event["requestId"]] = event["request"]["url"]

    def _came(self, event) -> None:
        name = self.names.get(event["requestId"], "?")
        self.bytes[name] = self.bytes.get(name, 0) + event["encodedDataLength"]

    def stop(self) -> dict[str, int]:
        """Return what has come so far: screens of later steps are fetched when this one is drawn."""
        self.wire.detach()
        return self.bytes
