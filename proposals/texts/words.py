"""Words, spaces and marks of a text in any script; put together again, they are the text."""

import re
import sys
import unicodedata
from typing import Literal, NamedTuple

Kind = Literal["word", "space", "mark"]


class Token(NamedTuple):
    """A piece of a text. `space` holds spaces or one newline, never both; `mark` one mark or picture."""

    kind: Kind
    text: str


def _class_of_marks() -> str:
    """Return, for a character class, the signs that belong to the letter before; `\\w` lacks the vowels of Bengali."""
    ranges: list[list[int]] = []
    # Every combining character lies in the first two planes: the others need not be looked through.
    for code in range(0x300, 0x20000):
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = sys.intern(_class_of_marks()) + "\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Written without spaces between words: here every character, with its signs, is a word.
_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\uaa7f\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_LETTER = rf"(?:(?![{_ALONE}])\w)"
_PICTURE = rf"[^\w\s](?:[{_MARKS}\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f](?:(?<=\u200d)[^\w\s])?)*"

_TOKEN = re.compile(
    rf"(?P<word>\d+(?:[.,:/]\d+)+"  # 12,50  10:30  3/5/2025
    rf"|(?=[{_ALONE}])\w[{_MARKS}]*"
    rf"|{_LETTER}(?:{_LETTER}|[{_MARKS}])*(?:['’](?=\w))?)"  # all'ufficio is all' and ufficio
    rf"|(?P<space>\n|[^\S\n]+)"
    rf"|(?P<mark>[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE})"
)


def tokens(text: str) -> list[Token]:
    """Return the pieces in order. No piece reaches over a newline; joined they are the text, character by character."""
    return [Token(found.lastgroup, found.group()) for found in _TOKEN.finditer(text)]  # type: ignore[arg-type]


def words(text: str) -> list[str]:
    """Return the words alone, as they are written; of Chinese, Japanese, Thai or Khmer each character."""
    return [found.group() for found in _TOKEN.finditer(text) if found.lastgroup == "word"]
