"""A tour of every page of a place: who opens which address. Addresses of things are found by walking the links."""

import re
from dataclasses import dataclass
from typing import Any

from tests.browser.conftest import Place
from tests.browser.evening import Evening

PUBLIC = ("/", "/join/", "/t/", "/voice/", "/accounts/login/", "/accounts/printed/", "/accessibilita/", "/privacy/")
TERRITORY = 'main a[href="/territories/san-severo/"]'  # the demo's, not one that a test made
THINGS = ("processes", "proposals", "journeys", "polls")


@dataclass(frozen=True)
class Stop:
    """One page: its address, and which browser state opens it ("" a stranger, "lead", "office", "seat")."""

    who: str
    path: str


def stops(page: Any, desk: Any, place: Place, evening: Evening, seat: str) -> list[Stop]:
    """Return every page. `page` is a stranger's, `desk` an official's; `seat`: a seat in the evening's room."""
    room, known = f"/rooms/{evening.lead.room}", things(page, place)
    found = [Stop("", path) for path in (*PUBLIC, f"/r/{evening.lead.code}/", f"{room}/screen/", *known.values())]
    found += [Stop("seat", f"{room}/{path}?seat={seat}") for path in ("", "minutes/")]
    found += [Stop("seat", f"{room}/plain/?seat={seat}&{more}") for more in ("still=1", "act=slip")]
    found += [Stop("seat", "/voice/")]
    found += [Stop("lead", f"{room}/{path}") for path in ("console/", "tickets/", "slips/")]
    found += [Stop("lead", "/rooms/new/"), *offices(page, desk, place, known)]
    return found


def offices(page: Any, desk: Any, place: Place, known: dict[str, str]) -> list[Stop]:
    """Return the pages of the offices' side: desk, plan, monitoring, what is kept, recognition."""
    territory, process, journey = known["territories"], known["processes"], known["journeys"]
    solution, *others = dict.fromkeys(links(desk, place, "/office/", r"/proposals/\w+/$"))
    proposals = links(page, place, territory, r"/proposals/\w+/$")
    every = [link for path in proposals for link in links(page, place, path, r"/interventions/\w+/monitoring/$")]
    # One of this official's office: there they have a step to take at the end.
    made = next(path for path in map(intervention, every) if desk.request.get(f"{place.url}{path}verification/").ok)
    measured = made.replace("/proposals/", "/interventions/") + "monitoring/"
    found = [Stop("office", path) for path in ("/office/", f"{territory}services/", f"{territory}kinds/")]
    found += [Stop("office", f"{solution}{path}") for path in ("", "answer/", "packet/", "notes/", "brief/", "talk/")]
    found += [Stop("office", f"{each}answer/") for each in others]  # one has a translation, which stands beside it
    found += [Stop("office", f"{made}{path}") for path in ("", "verification/")]
    found += [Stop("", path) for path in (made, measured, f"{journey}dossier/", f"{territory}recognition/")]
    found += [Stop("lead", path) for path in (measured, measured.replace("monitoring/", "grid/"))]
    found += [Stop("lead", f"{process}{path}") for path in ("budget/", "report/", "rungs/")]
    return found


def links(page: Any, place: Place, path: str, pattern: str) -> list[str]:
    """Return the links of a page that look like this."""
    page.goto(f"{place.url}{path}")
    found = page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href') || '')")
    return [link for link in found if re.match(pattern, link)]


def intervention(measured: str) -> str:
    """Return the address of the intervention whose measurements these are."""
    return measured.replace("/interventions/", "/proposals/").removesuffix("monitoring/")


def things(page: Any, place: Place) -> dict[str, str]:
    """Return the territory, its network and services, and one page of each kind of thing, found by links; by kind."""
    page.goto(f"{place.url}/")
    territory = page.locator(TERRITORY).first.get_attribute("href")
    paths = {"territories": territory, "network": f"{territory}network/", "services": f"{territory}services/"}
    waiting, seen = [territory], set()
    while waiting and len(paths) < len(THINGS) + 3:
        for link in links(page, place, waiting.pop(0), r"/\w+/\w+/$"):
            kind = re.match(r"/(\w+)/", link)
            if kind and kind[1] in THINGS and link not in seen:
                paths.setdefault(kind[1], link)
                seen.add(link)
                waiting.append(link)
    assert set(paths) == {"territories", "network", "services", *THINGS}
    return paths


def ready(page: Any) -> None:
    """Wait until a page drawn by script is drawn."""
    page.locator(".is-online, body:not(:has(#room, #console, #screen)), .screen-foot .timer").first.wait_for(
        state="attached"
    )
