"""Runs both sides of a row as processes of their own, one thread each, one after the other, several times."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.counting.peers import BASE, PYTHON, clean

ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
PATIENCE = 900  # seconds for one count


@dataclass(frozen=True)
class Row:
    """`goal`: the most that ours may use of the CPU of theirs; None: there is no goal."""

    name: str
    kind: str
    file: Path
    package: str
    goal: float | None = None


def measure(row: Row, pairs: int, missing: str | None) -> dict[str, Any]:
    """Return what every run said: ours with arrays (shares once without), theirs unless it is `missing`."""
    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": [], "plain": []}
    for _pair in range(pairs):
        if missing is None:
            runs["theirs"].append(_run(str(Path(__file__).with_name("theirs.py")), row.kind, str(row.file)))
        runs["ours"].append(_run("-m", "benchmarks.counting.ours", row.kind, str(row.file)))
    if row.kind == "shares":  # a map of ten thousand takes minutes without arrays
        runs["plain"].append(_run("-m", "benchmarks.counting.ours", row.kind, str(row.file), "plain"))
    failed = missing or next((run["failed"] for each in runs.values() for run in each if "failed" in run), None)
    return {"row": row.name, "package": row.package, "goal": row.goal, "failed": failed, **runs}


def _run(*words: str) -> dict[str, Any]:
    environment = {**clean(), **ONE, "PYTHONPATH": str(BASE)}
    try:
        done = subprocess.run(
            [str(PYTHON), *words],
            cwd=BASE,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        return {"failed": f"no result after {PATIENCE} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr.strip().splitlines() or ["it ended without a word"])[-1][:200]}
