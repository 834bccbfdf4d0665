"""What is measured, how often and how long: the full run in about 25 minutes, the quick one in about three."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """`deliveries` is how many a run should have at least; sizes are numbers of sockets."""

    rows: tuple[str, ...]
    sizes: tuple[int, ...] = (100, 500, 1000, 2000)
    pairs: int = 5
    deliveries: int = 60_000
    hall: int = 1000  # sockets of the rows that have one size only
    open_seconds: float = 6.0
    soak_seconds: float = 60.0
    repeats: int = 3  # of the rows that are no ratios
    out: Path | None = None
    quick: bool = False
    command: str = field(default="python -m benchmarks.realtime")

    whole: bool = False  # for the record: every row, nothing shortened

    def messages(self, sockets: int) -> int:
        """Return how many messages a closed loop sends to so many sockets."""
        return max(20, self.deliveries // sockets)


def parse(words: list[str], rows: tuple[str, ...]) -> Plan:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.realtime", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer sockets and pairs: for a look, not for the record")
    parser.add_argument("--only", metavar="ROW,…", help=f"only these rows: {', '.join(rows)}")
    parser.add_argument("--sockets", metavar="N,…", help="sizes of the delivery row (default 100,500,1000,2000)")
    parser.add_argument("--pairs", type=int, help="pairs of each ratio (default 5)")
    parser.add_argument(
        "--soak", type=float, metavar="SECONDS", help="length of the soak (default 60, the long one 600)"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the raw figures go (default results/DATE.json)")
    given = parser.parse_args(words)
    chosen = tuple(given.only.split(",")) if given.only else rows
    unknown = set(chosen) - set(rows)
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(rows)}")
    plan = _quick(chosen) if given.quick else Plan(chosen)
    changes = {
        "sizes": tuple(int(size) for size in given.sockets.split(",")) if given.sockets else plan.sizes,
        "pairs": given.pairs or plan.pairs,
        "soak_seconds": given.soak or plan.soak_seconds,
        "out": given.out,
        "whole": not (given.quick or given.only or given.sockets or given.pairs),
        "command": " ".join(["python -m benchmarks.realtime", *words]),
    }
    return Plan(**{**plan.__dict__, **changes})


def _quick(rows: tuple[str, ...]) -> Plan:
    return Plan(
        rows, sizes=(100, 500), pairs=2, deliveries=15_000, hall=500, open_seconds=3.0, soak_seconds=10.0, repeats=1,
        quick=True,
    )  # fmt: skip
