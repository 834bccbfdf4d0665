"""A hall that joins in the same moment: who does not come in, and how long it takes until the last is in."""

from typing import Any

from benchmarks.realtime.crowd import clock
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import DAPHNE, FLOOR
from benchmarks.realtime.plan import Plan

PATIENCE = 60.0  # seconds


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return {design: [{"sockets", "failed", "seconds", "why"}]}. With us, to be in is to have the snapshot."""
    return {name: [_rush(ground, name, plan.hall) for _n in range(plan.repeats)] for name in (FLOOR, DAPHNE)}


def _rush(ground: Ground, name: str, size: int) -> dict[str, Any]:
    design = ground.start(name, size)
    began = clock()
    design.crowd.connect(design.seats(size), rush=True, patience=PATIENCE)
    seconds = clock() - began
    failed = size - design.crowd.inside
    print(f"  {name:<22} {size} at once: {failed} failed, all in after {seconds:.1f} s", flush=True)
    why = dict(design.crowd.ended)
    design.stop()
    return {"sockets": size, "failed": failed, "seconds": round(seconds, 3), "why": why}
