"""A chaos run as a whole: PostgreSQL, Redis and two processes, or SQLite and one, whichever this run of tests is on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.live import BASE, clean_environment
from tests.plugins.services import WANTED

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
SHORT = {"seed": "3", "kills": "10", "acks": "200", "seconds": "15", "clients": "18"}
LONGER = {"seed": "3", "kills": "40", "acks": "5000", "seconds": "300", "clients": "36"}
LIMIT = 1500 if LONG else 420  # seconds; the short run takes 75 on a machine that does nothing else
SLACK = 3  # the tests share their machine: a recorded run is judged by the promise itself, this one by its size


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the harness once, as the program it is, and read its report."""
    path: Path = tmp_path_factory.mktemp("chaos") / "report.json"
    wanted = LONGER if LONG else SHORT
    options = [word for name, value in wanted.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "tests.chaos", *options, "--on", WANTED, "--report", str(path)]
    done = subprocess.run(
        command, cwd=BASE, env=clean_environment(), capture_output=True, text=True, timeout=LIMIT, check=False
    )
    assert path.exists(), f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    print(done.stdout)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_nothing_is_lost_doubled_or_out_of_order(made: dict[str, Any]):
    assert [f"{each['name']}: {each['where']}: {each['told']}" for each in made["findings"]] == []


def test_everything_was_killed_and_enough_was_said(made: dict[str, Any]):
    assert made["fell short"] == []
    assert made["closed for good"] == []
    there = {"server"} if WANTED == "sqlite" else {"server", "postgres", "redis"}
    assert set(made["counts"]["kills"]) == there


def test_the_promises_with_a_number_are_kept(made: dict[str, Any]):
    bounded = [figure for figure in made["promises"] if figure["most"] is not None and figure["times"]]
    assert [figure for figure in bounded if figure[figure["judged"]] > SLACK * figure["most"]] == []
    assert bounded != []


def test_all_sorts_of_messages_were_sent(made: dict[str, Any]):
    assert {"once", "again", "twice"} <= set(made["counts"]["messages sent"])
    assert made["counts"]["malformed messages"] > 0
    assert made["counts"]["ballots counted"] > 0
