"""Writing together in a real browser: two people and a phone without network end with the same text; then versions."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.story import LAPTOP, POCKET

pytestmark = pytest.mark.browser

# Made in the server's own database: a draft solution with two authors, and a token for the device of each.
SCENE = """
import json
from people.keys import plain_hash
from proposals.models import Author
from tests.helpers.scenes import solved
from tests.helpers.world import do, world
w = world(residents=3, officials=1)
made = solved(w)
tokens = {}
for n, seat in enumerate([*w.residents[:3], w.officials[0]]):
    tokens[seat.participant.pk] = f"token-{made.pk}-{n}"
    seat.device.token_hash = plain_hash(tokens[seat.participant.pk])
    seat.device.save()
    Author.objects.get_or_create(proposal=made, participant=seat.participant, defaults={"answer": "confirmed"})
print("SCENE " + json.dumps({"proposal": made.pk, "tokens": tokens}))
"""


@pytest.fixture
def scene(places) -> dict:
    said = places("one").servers[0].manage("shell", "-c", SCENE)
    return dict(json.loads(said.partition("SCENE ")[2]))


class Pen:
    """One person who writes in the page of a proposal."""

    def __init__(self, pages, url: str, scene: dict, number: int, language: str = "it", viewport: dict = POCKET):
        self.seat, token = list(scene["tokens"].items())[number]
        self.page = pages(language=language, viewport=viewport)
        self.page.context.add_cookies([{"name": "tessera_device", "value": token, "url": url}])
        self.url = f"{url}/proposals/{scene['proposal']}/"
        self.page.goto(f"{self.url}write/?seat={self.seat}")
        expect(self.form).to_have_attribute("data-state", "saved")

    @property
    def form(self):
        return self.page.locator("form[data-text]")

    def area(self, field: str):
        return self.page.locator(f'textarea[data-field="{field}"]')

    def types(self, field: str, words: str, at: str = "End") -> None:
        self.area(field).focus()
        self.page.keyboard.press(f"Control+{at}")
        self.page.keyboard.type(words)

    def saved(self) -> None:
        expect(self.form).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("language", ["it", "ar"])
def test_two_people_and_a_phone_without_network_end_with_the_same_text(pages, places, scene, language) -> None:
    url = places("one").url
    one, two, away = (Pen(pages, url, scene, number, language) for number in range(3))
    one.types("cost", "Tre euro. ")
    for pen in (two, away):
        expect(pen.area("cost")).to_have_value("Tre euro. ")
    away.page.context.set_offline(True)
    expect(away.form).not_to_have_attribute("data-state", "saved")
    away.types("cost", "Sul bus. ")
    two.types("cost", "بلا كلفة. ", at="Home")
    one.types("cost", "E un'ora. ")
    away.page.context.set_offline(False)
    for pen in (one, two, away):
        pen.saved()
        for words in ("Tre euro. ", "Sul bus. ", "بلا كلفة. ", "E un'ora. "):
            pen.page.wait_for_function(
                "([field, words]) => document.querySelector(`textarea[data-field=${field}]`).value.includes(words)",
                arg=["cost", words],
            )
    assert len({pen.area("cost").input_value() for pen in (one, two, away)}) == 1

    text = one.area("cost").input_value()
    one.page.locator('button[value="revise"]').click()
    one.page.wait_for_url(f"**/proposals/{scene['proposal']}/?seat={one.seat}")
    expect(one.page.locator("main")).to_contain_text("Sul bus.")
    two.page.goto(f"{two.url}write/?seat={two.seat}")
    two.saved()
    assert two.area("cost").input_value() == text
    two.page.goto(f"{two.url}versions/?seat={two.seat}")
    expect(two.page.locator("ins", has_text="Tre euro.")).to_be_visible()
    assert [each for each in pages.problems if "ERR_INTERNET_DISCONNECTED" not in each] == []


def test_without_a_script_two_people_keep_both_versions_of_one_place(pages, places, scene) -> None:
    url = places("one").url
    seats = list(scene["tokens"].items())
    opened = []
    for seat, token in seats[:2]:
        page = pages(language="it", js=False, viewport=LAPTOP)
        page.context.add_cookies([{"name": "tessera_device", "value": token, "url": url}])
        page.goto(f"{url}/proposals/{scene['proposal']}/write/?seat={seat}")
        opened.append(page)
    for page, words in zip(opened, ("Venti euro.", "Trenta euro."), strict=True):
        page.locator('textarea[data-field="cost"]').fill(words)
        page.locator('button[value="revise"]').click()
    assert "/write/" not in opened[0].url
    both = opened[1].locator('textarea[data-field="cost"]').input_value()
    assert ("Venti euro." in both, "Trenta euro." in both) == (True, True)
    expect(opened[1].locator(".notice-warn")).to_be_visible()
