"""Who is here: counted by side, named only to those who may know and only while they are few, over all processes."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from realtime import presence
from realtime.models import Presence
from realtime.threads import in_writing
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


async def come(hub: Any, toy: Any, *viewers: Any) -> list[Ear]:
    some = [Ear(viewer) for viewer in viewers]
    await asyncio.gather(*(hub.join(toy.stream, ear, None, None) for ear in some))
    return some


async def sees(ear: Ear, **wanted: Any) -> dict[str, Any]:
    """Wait until these numbers are what this socket was told last."""

    def shown(_frame: Any) -> bool:
        last = next((f["live"] for f in reversed(ear.heard) if "live" in f), {})
        return {key: last.get(key) for key in wanted} == wanted

    await ear.until(shown)
    return next(f["live"] for f in reversed(ear.heard) if "live" in f)


def note(toy: Any, process: str, people: dict[str, str], *, age: float = 0, doing: Any = None) -> None:
    """What another process leaves in the database."""
    at = timezone.now() - timedelta(seconds=age)
    body = {"people": people, "doing": doing or {}}
    Presence.objects.update_or_create(stream=toy.stream, process=process, defaults={"body": body, "at": at})


@pytest.fixture
def several(settings):
    """As with several processes: notes are left and read. Redis itself is not there, and is not needed for that."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"


async def test_people_are_counted_by_side_once_however_many_sockets_they_have(desk):
    toy, hub = desk
    lead, one, again, two = await come(
        hub, toy, toy.viewer("l", "lead"), toy.viewer("r1"), toy.viewer("r1"), toy.viewer("o1")
    )
    await sees(one, here={"o": 1, "r": 1}, online=2)
    hub.leave(toy.stream, one)
    await asyncio.sleep(0.4)
    hub.leave(toy.stream, two)
    await sees(again, here={"r": 1}, online=1)
    assert (await sees(lead, online=1))["names"] == ["r1"]


async def test_names_are_for_those_who_lead_alone_and_only_up_to_fifty(desk):
    toy, hub = desk
    lead, *crowd = await come(hub, toy, toy.viewer("l", "lead"), *(toy.viewer(f"r{n:02}") for n in range(50)))
    assert (await sees(lead, online=50))["names"] == [f"r{n:02}" for n in range(50)]
    assert all("names" not in frame.get("live", {}) for ear in crowd for frame in ear.heard)
    await come(hub, toy, toy.viewer("r50"))
    assert "names" not in await sees(lead, online=51)


async def test_what_somebody_does_is_counted_and_forgotten_when_it_is_not_said_again(desk):
    toy, hub = desk
    one, two = await come(hub, toy, toy.viewer("r1"), toy.viewer("r2"))
    for ear in (one, two):
        ear.doing = {"writing": ("a1", time.monotonic() + 0.5)}
        hub.does(toy.stream, ear)
    await sees(one, doing={"writing": {"a1": 2}})
    await sees(one, doing={})
    assert ({**one.doing, **two.doing}, hub.desks[toy.stream].pulse.here.busy) == ({}, set())
    assert presence.DOING == 6


async def test_who_stops_or_leaves_is_not_counted_as_busy_any_more(desk):
    toy, hub = desk
    one, two = await come(hub, toy, toy.viewer("r1"), toy.viewer("r2"))
    for ear in (one, two):
        ear.doing = {"writing": ("a1", time.monotonic() + 60)}
        hub.does(toy.stream, ear)
    await sees(one, doing={"writing": {"a1": 2}})
    one.doing = {}
    hub.does(toy.stream, one)
    await sees(one, doing={"writing": {"a1": 1}})
    hub.leave(toy.stream, two)
    await sees(one, doing={})


async def test_who_is_not_counted_as_here_is_not_counted_as_busy(desk):
    toy, hub = desk
    lead, one = await come(hub, toy, toy.viewer("l", "lead"), toy.viewer("r1"))
    lead.doing = {"writing": ("a1", time.monotonic() + 60)}
    hub.does(toy.stream, lead)
    assert (await sees(one, online=1))["doing"] == {}


async def test_what_was_said_before_coming_in_counts_afterwards(desk):
    toy, hub = desk
    ear = Ear(toy.viewer("r1"))
    ear.doing = {"writing": ("a1", time.monotonic() + 60)}
    hub.does(toy.stream, ear)
    assert hub.desks == {}
    await hub.join(toy.stream, ear, None, None)
    await sees(ear, doing={"writing": {"a1": 1}})


async def test_several_processes_add_up_and_nobody_counts_twice(desk, several):
    toy, hub = desk
    await in_writing(note, toy, "other", {"r1": "r", "o9": "o"})
    one, two = await come(hub, toy, toy.viewer("r1"), toy.viewer("r2"))
    await sees(one, here={"o": 1, "r": 2}, online=3)
    two.doing = {"writing": ("a1", time.monotonic() + 60)}
    hub.does(toy.stream, two)
    await in_writing(lambda: note(toy, "other", {"r1": "r"}, doing={"writing": {"a1": 2, "a2": 1}}))
    await sees(one, online=2, doing={"writing": {"a1": 3, "a2": 1}})


async def test_the_note_of_a_process_that_is_gone_is_not_believed_for_long(desk, several):
    toy, hub = desk
    await in_writing(lambda: note(toy, "dead", {"r8": "r"}, age=13.5))
    await in_writing(lambda: note(toy, "long dead", {"r9": "r"}, age=16))
    (one,) = await come(hub, toy, toy.viewer("r1"))
    await sees(one, online=2)
    began = time.monotonic()
    await sees(one, online=1)
    assert time.monotonic() - began < 5
    assert timedelta(seconds=15) == presence.OUT


async def test_a_note_says_who_is_here_and_is_thrown_away_when_nobody_is(desk, several):
    toy, hub = desk
    await in_writing(lambda: note(toy, "ancient", {"r9": "r"}, age=100))
    (one,) = await come(hub, toy, toy.viewer("r1"))
    await sees(one, online=1)
    rows = await in_writing(lambda: list(Presence.objects.filter(process=presence.PROCESS).values_list("body")))
    assert rows == [({"people": {"r1": "r"}, "doing": {}},)]
    hub.leave(toy.stream, one)
    while hub.desks or await in_writing(Presence.objects.count):
        await asyncio.sleep(0.01)


async def test_a_note_is_renewed_before_it_is_too_old_and_not_with_every_look(desk, several, monkeypatch):
    toy, hub = desk
    left = []
    real = presence._leave
    monkeypatch.setattr(presence, "_leave", lambda *what: (left.append(what), real(*what)))
    (one,) = await come(hub, toy, toy.viewer("r1"))
    await sees(one, online=1)
    first = len(left)
    for _n in range(10):
        hub.desks[toy.stream].pulse.stir()
        await asyncio.sleep(0.05)
    assert len(left) == first
    hub.desks[toy.stream].pulse.here.noted_at -= presence.SHARE_EVERY
    hub.desks[toy.stream].pulse.stir()
    while len(left) == first:
        await asyncio.sleep(0.01)
    assert timedelta(seconds=presence.SHARE_EVERY) * 2 < presence.OUT


async def test_without_a_second_process_no_note_is_left(desk, settings):
    settings.REDIS_URL = ""
    toy, hub = desk
    (one,) = await come(hub, toy, toy.viewer("r1"))
    await sees(one, online=1)
    assert await in_writing(Presence.objects.count) == 0
