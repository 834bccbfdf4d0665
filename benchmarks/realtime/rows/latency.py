"""Latency in an open loop: ten messages a second to a full hall, counted from when each was due."""

from typing import Any

from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import ALONE, DAPHNE, FLOOR
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.pairs import Pair, told
from benchmarks.realtime.runs import open_loop

RATE = 10.0  # messages a second


def measure(ground: Ground, plan: Plan) -> list[dict[str, Any]]:
    """Return the raw pairs."""
    floor, ours = ground.start(FLOOR, plan.hall), ground.start(DAPHNE, plan.hall)
    floor.fill(plan.hall)
    ours.fill(plan.hall)
    found = []
    open_loop(floor, ALONE, RATE, 1)
    for way in ours.ways:
        open_loop(ours, way, RATE, 1)
    for number in range(plan.pairs):
        beside = open_loop(floor, ALONE, RATE, plan.open_seconds)
        for way in ours.ways:
            found.append(told(Pair(beside, open_loop(ours, way, RATE, plan.open_seconds), number)))
    ours.stop()
    floor.stop()
    return found
