"""`python -m benchmarks.realtime`: installs the peers, measures every row, prints, and writes the record."""

import os
import signal
import sys
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.realtime import machine, page, report
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.plan import Plan, parse
from benchmarks.realtime.rows import ROWS, sizes
from benchmarks.realtime.servers import BASE, HERE, install_peers

PEERS = {"delivery", "memory"}  # the rows with node's servers in them
QUIET = 0.05  # of the machine may be used by others


def main(words: list[str]) -> int:
    """Return 0 when every row could be measured; whether goals were reached is said and changes nothing."""
    plan = parse(words, tuple(ROWS))
    signal.signal(signal.SIGTERM, lambda *_about: sys.exit(1))  # what was started is stopped on the way out
    began, all_before, ours_before = time.monotonic(), machine.cpu_of_all(), machine.cpu_of_us()
    if PEERS & set(plan.rows):
        install_peers()
    files = machine.allow_many_sockets()
    if files < 3 * max(sizes(plan)):
        print(f"Only {files} open files are allowed here: large halls may not come in.")
    if machine.SERVERS == machine.GENERATOR:
        print("One core only: generator and servers disturb each other. Ratios may be of use, times are not.")
    machine.pin(machine.GENERATOR)
    rows, failed = _measure(plan)
    seconds = time.monotonic() - began
    others = machine.cpu_of_all() - all_before - (machine.cpu_of_us() - ours_before)
    spent = {"minutes": round(seconds / 60, 1), "others": round(max(0.0, others) / seconds / (os.cpu_count() or 1), 3)}
    _tell(plan, rows, spent)
    for name in failed:
        print(f"{name} could not be measured: see above.")
    return 1 if failed else 0


def _measure(plan: Plan) -> tuple[dict[str, Any], list[str]]:
    rows: dict[str, Any] = {}
    failed = []
    ground = Ground(sizes(plan))
    try:
        for name in plan.rows:
            print(f"{name}: {ROWS[name].__module__.rpartition('.')[2]}", flush=True)
            try:
                rows[name] = ROWS[name](ground, plan)
            except Exception:  # one row that cannot be measured must not take the others with it
                traceback.print_exc()
                ground.stop_all()
                failed.append(name)
    finally:
        ground.close()
    return rows, failed


def _tell(plan: Plan, rows: dict[str, Any], spent: dict[str, float]) -> None:
    out = plan.out or HERE / "results" / f"{date.today().isoformat()}{'-quick' if plan.quick else ''}.json"
    record = {"about": _about(plan, out) | spent, "rows": rows}
    report.write(out, record)
    if rows.get("delivery"):
        print("\n" + report.plain(report.delivery_table(rows["delivery"])))
    print("\n" + report.plain(report.goals_table(rows)))
    print(f"\n{spent['minutes']} minutes; other programs used {spent['others']:.0%} of the machine. Raw figures: {out}")
    if spent["others"] > QUIET:
        print("That is too much for a record: ratios may still be of use, times are not.")
    if plan.whole and plan.out is None:
        page.write(record)
        print(f"Written into {page.PAGE.relative_to(BASE)}.")


def _about(plan: Plan, out: Path) -> dict[str, Any]:
    inside = out.resolve().is_relative_to(BASE)
    return {
        "date": date.today().isoformat(),
        "command": plan.command,
        "cores": len(machine.CORES),
        "versions": machine.versions(),
        "file": str(out.resolve().relative_to(BASE)) if inside else "",
        "sizes": list(plan.sizes),
        "pairs": plan.pairs,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
