"""Pairs of runs, floor and ours, one after the other; told while they are made, kept for the record."""

from dataclasses import dataclass
from typing import Any

from benchmarks.realtime.arithmetic import short
from benchmarks.realtime.runs import Run


@dataclass
class Pair:
    """Two runs that followed each other; pairs of one round were measured together."""

    floor: Run
    ours: Run
    round: int = 0

    def raw(self) -> dict[str, Any]:
        floor = self.floor.raw()
        kept = ("deliveries", "cpu", "busy", "p50", "p95", "p99", "lost", "generator", "void")
        return {**self.ours.raw(), "round": self.round, "floor": {key: floor[key] for key in kept}}


def told(pair: Pair) -> dict[str, Any]:
    """Print one line while the measuring goes on, and return the pair for the record."""
    ours, floor = pair.ours, pair.floor
    void = " VOID: the generator was too busy" if ours.void or floor.void else ""
    lost = f", lost {ours.lost} doubled {ours.doubled} disordered {ours.disordered}" if not _clean(ours) else ""
    lost += f", {ours.closed} closed by the server" if ours.closed else ""
    print(
        f"  {ours.sockets:>5} {ours.design:<22} {ours.way:<6} {short(ours.each * 1e6):>6} µs"
        f" floor {short(floor.each * 1e6):>5} µs  p95 {short(ours.p95 * 1e3):>5} ms"
        f"  generator {ours.generator:.0%}{lost}{void}",
        flush=True,
    )
    return pair.raw()


def _clean(run: Run) -> bool:
    return not run.lost and not run.doubled and not run.disordered
