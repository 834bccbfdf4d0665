"""Says what was measured: tables for the terminal and for the documentation, and the raw record as a file."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.realtime.arithmetic import short
from benchmarks.realtime.goals import Record, by_size, usable
from benchmarks.realtime.goals_hall import goals

DELIVERY = ("sockets", "design", "way", "CPU / floor", "µs", "floor µs", "deliveries/s", "p50 ms", "p95 ms", "p99 ms",
            "lost", "generator")  # fmt: skip


def goals_table(rows: dict[str, Any]) -> list[Sequence[str]]:
    """Return the table of goals with its head."""
    head = ("goal", "target", "measured", "reached", "beside it")
    return [head, *((g.name, g.target, g.measured, g.verdict, g.beside) for g in goals(rows))]


def delivery_table(records: list[Record]) -> list[Sequence[str]]:
    """Return one line for each size, design and way: medians over the usable runs, the ratio with its noise."""
    keys = dict.fromkeys((each["sockets"], each["design"], each["way"]) for each in records)
    return [DELIVERY, *(_line(records, *key) for key in keys)]


def _line(records: list[Record], size: int, design: str, way: str) -> Sequence[str]:
    mine = [each for each in records if (each["sockets"], each["design"], each["way"]) == (size, design, way)]
    runs = usable(mine)
    found = by_size(mine, design, way)[size]
    if not runs or found is None:
        return (f"{size:,}", design, way, "void", *["–"] * 8)
    lost = sum(run["lost"] + run["doubled"] + run["disordered"] for run in runs)
    times = (short(median(run[p] for run in runs) * 1e3) for p in ("p50", "p95", "p99"))
    return (
        f"{size:,}", design, way, str(found), short(median(run["cpu"] / run["deliveries"] for run in runs) * 1e6),
        short(median(run["floor"]["cpu"] / run["floor"]["deliveries"] for run in runs) * 1e6),
        f"{median(run['deliveries'] / run['busy'] for run in runs):,.0f}", *times, str(lost),
        f"{median(run['generator'] for run in runs):.0%}",
    )  # fmt: skip


def helpers_told(records: list[Record]) -> str:
    """Return what PostgreSQL and Redis used for one delivery, which is counted apart."""
    runs = [each for each in usable(records) if each["helpers"]]
    parts = []
    for size, way in dict.fromkeys((run["sockets"], run["way"]) for run in runs):
        some = [run for run in runs if (run["sockets"], run["way"]) == (size, way)]
        each = {name: median(run["helpers"][name] / run["deliveries"] for run in some) for name in some[0]["helpers"]}
        parts.append(f"{size:,} {way}: " + ", ".join(f"{name} {short(used * 1e6)} µs" for name, used in each.items()))
    return "; ".join(parts)


def plain(table: list[Sequence[str]]) -> str:
    """Lay a table out for the terminal."""
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def markdown(table: list[Sequence[str]]) -> str:
    """Lay a table out for a page."""
    lines = [f"| {' | '.join(line)} |" for line in table]
    return "\n".join([lines[0], "| " + " | ".join("---" for _cell in table[0]) + " |", *lines[1:]])


def write(path: Path, record: Record) -> None:
    """Write the raw record, one run on a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f'"{name}": {_spread(found)}' for name, found in record["rows"].items()]
    about = json.dumps(record["about"], ensure_ascii=False, indent=1)
    text = '{"about": ' + about + ',\n"rows": {\n' + ",\n".join(rows) + "}}\n"
    path.write_text(text, encoding="utf-8")


def _spread(found: Any) -> str:
    if not isinstance(found, list):
        return json.dumps(found, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in found) + "]"
