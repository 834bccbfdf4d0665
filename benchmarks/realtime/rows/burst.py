"""Four hundred commands in flight at once: all answered, all heard by everybody, once, in order."""

from typing import Any

from benchmarks.realtime.crowd import clock
from benchmarks.realtime.designs import Peer, Room
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import ALONE, DAPHNE, TUTORIAL, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.asking import Asking
from benchmarks.realtime.runs import Run, measured
from benchmarks.realtime.wire import masked

SOCKETS = 100
COMMANDS = 400
PATIENCE = 60.0  # seconds
LONGEST, IDLE = 120.0, 0.02  # seconds for the tutorial; of CPU in a second, below which no more is expected of it


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return our bursts, and beside them what the tutorial makes of as many messages at once."""
    room = ground.start(DAPHNE, SOCKETS)
    assert isinstance(room, Room)
    room.fill(SOCKETS)
    ours = []
    for number in range(plan.repeats):
        ground.loop.rest(4.0 if number else 0.5)  # a seat may speak five times a second, and has just done so
        ours.append(_burst(room))
    room.stop()
    return {"ours": ours, "tutorial": _tutorial(ground)}


def _burst(room: Room) -> dict[str, Any]:
    asking = Asking(room)
    asking.begin()

    def work() -> float:
        for _n in range(COMMANDS):
            asking.ask()
        asking.finish(PATIENCE)
        return 0.0

    run = measured(room, WHOLE, COMMANDS, work)
    outcome = asking.outcome()
    _say(run, f"{outcome['ok']} of {outcome['asked']} acknowledged, {outcome['numbers']} numbers")
    return {**run.raw(), **outcome}


def _tutorial(ground: Ground) -> dict[str, Any]:
    """Let its clients say as many messages at once. They come in any order: only what is lost can be compared."""
    design = ground.start(TUTORIAL, SOCKETS)
    assert isinstance(design, Peer)
    design.fill(SOCKETS)
    crowd = design.crowd

    def work() -> float:
        for number in range(1, COMMANDS + 1):
            crowd.lines[number % SOCKETS].send(masked(design.text(number)))
        crowd.head = COMMANDS
        end = clock() + LONGEST
        used, before = 1.0, design.cpu()
        while used > IDLE and crowd.got < COMMANDS * SOCKETS and clock() < end:
            ground.loop.rest(1.0)
            used, before = design.cpu() - before, design.cpu()
        return 0.0

    run = measured(design, ALONE, COMMANDS, work)
    _say(run, "for comparison")
    design.stop()
    return run.raw()


def _say(run: Run, more: str) -> None:
    print(
        f"  {run.design:<22} {run.deliveries} of {run.messages * run.sockets} deliveries, lost {run.lost}, "
        f"doubled {run.doubled}, disordered {run.disordered}; {more}",
        flush=True,
    )
