"""What every reader gives back, and how a file is refused: one line with its name and the line that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LARGEST = 256 * 1024 * 1024  # bytes of a file


class Uncountable(Exception):
    """This file cannot be counted; the message is one line: file, line number, what is wrong."""


@dataclass
class Rankings:
    """`ballots`: (how many alike, tiers of options from best to worst); unlisted ones are tied last."""

    options: list[str]
    ballots: list[tuple[int, tuple[tuple[str, ...], ...]]]
    seats: int = 1
    voters: list[str] = field(default_factory=list)


@dataclass
class Grades:
    """`ballots`: voter → {option: grade}, 0 when there is no opinion; 6 is the best grade, 1 the worst."""

    options: list[str]
    ballots: dict[str, dict[str, int]]


@dataclass
class Budget:
    """`ballots`: voter → {project: points}, 1 for an approval; `costs` in the file's own unit of money."""

    costs: dict[str, int]
    budget: int
    ballots: dict[str, dict[str, int]]
    threshold: int = 0

    @property
    def options(self) -> list[str]:
        return list(self.costs)


@dataclass
class Opinions:
    """`votes`: participant → {statement: 1 agree, -1 disagree, 0 pass}; `out`: statements that were moderated out."""

    options: list[str]
    votes: dict[str, dict[str, int]]
    out: set[str] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)


Data = Rankings | Grades | Budget | Opinions


@dataclass
class Text:
    """A file's text; `wrong(line, what)` makes the refusal."""

    name: str
    text: str

    def wrong(self, line: int, what: str) -> Uncountable:
        return Uncountable(f"{self.name}, line {line}: {what}")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield (number from 1, line without its end)."""
        yield from enumerate(self.text.splitlines(), start=1)


def text_of(path: Path) -> Text:
    """Read a file as UTF-8 (with or without its mark). Raises Uncountable for what is no such text, or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Uncountable(f"{path.name}, line 1: larger than {LARGEST // 1024 // 1024} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise Uncountable(f"{path.name}: {error.strerror or 'cannot be read'}") from None
    place = raw.find(b"\0")
    if place >= 0:
        raise Uncountable(f"{path.name}, line {raw.count(10, 0, place) + 1}: a zero byte; this is no text in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Uncountable(f"{path.name}, line {line}: not UTF-8; save the file in that encoding") from None
    if not text.strip():
        raise Uncountable(f"{path.name}, line 1: the file is empty")
    return Text(path.name, text)


def whole(text: Text, line: int, value: str, what: str, least: int = 0) -> int:
    """Read a whole number, at most 15 digits. Raises Uncountable."""
    value = value.strip()
    if not value.isascii() or not value.isdigit() or len(value) > 15 or int(value) < least:
        raise text.wrong(line, f"{what} should be a whole number of at least {least}, not {value[:40]!r}")
    return int(value)


def once(text: Text, line: int, names: list[str], what: str) -> None:
    """Refuse a name that comes twice, and an empty one."""
    seen: set[str] = set()
    for name in names:
        if not name.strip():
            raise text.wrong(line, f"a {what} without a name")
        if name in seen:
            raise text.wrong(line, f"the {what} {name[:40]!r} comes twice")
        seen.add(name)
