"""`python -m benchmarks.coediting [--quick]`: starts our server, writes in one text, prints and keeps the figures."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.coediting.cases import Outcome, saturate, write
from benchmarks.realtime import machine
from benchmarks.realtime.arithmetic import short
from benchmarks.realtime.servers import BASE, Server

RESULTS = Path(__file__).resolve().parent / "results"
RATES = [70, 140, 200, 280, 400, 560, 800]  # edits a second
BOUND = 100.0  # ms
CASES = [(2, 10), (20, 40), (100, 50)]  # clients, edits a second
# etherpad-lite on a machine of the same kind: p95 in ms, edits a second it can take, joiners of 100 it let in.
REFERENCE = {(20, 40): 5.6, (100, 50): 24.0}
REFERENCE_RATE, REFERENCE_JOINS = 70, 10


def main(words: list[str]) -> int:
    """Return 0 when nothing was lost; whether goals were reached is said and changes nothing."""
    seconds = 4 if "--quick" in words else 15
    machine.allow_many_sockets()
    machine.pin(machine.GENERATOR)
    folder = Path(tempfile.mkdtemp(prefix="tessera-coediting-"))
    environment = _environment(folder)
    server = Server([sys.executable, "-m", "benchmarks.coediting.entry"], folder, environment)
    began, all_before, ours_before = time.monotonic(), machine.cpu_of_all(), machine.cpu_of_us() + server.cpu()
    try:
        joins = write(server, environment, 100, 0, 0)
        cases = [write(server, environment, clients, rate, seconds) for clients, rate in CASES]
        steps = saturate(server, environment, 100, RATES, BOUND)
        ours = machine.cpu_of_us() + server.cpu() - ours_before
        others = (machine.cpu_of_all() - all_before - ours) / (len(machine.CORES) * (time.monotonic() - began))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _tell(joins, cases, steps)
    print(f"Other programs used {others:.0%} of the machine.")
    _keep(words, {"others": others, "joins": joins.as_dict()}, cases, steps)
    return 0 if all(each.same and not each.lost for each in [*cases, *steps]) else 1


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of a server on a new SQLite file: nobody's own database is measured."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {
        "TESSERA_DATA": str(folder),
        "TESSERA_SECRET_KEY": secrets.token_urlsafe(32),
        "TESSERA_STATIC": "plain",
        "TESSERA_LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=BASE, env=environment, check=True, timeout=300)
    return environment


def _tell(joins: Outcome, cases: list[Outcome], steps: list[Outcome]) -> None:
    print(f"Joined at once, from one address: {joins.joined} of {joins.clients} in {short(joins.join_ms)} ms", end="")
    print(f" (etherpad-lite: {REFERENCE_JOINS})")
    for each in cases:
        reference = REFERENCE.get((each.clients, each.rate))
        print(_line(each) + (f" (etherpad-lite: {reference})" if reference else ""))
    print(f"Until p95 is over {BOUND:.0f} ms (etherpad-lite: about {REFERENCE_RATE} edits/s):")
    for each in steps:
        print("  " + _line(each))


def _line(found: Outcome) -> str:
    same = "the same text everywhere" if found.same else "TEXTS DIFFER"
    return (
        f"{found.clients} clients, {found.rate} edits/s: median {short(found.median_ms)}, p95 {short(found.p95_ms)}, "
        f"most {short(found.most_ms)} ms; {found.lost} of {found.edits} lost, {found.refused} refused, {same}; "
        f"CPU server {found.server_cpu:.0%}, generator {found.generator_cpu:.0%}"
    )


def _keep(words: list[str], about: dict[str, object], cases: list[Outcome], steps: list[Outcome]) -> None:
    record = {
        "command": " ".join(["python -m benchmarks.coediting", *words]),
        "date": date.today().isoformat(),
        "cores": len(machine.CORES),
        "versions": machine.versions(),
        **about,
        "cases": [each.as_dict() for each in cases],
        "steps": [each.as_dict() for each in steps],
    }
    RESULTS.mkdir(exist_ok=True)
    name = f"{date.today().isoformat()}{'-quick' if '--quick' in words else ''}.json"
    (RESULTS / name).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
