"""Memory of an idle socket: what the server holds when the hall is full, less what it held with a few."""

from typing import Any

from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import DAPHNE, FLOOR, SOCKETIO, UVICORN, WS
from benchmarks.realtime.plan import Plan

FEW = 40  # sockets that are there before: what is loaded once belongs to nobody
REST = 3.0  # seconds until what was only needed for coming in is gone


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return {design: bytes of one socket}."""
    return {name: _bytes(ground, name, plan.hall) for name in (FLOOR, WS, SOCKETIO, DAPHNE, UVICORN)}


def _bytes(ground: Ground, name: str, size: int) -> int:
    design = ground.start(name, size)
    design.fill(FEW)
    ground.loop.rest(REST)
    before = design.memory()
    design.fill(size, there=FEW)
    ground.loop.rest(REST)
    each = (design.memory() - before) // (size - FEW)
    print(f"  {name:<22} {each / 1000:.1f} kB", flush=True)
    design.stop()
    return each
