"""The demo's double majority as a visitor without an account meets it: what came out, why, and the count again."""

import pytest
from playwright.sync_api import expect

from tests.browser.checking import counted_again, fingerprints_agree
from tests.browser.story import LAPTOP, POCKET
from tests.browser.tour import TERRITORY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "viewport", "why"), [("it", LAPTOP, "sì"), ("ar", POCKET, "نعم")], ids=["italian", "arabic"]
)
def test_a_visitor_reads_why_and_counts_the_demos_vote_again(pages, places, tmp_path, language, viewport, why) -> None:
    page = pages(language=language, viewport=viewport)
    page.goto(places("one").url + "/")
    page.locator(TERRITORY).first.click()
    page.get_by_role("link", name="Il consenso spiegato").first.click()
    page.locator('main a[href*="/journeys/"]').first.click()
    page.locator('main a[href*="/polls/"]').last.click()
    expect(page.locator(".bar-resident").first).to_be_visible()
    expect(page.locator(".bar-official").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(why)
    fingerprints_agree(page)
    lines = counted_again(page, tmp_path)
    assert lines[-1] == "All of this agrees."
    assert pages.problems == []
