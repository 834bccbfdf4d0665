"""The rows of the goals' table: each measures one thing and returns plain data for the record."""

from collections.abc import Callable
from typing import Any

from benchmarks.realtime.ground import Ground
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows import (
    ballots,
    burst,
    commands,
    connecting,
    delivery,
    latency,
    memory,
    readers,
    slow,
    soak,
)

Row = Callable[[Ground, Plan], Any]
ROWS: dict[str, Row] = {
    "delivery": delivery.measure,
    "latency": latency.measure,
    "memory": memory.measure,
    "connects": connecting.measure,
    "slow-query": slow.measure,
    "burst": burst.measure,
    "slow-readers": readers.measure,
    "commands": commands.measure,
    "ballots": ballots.measure,
    "soak": soak.measure,
}


HALLS: dict[str, int] = {
    "slow-query": slow.SOCKETS,
    "burst": burst.SOCKETS,
    "slow-readers": readers.ALL,
    "commands": commands.SEATS,
    "soak": soak.SOCKETS,
}


def sizes(plan: Plan) -> list[int]:
    """Return the halls that the chosen rows need."""
    wanted = {HALLS.get(name, plan.hall) for name in plan.rows if name != "delivery"}
    return sorted(wanted | set(plan.sizes if "delivery" in plan.rows else ()))
