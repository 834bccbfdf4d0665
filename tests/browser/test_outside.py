"""A vote that goes on outside the room: opened on the console, cast at home, closed by the clock, then checked."""

import pytest
from playwright.sync_api import expect

from tests.browser.checking import counted_again, find_receipt, fingerprints_agree
from tests.browser.evening import Evening, sign_in
from tests.browser.people.plain import PlainPhone
from tests.browser.story import POCKET
from tests.browser.test_among import BETWEEN, adopt_the_charter

pytestmark = pytest.mark.browser
ITS_DAY = """
from django.utils import timezone
from deliberation.models import Poll
Poll.objects.filter(state="open", ends_at__isnull=False).update(ends_at=timezone.now())
"""


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


def test_a_vote_is_opened_in_the_room_cast_at_home_and_closed_by_the_clock(pages, places, signed_in, tmp_path) -> None:
    place = places("one")
    evening = Evening(pages, place, signed_in)
    tickets = evening.begin("from-problem-to-intervention", resident=2, official=1)
    resident, official = evening.scanned(tickets["resident"][0]), evening.scanned(tickets["official"][0], "ar")
    plain = PlainPhone(pages(language="it", js=False, viewport=POCKET), place.url, "it")
    plain.type_code(tickets["resident"][1].code)
    lead = evening.lead
    adopt_the_charter(lead, [resident, official], plain)
    for kind in BETWEEN:
        lead.go_on(kind)
    lead.touch("poll.among")
    lead.dialog().locator('label.option:has(input[name="method"][value="approval"])').click()
    lead.field("question").fill("Quale giorno va bene?")
    for number, option in enumerate(("Lunedì", "Sabato")):
        lead.field(f"option-{number}").fill(option)
    lead.dialog().locator('label.option:has(input[name="lasting"][value="outside"])').click()
    lead.field("days").fill("10")
    lead.send()
    expect(lead.page.locator(".running")).to_contain_text("Quale giorno va bene?")
    expect(lead.act("poll.close")).to_have_count(0)

    home = resident.page.context.new_page()
    home.goto(f"{place.url}/voice/")
    home.locator('a[href*="/polls/"][href*="/vote/"]').first.click()
    home.locator("label.option", has_text="Sabato").click()
    home.locator("form button.button-wide").click()
    expect(home.locator('[data-says="same"]')).to_be_visible()
    receipt = home.locator("[data-receipt]").text_content() or ""
    poll = home.locator("[data-poll]").get_attribute("data-poll")

    # One of two residents is too few: on its day it goes on once, and then it ends. The server's own clock may be
    # quicker than ours: whichever comes second finds nothing to do.
    for seen in (home.get_by_text("prolungato una volta"), home.locator("#check")):
        place.servers[0].manage("shell", "-c", ITS_DAY)
        place.servers[0].manage("tick")
        home.goto(f"{place.url}/polls/{poll}/vote/")
        expect(seen).to_be_visible()
    home.wait_for_url(f"**/polls/{poll}/")
    fingerprints_agree(home)
    find_receipt(home, receipt)
    assert counted_again(home, tmp_path)[-1] == "All of this agrees."
    assert pages.problems == []
