"""A tour of every page of a place: who opens which address. Addresses of things are found by walking the links."""

import re
from dataclasses import dataclass
from typing import Any

from tests.browser.conftest import Place
from tests.browser.evening import Evening

PUBLIC = ("/", "/join/", "/t/", "/voice/", "/accounts/login/", "/accounts/printed/", "/accessibilita/", "/privacy/")
THINGS = ("processes", "proposals", "journeys", "polls")


@dataclass(frozen=True)
class Stop:
    """One page: its address, and which browser state opens it ("" a stranger, "lead", "office", "seat")."""

    who: str
    path: str


def stops(page: Any, place: Place, evening: Evening, seat: str) -> list[Stop]:
    """Return every page. `page` belongs to a stranger; `seat`: somebody with a seat in the evening's room."""
    room = f"/rooms/{evening.lead.room}"
    found = [Stop("", path) for path in (*PUBLIC, f"/r/{evening.lead.code}/", f"{room}/screen/", *things(page, place))]
    found += [Stop("seat", f"{room}/{path}?seat={seat}") for path in ("", "minutes/")]
    found += [Stop("seat", f"{room}/plain/?seat={seat}&{more}") for more in ("still=1", "act=slip")]
    found += [Stop("seat", "/voice/")]
    found += [Stop("lead", f"{room}/{path}") for path in ("console/", "tickets/", "slips/")]
    found += [Stop("lead", "/rooms/new/"), Stop("office", "/office/")]
    return found


def things(page: Any, place: Place) -> list[str]:
    """Return the territory, its network and services, and one page of each kind of thing, found by their links."""
    page.goto(f"{place.url}/")
    territory = page.locator('main a[href*="/territories/"]').first.get_attribute("href")
    paths = {"territories": territory, "network": f"{territory}network/", "services": f"{territory}services/"}
    waiting = [territory]
    while waiting and len(paths) < len(THINGS) + 3:
        page.goto(f"{place.url}{waiting.pop(0)}")
        links = page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href') || '')")
        for link in links:
            kind = re.match(r"/(\w+)/\w+/$", link)
            if kind and kind[1] in THINGS and kind[1] not in paths:
                paths[kind[1]] = link
                waiting.append(link)
    assert set(paths) == {"territories", "network", "services", *THINGS}
    return list(paths.values())


def ready(page: Any) -> None:
    """Wait until a page drawn by script is drawn."""
    page.locator(".is-online, body:not(:has(#room, #console, #screen)), .screen-foot .timer").first.wait_for(
        state="attached"
    )
