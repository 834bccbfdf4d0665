"""One decoder for all doors: what cannot be an honest message is refused before anyone looks inside."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from realtime.refusal import Invalid

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
LARGEST = 2**53 - 1  # JavaScript counts no further, and a database's columns end sooner or later


def decode(raw: str | bytes) -> dict[str, Any]:
    """Parse one JSON object of at most 64 KiB and depth 8, else Invalid.

    No NaN or infinity, no number that JavaScript could not count to, no NUL, no lone surrogate, no key said twice:
    of two readers, one would take the first and the other the last.
    """
    if isinstance(raw, str):
        raw = raw.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        raise Invalid(_("This message is too large."))
    try:
        text = raw.decode("utf-8")
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
        clean = not _dirty(data, MAX_DEPTH)
    except (ValueError, RecursionError):
        raise Invalid(_("This message could not be read.")) from None
    if not isinstance(data, dict) or not clean:
        raise Invalid(_("This message could not be read."))
    return data


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key was said twice")
    return data


def _dirty(value: Any, depth: int) -> bool:
    if depth < 0:
        return True
    if isinstance(value, dict):
        return any(_dirty(k, depth) or _dirty(v, depth - 1) for k, v in value.items())
    if isinstance(value, list):
        return any(_dirty(v, depth - 1) for v in value)
    if isinstance(value, (int, float)):
        return not -LARGEST <= value <= LARGEST  # 1e999 is read as infinity
    # json.loads lets "\ud800" and "\u0000" through; PostgreSQL and UTF-8 do not.
    return isinstance(value, str) and ("\x00" in value or any("\ud800" <= c <= "\udfff" for c in value))
