"""Server CPU for one delivery, beside the floor, at several sizes: the row that most others are judged by."""

from typing import Any

from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import ALONE, DAPHNE, FLOOR, SOCKETIO, TUTORIAL, TWO, UVICORN, WHOLE, WS
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.pairs import Pair, told
from benchmarks.realtime.runs import closed

# What is alive together: each is measured right after the floor, and one round follows the other.
ROUNDS = ((WS, SOCKETIO, DAPHNE), (UVICORN,), (TWO,), (TUTORIAL,))
TUTORIAL_MOST = 1000  # sockets; above, it hardly ends
TUTORIAL_DELIVERIES = 4000
WHOLE_MOST = 40  # messages: the desk reads the log at most 25 times a second
WARM = 5  # messages before anything is counted


def measure(ground: Ground, plan: Plan) -> list[dict[str, Any]]:
    """Return the raw pairs."""
    found = []
    for size in plan.sizes:
        for names in ROUNDS:
            if TUTORIAL not in names or size <= TUTORIAL_MOST:
                found += _rounds(ground, plan, names, size)
    return found


def _rounds(ground: Ground, plan: Plan, names: tuple[str, ...], size: int) -> list[dict[str, Any]]:
    # All are started before anybody comes in: while one starts, nobody here would answer the others' pings.
    floor, *designs = (ground.start(name, size) for name in (FLOOR, *names))
    for design in (floor, *designs):
        design.fill(size)
        for way in design.ways:
            closed(design, way, WARM if design.name != TUTORIAL else 1)
    found = []
    for number in range(plan.pairs):
        for design in designs:
            beside = closed(floor, ALONE, plan.messages(size))
            for way in design.ways:
                run = closed(design, way, _messages(plan, design.name, way, size))
                found.append(told(Pair(beside, run, number)))
    for design in (floor, *designs):
        design.stop()
    return found


def _messages(plan: Plan, name: str, way: str, size: int) -> int:
    if name == TUTORIAL:
        return max(3, TUTORIAL_DELIVERIES // size)
    if way == WHOLE or name == TWO:
        return min(WHOLE_MOST, plan.messages(size))
    return plan.messages(size)
