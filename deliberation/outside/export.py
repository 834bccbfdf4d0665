"""Which poll goes to which format of other programs, and the file itself: text made of the public record alone."""

from collections.abc import Callable
from dataclasses import dataclass

from deliberation.counting.publishing import STATISTICS
from deliberation.outside.export_ballots import blt, grades, pabulib, preflib_orders, preflib_type, sides
from deliberation.outside.export_belenios import METHODS, belenios
from deliberation.outside.export_names import Record

TEXT, SHEET, JSON = "text/plain", "text/csv", "application/json"


@dataclass(frozen=True)
class Format:
    """One format. `ending`: of the file, also as the ballots have it; `opening`: needs nothing but the opening."""

    write: Callable[[Record, str], str]
    ending: Callable[[Record], str]
    kind: str = TEXT
    opening: bool = False


@dataclass(frozen=True)
class File:
    """A file to be given out."""

    name: str
    kind: str
    text: str


FORMATS = {
    "preflib": Format(preflib_orders, preflib_type),
    "blt": Format(blt, lambda _record: "blt"),
    "pabulib": Format(pabulib, lambda _record: "pb"),
    "grades": Format(grades, lambda _record: "csv", SHEET),
    "sides": Format(sides, lambda _record: "csv", SHEET),
    "belenios": Format(belenios, lambda _record: "json", JSON, opening=True),
}
# In an election all ballots weigh the same, so its sides are of no use to a count.
BALLOTS: dict[str, tuple[str, ...]] = {
    "schulze": ("preflib", "pabulib", "sides"),
    "stv": ("preflib", "blt"),
    "equal-shares": ("pabulib", "sides"),
    "approval": ("pabulib", "sides"),
    "dots": ("pabulib", "sides"),
    "majority-judgment": ("grades", "sides"),
    "score": ("grades", "sides"),
}


def formats_of(method: str, *, ballots: bool) -> tuple[str, ...]:
    """Return the formats that a poll goes to. `ballots`: all of its ballots are published, and there are some."""
    setup = ("belenios",) if method in METHODS else ()
    return (*(BALLOTS.get(method, ()) if ballots else ()), *setup)


def all_ballots(record: Record) -> bool:
    """Say whether the record holds every ballot: not of statistics, nor where a side is held back, nor without any."""
    told = record.get("result") or {}
    held_back = STATISTICS in record["params"].get("published", ()) or told.get("suppressed")
    return bool(record.get("ballots")) and not held_back


def export(record: Record, name: str, lang: str) -> File | None:
    """Return the file of a poll in a format; None where it does not go to that format or its ballots are not public."""
    if name not in formats_of(record["method"], ballots=all_ballots(record)):
        return None
    found = FORMATS[name]
    return File(f"{record['poll']}-{name}.{found.ending(record)}", found.kind, found.write(record, lang))
