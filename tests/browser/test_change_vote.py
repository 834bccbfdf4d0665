"""A change to a text that both sides decide: put to the vote from its page, answered on phones, done at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.people.plain import PlainPhone
from tests.browser.story import POCKET
from tests.browser.test_among import BETWEEN, adopt_the_charter

pytestmark = pytest.mark.browser
A_CHANGE = """
from deliberation.models import Room
from people.actors import Actor
from realtime.run import run
from tests.proposals.making import make_problem, make_solution
room = Room.objects.get(pk="{room}")
one, two = (each.participant for each in room.seats.filter(participant__side="resident").order_by("pk"))
problem = make_problem(room.process, authors=[one], origin=room.stream)
office = room.process.territory.organisations.filter(kind="municipal_office").first()
made = make_solution(room.process, [problem], office=office, authors=[one], origin=room.stream, title="Una scheda")
text = "Una scheda per ogni pratica"
data = dict(proposal=made.pk, section="title", text=text, lang="it", reason="Vale per tutte")
print("AMENDMENT", run("amendment.propose", Actor(participant=two), data, "change").data["amendment"])
print("ACTIVITY", room.activity_id)
"""


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


def test_both_sides_change_a_text_by_their_vote(pages, places, signed_in) -> None:
    place = places("one")
    evening = Evening(pages, place, signed_in)
    tickets = evening.begin("from-problem-to-intervention", resident=2, official=1)
    resident, official = evening.scanned(tickets["resident"][0]), evening.scanned(tickets["official"][0], "ar")
    plain = PlainPhone(pages(language="it", js=False, viewport=POCKET), place.url, "it")
    plain.type_code(tickets["resident"][1].code)
    lead, wall = evening.lead, evening.projector()
    adopt_the_charter(lead, [resident, official], plain)
    for kind in BETWEEN:
        lead.go_on(kind)
    room = re.search(r"/rooms/(\w+)/", lead.page.url)[1]
    told = place.servers[0].manage("shell", "-c", A_CHANGE.format(room=room))
    amendment, activity = (re.search(rf"{word} (\w+)", told)[1] for word in ("AMENDMENT", "ACTIVITY"))

    desk = lead.page.context.new_page()
    desk.goto(f"{place.url}/amendments/{amendment}/")
    desk.locator(f'a[href="/amendments/{amendment}/vote/"]').click()
    desk.locator(f'label.option:has([value="{activity}"])').click()  # other rooms of hers may be voting too
    desk.locator("main form button.button").click()
    desk.wait_for_url(f"**/rooms/{room}/console/")
    expect(lead.page.locator(".running ins")).to_have_text(re.compile("per ogni pratica"))
    wall.sees("per ogni pratica")
    for phone in (resident, official):
        expect(phone.page.locator(".change ins")).to_contain_text("per ogni pratica")
        phone.vote("yes")
    plain.renew()
    plain.vote("yes")
    lead.all_have_voted(3)
    lead.close_poll("adopted")
    desk.goto(f"{place.url}/amendments/{amendment}/")
    expect(desk.locator("main .chip.is-ok")).to_be_visible()
    desk.locator(f'a[href^="/amendments/{amendment}/votes/"]').click()
    expect(desk.locator("main")).to_contain_text("il testo è cambiato esattamente come era mostrato")
    assert pages.problems == []
