"""Fifty sockets stop reading: when are they cut, what do they cost, do the others notice?"""

import select
from typing import Any

from benchmarks.realtime.crowd import Crowd, clock
from benchmarks.realtime.dialects import Tessera
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.line import State
from benchmarks.realtime.names import DAPHNE, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.pairs import Pair, told
from benchmarks.realtime.runs import open_loop

READING, DEAF = 200, 50
ALL = READING + DEAF
RATE = 25.0  # messages a second: enough to fill what the kernel holds for a deaf one
QUIET, SECONDS = 8.0, 18.0


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return {"seconds" until the last was cut, "cut", "memory" in bytes at most, "pair"}."""
    design = ground.start(DAPHNE, ALL)
    design.fill(READING)
    deaf = Crowd(ground.loop, Tessera())
    deaf.connect(design.seats(ALL)[READING:])
    open_loop(design, WHOLE, RATE, 1)
    quiet = open_loop(design, WHOLE, RATE, QUIET)
    before = most = design.memory()
    for line in deaf.lines:
        ground.loop.change(line, select.EPOLLRDHUP)  # nothing is read any more; only the end is noticed
    began, last = clock(), 0.0

    def look(number: int) -> None:
        nonlocal most, last
        most = max(most, design.memory())
        if not last and all(line.state is State.CLOSED for line in deaf.lines):
            last = clock() - began

    pair = told(Pair(quiet, open_loop(design, WHOLE, RATE, SECONDS, look)))
    cut = sum(line.state is State.CLOSED for line in deaf.lines)
    print(f"  {cut} of {DEAF} cut, the last after {last:.1f} s; memory +{(most - before) / 1e6:.1f} MB", flush=True)
    deaf.leave()
    design.stop()
    return {"seconds": round(last, 2), "cut": cut, "deaf": DEAF, "memory": most - before, "pair": pair}
