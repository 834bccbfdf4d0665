"""The criteria to which an office binds its reasons: data of criteria.yaml, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from proposals.texts.sections import LANGUAGES, said

FILE = Path(__file__).parent / "criteria.yaml"


@dataclass(frozen=True)
class Criterion:
    """One ground for a decision, with its title and a question that helps to write the reason."""

    key: str
    title: Mapping[str, str]
    help: Mapping[str, str]

    def title_in(self, lang: str) -> str:
        return said(self.title, lang)

    def help_in(self, lang: str) -> str:
        return said(self.help, lang)


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return the criteria in order. ValueError for a mistake in the file."""
    found = tuple(Criterion(**entry) for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")))
    if len({each.key for each in found}) != len(found):
        raise ValueError("criteria.yaml: every key stands once")
    for each in found:
        if not set(each.title) == set(each.help) == set(LANGUAGES):
            raise ValueError(f"criteria.yaml: {each.key}: words in {', '.join(LANGUAGES)}")
    return found


def in_order(reasons: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return `[{criterion, text}]` in the order of the file."""
    order = [each.key for each in criteria()]
    return sorted(reasons, key=lambda each: order.index(each["criterion"]))
