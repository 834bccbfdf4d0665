"""The rows of the record as tables: what was measured, against the floor, and beside another platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.realtime.arithmetic import percentile, ratio, short
from benchmarks.realtime.report import markdown, plain

Row = dict[str, Any]
Table = list[Sequence[str]]
FLOOR = "floor"
LISTS = ("public list", "office inbox")  # what the bounds are set for; of the other pages figures are reported
MOST_QUERIES, MOST_RATIO = 12, 2.0
# adhocracy+, measured by hand on a like machine: queries, CPU-seconds per 1,000 requests, p50 in milliseconds.
BESIDE = {"public list": (145, 548.0, 564.0, 1 / 15), "detail": (56, 133.0, None, 1 / 8)}


@dataclass(frozen=True)
class Run:
    """One round of a page: CPU seconds for 1,000 requests, and the seconds of each, by one client and by eight."""

    cpu: float
    one: list[float]
    eight: list[float]


def row_of(name: str, queries: int, runs: list[Run], beside: list[float], size: Row) -> Row:
    """Return one row. `beside`: the CPU of the floor in the same rounds. Other programs only add: the least counts."""
    one = [second for run in runs for second in run.one]
    eight = [second for run in runs for second in run.eight]
    found = ratio([(run.cpu, floor) for run, floor in zip(runs, beside, strict=False)])
    return {
        "page": name,
        "queries": queries,
        "cpu": min(run.cpu for run in runs),
        "ratio": found.middle if found else 0.0,
        "noise": [found.low, found.high] if found else [],
        "p50_1": percentile(one, 0.5) * 1000,
        "p95_1": percentile(one, 0.95) * 1000,
        "p50_8": percentile(eight, 0.5) * 1000,
        "p95_8": percentile(eight, 0.95) * 1000,
        **size,
    }


def table(rows: list[Row]) -> Table:
    """Return head and lines: one line for each page."""
    head = [
        "page", "queries", "CPU s / 1,000", "/ floor", "p50, p95 ms, 1 client", "p50, p95 ms, 8 clients",
        "first visit kB (html + css + js)",
    ]  # fmt: skip
    return [head, *(_line(row) for row in rows)]


def _line(row: Row) -> list[str]:
    low, high = row["noise"] or (0.0, 0.0)
    beside = f"{row['ratio']:.2f} ({low:.2f}–{high:.2f})" if row["noise"] else "–"
    parts = [row["html"], row["css"], row["js"]]
    weight = f"{sum(parts) / 1000:.1f} ({' + '.join(f'{part / 1000:.1f}' for part in parts)})"
    one, eight = (f"{short(row[f'p50_{n}'])}, {short(row[f'p95_{n}'])}" for n in (1, 8))
    return [row["page"], str(row["queries"]), short(row["cpu"]), beside, one, eight, weight]


def goals(rows: list[Row]) -> Table:
    """Return head and lines: what was to be reached, and whether it was."""
    known = {row["page"]: row for row in rows}
    lines: Table = [["goal", "target", "measured", "reached"]]
    for name, row in known.items():
        if name in LISTS:
            lines.append([f"{name}: queries", f"≤ {MOST_QUERIES}", str(row["queries"]), _yes(row["queries"] <= 12)])
            times = row["ratio"]
            lines.append([f"{name}: CPU / floor", f"≤ {MOST_RATIO:g}", f"{times:.2f}", _yes(0 < times <= MOST_RATIO)])
    for name, (_queries, cpu, _p50, part) in BESIDE.items():
        if name in known:
            share = known[name]["cpu"] / cpu
            found = f"1/{1 / share:.0f}" if share else "–"
            lines.append([f"{name}: CPU / adhocracy+", f"≤ 1/{1 / part:.0f}", found, _yes(share <= part)])
    return lines


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


__all__ = ["Run", "goals", "markdown", "plain", "row_of", "table"]
