"""`python -m benchmarks.pages`: makes a town with many proposals, reads its pages, prints what they cost."""

import argparse
import json
import os
import signal
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.pages.ground import Ground
from benchmarks.pages.load import read
from benchmarks.pages.report import FLOOR, Run, goals, plain, row_of, table
from benchmarks.pages.weight import weight_of
from benchmarks.realtime import machine

WARM = 20  # requests before the counting begins


def main(words: list[str]) -> int:
    """Return 0 when every page could be read; whether goals were reached is said and changes nothing."""
    given = _parsed(words)
    signal.signal(signal.SIGTERM, lambda *_about: sys.exit(1))  # what was started is stopped on the way out
    ground = Ground(given.proposals)
    try:
        machine.pin(machine.GENERATOR)
        server = ground.start()
        began, all_before = time.monotonic(), machine.cpu_of_all()
        ours_before = machine.cpu_of_us() + ground.cpu()
        names = given.only.split(",") if given.only else list(ground.pages)
        rows = _measured(ground, server.port, names, given.requests, given.rounds)
        seconds = time.monotonic() - began
        others = machine.cpu_of_all() - all_before - (machine.cpu_of_us() + ground.cpu() - ours_before)
    finally:
        ground.close()
    busy = max(0.0, others) / seconds / (os.cpu_count() or 1)
    print(plain(table(rows)) + "\n\n" + plain(goals(rows)))
    print(f"\n{ground.kind}, {given.proposals:,} proposals; other programs used {busy:.0%} of the machine meanwhile.")
    about = {
        "date": date.today().isoformat(), "database": ground.kind, "proposals": given.proposals,
        "requests": given.requests, "rounds": given.rounds, "others": round(busy, 3), "cores": len(machine.CORES),
        "versions": machine.versions(),
    }  # fmt: skip
    if given.out:
        _write(given.out, {"about": about, "rows": rows})
    return 0


def _parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--proposals", type=int, default=2000, help="how many there are (default 2000)")
    parser.add_argument("--requests", type=int, default=200, help="of each page, by 1 client and by 8 (default 200)")
    parser.add_argument("--rounds", type=int, default=3, help="times each page is read so (default 3)")
    parser.add_argument("--only", default="", metavar="PAGE,…", help="only these pages")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the raw figures go")
    return parser.parse_args(words)


def _measured(ground: Ground, port: int, names: list[str], requests: int, rounds: int) -> list[dict[str, Any]]:
    """Read every page in turn, round after round: so each stands beside a floor of the same minute."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for name in names:
        read(port, ground.pages[name]["path"], ground.pages[name]["session"], clients=1, requests=WARM)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        for name in names:
            runs[name].append(_run(ground, port, name, requests))
    beside = [run.cpu for run in runs.get(FLOOR, [])]
    rows = []
    for name in names:
        page = ground.pages[name]
        rows.append(row_of(name, page["queries"], runs[name], beside, weight_of(port, page["path"], page["session"])))
    return rows


def _run(ground: Ground, port: int, name: str, requests: int) -> Run:
    page, before = ground.pages[name], ground.cpu()
    found = [read(port, page["path"], page["session"], clients=clients, requests=requests) for clients in (1, 8)]
    done, failed = sum(len(each.seconds) for each in found), sum(each.failed for each in found)
    if failed:
        raise RuntimeError(f"{name}: {failed} of {done} requests were not answered")
    return Run((ground.cpu() - before) * 1000 / done, found[0].seconds, found[1].seconds)


def _write(file: Path, record: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
