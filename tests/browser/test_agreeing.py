"""Agreeing between meetings: an amendment compared and taken up, two problems merged and taken apart, a card's way."""

import pytest
from playwright.sync_api import expect

from tests.browser.seats import page_of, written
from tests.browser.story import LAPTOP, POCKET
from tests.browser.tour import TERRITORY

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(places) -> dict:
    return written(places("one"))


@pytest.mark.parametrize("language", ["it", "ar"])
def test_an_amendment_is_proposed_compared_and_taken_up(pages, places, scene, language) -> None:
    url = places("one").url
    proposer, seat = page_of(pages, url, scene, 3, language=language, viewport=LAPTOP)
    proposer.goto(f"{url}/proposals/{scene['solution']}/amend/?seat={seat}&section=body")
    proposer.locator("#text").fill("Una scheda in nove lingue, con i disegni.")
    proposer.locator("#reason").fill("Chi non legge capisce i disegni.")
    proposer.locator("form.writing button.button").click()
    proposer.wait_for_url("**/amendments/**")
    author, own = page_of(pages, url, scene, 0, language=language, viewport=POCKET)
    author.goto(proposer.url.partition("?")[0] + f"?seat={own}")
    expect(author.locator("ins").first).to_be_visible()
    author.locator('button[value="accept"]').click()
    author.goto(f"{url}/proposals/{scene['solution']}/?seat={own}")
    expect(author.locator("main")).to_contain_text("Una scheda in nove lingue, con i disegni.")
    author.goto(f"{url}/proposals/{scene['solution']}/versions/?seat={own}")
    expect(author.locator("ins", has_text="disegni").first).to_be_visible()
    assert pages.problems == []


@pytest.mark.parametrize("language", ["it", "ar"])
def test_two_problems_are_merged_by_their_authors_and_taken_apart_again(pages, places, scene, language) -> None:
    url = places("one").url
    one, first = page_of(pages, url, scene, 0, language=language, viewport=POCKET)
    one.goto(f"{url}/proposals/{scene['problem']}/?seat={first}")
    before = one.locator("h1").inner_text()
    one.goto(f"{url}/proposals/{scene['problem']}/merge/?seat={first}")
    box = one.locator(f'input[name="proposals"][value="{scene["twin"]}"]')
    if not box.is_visible():
        one.locator("details summary").first.click()
    box.check()
    one.locator("#reason").fill("Dicono la stessa cosa.")
    one.locator("#title").fill("Documenti: nessuno sa quali")
    one.locator("button.button-next").click()
    one.wait_for_url("**/merges/**")
    address = one.url.partition("?")[0]
    two, second = page_of(pages, url, scene, 1, language=language, viewport=POCKET)
    for page, seat in ((one, first), (two, second)):
        page.goto(f"{address}?seat={seat}")
        yes = page.locator('button[name="agrees"][value="true"]')
        if yes.count():
            yes.click()
    two.goto(f"{address}?seat={second}")
    expect(two.locator(".chip.is-ok").first).to_be_visible()
    two.locator("details summary").last.click()
    two.locator("#undo-reason").fill("Meglio due.")
    two.locator("details[open] button").last.click()
    one.goto(f"{url}/proposals/{scene['problem']}/?seat={first}")
    assert one.locator("h1").inner_text() == before
    assert pages.problems == []


@pytest.mark.parametrize("language", ["it", "ar"])
def test_a_card_of_the_demo_is_followed_to_its_intervention_and_back(pages, places, language) -> None:
    page = pages(language=language, viewport=POCKET)
    page.goto(places("one").url + "/")
    page.locator(TERRITORY).first.click()
    page.locator('#interventions a[href*="/proposals/"], section:has(h2) a[href*="/proposals/"]').last.click()
    page.locator('a[href*="/journeys/"]').first.click()
    page.wait_for_url("**/journeys/**")
    expect(page.locator("[id^='interventions-']").first).to_be_visible()
    expect(page.locator("#cards")).to_be_visible()
    expect(page.locator('a[href*="/polls/"]').first).to_be_visible()
    drawing = page.request.get(page.url.partition("?")[0] + "journey.svg")
    assert (drawing.status, "<svg" in drawing.text()) == (200, True)
    assert pages.problems == []
