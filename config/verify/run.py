"""Runs one step of the verification: a program, its time, its counts."""

import os
import signal
import subprocess
import time
import xml.etree.ElementTree as xml
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
NOTHING_CHOSEN = 5  # pytest's exit code when no test was selected


@dataclass
class Outcome:
    """What came of one step. `counts` are tests, `seconds` is wall time."""

    name: str
    ok: bool
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why_not: str = field(default="")  # set when the step could not be run at all

    @property
    def word(self) -> str:
        if self.why_not:
            return "NOT RUN"
        return "ok" if self.ok else "FAILED"


def step(name: str, command: Sequence[str], env: Mapping[str, str] | None = None, limit: float = 900) -> Outcome:
    """Run a program to its end or to `limit` seconds; its output is shown as it comes."""
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    code = _run(command, {**os.environ, **(env or {})}, limit)
    outcome = Outcome(name, code == 0, time.monotonic() - began)
    print(f"── {name}: {outcome.word} in {outcome.seconds:.1f} s", flush=True)
    return outcome


def tests(name: str, arguments: Sequence[str], env: Mapping[str, str], report: Path, limit: float = 1800) -> Outcome:
    """Run pytest with these arguments; the counts come from its report file. Selecting nothing is not a failure."""
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    command = [python(), "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    code = _run(command, {**os.environ, **env}, limit)
    outcome = Outcome(name, code in (0, NOTHING_CHOSEN), time.monotonic() - began)
    if code != NOTHING_CHOSEN:
        _count_report(outcome, report)
    print(f"── {name}: {outcome.word} in {outcome.seconds:.1f} s", flush=True)
    return outcome


def node_tests(name: str, node: str, files: Sequence[str], report: Path, limit: float = 300) -> Outcome:
    """Run the JavaScript tests; the counts come from the TAP report."""
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    reporters = ["--test-reporter=dot", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=tap", f"--test-reporter-destination={report}"]
    code = _run([node, "--test", *reporters, *files], dict(os.environ), limit)
    outcome = Outcome(name, code == 0, time.monotonic() - began)
    _count_tap(outcome, report)
    print(f"── {name}: {outcome.word} in {outcome.seconds:.1f} s", flush=True)
    return outcome


def python() -> str:
    import sys

    return sys.executable


def _run(command: Sequence[str], env: Mapping[str, str], limit: float) -> int:
    # A session of its own, so that what the program started can be stopped with it, and nothing else.
    process = subprocess.Popen(list(command), cwd=BASE, env=dict(env), start_new_session=True)
    try:
        return process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        print(f"Stopped after {limit:.0f} s without an end.", flush=True)
        return 124
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _count_report(outcome: Outcome, report: Path) -> None:
    if not report.exists():
        outcome.ok = False
        return
    for suite in xml.parse(report).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        outcome.failed += bad
        outcome.skipped += skipped
        outcome.passed += max(0, int(suite.get("tests", 0)) - bad - skipped)


def _count_tap(outcome: Outcome, report: Path) -> None:
    if not report.exists():
        outcome.ok = False
        return
    totals = {"# pass ": 0, "# fail ": 0, "# skipped ": 0}
    for line in report.read_text(encoding="utf-8").splitlines():
        for start in totals:
            if line.startswith(start):
                totals[start] = int(line[len(start) :])
    outcome.passed, outcome.failed, outcome.skipped = totals.values()
