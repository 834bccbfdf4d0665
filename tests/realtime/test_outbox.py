"""One socket's outbox: what must arrive arrives in order, what is ephemeral gives way, nothing grows without end."""

import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime import outbox as module
from realtime.frame import Frame
from realtime.metrics import DROPPED
from realtime.outbox import AT_ONCE, MOST_BYTES, MOST_FRAMES, Outbox
from tests.realtime.lines import TestLine, chance_line


def box(line: TestLine) -> tuple[Outbox, list[str]]:
    """Return an outbox on this line, and the list of its complaints."""
    said: list[str] = []
    return Outbox(line, lambda: said.append("too slow")), said


def texts(count: int, *, first: int = 1) -> list[Frame]:
    return [Frame(f"event {n}") for n in range(first, first + count)]


def test_while_the_line_is_free_nothing_waits():
    line = TestLine()
    out, _said = box(line)
    for frame in texts(3):
        out.put(frame)
    assert (line.texts, line.writes, out.waiting, out.bytes) == (["event 1", "event 2", "event 3"], 3, 0, 0)


def test_frames_put_together_leave_in_one_write():
    line = TestLine()
    out, _said = box(line)
    out.put(*texts(40))
    assert (line.texts, line.writes) == ([f"event {n}" for n in range(1, 41)], 1)


def test_what_waits_leaves_in_order_when_the_line_is_free_again():
    line = TestLine(free=False)
    out, _said = box(line)
    out.put(*texts(3))
    out.put(Frame("event 4"))
    assert (line.texts, out.waiting) == ([], 4)
    line.drain()
    assert (line.texts, line.writes, out.waiting, out.bytes) == ([f"event {n}" for n in range(1, 5)], 1, 0, 0)


def test_a_newer_ephemeral_frame_takes_the_place_of_the_one_that_waits_and_goes_to_the_end():
    line = TestLine(free=False)
    out, _said = box(line)
    before = DROPPED._value.get()
    for frame in (Frame("live 1", "live"), Frame("event 1"), Frame("typing", "doing"), Frame("live 2", "live")):
        out.put(frame)
    line.drain()
    assert line.texts == ["event 1", "typing", "live 2"]
    assert DROPPED._value.get() - before == 1


def test_when_too_many_wait_the_ephemeral_ones_are_dropped_first():
    line = TestLine(free=False)
    out, said = box(line)
    out.put(Frame("live", "live"))
    for frame in texts(MOST_FRAMES):
        out.put(frame)
    assert (out.waiting, said) == (MOST_FRAMES, [])
    line.drain()
    assert line.texts == [f"event {n}" for n in range(1, MOST_FRAMES + 1)]


def test_one_frame_too_many_is_said_once_and_then_nothing_is_taken():
    line = TestLine(free=False)
    out, said = box(line)
    for frame in texts(MOST_FRAMES + 20):
        out.put(frame)
    assert (said, out.waiting, out.bytes) == (["too slow"], 0, 0)
    line.drain()
    assert line.texts == []


def test_a_megabyte_is_the_limit_too():
    line = TestLine(free=False)
    out, said = box(line)
    for _n in range(MOST_BYTES // 10_000):
        out.put(Frame("x" * 10_000))
    assert (said, out.bytes <= MOST_BYTES) == ([], True)
    out.put(Frame("x" * 10_000))
    assert said == ["too slow"]


def test_what_a_newcomer_is_given_is_taken_whole_however_large():
    line = TestLine(free=False)
    out, said = box(line)
    out.put(*(Frame("x" * 4_000) for _n in range(MOST_FRAMES + 1)))
    assert (said, out.waiting) == ([], MOST_FRAMES + 1)


def test_no_more_than_a_kernel_takes_is_handed_over_at_once():
    line = TestLine(room=1)  # takes one write, then it is full
    out, _said = box(line)
    out.put(*(Frame("x" * 10_000) for _n in range(20)))
    assert (line.taken <= AT_ONCE, out.waiting) == (True, 14)
    line.drain()
    assert out.waiting == 8


def test_a_slow_reader_costs_the_others_nothing():
    slow, quick = TestLine(free=False), TestLine()
    boxes = [box(slow), box(quick)]
    for frame in texts(MOST_FRAMES + 1):
        for out, _said in boxes:
            out.put(frame)
    assert ([said for _out, said in boxes], len(quick.texts)) == ([["too slow"], []], MOST_FRAMES + 1)


async def test_a_close_comes_after_all_that_waits():
    line = TestLine(free=False)
    out, _said = box(line)
    out.put(*texts(2))
    out.close(1012)
    out.put(Frame("too late"))
    assert (line.code, out.waiting) == (0, 2)
    line.drain()
    assert (line.texts, line.code) == (["event 1", "event 2"], 1012)


@pytest.mark.parametrize("code", [4008, 4009])
async def test_who_does_not_read_or_writes_too_much_is_sent_nothing_more(code: int):
    line = TestLine(free=False)
    out, _said = box(line)
    out.put(*texts(2))
    out.close(code)
    assert (line.code, out.waiting) == (code, 0)


async def test_a_peer_that_does_not_read_the_close_is_cut(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    monkeypatch.setattr(module, "CUT", 0.02)
    lines = {}
    for code in (1012, 4008):
        lines[code] = TestLine(free=False)
        out, _said = box(lines[code])
        out.put(Frame("waits"))
        out.close(code)
        out.close(1000)  # the first word counts
    await asyncio.sleep(0.2)
    assert {code: (line.code, line.aborted) for code, line in lines.items()} == {1012: (0, True), 4008: (4008, True)}


steps = st.lists(st.sampled_from(["event", "two", "live", "doing", "drain", "jam"]), max_size=200)


@given(steps=steps, seed=st.integers(0, 2**32))
def test_whatever_the_line_does_the_order_is_kept_and_only_the_newest_numbers_are_sent(steps: list[str], seed: int):
    chance = random.Random(seed)
    line = chance_line(chance)
    out, said = box(line)
    lasting: list[str] = []
    for number, step in enumerate(steps):
        if step in {"event", "two"}:
            some = [f"{number}.{n}" for n in range(1 if step == "event" else 2)]
            lasting += some
            out.put(*map(Frame, some))
        elif step in {"live", "doing"}:
            out.put(Frame(f"{number}", step))
        elif step == "jam":
            line.jam()
        else:
            line.room = chance.choice([None, 0, 50, 400])
            line.drain()
        keys = [frame.key for frame in out.queue if frame.key]
        assert len(keys) == len(set(keys)) <= 2
        assert out.bytes == sum(frame.size for frame in out.queue)
    while out.queue:
        line.drain()
    assert said == []
    assert [frame.text for frame in line.frames if not frame.key] == lasting
    for key in ("live", "doing"):
        numbers = [int(frame.text) for frame in line.frames if frame.key == key]
        wanted = [number for number, step in enumerate(steps) if step == key]
        assert numbers == sorted(numbers)
        assert numbers[-1:] == wanted[-1:]
    # What must arrive is never passed by what came after it.
    order = [int(text.partition(".")[0]) for text in line.texts]
    assert order == sorted(order)
