"""The ephemeral lane and the heartbeat: at most four frames a second, and who does not answer is cut."""

import asyncio
import time
from collections import Counter
from typing import Any

import pytest
from django.db import OperationalError

from realtime import own, pulse, readings
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


async def come(hub: Any, toy: Any, *viewers: Any) -> list[Ear]:
    some = [Ear(viewer) for viewer in viewers]
    for place, ear in enumerate(some):
        ear.slot = place % pulse.SLOTS
    await asyncio.gather(*(hub.join(toy.stream, ear, None, None) for ear in some))
    return some


def lives(ear: Ear) -> list[dict[str, Any]]:
    """The numbers that came by themselves: the first frame with numbers belongs to coming in."""
    return [frame["live"] for frame in ear.heard if "live" in frame][1:]


async def quiet(ear: Ear) -> None:
    """Wait until nothing new has come for half a second."""
    while True:
        before = len(ear.heard)
        await asyncio.sleep(0.5)
        if len(ear.heard) == before:
            return


async def test_a_storm_of_five_hundred_changes_is_at_most_four_frames_a_second(desk):
    toy, hub = desk
    crowd = await come(hub, toy, *(toy.viewer(f"p{n}") for n in range(50)))
    await quiet(crowd[0])
    before, began = len(lives(crowd[0])), time.monotonic()
    for n in range(500):
        ear = crowd[n % 50]
        ear.doing = {"writing": (f"a{n % 7}", time.monotonic() + 6)}
        hub.does(toy.stream, ear)
        await asyncio.sleep(0.004)
    took = time.monotonic() - began
    await quiet(crowd[0])
    frames = len(lives(crowd[0])) - before
    assert 2 <= frames <= 4 * took + 2
    assert sum(lives(crowd[0])[-1]["doing"]["writing"].values()) == 50
    assert len({[frame for frame in ear.frames if frame.key == "live"][-1] for ear in crowd}) == 1


async def test_only_the_latest_numbers_of_the_database_are_sent_and_they_are_read_once_for_all(desk):
    toy, hub = desk
    one, two = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"))
    await quiet(one)
    toy.asked.clear()
    for n in range(200):
        toy.live = {"voted": n}
        hub.heard(toy.stream, 0)
        await asyncio.sleep(0)
    await two.until(lambda f: f.get("live", {}).get("voted") == 199)
    assert toy.asked.count("live") <= 2
    assert [each["voted"] for each in lives(one) if "voted" in each][-1] == 199


async def test_numbers_that_did_not_change_are_not_sent(desk):
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    await quiet(ear)
    before = len(ear.heard)
    for _n in range(20):
        hub.heard(toy.stream, 0)
        await asyncio.sleep(0.02)
    await quiet(ear)
    assert len(ear.heard) == before


async def test_numbers_that_cannot_be_read_now_come_later(desk, monkeypatch):
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    await quiet(ear)
    real, failures = readings.live, []

    def away(stream: str) -> Any:
        if not failures:
            failures.append(stream)
            raise OperationalError("away")
        return real(stream)

    monkeypatch.setattr(readings, "live", away)
    toy.live = {"voted": 7}
    hub.heard(toy.stream, 0)
    while not failures:
        await asyncio.sleep(0.01)
    hub.heard(toy.stream, 0)
    assert (await ear.until(lambda f: f.get("live", {}).get("voted")))["live"]["voted"] == 7


@pytest.fixture
def fast(monkeypatch):
    """A heartbeat of 0.3 s in place of 7: four turns of 75 ms."""
    monkeypatch.setattr(pulse, "TURN", 0.075)
    monkeypatch.setattr(pulse, "SLOTS", 4)


async def test_who_does_not_answer_is_cut_before_the_next_ask_and_who_answers_stays(desk, fast):
    toy, hub = desk
    answers, silent = await come(hub, toy, toy.viewer("p0"), toy.viewer("p1"))
    began = time.monotonic()
    while not silent.code:
        answers.asked = False
        await asyncio.sleep(0.01)
    assert (silent.code, answers.code, silent.kinds().count("ask")) == (4008, 0, 1)
    assert time.monotonic() - began < 2 * 4 * 0.075 + 0.5
    assert 2 * pulse.ASK_EVERY + pulse.TURN < 15  # asked just after it fell silent, and cut one round later


async def test_an_ask_carries_the_last_number_so_that_a_lost_last_event_is_noticed(desk, fast):
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    last = await toy.say(hub, a={"n": 1})
    await ear.at(last)
    asked = await ear.until(lambda f: f.get("ask") == last)
    assert (set(asked), abs(asked["now"] - time.time() * 1000) < 5000) == ({"ask", "now"}, True)


async def test_when_we_are_late_ourselves_nobody_is_blamed(desk, monkeypatch):
    for name, value in (("TURN", 0.3), ("SLOTS", 1), ("LATE", 0.2)):
        monkeypatch.setattr(pulse, name, value)
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())
    await ear.until(lambda f: "ask" in f)
    time.sleep(0.8)  # the whole loop stands still, and the answer is not read
    await asyncio.sleep(0.05)
    assert (ear.code, ear.kinds().count("ask")) == (0, 2)


async def test_asks_go_on_while_the_database_is_away(desk, fast, monkeypatch):
    """A client that hears nothing for 15 s gives the connection up: a database that hangs must not make all do that."""
    monkeypatch.setattr(own, "RIGHTS_EVERY", 0.01)
    toy, hub = desk
    (ear,) = await come(hub, toy, toy.viewer())

    def hangs(_stream: str, _viewers: Any) -> Any:
        time.sleep(1)
        raise OperationalError("away")

    monkeypatch.setattr(readings, "mine", hangs)
    await asyncio.sleep(0.1)
    before = ear.kinds().count("ask")
    began = time.monotonic()
    while time.monotonic() - began < 0.9:
        ear.asked = False
        await asyncio.sleep(0.01)
    assert ear.kinds().count("ask") - before >= 2


def test_sockets_are_asked_in_turn_and_not_all_at_once():
    slots = Counter(pulse.next_slot() for _n in range(3 * pulse.SLOTS))
    assert slots == dict.fromkeys(range(pulse.SLOTS), 3)
