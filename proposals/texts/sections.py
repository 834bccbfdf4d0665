"""Guided sections of each kind of proposal, and guided sheets: data of proposals/sections/, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "sections"
KINDS = ("problem", "solution", "intervention")
LANGUAGES = ("it", "en", "ar")
FIRST = "body"  # the main text, which rooms write too
MOST = 5000  # characters

_KEY = re.compile(r"[a-z][a-z_]*")
Words = Mapping[str, str]


@dataclass(frozen=True)
class Section:
    """One field to fill in. `rows`: its height in lines; `most`: characters; `whys`: a chain of "why?" fits here."""

    key: str
    title: Words
    help: Words
    hint: Words | None
    rows: int
    most: int
    needed: bool
    whys: bool

    def title_in(self, lang: str) -> str:
        return said(self.title, lang)

    def help_in(self, lang: str) -> str:
        return said(self.help, lang)

    def hint_in(self, lang: str) -> str:
        """Another way to say it, or nothing."""
        return said(self.hint, lang) if self.hint else ""


@dataclass(frozen=True)
class Sheet:
    """Guiding questions on one subject. `helps`: (kind, key) of the sections it helps to fill in."""

    key: str
    title: Words
    questions: tuple[Words, ...]
    helps: tuple[tuple[str, str], ...]

    def title_in(self, lang: str) -> str:
        return said(self.title, lang)

    def questions_in(self, lang: str) -> list[str]:
        return [said(each, lang) for each in self.questions]


def said(words: Words, lang: str) -> str:
    """Return the words in a BCP 47 language ("ar-EG" is read as "ar"); in Italian where that language is missing."""
    return words.get(lang) or words.get(lang.lower().split("-")[0]) or words[LANGUAGES[0]]


@cache
def sections_of(kind: str) -> tuple[Section, ...]:
    """Return the sections in order, "body" first. KeyError for an unknown kind, ValueError for a mistake in a file."""
    if kind not in KINDS:
        raise KeyError(kind)
    found = tuple(section(entry, f"{kind}.yaml") for entry in _read(f"{kind}.yaml"))
    keys = [each.key for each in found]
    if keys[:1] != [FIRST] or len(set(keys)) != len(keys):
        raise ValueError(f"{kind}.yaml: the first section is {FIRST}, and every key stands once")
    return found


@cache
def toolsheets() -> tuple[Sheet, ...]:
    """Return the guided sheets in order. ValueError for a mistake in the file, or an unknown section."""
    found = tuple(sheet(entry, "toolsheets.yaml") for entry in _read("toolsheets.yaml"))
    if len({each.key for each in found}) != len(found):
        raise ValueError("toolsheets.yaml: every key stands once")
    return found


def section(entry: Mapping[str, Any], where: str) -> Section:
    """Check one entry of a file. ValueError says where and what."""
    where = _checked(entry, where, {"key", "title", "help", "rows", "most", "needed"}, {"hint", "whys"})
    rows, most = entry["rows"], entry["most"]
    if type(rows) is not int or type(most) is not int or not 1 <= rows <= 40 or not 1 <= most <= MOST:
        raise ValueError(f"{where}: 1 to 40 rows, 1 to {MOST} characters")
    if type(entry["needed"]) is not bool or type(entry.get("whys", False)) is not bool:
        raise ValueError(f"{where}: needed and whys are true or false")
    return Section(
        key=entry["key"],
        title=_words(entry["title"], where),
        help=_words(entry["help"], where),
        hint=_words(entry["hint"], where) if "hint" in entry else None,
        rows=rows,
        most=most,
        needed=entry["needed"],
        whys=entry.get("whys", False),
    )


def sheet(entry: Mapping[str, Any], where: str) -> Sheet:
    """Check one entry of the sheets. ValueError says where and what."""
    where = _checked(entry, where, {"key", "title", "questions", "helps"}, set())
    if not 4 <= len(entry["questions"]) <= 6:
        raise ValueError(f"{where}: four to six questions")
    helps = tuple((kind, key) for kind, keys in entry["helps"].items() for key in keys)
    for kind, key in helps:
        if kind not in KINDS or key not in [each.key for each in sections_of(kind)]:
            raise ValueError(f"{where}: there is no section {kind}.{key}")
    questions = tuple(_words(each, where) for each in entry["questions"])
    return Sheet(entry["key"], _words(entry["title"], where), questions, helps)


def _read(name: str) -> list[dict[str, Any]]:
    entries = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise ValueError(f"{name}: a list of entries")
    return entries


def _checked(entry: Mapping[str, Any], where: str, needed: set[str], free: set[str]) -> str:
    key = entry.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ValueError(f"{where}: a key has small letters and _")
    if not needed <= set(entry) <= needed | free:
        raise ValueError(f"{where}: {key}: {sorted(set(entry) ^ needed)} missing or unknown")
    return f"{where}: {key}"


def _words(value: Any, where: str) -> Words:
    if not isinstance(value, dict) or set(value) != set(LANGUAGES):
        raise ValueError(f"{where}: words in {', '.join(LANGUAGES)}")
    if not all(isinstance(each, str) and each.strip() for each in value.values()):
        raise ValueError(f"{where}: no words may be empty")
    return {lang: " ".join(each.split()) for lang, each in value.items()}
