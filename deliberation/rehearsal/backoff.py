"""When to come back after a connection ended: the same rules as on a phone (static/js/core/backoff.js)."""

import random
from dataclasses import dataclass

FIRST, LONGEST = 0.5, 15.0  # seconds; doubles with each failed attempt
RESTART, SILENT, OUT, NOTHING, TOO_SLOW, FLOOD = 1012, 4002, 4003, 4004, 4008, 4009
FLOOD_REST, FLOOD_SPREAD = 5.0, 10.0
HASTY = 10.0  # seconds: cut as too slow twice within this, a phone waits like all others
FOR_GOOD = {OUT: "The seat was taken away.", NOTHING: "There is no such room, or it is not open to this device."}


def full_jitter(tries: int, first: float = FIRST, longest: float = LONGEST) -> float:
    """Return seconds between 0 and first·2^tries, never above `longest`: a hall must not come back in step."""
    return random.uniform(0, min(longest, first * 2 ** min(tries, 16)))


@dataclass
class Backoff:
    """What one phone remembers of its broken connections. `failed`: attempts in a row that came to nothing."""

    failed: int = 0
    goodbye: float | None = None  # seconds that the server asked us to stay away
    slow_at: float = float("-inf")

    def heard(self) -> None:
        """The server spoke: the line works."""
        self.failed = 0

    def rest(self, code: int, now: float) -> float:
        """Return how many seconds to stay away after this close code (0 or 1006: the network broke)."""
        told, self.goodbye = self.goodbye, None
        if told is not None:
            return told
        tries, self.failed = self.failed, self.failed + 1
        if code == FLOOD:
            return FLOOD_REST + random.uniform(0, FLOOD_SPREAD)
        if code != TOO_SLOW:
            return full_jitter(tries)
        hasty, self.slow_at = now - self.slow_at < HASTY, now
        return full_jitter(tries) if hasty else 0.0
