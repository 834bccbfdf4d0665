"""From the log to the sockets of a desk: read once, encoded once, to each audience what it may see, whatever fails."""

import asyncio
import json
from typing import Any

import pytest
from django.db import OperationalError

from realtime import desk as desks
from realtime import joining, own, readings
from realtime.models import Event
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


async def come(hub: Any, toy: Any, *viewers: Any) -> list[Ear]:
    some = [Ear(viewer) for viewer in viewers]
    await asyncio.gather(*(hub.join(toy.stream, ear, None, None) for ear in some))
    return some


async def test_everybody_of_an_audience_is_sent_the_same_bytes_and_they_are_made_once(desk, monkeypatch):
    toy, hub = desk
    encoded: list[Any] = []

    def counted(value: Any) -> str:
        encoded.append(value)
        return json.dumps(value)

    crowd = await come(hub, toy, *(toy.viewer(f"p{n}") for n in range(30)), toy.viewer("l", "lead"))
    monkeypatch.setattr(desks, "encode", counted)
    last = await toy.say(hub, a={"n": 1})
    events = [next(each for each in ear.frames if f'"seq": {last}' in each.text) for ear in crowd if await ear.at(last)]
    assert [len({id(frame) for frame in events[:-1]}), len({id(frame) for frame in events})] == [1, 2]
    assert encoded == [{"seq": last, "event": "thing.changed", "set": {"things": {"a": {"n": 1}}}}] * 2
    assert events[0].wire is events[1].wire


async def test_an_event_that_is_not_for_an_audience_is_only_a_number(desk):
    toy, hub = desk
    one, lead = await come(hub, toy, toy.viewer(), toy.viewer("l", "lead"))
    first = await toy.say(hub, "secret.changed", a={"text": "not for all"})
    last = await toy.say(hub, a={"n": 1})
    for ear in (one, lead):
        await ear.at(last)
    assert one.numbers == lead.numbers == [first, last]
    assert (await one.at(first), "not for all" in str(one.heard)) == ({"seq": first}, False)
    assert (await lead.at(first))["set"] == {"secrets": {"a": {"text": "not for all"}}}


async def test_rows_are_read_once_for_each_audience_however_many_look_and_however_many_events(desk):
    toy, hub = desk
    crowd = await come(hub, toy, *(toy.viewer(f"p{n}") for n in range(20)))
    toy.asked.clear()
    for n in range(5):
        last = await toy.say(None, a={"n": n}, **{f"b{n}": {"n": n}})
    hub.heard(toy.stream, last)
    heard = [await ear.at(last) for ear in crowd]
    assert toy.asked.count("some things") == 1
    assert [frame["set"] for frame in heard] == [{"things": {"a": {"n": 4}, "b4": {"n": 4}}}] * 20
    assert crowd[0].numbers == [1, 2, 3, 4, 5]


async def test_a_database_that_goes_away_in_the_middle_delays_and_loses_nothing(desk, monkeypatch):
    toy, hub = desk
    monkeypatch.setattr(desks, "AGAIN", 0.05)
    (ear,) = await come(hub, toy, toy.viewer())
    real, failures = readings.news, []

    def away(*asked: Any) -> Any:
        if len(failures) < 3:
            failures.append(asked)
            raise OperationalError("away")
        return real(*asked)

    monkeypatch.setattr(readings, "news", away)
    for n in range(4):
        last = await toy.say(hub, a={"n": n})
    await ear.at(last)
    assert (len(failures), ear.numbers) == (3, [1, 2, 3, 4])


async def test_what_a_newer_process_writes_is_passed_on_as_far_as_it_is_understood(desk):
    """Processes are replaced one after the other: the log may name events and tables that this one does not know."""
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    toy.own["somebody"] = {"new": True}
    seq = await toy.say(None, "thing.invented", a={"n": 1})
    await asyncio.to_thread(_add_table, toy.stream, seq)
    hub.heard(toy.stream, seq)
    assert (await ear.at(seq))["set"] == {"things": {"a": {"n": 1}}}
    assert (await ear.until(lambda f: "mine" in f))["mine"] == {"new": True}


def _add_table(stream: str, seq: int) -> None:
    event = Event.objects.get(stream=stream, seq=seq)
    event.body["inventions"] = ["x"]
    event.save()


async def test_an_event_that_may_change_every_own_part_sends_those_that_changed(desk):
    toy, hub = desk
    toy.own = {"p0": {"n": 0}, "p1": {"n": 0}}
    one, two, screen = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"), toy.viewer("s", "screen"))
    last = await toy.say(hub, "all.changed", a={"n": 1})
    for ear in (one, two):
        await ear.until(lambda f: "mine" in f)
    toy.own["p1"] = {"n": 1}
    last = await toy.say(hub, "all.changed", a={"n": 2})
    await two.until(lambda _f, ear=two: [f["mine"] for f in ear.heard if "mine" in f] == [{"n": 0}, {"n": 1}])
    await one.at(last)
    assert [[f["mine"] for f in ear.heard if "mine" in f] for ear in (one, screen)] == [[{"n": 0}], []]


async def test_who_acted_is_sent_their_own_part_also_when_it_looks_the_same(desk):
    """The phone waits for it: only then does it take its own unsent things off the screen."""
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    for _n in range(2):
        hub.owe(toy.stream, ear)
        before = ear.kinds().count("mine")
        await ear.until(lambda _f, before=before: ear.kinds().count("mine") == before + 1)
    hub.owe(toy.stream, Ear(toy.viewer("s", "screen")))
    assert hub.desks[toy.stream].own.owed == set()


async def test_a_crowd_that_acts_at_once_is_paid_with_a_few_readings(desk):
    toy, hub = desk
    crowd = await come(hub, toy, *(toy.viewer(f"p{n}") for n in range(50)))
    toy.asked.clear()
    for ear in crowd:
        hub.owe(toy.stream, ear)
        await asyncio.sleep(0.001)
    for ear in crowd:
        await ear.until(lambda f: "mine" in f)
    assert toy.asked.count("mine") <= 4


async def test_an_own_part_that_cannot_be_read_now_is_sent_later(desk, monkeypatch):
    toy, hub = desk
    monkeypatch.setattr(own, "AGAIN", 0.05)
    one, two = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"))
    real, failures = readings.mine, []

    def away(*asked: Any) -> Any:
        if not failures:
            failures.append(asked)
            raise OperationalError("away")
        return real(*asked)

    monkeypatch.setattr(readings, "mine", away)
    hub.owe(toy.stream, one)
    await one.until(lambda f: "mine" in f)
    assert (len(failures), two.kinds().count("mine")) == (1, 0)


async def test_who_may_no_longer_look_is_shown_out_by_the_next_own_part(desk):
    toy, hub = desk
    one, two = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"))
    toy.own["p0"] = None
    await toy.say(hub, "all.changed", a={"n": 1})
    assert (await one.closed(), two.code) == (4003, 0)


async def test_rights_that_end_without_an_event_are_noticed(desk, monkeypatch):
    """A seat that is gone, and somebody who logged out; those who may stay hear nothing of it."""
    toy, hub = desk
    monkeypatch.setattr(own, "RIGHTS_EVERY", 0.02)
    seat, stays, lead = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"), toy.viewer("l", "lead"))
    toy.own["p0"] = None
    assert await seat.closed() == 4003
    lead.may_stay = False
    assert await lead.closed() == 4003
    assert (stays.code, stays.kinds().count("mine")) == (0, 0)
    assert own.RIGHTS_PARTS * 4.5 < 30


async def test_a_burst_beyond_one_reading_is_delivered_whole(desk, monkeypatch):
    toy, hub = desk
    monkeypatch.setattr(desks, "CATCH_UP", 7)
    monkeypatch.setattr(joining, "CATCH_UP", 7)
    (ear,) = await come(hub, toy, toy.viewer())
    for n in range(30):
        last = await toy.say(None, **{f"t{n % 3}": {"n": n}})
    hub.heard(toy.stream, last)
    await ear.at(last)
    assert ear.numbers == list(range(1, 31))
