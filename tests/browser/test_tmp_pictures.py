import pytest
from playwright.sync_api import expect
from tests.browser.evening import Evening, sign_in
from tests.browser.story import LAPTOP, POCKET, WALL
pytestmark = pytest.mark.browser

@pytest.fixture(scope="module")
def signed_in(chromium, places):
    return sign_in(chromium, places("one"))

@pytest.fixture
def evening(pages, places, signed_in) -> Evening:
    return Evening(pages, places("one"), signed_in)

def shot(p, name):
    p.page.wait_for_timeout(700)
    p.page.screenshot(path=f"/tmp/pics/{name}.png")

@pytest.mark.parametrize("lang", ["it", "ar"])
def test_pictures(evening, pages, lang, chromium, signed_in):
    printed = evening.begin("from-problem-to-intervention", resident=3, official=2)
    evening.lead.go_on("cards")
    wall = evening.projector()
    if lang == "ar":
        for p in (wall, evening.lead):
            p.page.context.add_cookies([{"name": "django_language", "value": "ar", "url": evening.place.url}])
            p.page.reload()
    one, two = evening.scanned(printed["resident"][0], lang), evening.scanned(printed["resident"][1], lang)
    three = evening.scanned(printed["official"][0], lang)
    two.page.locator("form.composer textarea").fill("x")
    two.page.locator("form.composer textarea").press_sequentially("yyyy")
    three.page.locator("form.composer textarea").press_sequentially("zzzz")
    one.write("Allo sportello mi chiedono ogni volta un documento diverso.", "it")
    shot(one, f"{lang}-phone-received")
    two.page.locator("form.composer textarea").press_sequentially("yyyy")
    three.page.locator("form.composer textarea").press_sequentially("zzzz")
    evening.lead.page.locator(".people-box > summary").click()
    evening.lead.page.wait_for_timeout(600)
    shot(evening.lead, f"{lang}-console-writing")
    two.page.locator("form.composer textarea").press_sequentially("yyyy")
    shot(wall, f"{lang}-wall-writing")
    one.page.context.set_offline(True)
    one.page.wait_for_timeout(500)
    one.write("Senza rete scrivo lo stesso.")
    shot(one, f"{lang}-phone-offline")
    wall.page.context.set_offline(True)
    shot(wall, f"{lang}-wall-offline")
    wall.page.context.set_offline(False)
    evening.lead.page.context.set_offline(True)
    shot(evening.lead, f"{lang}-console-offline")
    evening.lead.page.context.set_offline(False)
    evening.lead.page.wait_for_timeout(1500)
    evening.lead.touch("cards.reveal")
    two.page.locator("form.composer textarea").press_sequentially("yyyy")
    evening.lead.page.wait_for_timeout(600)
    shot(evening.lead, f"{lang}-console-revealed")
    shot(wall, f"{lang}-wall-revealed")
    evening.lead.go_on("grouping")
    one.page.wait_for_timeout(300)
    shot(one, f"{lang}-phone-offline-after")
    one.page.context.set_offline(False)
    one.page.wait_for_timeout(3500)
    one.page.screenshot(path=f"/tmp/pics/{lang}-phone-late.png", full_page=True)
    print(pages.problems)

@pytest.mark.parametrize("lang", ["it", "ar"])
def test_reasons(evening, pages, lang):
    printed = evening.begin("from-problem-to-intervention", resident=1)
    one = evening.scanned(printed["resident"][0], lang)
    routes = []
    def route(ws):
        routes.append(ws)
        ws.connect_to_server()
    one.page.route_web_socket("**/ws/**", route)
    one.page.reload()
    one.inside()
    for code, name in ((4009, "flood"), (4003, "removed")):
        routes[-1].close(code=code)
        shot(one, f"{lang}-phone-{name}")
        if code == 4009:
            one.page.wait_for_timeout(15500)
