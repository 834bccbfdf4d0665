"""Writing together in a real browser: two people and a phone without network end with the same text; then versions."""

import pytest
from playwright.sync_api import expect

from tests.browser.seats import page_of, written
from tests.browser.story import LAPTOP, POCKET

pytestmark = pytest.mark.browser
HOLDS = "([field, words]) => document.querySelector(`textarea[data-field=${field}]`).value.includes(words)"


@pytest.fixture
def scene(places) -> dict:
    return written(places("one"))


class Pen:
    """One person who writes in the page of a proposal."""

    def __init__(self, pages, url: str, scene: dict, number: int, language: str):
        self.page, self.seat = page_of(pages, url, scene, number, language=language, viewport=POCKET)
        self.url = f"{url}/proposals/{scene['solution']}/"
        self.page.goto(f"{self.url}write/?seat={self.seat}")
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator("form[data-text]")).to_have_attribute("data-state", "saved")

    def area(self, field: str):
        return self.page.locator(f'textarea[data-field="{field}"]')

    def types(self, field: str, words: str, at: str = "End") -> None:
        self.area(field).focus()
        self.page.keyboard.press(f"Control+{at}")
        self.page.keyboard.type(words)

    def holds(self, field: str, words: str) -> None:
        self.page.wait_for_function(HOLDS, arg=[field, words])


@pytest.mark.parametrize("language", ["it", "ar"])
def test_two_people_and_a_phone_without_network_end_with_the_same_text(pages, places, scene, language) -> None:
    one, two, away = (Pen(pages, places("one").url, scene, number, language) for number in range(3))
    one.types("cost", "Tre euro. ")
    for pen in (two, away):
        expect(pen.area("cost")).to_have_value("Tre euro. ")
    away.page.context.set_offline(True)
    expect(away.page.locator("form[data-text]")).not_to_have_attribute("data-state", "saved")
    away.types("cost", "Sul bus. ")
    two.types("cost", "بلا كلفة. ", at="Home")
    one.types("cost", "E un'ora. ")
    away.page.context.set_offline(False)
    for pen in (one, two, away):
        pen.saved()
        for words in ("Tre euro. ", "Sul bus. ", "بلا كلفة. ", "E un'ora. "):
            pen.holds("cost", words)
    text = one.area("cost").input_value()
    assert {pen.area("cost").input_value() for pen in (one, two, away)} == {text}

    one.page.locator('button[value="revise"]').click()
    one.page.wait_for_url(f"{one.url}?seat={one.seat}")
    expect(one.page.locator("main")).to_contain_text("Sul bus.")
    two.page.goto(f"{two.url}write/?seat={two.seat}")
    two.saved()
    assert two.area("cost").input_value() == text
    two.page.goto(f"{two.url}versions/?seat={two.seat}")
    expect(two.page.locator("ins", has_text="Tre euro.")).to_be_visible()
    assert [each for each in pages.problems if "ERR_INTERNET_DISCONNECTED" not in each] == []


def test_without_a_script_two_people_keep_both_versions_of_one_place(pages, places, scene) -> None:
    url = places("one").url
    opened = []
    for number in range(2):
        page, seat = page_of(pages, url, scene, number, language="it", js=False, viewport=LAPTOP)
        page.goto(f"{url}/proposals/{scene['solution']}/write/?seat={seat}")
        opened.append(page)
    for page, words in zip(opened, ("Venti euro.", "Trenta euro."), strict=True):
        page.locator('textarea[data-field="cost"]').fill(words)
        page.locator('button[value="revise"]').click()
    assert "/write/" not in opened[0].url
    both = opened[1].locator('textarea[data-field="cost"]').input_value()
    assert ("Venti euro." in both, "Trenta euro." in both) == (True, True)
    expect(opened[1].locator(".notice-warn")).to_be_visible()
