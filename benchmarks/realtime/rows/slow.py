"""A reading that takes a second, every two seconds: does anybody else wait for it?"""

from typing import Any

from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import DAPHNE, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.pairs import Pair, told
from benchmarks.realtime.runs import open_loop

SOCKETS = 200
RATE = 10.0  # messages a second
EVERY, LONG = 2.0, 1.0  # seconds between two slow readings, and that each takes
SECONDS = 8.0


def measure(ground: Ground, plan: Plan) -> list[dict[str, Any]]:
    """Return the raw pairs; here the floor is ourselves, undisturbed."""
    design = ground.start(DAPHNE, SOCKETS)
    design.fill(SOCKETS)
    open_loop(design, WHOLE, RATE, 1)

    def disturb(number: int) -> None:
        if number % round(EVERY * RATE) == 0:
            design.servers[0].say(f"slow {LONG}")

    found = []
    for number in range(plan.repeats):
        quiet = open_loop(design, WHOLE, RATE, SECONDS)
        found.append(told(Pair(quiet, open_loop(design, WHOLE, RATE, SECONDS, disturb), number)))
    design.stop()
    return found
