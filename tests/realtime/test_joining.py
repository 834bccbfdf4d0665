"""Coming in: from the ring, the log or a snapshot; a crowd costs few readings; who is gone meanwhile is not let in."""

import asyncio
from typing import Any

import pytest

from realtime import joining, readings, snapshots
from realtime.models import Event
from realtime.threads import in_writing
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 300


class Count:
    """Counts how often something is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: Any, name: str):
        self.times = 0
        real = getattr(place, name)

        def counted(*arguments: Any) -> Any:
            self.times += 1
            return real(*arguments)

        monkeypatch.setattr(place, name, counted)


@pytest.fixture
def counts(monkeypatch):
    """How often own parts, shared parts and the log are read."""
    return {
        "mine": Count(monkeypatch, readings, "mine"),
        "built": Count(monkeypatch, snapshots, "_built"),
        "shared": Count(monkeypatch, joining, "shared"),
        "between": Count(monkeypatch, readings, "between"),
    }


def ears(toy: Any, count: int = 1, audience: str = "crowd") -> list[Ear]:
    return [Ear(toy.viewer(f"p{n}", audience)) for n in range(count)]


async def together(hub: Any, toy: Any, some: list[Ear], since: int | None = None, epoch: int | None = None) -> None:
    async with asyncio.timeout(60):
        await asyncio.gather(*(hub.join(toy.stream, ear, since, epoch) for ear in some))


async def test_a_crowd_that_comes_at_once_costs_a_few_readings(desk, counts):
    toy, hub = desk
    await toy.say(None, a={"n": 1})
    crowd = ears(toy, CROWD)
    await together(hub, toy, crowd)
    assert {name: count.times for name, count in counts.items()} == {"mine": 3, "built": 1, "shared": 3, "between": 0}
    assert [ear.snapshot["tables"] for ear in crowd] == [{"things": {"a": {"n": 1}}}] * CROWD
    assert len(hub.desks[toy.stream].sockets["crowd"]) == CROWD


async def test_a_hall_that_lost_the_network_comes_back_with_the_same_few_readings(desk, counts):
    toy, hub = desk
    (stays,) = ears(toy)
    await together(hub, toy, [stays])
    last = [await toy.say(hub, a={"n": n}) for n in range(5)][-1]
    await stays.at(last)
    hub.desks[toy.stream].ring.clear()  # as in a process that has just started
    back = ears(toy, CROWD)
    before = {name: count.times for name, count in counts.items()}
    await together(hub, toy, back, 1, 0)
    assert {name: count.times - before[name] for name, count in counts.items()} == {
        "mine": 3, "built": 0, "shared": 0, "between": 3,
    }  # fmt: skip
    assert [ear.numbers for ear in back] == [[2, 3, 4, 5]] * CROWD
    assert len({id(ear.frames[0]) for ear in back}) == 3  # encoded once for each hundred


async def test_those_whom_the_ring_serves_cost_only_their_own_parts(desk, counts):
    toy, hub = desk
    (stays,) = ears(toy)
    await together(hub, toy, [stays])
    await stays.at([await toy.say(hub, a={"n": n}) for n in range(3)][-1])
    back = ears(toy, CROWD)
    before = counts["mine"].times
    await together(hub, toy, back, 1, 0)
    assert (counts["mine"].times - before, counts["between"].times) == (3, 0)
    assert [ear.numbers for ear in back] == [[2, 3]] * CROWD
    (second,) = [frame for frame in stays.frames if frame.text.startswith('{"seq":2,')]
    assert {id(ear.frames[0]) for ear in back} == {id(second)}  # the very frames that were sent


async def test_who_missed_nothing_hears_their_own_part_and_the_time_and_nothing_else(desk):
    toy, hub = desk
    seq = await toy.say(None, a={"n": 1})
    (ear,) = ears(toy)
    toy.own["p0"] = {"seat": "p0"}
    await together(hub, toy, [ear], seq, 0)
    assert (ear.kinds(), ear.heard[0]["mine"], ear.heard[1]["seq"]) == (["mine", "live"], {"seat": "p0"}, seq)
    assert ear.heard[1]["now"] > 0


async def test_a_large_snapshot_is_fetched_and_what_comes_after_it_is_sent(desk, monkeypatch):
    toy, hub = desk
    monkeypatch.setattr(snapshots, "LARGE", 1000)
    seq = await toy.say(None, a={"text": "x" * 2000})
    (ear,) = ears(toy)
    await together(hub, toy, [ear])
    assert ear.heard[0] == {"fetch": "/api/room/x", "seq": seq, "epoch": 0}
    await ear.at(await toy.say(hub, b={"n": 1}))
    assert ear.numbers == [seq + 1]


@pytest.mark.parametrize("since, epoch", [(1, 7), (-1, 0), (99, 0), (None, 0), (1, None)])
async def test_who_says_something_strange_about_the_past_gets_a_snapshot(desk, since, epoch):
    toy, hub = desk
    await toy.say(None, a={"n": 1})
    (ear,) = ears(toy)
    await together(hub, toy, [ear], since, epoch)
    assert (ear.snapshot["seq"], ear.numbers) == (1, [])


async def test_a_log_that_was_cut_is_replaced_by_a_snapshot(desk):
    toy, hub = desk
    for n in range(4):
        await toy.say(None, a={"n": n})
    await in_writing(lambda: Event.objects.filter(stream=toy.stream, seq=2).delete())
    (ear,) = ears(toy)
    await together(hub, toy, [ear], 1, 0)
    assert (ear.snapshot["seq"], ear.numbers) == (4, [])


async def test_who_is_ahead_of_this_process_misses_nothing_and_gets_nothing_twice_that_matters(desk):
    """Another process was quicker: a client that comes from there knows numbers that no hint has told us of."""
    toy, hub = desk
    (first,) = ears(toy)
    await together(hub, toy, [first])
    await toy.say(None, a={"n": 1})
    await toy.say(None, a={"n": 2})  # both hints are lost
    (ahead,) = ears(toy)
    await together(hub, toy, [ahead], 2, 0)
    last = await toy.say(hub, a={"n": 3})
    await ahead.at(last)
    assert (ahead.snapshot["seq"], ahead.numbers) == (2, [1, 2, 3])


async def test_what_is_said_while_a_newcomer_is_being_served_reaches_them_too(desk, monkeypatch):
    toy, hub = desk
    (stays,) = ears(toy)
    await together(hub, toy, [stays])
    loop = asyncio.get_running_loop()
    real, said = joining.shared, []

    def slow(stream: str, audience: str) -> Any:
        part = real(stream, audience)
        if not said:
            said.append(asyncio.run_coroutine_threadsafe(spoken(), loop).result(20))
        return part

    async def spoken() -> int:
        return (await stays.at(await toy.say(hub, b={"n": 2})))["seq"]

    monkeypatch.setattr(joining, "shared", slow)
    (ear,) = ears(toy)
    await together(hub, toy, [ear])
    assert (ear.snapshot["seq"], ear.numbers) == (said[0] - 1, said)


async def test_what_is_hidden_while_a_newcomer_is_being_served_does_not_reach_them(desk, monkeypatch):
    toy, hub = desk
    (stays,) = ears(toy)
    await toy.say(None, a={"text": "a secret"})
    await together(hub, toy, [stays])
    loop = asyncio.get_running_loop()
    real, hidden = joining.shared, []

    def slow(stream: str, audience: str) -> Any:
        part = real(stream, audience)
        if not hidden:
            hidden.append(asyncio.run_coroutine_threadsafe(hide(), loop).result(20))
        return part

    async def hide() -> int:
        return (await stays.at(await toy.say(hub, new_epoch=True, a={"text": None})))["seq"]

    monkeypatch.setattr(joining, "shared", slow)
    some = ears(toy, 5)
    await together(hub, toy, some)
    assert [(ear.snapshot["seq"], ear.snapshot["epoch"], ear.numbers) for ear in some] == [(hidden[0], 1, [])] * 5
    assert "a secret" not in str([ear.heard for ear in some])


async def test_whoever_asks_again_is_brought_to_the_present_and_hears_nothing_twice_afterwards(desk):
    toy, hub = desk
    (ear,) = ears(toy)
    await together(hub, toy, [ear])
    await ear.at(await toy.say(hub, a={"n": 1}))
    await together(hub, toy, [ear], 0, 0)
    await ear.at(await toy.say(hub, a={"n": 2}))
    assert (ear.numbers, len(hub.desks[toy.stream].sockets["crowd"])) == ([1, 1, 2], 1)


async def test_an_own_part_that_was_read_before_a_change_is_sent_anew(desk, monkeypatch):
    """The own part is read first, the picture later: what is sent between the two must not be undone by the first."""
    toy, hub = desk
    stays, ear = ears(toy, 2)
    await together(hub, toy, [stays])
    loop = asyncio.get_running_loop()
    real, once = joining.shared, []

    def slow(stream: str, audience: str) -> Any:
        if not once:
            once.append(asyncio.run_coroutine_threadsafe(changed(), loop).result(20))
        return real(stream, audience)

    async def changed() -> None:
        toy.own["p1"] = {"voted": True}
        hub.owe(toy.stream, ear)
        await ear.until(lambda f: "mine" in f)

    monkeypatch.setattr(joining, "shared", slow)
    await together(hub, toy, [ear])
    await ear.until(lambda _f: [f["mine"] for f in ear.heard if "mine" in f] == [{"voted": True}] * 2)
    assert [kind for kind in ear.kinds() if kind != "live"] == ["mine", "snapshot", "mine"]
