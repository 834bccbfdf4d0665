"""Names in files for other programs: one line each, no two alike, and nothing that a program would take for its own.

Titles are what people typed. A line break would begin a new record, a mark of direction would turn round what follows
it on the line, and a cell that begins like a formula would be one in a spreadsheet.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from deliberation.words import in_language

Record = Mapping[str, Any]  # what deliberation/queries/published.py gives, or of it what was fixed at opening

BREAKS = ("Cc", "Zl", "Zp")  # control characters and separators of lines: a space stands for them
UNSEEN = ("Cf", "Cs", "Co")  # marks of direction and the like
JOINERS = "\u200c\u200d"  # these two spell words in some languages
# Also behind a comma or a semicolon: which of them parts the cells goes by the country of who opens the file.
FORMULA = re.compile(r"(^|[,;])(\s*)(?=[=+\-@＝＋－＠])")


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    kept = [" " if unicodedata.category(each) in BREAKS else each for each in text]
    seen = [each for each in kept if each in JOINERS or unicodedata.category(each) not in UNSEEN]
    return " ".join("".join(seen).split())


def plain(text: str) -> str:
    """Return a text that no spreadsheet computes: an apostrophe stands before what could begin a formula."""
    return FORMULA.sub(r"\1\2'", one_line(text))


def quoted(text: str) -> str:
    """Return a text as a cell of a table in quotes, whatever parts the cells."""
    return '"' + plain(text).replace('"', '""') + '"'


def question(record: Record, lang: str) -> str:
    """Return the question in the reader's language if possible."""
    return in_language(record["question"], lang)["text"]


def titles(record: Record, lang: str) -> dict[str, str]:
    """Return option → title in the reader's language if possible, as it was typed."""
    return {option["id"]: in_language(option["texts"], lang)["text"] for option in record["options"]}


def names(record: Record, lang: str, instead: Mapping[int, str] = MappingProxyType({})) -> dict[str, str]:
    """Return option → a name for a file. `instead`: what stands for characters that the format keeps for itself."""
    found = {option: plain(title).translate(instead) or option for option, title in titles(record, lang).items()}
    return distinct(found)


def distinct(given: Mapping[str, str]) -> dict[str, str]:
    """Return the same names, numbered where two are alike."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for key, name in given.items():
        number, free = 1, name
        while free in taken or (number > 1 and free in given.values()):
            number += 1
            free = f"{name} ({number})"
        taken.add(free)
        found[key] = free
    return found
