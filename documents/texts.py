"""What people wrote, made fit for paper: nothing invisible that turns a line around, nothing that cannot be drawn."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from documents.fonts import drawn

UNKNOWN = "□"  # stands for a character that none of the fonts has
# Marks that order a line to run the other way could make a "no" read as something else; the pages isolate instead.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONG = re.compile(r"\S{31,}")
PIECE = 12


def fit(value: Any) -> Any:
    """Return the data of a document with every text in it made fit; keys and figures stay."""
    if isinstance(value, str):
        return fit_text(value)
    if isinstance(value, dict):
        return {key: AS_IT_IS.get(key, fit)(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [fit(each) for each in value]
    return value


def fit_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = "".join(_drawn(each) for each in TURNING.sub("", text))
    return LONG.sub(_breakable, text)


def _code(text: str) -> str:
    # Fingerprints are copied and compared: no break may be put into them.
    return "".join(_drawn(each) for each in TURNING.sub("", text))


AS_IT_IS: dict[str, Callable[[Any], Any]] = {"code": _code, "svg": str}


def direction(text: str, otherwise: str = "ltr") -> str:
    """Return how a text runs, by its first letter that says so: the rule of `dir="auto"` in a page."""
    for each in text:
        kind = unicodedata.bidirectional(each)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return otherwise


def language(tag: str, otherwise: str) -> str:
    """Return the language of a BCP 47 tag as the compiler takes it: two or three letters."""
    first = tag.split("-")[0].lower()
    return first if re.fullmatch("[a-z]{2,3}", first) else otherwise


@cache
def _drawn(each: str) -> str:
    code = ord(each)
    if code in drawn():
        return each
    if unicodedata.category(each) in ("Cc", "Cf", "Mn", "Me", "Mc"):
        return ""  # a mark or a command without a letter of ours to stand on
    return " " if each.isspace() else UNKNOWN


def _breakable(found: re.Match[str]) -> str:
    """A word longer than a line may break: fingerprints do not come here, they are set as code."""
    word = found[0]
    if direction(word) == "rtl":
        return word if len(word) < 90 else " ".join(word[at : at + 60] for at in range(0, len(word), 60))
    return "\u200b".join(word[at : at + PIECE] for at in range(0, len(word), PIECE))
