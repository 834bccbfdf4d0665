"""The parts a document is made of, as plain data: a list of these, and the template draws them in order.

A text is a `str` in the language of the document, or what `said()` returns, or a list of both, set on one line.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from documents.texts import direction

Block = dict[str, Any]
Text = Any  # str | what said() returns | list of both
PATTERNS = ("dots", "stripes", "grid", "plain")


def document(
    *, title: str, author: str, made: int, head: Sequence[Text], page: str, foot: Text, blocks: Iterable[Block],
    banner: str = "",
) -> Block:  # fmt: skip
    """Return the data of a whole document.

    `head`: two short texts for the top of every page; `banner` stands there too, e.g. "demonstration data";
    `page`: "Page {n} of {m}"; `foot`: the start of the last line; `made`: seconds since 1970.
    """
    return {
        "title": title, "author": author, "made": made, "head": list(head), "page": page, "foot": foot,
        "banner": banner, "blocks": list(blocks),
    }  # fmt: skip


def said(text: str, lang: str) -> Text:
    """Somebody's words, in their language: they run as their first letter says, whatever stands around them."""
    return {"text": text, "lang": lang.split("-")[0].lower(), "dir": direction(text)}


def code(text: str) -> Text:
    """A fingerprint, an address, a line to type: from left to right in every language."""
    return {"code": text}


def strong(text: Text) -> Text:
    return {"strong": text}


def sign(pattern: str) -> Text:
    """The small square with the pattern of a side, before its name."""
    return {"sign": pattern}


def eyebrow(text: Text) -> Block:
    return {"block": "eyebrow", "text": text}


def heading(text: Text, level: int = 2) -> Block:
    """Level 1 is the title and stands once; levels are not skipped, or screen readers lose their way."""
    return {"block": "heading", "text": text, "level": level}


def lead(text: Text) -> Block:
    return {"block": "lead", "text": text}


def paragraph(text: Text, *, small: bool = False) -> Block:
    return {"block": "paragraph", "text": text, "small": small}


def notice(title: Text, text: Text = "") -> Block:
    return {"block": "notice", "title": title, "text": text}


def items(texts: Iterable[Text | tuple[str, Text]]) -> Block:
    """A list. A pair begins with its mark: yes, no, next, or a pattern of a side."""
    rows = [each if isinstance(each, tuple) else ("", each) for each in texts]
    return {"block": "items", "rows": [{"mark": mark, "text": text} for mark, text in rows]}


def facts(rows: Iterable[tuple[Text, Text]]) -> Block:
    """Names and their values, one below the other."""
    return {"block": "facts", "rows": [[name, value] for name, value in rows]}


def table(columns: Sequence[Text], rows: Iterable[Sequence[Text]], *, words: int = 1, narrow: int = 0) -> Block:
    """`words`: how many of the first columns hold words and not figures; `narrow`: how many take little room."""
    body = [list(row) for row in rows]
    return {"block": "table", "columns": list(columns), "rows": body, "words": words, "narrow": narrow}


def quote(pattern: str, who: Text, text: Text) -> Block:
    """What somebody of a side said, with the pattern and the name of the side."""
    return {"block": "quote", "pattern": pattern, "who": who, "text": text}


def bars(rows: Iterable[Block], *, half: bool = False) -> Block:
    """Bars one below the other; with `half` a dashed line in the middle, which `half()` then explains."""
    return {"block": "bars", "rows": list(rows), "half": half}


def half(text: Text) -> Block:
    """What the dashed line means."""
    return {"block": "half", "text": text}


def bar(label: Text, parts: Sequence[Block], text: Text, *, pattern: str = "plain", mark: str = "") -> Block:
    """One bar; without parts its figures are not published. `text` says in words what is drawn."""
    return {"label": label, "parts": list(parts), "text": text, "pattern": pattern, "mark": mark}


def part(width: float, *, x: float = 0, look: str = "", figure: str = "") -> Block:
    """A part of a bar in hundredths of its length. `look`: a shade 0–5, or "" for the pattern of its side."""
    return {"x": x, "width": width, "look": look, "figure": figure}


def shades(rows: Iterable[tuple[str, Text]]) -> Block:
    """What the shades of parts mean."""
    return {"block": "shades", "rows": [{"look": look, "text": text} for look, text in rows]}


def picture(svg: str, alt: str, *, width: int = 30, text: Text = "") -> Block:
    """A drawing (the text of an SVG file) with its words for those who cannot see it; `width` in millimetres."""
    return {"block": "picture", "svg": svg, "alt": alt, "width": width, "text": text}
