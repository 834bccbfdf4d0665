"""The desk of a stream: who joins is brought to the present, nobody gets a hole, hidden things are not sent again."""

import asyncio
import json
from functools import partial
from typing import Any

import pytest

from deliberation.models import Card
from realtime.desk import CATCH_UP, RING
from realtime.hub import Hub
from realtime.models import Event, Stream
from realtime.streams import Viewer
from realtime.threads import in_database, in_writing
from tests.helpers.scenes import carded
from tests.helpers.world import World, do, world
from tests.realtime.conftest import stop
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


def ear_of(actor: Any, audience: str = "participant") -> Ear:
    return Ear(Viewer(actor, audience, "it"))


@pytest.fixture
async def hall():
    """A world, its hub, and an end without tasks left behind."""
    w = await in_writing(partial(world, residents=3, officials=0))
    hub = Hub()
    yield w, hub
    stop(hub)


async def act(w: World, actor: Any, name: str, **data: Any) -> dict[str, Any]:
    return await in_writing(partial(do, actor, name, **data))


async def test_who_joins_gets_one_snapshot_and_then_every_number(hall):
    w, hub = hall
    ear = ear_of(w.residents[0])
    await hub.join(w.room.stream, ear, None, None)
    first = ear.snapshot["seq"]
    for name in ("room.next", "room.next", "room.back"):
        last = await act(w, w.f, name, room=w.room.pk)
    await ear.at(last["seq"])
    assert ear.numbers == list(range(first + 1, last["seq"] + 1))


async def test_who_comes_back_gets_what_was_missed_and_their_own_part_but_no_snapshot(hall):
    w, hub = hall
    one, two = ear_of(w.residents[0]), ear_of(w.residents[1])
    await hub.join(w.room.stream, one, None, None)
    since, epoch = one.snapshot["seq"], one.snapshot["epoch"]
    last = (await act(w, w.f, "poll.open", activity=w.room.activity_id, method="double-majority"))["seq"]
    await one.at(last)
    await hub.join(w.room.stream, two, since, epoch)
    assert two.numbers == list(range(since + 1, last + 1))
    assert [list(f["mine"]["votes"].values()) for f in two.heard if "mine" in f] == [["vote"]]
    assert [f for f in two.heard if "snapshot" in f] == []


async def test_what_the_ring_lost_comes_from_the_log_and_what_is_too_far_by_snapshot(hall):
    w, hub = hall
    one = ear_of(w.residents[0])
    await hub.join(w.room.stream, one, None, None)
    since, epoch = one.snapshot["seq"], one.snapshot["epoch"]
    desk = hub.desks[w.room.stream]
    for _n in range(3):
        last = (await act(w, w.f, "timer.add", activity=w.room.activity_id, minutes=1))["seq"]
    await one.at(last)
    desk.ring.clear()
    two = ear_of(w.residents[1])
    await hub.join(w.room.stream, two, since, epoch)
    assert two.numbers == list(range(since + 1, last + 1))
    await in_writing(_many_events, w.room.stream, CATCH_UP + 1)
    desk.stirred.set()
    await one.at(last + CATCH_UP + 1)
    three = ear_of(w.residents[2])
    await hub.join(w.room.stream, three, since, epoch)
    assert ([f for f in three.heard if "snapshot" in f] != [], len(desk.ring) <= RING) == (True, True)
    assert one.numbers == list(range(since + 1, last + CATCH_UP + 2))


def _many_events(stream: str, count: int) -> None:
    row = Stream.objects.get(pk=stream)
    Event.objects.bulk_create(
        Event(stream=row, seq=row.seq + n, kind="ticket.issued", body={}) for n in range(1, count + 1)
    )
    Stream.objects.filter(pk=stream).update(seq=row.seq + count)


async def test_a_hidden_card_is_not_sent_again_from_memory(hall):
    w, hub = hall
    cards = await in_writing(carded, w)
    one = ear_of(w.residents[0])
    await hub.join(w.room.stream, one, None, None)
    since, epoch = one.snapshot["seq"], one.snapshot["epoch"]
    await act(w, w.f, "card.translate", card=cards[0].pk, lang="en", text="Card 0")
    last = (await act(w, w.f, "card.hide", card=cards[0].pk, reason="x"))["seq"]
    await one.at(last)
    desk = hub.desks[w.room.stream]
    kept = [frame.text for _seq, frames in desk.ring for frame in frames.values()]
    assert (desk.epoch, len(kept), "Card 0" in str(kept)) == (epoch + 1, 1, False)
    two, three = ear_of(w.residents[1]), ear_of(w.residents[2])
    await hub.join(w.room.stream, two, since, epoch)
    await hub.join(w.room.stream, three, None, None)
    for ear in (two, three):
        assert "Card 0" not in json.dumps(ear.heard)
        assert ear.snapshot["tables"]["cards"][cards[0].pk]["text"] is None


async def test_each_audience_gets_its_own_frames_of_the_same_numbers(hall):
    w, hub = hall
    phone, console, screen = ear_of(w.residents[0]), ear_of(w.f, "facilitator"), ear_of(w.f, "screen")
    for ear in (phone, console, screen):
        await hub.join(w.room.stream, ear, None, None)
    activity = await in_database(w.at, "cards")
    last = (await act(w, w.residents[0], "card.add", activity=activity.pk, text="Segreto", lang="it"))["seq"]
    frames = [await ear.at(last) for ear in (phone, console, screen)]
    assert ["participants" in frame["set"] for frame in frames] == [False, True, False]
    assert "Segreto" not in json.dumps(console.heard + screen.heard)
    assert await in_database(Card.objects.count) == 1


async def test_a_removed_seat_is_shown_out_and_does_not_come_back(hall):
    w, hub = hall
    ear, other = ear_of(w.residents[0]), ear_of(w.residents[1])
    for each in (ear, other):
        await hub.join(w.room.stream, each, None, None)
    await act(w, w.f, "seat.remove", participant=w.residents[0].participant.pk, room=w.room.pk)
    await ear.closed()
    assert (ear.code, other.code) == (4003, 0)
    late, back = ear_of(w.residents[0]), ear_of(w.residents[0])
    await hub.join(w.room.stream, late, None, None)
    await hub.join(w.room.stream, back, ear.snapshot["seq"], ear.snapshot["epoch"])
    assert [(each.code, each.heard) for each in (late, back)] == [(4003, [])] * 2


async def test_the_old_phone_of_a_seat_that_was_given_back_is_shown_out(hall):
    w, hub = hall
    ear = ear_of(w.residents[0])
    await hub.join(w.room.stream, ear, None, None)
    await act(w, w.f, "seat.reissue", participant=w.residents[0].participant.pk, room=w.room.pk)
    assert await ear.closed() == 4003


async def test_a_desk_outlives_the_one_who_leaves_while_another_is_coming(hall):
    w, hub = hall
    first, second = ear_of(w.residents[0]), ear_of(w.residents[1])
    await hub.join(w.room.stream, first, None, None)
    coming = asyncio.create_task(hub.join(w.room.stream, second, None, None))
    await asyncio.sleep(0)
    hub.leave(w.room.stream, first)
    hub.leave(w.room.stream, ear_of(w.f))
    await coming
    last = (await act(w, w.f, "room.next", room=w.room.pk))["seq"]
    assert (await second.at(last))["event"] == "room.moved"
    hub.leave(w.room.stream, second)
    assert hub.desks == {}


async def test_who_comes_as_the_first_of_an_audience_during_an_event_gets_its_content(hall, monkeypatch):
    w, hub = hall
    phone = ear_of(w.residents[0])
    await hub.join(w.room.stream, phone, None, None)
    desk = hub.desks[w.room.stream]
    console = ear_of(w.f, "facilitator")
    real = desk._complete

    async def late(news: Any) -> None:
        desk.add(console)  # let in at the number before, while the others' frames were being read
        await real(news)

    monkeypatch.setattr(desk, "_complete", late)
    await in_writing(_two_events, w)
    desk.stirred.set()
    last = await console.until(lambda f: f.get("set"))
    assert (list(last["set"]), console.numbers) == (["activities"], [last["seq"] - 1, last["seq"]])


def _two_events(w: World) -> None:
    from django.db import transaction

    with transaction.atomic():
        for _n in range(2):
            do(w.f, "timer.add", activity=w.room.activity_id, minutes=1)


async def test_a_database_that_is_away_at_the_beginning_delays_and_does_not_deafen(hall, monkeypatch):
    from django.db import OperationalError

    from realtime import desk as desks

    w, hub = hall
    asked = []
    real = desks.position

    def away(stream: str) -> Any:
        asked.append(stream)
        if len(asked) == 1:
            raise OperationalError("away")
        return real(stream)

    monkeypatch.setattr(desks, "position", away)
    monkeypatch.setattr(desks, "AGAIN", 0.05)
    ear = ear_of(w.residents[0])
    async with asyncio.timeout(20):
        await hub.join(w.room.stream, ear, None, None)
    assert ear.snapshot["audience"] == "participant"
