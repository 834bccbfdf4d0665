"""Playbooks: an agenda as data. A facilitator picks one and has a room; anybody can write another file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deliberation.activities import OPENS

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Playbook:
    """One file. Titles and prompts are {language: text}; minutes are whole minutes."""

    name: str
    version: int
    title: dict[str, str]
    minutes: int
    activities: tuple[dict[str, Any], ...]


@cache
def playbooks() -> dict[str, Playbook]:
    """Return all playbooks by name. ValueError for a file that names an unknown kind of activity."""
    found = [_read(file) for file in sorted(FOLDER.glob("*.yaml"))]
    return {book.name: book for book in found}


def _read(file: Path) -> Playbook:
    data = yaml.safe_load(file.read_text("utf-8"))
    unknown = {step["kind"] for step in data["activities"]} - set(OPENS)
    if unknown:
        raise ValueError(f"{file.name}: unknown activities {sorted(unknown)}")
    return Playbook(data["name"], data["version"], data["title"], data["minutes"], tuple(data["activities"]))
