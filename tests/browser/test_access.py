"""Every page is read by axe, in Italian and in Arabic: no violation at all, and no request to anybody else."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.evening import Evening, sign_in
from tests.browser.story import CARDS, GROUPS, LAPTOP, POCKET, WALL
from tests.browser.tour import ready, stops

pytestmark = pytest.mark.browser
AXE = Axe()


@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))


def found_by_axe(page) -> list[str]:
    """Return the violations of a page, one line for each rule."""
    return [
        f"{each['impact']} {each['id']}: {'; '.join(node['target'][0] for node in each['nodes'][:3])}"
        for each in AXE.run(page).response["violations"]
    ]


@pytest.mark.parametrize("lang", ["it", "ar"])
def test_no_page_has_a_barrier_that_axe_can_see_or_asks_anybody_else(pages, places, chromium, signed_in, lang) -> None:
    place = places("one")
    evening = Evening(pages, place, signed_in)
    phone = evening.scanned(evening.begin("listening", resident=1)["resident"][0], lang)
    seat = phone.page.url.partition("seat=")[2]
    states = {"": None, "lead": in_language(signed_in, lang), "seat": phone.page.context.storage_state()}
    states["office"] = in_language(sign_in(chromium, place, "Donato"), lang)
    page = {who: pages(language=lang, viewport=LAPTOP, storage_state=state) for who, state in states.items()}
    page["seat"].set_viewport_size(POCKET)
    wrong = {}
    for stop in stops(page[""], page["office"], place, evening, seat):
        assert page[stop.who].goto(f"{place.url}{stop.path}").ok, stop
        ready(page[stop.who])
        expect(page[stop.who].locator("html")).to_have_attribute("lang", lang)
        violations = found_by_axe(page[stop.who])
        if violations:
            wrong[stop.path] = violations
    own = (f"{place.url}/", "data:", "blob:")
    assert [wrong, [each for each in pages.requests if not each.startswith(own)], pages.problems] == [{}, [], []]


def test_the_page_that_renews_itself_can_be_kept_still(pages, places, signed_in) -> None:
    """Axe calls any renewing a barrier; the guideline allows it where the reader can turn it off, as here."""
    evening = Evening(pages, places("one"), signed_in)
    phone = evening.scanned(evening.begin("listening", resident=1)["resident"][0])
    seat = phone.page.url.partition("seat=")[2]
    page = pages(viewport=POCKET, js=False, storage_state=phone.page.context.storage_state())
    page.goto(f"{evening.place.url}/rooms/{evening.lead.room}/plain/?seat={seat}")
    expect(page.locator('meta[http-equiv="refresh"]')).to_have_count(1)
    page.locator('a[href*="still=1"]').click()
    expect(page.locator('a[href$="/plain/?seat=' + seat + '"]').last).to_be_visible()
    expect(page.locator('meta[http-equiv="refresh"]')).to_have_count(0)


def in_language(state: dict, lang: str) -> dict:
    """Return a browser's state with the language its owner chose."""
    kept = [each for each in state["cookies"] if each["name"] != "django_language"]
    chosen = {**kept[0], "name": "django_language", "value": lang}
    return {**state, "cookies": [*kept, chosen]}


@pytest.mark.parametrize("lang", ["it", "ar"])
def test_the_live_screens_are_without_barriers_in_every_step(pages, places, signed_in, lang) -> None:
    evening = Evening(pages, places("one"), in_language(signed_in, lang))
    tickets = evening.begin("from-problem-to-intervention", resident=2, official=1)
    phones = [evening.scanned(each, lang) for each in tickets["resident"]]
    wall = pages(language=lang, viewport=WALL)
    wall.goto(f"{evening.place.url}/rooms/{evening.lead.room}/screen/")
    ready(wall)
    lead, wrong = evening.lead, {}

    def look(step: str) -> None:
        for name, page in {"console": lead.page, "phone": phones[0].page, "projector": wall}.items():
            violations = found_by_axe(page)
            if violations:
                wrong[f"{step}, {name}"] = violations

    look("charter")
    lead.open_poll()
    phones[0].vote("yes")
    look("vote")
    lead.close_poll("inquorate")
    look("result")
    lead.go_on("cards")
    for phone, key in zip(phones, ("it", "ar"), strict=True):
        phone.write(CARDS[key], key)
    lead.cards_written(2)
    look("cards")
    lead.touch("cards.reveal")
    phones[0].sees(CARDS["ar"])
    look("revealed")
    lead.go_on("grouping")
    for title, key in zip(GROUPS, ("it", "ar"), strict=True):
        lead.group([lead.card_with(CARDS[key])], title)
    look("groups")
    lead.page.keyboard.press("?")
    expect(lead.page.locator("dialog[open]")).to_be_visible()
    look("keys")
    assert wrong == {}
