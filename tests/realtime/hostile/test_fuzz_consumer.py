"""Twenty thousand messages from a seed, through the consumer, the queue and a real database."""

import asyncio
import logging
from typing import Any

import pytest

from realtime import consumers
from realtime.command import COMMANDS
from realtime.decode import decode
from realtime.hub import hub
from realtime.limits import Buckets
from realtime.models import Done, Event, Stream
from realtime.refusal import Refused
from tests.helpers.scenes import sent
from tests.helpers.world import world
from tests.realtime.hostile.direct import Direct
from tests.realtime.hostile.nonsense import Nonsense, times
from tests.realtime.hostile.seen import digest, things

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN, WILD = 17_000 * times(), 3_000 * times()
TURN = 25  # messages of one socket that are under way at once; more than 32 would be told to wait
CODES = {"refused", "invalid", "missing", "conflict"}  # not `busy`: nothing is, so it would hide an error


@pytest.fixture
async def sockets(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """People of all sorts in one room, others in another territory; how fast they may speak is tested elsewhere."""
    for name in ("speaking", "murmuring", "failing"):
        monkeypatch.setattr(consumers, name, Buckets(rate=1e9, burst=1e9))
    here, there = await asyncio.to_thread(_prepared)
    caplog.set_level(logging.WARNING)
    actors = [here.f, here.f, here.residents[0], here.residents[1], here.officials[0]]
    room = here.room.pk
    opened = [await Direct(room, actor).open() for actor in actors]
    opened.append(await Direct(there.room.pk, there.f).open())
    opened.append(await Direct(there.room.pk, there.residents[0]).open())
    yield opened
    for socket in opened:
        await socket.close()
    for task in list(hub.tasks):
        task.cancel()


def _prepared() -> Any:
    here = world(residents=6, officials=1)
    sent(here)
    return here, world(residents=2, officials=0)


async def test_what_must_be_refused_is_refused_and_leaves_the_database_as_it_was(sockets, seed, caplog):
    nonsense = Nonsense(seed, await asyncio.to_thread(things))
    before = await asyncio.to_thread(digest)
    count = 0
    while count < BROKEN:
        batches = [[nonsense.broken() for _n in range(TURN)] for _socket in sockets]
        turns = zip(sockets, batches, strict=True)
        await asyncio.gather(*(_turn(socket, batch, exactly=True) for socket, batch in turns))
        count += TURN * len(sockets)
    answers = [answer for socket in sockets for answer in socket.answers]
    assert len(answers) == count
    assert {answer.get("code") for answer in answers} <= CODES
    assert await asyncio.to_thread(digest) == before
    assert [record.getMessage() for record in caplog.records] == []


async def test_what_may_be_right_is_answered_and_counts_exactly_when_it_was_acknowledged(sockets, seed, caplog):
    nonsense = Nonsense(seed, await asyncio.to_thread(things))
    kept = await asyncio.to_thread(_kept)
    asked: dict[str, str] = {}
    count = 0
    while count < WILD:
        batches = [[nonsense.wild() for _n in range(TURN)] for _socket in sockets]
        asked |= {said["ref"]: said["do"] for batch in batches for said in map(_read, batch) if _is_command(said)}
        await asyncio.gather(*(_turn(socket, batch) for socket, batch in zip(sockets, batches, strict=True)))
        count += TURN * len(sockets)
        nonsense.know(await asyncio.to_thread(things))
    answers = [answer for socket in sockets for answer in socket.answers]
    right = {answer["ref"] for answer in answers if "ok" in answer}
    print(
        f"{count} messages, {len(answers)} answers, {len(right)} of them right:", sorted({asked[ref] for ref in right})
    )
    assert {answer["code"] for answer in answers if "no" in answer} <= CODES
    assert await asyncio.to_thread(_kept) - kept == {ref for ref in right if COMMANDS[asked[ref]].stores}
    assert await asyncio.to_thread(_holes) == []
    assert [record.getMessage() for record in caplog.records] == []


async def _turn(socket: Direct, batch: list[bytes], *, exactly: bool = False) -> None:
    """Say these, and wait until all are answered; some need no answer, so a last one says that it is the last."""
    before = len(socket.answers)
    for data in batch:
        socket.say(data)
    if not exactly:
        socket.say(b'{"do":"nothing.more","with":{},"ref":"last"}')
    wanted = len(batch) if exactly else sum(_is_answered(data) for data in batch) + 1
    await socket.until(lambda: socket.code or len(socket.answers) - before >= wanted, 30)
    assert (socket.code, len(socket.answers) - before) == (0, wanted), batch
    if not exactly:
        socket.answers[:] = [answer for answer in socket.answers if answer["ref"] != "last"]


def _read(data: bytes) -> dict[str, Any]:
    try:
        said = decode(data)
        consumers._understand(said)
    except Refused:
        return {}
    return said


def _is_command(said: dict[str, Any]) -> bool:
    return "do" in said and isinstance(said.get("ref"), str)


def _is_answered(data: bytes) -> bool:
    said = _read(data)
    return not said or "do" in said


def _kept() -> set[str]:
    return set(Done.objects.values_list("ref", flat=True))


def _holes() -> list[str]:
    """Return the streams whose numbers are not 1, 2, 3 … up to where the stream stands."""
    streams = Stream.objects.values_list("id", "seq")
    numbers = {
        key: list(Event.objects.filter(stream=key).order_by("seq").values_list("seq", flat=True)) for key, _ in streams
    }
    return [key for key, seq in streams if numbers[key] != list(range(1, seq + 1))]
