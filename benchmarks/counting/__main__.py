"""`python -m benchmarks.counting`: installs the outside packages, counts the same with both, prints, and records it."""

import argparse
import os
import platform
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.counting import data, page, peers
from benchmarks.counting.pairs import Row, measure
from benchmarks.counting.recounts import recounts
from benchmarks.realtime import machine
from benchmarks.realtime.report import plain

ABSENT = "No real budget: the reference cases (`TESSERA_CASES`) are not there."


def main(words: list[str]) -> int:
    """Return 0 when every row could be measured; whether goals were reached is said and changes nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, one pair: a look, not the record")
    parser.add_argument("--pairs", type=int, help="pairs of each ratio (default 3)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the raw figures go (default results/DATE.json)")
    given = parser.parse_args(words)
    pairs = given.pairs or (1 if given.quick else 3)
    missing = peers.install()
    began, all_before, ours_before = time.monotonic(), machine.cpu_of_all(), machine.cpu_of_us()
    with tempfile.TemporaryDirectory(prefix="counting-") as folder:
        rows = _rows(Path(folder), 1000 if given.quick else 10_000)
        record: dict[str, Any] = {"about": {}, "pairs": [], "recounts": recounts()}
        for row in rows:
            print(row.name, flush=True)
            record["pairs"].append(measure(row, pairs, missing.get(row.package)))
    seconds = time.monotonic() - began
    others = machine.cpu_of_all() - all_before - (machine.cpu_of_us() - ours_before)
    name = f"{date.today().isoformat()}{'-quick' if given.quick else ''}.json"
    out = given.out or Path(__file__).parent / "results" / name
    record["about"] = {
        "date": date.today().isoformat(),
        "minutes": round(seconds / 60, 1),
        "cores": len(machine.CORES),
        "others": round(max(0.0, others) / seconds / (os.cpu_count() or 1), 3),
        "versions": {"python": platform.python_version()}
        | {package: version for package, version in peers.versions().items() if package in peers.PACKAGES},
        "real": "" if any(row.goal == REAL for row in rows) else ABSENT,
        "file": str(out.resolve().relative_to(peers.BASE)) if out.resolve().is_relative_to(peers.BASE) else out.name,
        "pairs": pairs,
    }
    page.write(out, record)
    print("\n" + plain(page.table(record)) + "\n\n" + plain(page.recounts_table(record)))
    print(f"\n{record['about']['real']}\nRaw figures: {out}")
    if not (given.quick or given.out):
        page.write_page(record)
        print(f"Written into {page.PAGE.relative_to(peers.BASE)}.")
    return 1 if any(row["failed"] and row["package"] not in missing for row in record["pairs"]) else 0


REAL = 0.10


def _rows(folder: Path, people: int) -> list[Row]:
    many = f"{people:,}"
    made = data.write(folder, "budget", data.budget(people, 100, 100 * people))
    whole = people == 10_000  # the goals are for that many
    rows = [Row(f"equal shares, {many} × 100", "shares", made, "pabutools", 0.02 if whole else None)]
    for name, budget in data.real_budgets(peers.BASE).items():
        rows.append(Row(f"equal shares, {name}", "shares", data.write(folder, name, budget), "pabutools", REAL))
    for statements, goal in ((100, 0.10), (1000, 0.15)):
        made = data.write(folder, f"opinions-{statements}", data.opinions(people, statements))
        rows.append(
            Row(f"opinion map, {many} × {statements:,}", "opinions", made, "red-dwarf", goal if whole else None)
        )
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
