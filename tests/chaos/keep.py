"""Writes down what a run with findings left behind, so that somebody can find out why."""

import json
from pathlib import Path
from typing import Any

from tests.chaos.findings import Finding
from tests.chaos.record import Deed, Evidence


def keep(folder: Path, evidence: Evidence, deeds: list[Deed], findings: list[Finding], log: str) -> None:
    """Write the histories of the clients that findings name (of all, when none is named), faults, logs and rows."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {finding.where for finding in findings} | {finding.told for finding in findings}
    chosen = [history for history in evidence.histories if history.name in named] or evidence.histories
    for history in chosen:
        lines = [_line(type(entry).__name__, entry) for entry in history.entries]
        (folder / f"{history.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = {
        "deeds": [vars(deed) for deed in sorted(deeds, key=lambda deed: deed.at)],
        "findings": [str(finding) for finding in findings],
        "logs": {stream: log.events for stream, log in evidence.logs.items()},
        "done": evidence.done,
        "cards": evidence.cards,
        "polls": {key: vars(poll) for key, poll in evidence.polls.items()},
    }
    (folder / "run.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "servers.log").write_text(log, encoding="utf-8")


def _line(kind: str, entry: Any) -> str:
    return json.dumps([kind, entry._asdict()], ensure_ascii=False)
