"""What people wrote, made fit for paper: nothing invisible that turns a line around, nothing that cannot be drawn."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from documents.fonts import covered, drawn

UNKNOWN = "□"  # stands for a character that none of the fonts has
# Marks that order a line to run the other way could make a "no" read as something else; the pages isolate instead.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONG = re.compile(r"\S{31,}")
MARK = ("Cc", "Cf", "Mn", "Me", "Mc")
PIECE = 12
MARKS = 4  # on one letter, more than any language needs; thousands would keep the compiler busy for hours
WORD = 60  # letters of one word that is no word: behind them a space is put


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
    text = "".join(_with_marks(_drawn(each) for each in TURNING.sub("", text)))
    return LONG.sub(_breakable, text)


def _code(text: str) -> str:
    # Fingerprints are copied and compared: no break may be put into them.
    return "".join(_with_marks(_drawn(each) for each in TURNING.sub("", text)))


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


def _with_marks(characters: Iterable[str]) -> Iterator[str]:
    """Keep the marks that one font can draw together with the letter they stand on: accents, vowel signs, joiners."""
    fonts: list[frozenset[int]] = []
    run = 0
    for each in characters:
        if not each:
            continue
        if each == "\n" or unicodedata.category(each) not in MARK:
            run, fonts = 0, [] if each.isspace() or each == UNKNOWN else [f for f in covered() if ord(each) in f]
            yield each
            continue
        both = [font for font in fonts if ord(each) in font]
        run += 1
        if both and run <= MARKS:
            fonts = both
            yield each


@cache
def _drawn(each: str) -> str:
    kind = unicodedata.category(each)
    # Some fonts have a glyph for what an archived document must not hold: private characters, commands, no characters.
    if ord(each) in drawn() and (kind not in ("Cc", "Co", "Cn", "Cs") or each == "\n") and each != "\ufeff":
        return each
    if kind in MARK:
        return ""  # a mark or a command without a letter of ours to stand on
    return " " if each.isspace() else UNKNOWN


def _breakable(found: re.Match[str]) -> str:
    """A word longer than a line may break: fingerprints do not come here, they are set as code."""
    # Arabic letters are joined, and a place to break would part them: only a word that is none is cut.
    word, size, between = (found[0], WORD, " ") if direction(found[0]) == "rtl" else (found[0], PIECE, "\u200b")
    pieces = [""]
    for each in word:
        if len(pieces[-1]) >= size and unicodedata.category(each) not in MARK:
            pieces.append("")
        pieces[-1] += each
    return between.join(pieces)
