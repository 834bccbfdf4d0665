"""What a room costs in queries, literally, with one and with three of everything."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliberation.queries.live import live_numbers
from deliberation.queries.mine import own_parts
from realtime.streams import Viewer, tables
from tests.deliberation.room.voting import cast, closed, opened
from tests.helpers.doors import enter
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db


def full(n: int) -> World:
    """A room with n residents, officials, cards with translations, groups, closed polls and tickets left over."""
    w = world(residents=n, officials=n)
    for _each in range(n):
        poll = opened(w)
        cast(w.residents[0], poll, "yes")
        closed(w, poll)
    activity = w.at("cards")
    cards = [do(seat, "card.add", activity=activity.pk, text="Testo", lang="it")["card"] for seat in w.residents]
    do(w.f, "cards.reveal", activity=activity.pk)
    for card in cards:
        do(w.f, "card.translate", card=card, lang="en", text="Text")
    grouping = w.at("grouping")
    for card in cards:
        group = do(w.f, "group.create", activity=grouping.pk, title="G", lang="it", cards=[card])["group"]
        do(w.f, "problem.draft", group=group, title="P", lang="it", office=w.registry.pk)
    do(w.f, "ticket.issue", room=w.room.pk, side="civil", count=n)
    return w


def cost(act: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


@pytest.fixture(params=[1, 3])
def room(request) -> World:
    return full(request.param)


def test_snapshots_own_parts_and_numbers_cost_the_same_with_one_and_three(room):
    key, stream = room.room.pk, room.room.stream
    viewers = [Viewer(seat, "participant", "it") for seat in room.residents]
    costs = {audience: cost(lambda audience=audience: tables(stream, audience)) for audience in AUDIENCES}
    assert costs == AUDIENCES
    assert cost(lambda: own_parts(key, viewers)) == 8
    assert cost(lambda: own_parts(key, [Viewer(room.f, "facilitator", "it")])) == 3
    assert cost(lambda: live_numbers(key)) == 2


AUDIENCES = {"screen": 17, "participant": 17, "facilitator": 20}


@pytest.mark.parametrize("page", ["phone", "console", "screen", "tickets", "new"])
def test_a_page_costs_the_same_with_one_and_three(page, room, client):
    addresses = {
        "phone": f"/rooms/{room.room.pk}/", "console": f"/rooms/{room.room.pk}/console/",
        "screen": f"/rooms/{room.room.pk}/screen/", "tickets": f"/rooms/{room.room.pk}/tickets/", "new": "/rooms/new/",
    }  # fmt: skip
    enter(client, room.residents[0] if page == "phone" else room.f)
    client.get(addresses[page])

    def look() -> None:
        assert client.get(addresses[page]).status_code == 200

    assert (page, cost(look)) == (page, PAGES[page])


PAGES = {"phone": 33, "console": 32, "screen": 26, "tickets": 6, "new": 6}
