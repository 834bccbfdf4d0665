"""A hall over a longer time: five real commands a second, heard by five hundred; nothing may be missing at the end."""

from typing import Any

from benchmarks.realtime.crowd import clock
from benchmarks.realtime.designs import Room
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import DAPHNE, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.asking import Asking
from benchmarks.realtime.runs import measured

SOCKETS = 500
RATE = 5.0  # commands a second
PATIENCE = 30.0  # seconds for the last to arrive


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return the raw run with what was asked and answered; latency counts from a command's sending to its delivery."""
    room = ground.start(DAPHNE, SOCKETS)
    assert isinstance(room, Room)
    room.fill(SOCKETS)
    asking = Asking(room)
    commands = round(RATE * plan.soak_seconds)

    def work() -> float:
        began = clock()
        for number in range(commands):
            while (left := began + number / RATE - clock()) > 0:
                ground.loop.turn(left)
            asking.ask()
        asking.finish(PATIENCE)
        return clock() - began

    run = measured(room, WHOLE, commands, work)
    missing = commands * SOCKETS - run.deliveries
    print(f"  {run.deliveries} deliveries, {missing} missing, p95 {run.p95 * 1e3:.0f} ms", flush=True)
    outcome = asking.outcome()
    memory = room.memory()
    room.stop()
    return {**run.raw(), **outcome, "missing": missing, "seconds": plan.soak_seconds, "memory": memory}
