"""A monitor measures in a real browser: offline, the page opened again without a network, and without JavaScript."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SCENE = """
import json
from people.keys import plain_hash
from tests.monitoring.making import Place
made = []
for place in (Place().ready(), Place().ready()):
    token = f"token-{place.round.pk}"
    place.residents[0].device.token_hash = plain_hash(token)
    place.residents[0].device.save()
    made.append({"round": place.round.pk, "seat": place.seats[0].pk, "token": token})
print("SCENE " + json.dumps(made))
"""
SHEETS = """
from monitoring.models import Sheet
rows = [[int(v) if v is not None else None for v in s.values.order_by("item__position").values_list("value", flat=True)]
        for s in Sheet.objects.filter(round="%s", superseded_at=None)]
print("SHEETS", rows)
"""


@pytest.fixture(scope="module")
def scenes(places):
    """A server, and a round that goes on for each of the tests."""
    place = places("one")
    said = place.servers[0].manage("shell", "-c", SCENE)
    return [(place, ids) for ids in json.loads(said.partition("SCENE ")[2])]


def opened(pages, place, ids, **options):
    page = pages(viewport={"width": 360, "height": 740}, **options)
    page.context.add_cookies([{"name": "tessera_device", "value": ids["token"], "url": place.url}])
    page.goto(f"{place.url}/rounds/{ids['round']}/collect/?seat={ids['seat']}")
    return page


def sheets(place, ids):
    return place.servers[0].manage("shell", "-c", SHEETS % ids["round"]).partition("SHEETS ")[2].strip()


def answer(page, n):
    """Choose the n-th big answer of the step, and go on."""
    page.locator(".collect-step.is-now .option").nth(n).click()
    page.locator("[data-next]").click()


def test_a_sheet_filled_in_without_a_network_survives_closing_and_counts_once(pages, scenes):
    place, ids = scenes[0]
    page = opened(pages, place, ids)
    page.wait_for_selector("html[data-kept]", state="attached")
    page.context.set_offline(True)
    page.locator("[data-next]").click()
    expect(page.locator(".collect-step.is-now [data-error]")).to_be_visible()  # where are you?
    answer(page, 0)
    answer(page, 0)
    page.reload()  # still without a network: the page and the answers are there
    answer(page, 0)
    expect(page.locator(".collect-step.is-now input[value='1']")).to_be_checked()
    page.locator("[data-next]").click()
    page.locator(".collect-step.is-now input[type=text]").fill("25")
    page.locator("[data-next]").click()
    page.locator(".collect-step.is-now .option").last.click()  # could not be observed
    page.locator("[data-next]").click()
    page.locator("[data-send]").click()
    expect(page.locator("[data-says] .notice-warn")).to_have_count(1)
    assert sheets(place, ids) == "[]"
    page.reload()
    expect(page.locator("[data-says] .notice-warn")).to_have_count(1)
    page.context.set_offline(False)
    expect(page.locator("[data-says] .notice-ok")).to_have_count(1)
    page.reload()
    expect(page.locator(".collect-own li")).to_have_count(1)
    assert sheets(place, ids) == "[[1, 25, None]]"


def test_without_javascript_it_is_one_form(pages, scenes):
    place, ids = scenes[1]
    page = opened(pages, place, ids, js=False)
    page.locator("input[name=site]").first.check(force=True)
    for name, value in (("values[0]value", "0"), ("values[2]value", "3")):
        page.locator(f"input[name='{name}'][value='{value}']").check(force=True)
    page.locator("input[name='values[1]value']").fill("12")
    page.locator("[data-send]").click()
    expect(page.locator(".notice-ok")).to_have_count(1)
    assert sheets(place, ids) == "[[0, 12, 3]]"
