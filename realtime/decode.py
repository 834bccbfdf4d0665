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
        data = json.loads(raw.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)
        _check(data, MAX_DEPTH)
    except (ValueError, RecursionError):
        raise Invalid(_("This message could not be read.")) from None
    if not isinstance(data, dict):
        raise Invalid(_("This message could not be read."))
    return data


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key was said twice")
    return data


def _check(value: Any, depth: int) -> None:
    """Raise ValueError for what is too deep, too large, or could not be stored or sent on."""
    if depth < 0:
        raise ValueError("too deep")
    if isinstance(value, dict):
        for key, each in value.items():
            _check(key, depth)
            _check(each, depth - 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, depth - 1)
    elif isinstance(value, str):
        # json.loads lets "\ud800" and "\u0000" through; UTF-8 (which raises here) and PostgreSQL do not.
        if b"\x00" in value.encode("utf-8"):
            raise ValueError("a NUL")
    elif value is not None and not -LARGEST <= value <= LARGEST:  # 1e999 is read as infinity
        raise ValueError("too large a number")
