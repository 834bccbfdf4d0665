"""Guessing codes must not pay. Failures are counted per browser and for all strangers together, never per address:
a whole hall shares one public address, and an attacker has many."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from realtime.refusal import Busy

WINDOW = 600  # seconds
OWN_LIMIT = 15  # wrong codes of one known device in a window
ALL_LIMIT = 1000  # of everybody: at this pace and with 1,000 open tickets a guess succeeds about once in 20 years

# Kept in the cache, not in the database: a failed attempt is rolled back with its transaction.


def guard(actor: Any) -> None:
    """Raise Busy when this browser, or everybody together, guessed wrong too often."""
    for key, limit in _buckets(actor):
        if cache.get(key, 0) >= limit:
            raise Busy(_("Too many wrong codes. Wait ten minutes, or scan the ticket instead of typing it."))


def failed(actor: Any) -> None:
    """Count one wrong code."""
    for key, _limit in _buckets(actor):
        if cache.add(key, 1, WINDOW):
            continue
        try:
            cache.incr(key)
        except ValueError:  # the window ended between the two lines
            cache.set(key, 1, WINDOW)


def _buckets(actor: Any) -> list[tuple[str, int]]:
    everybody = ("attempts:all", ALL_LIMIT)
    if actor.key == "anonymous":
        return [everybody]
    return [(f"attempts:{actor.key}", OWN_LIMIT), everybody]
