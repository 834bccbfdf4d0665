"""Cleaning texts before people publish them: one way to write each letter, and nothing hidden between the letters."""

import re
import unicodedata

from proposals.texts.invisible import INVISIBLE, sifted

MOST_BLANK_LINES = 2

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TOO_MANY = re.compile(rf"\n{{{MOST_BLANK_LINES + 2},}}")


def clean(text: str) -> str:
    """Return the text as it is stored and shown. Cleaning twice gives the same as cleaning once.

    NFC; newlines as \\n; a tab is a space; no control characters, no bidi overrides, embeddings or isolates, no
    invisible characters except where a script needs them; at most two blank lines together; no spaces at the end of a
    line and no blank lines at either end.
    """
    # What is taken out can bring letters and accents together: once more until nothing changes.
    while (cleaned := _once(text)) != text:
        text = cleaned
    return text


def hidden_tricks(text: str) -> bool:
    """Tell whether clean() takes something out that can deceive a reader or a search.

    That is: a character that turns the direction of writing, a control character, hidden letters (tags, fillers), or
    something invisible in the middle of a word. What comes with copying from a page is no trick: a byte order mark at
    the start, soft hyphens, something invisible beside a space.
    """
    return sifted(_newlines(unicodedata.normalize("NFC", text)))[1]


def _once(text: str) -> str:
    text = _newlines(unicodedata.normalize("NFC", text))
    if INVISIBLE.search(text):
        text = unicodedata.normalize("NFC", sifted(text)[0])
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _TOO_MANY.sub("\n" * (MOST_BLANK_LINES + 1), text).strip("\n")


def _newlines(text: str) -> str:
    return _NEWLINES.sub("\n", text).replace("\t", " ")
