"""How fast one participant may speak: a bucket of tokens for each, however many sockets they open."""

import time
from collections.abc import Callable, Hashable

RATE, BURST = 5.0, 20.0  # commands per second and at once, for each participant
MANY = 10_000  # buckets; then the full ones are thrown away, for a full bucket is like none


class Buckets:
    """Tokens that come back with time. `clock` gives seconds."""

    def __init__(self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic):
        self.rate, self.burst, self.clock = rate, burst, clock
        self.left: dict[Hashable, tuple[float, float]] = {}  # who → tokens, when that was

    def take(self, who: Hashable) -> bool:
        """Take one token; False when there is none."""
        now = self.clock()
        tokens = self._tokens(who, now)
        if tokens < 1:
            return False
        self.left[who] = (tokens - 1, now)
        if len(self.left) > MANY:
            self.left = {each: kept for each, kept in self.left.items() if self._tokens(each, now) < self.burst}
        return True

    def forget(self, who: Hashable) -> None:
        """Throw a bucket away: whoever it belonged to is gone."""
        self.left.pop(who, None)

    def _tokens(self, who: Hashable, now: float) -> float:
        tokens, then = self.left.get(who, (self.burst, now))
        return min(self.burst, tokens + (now - then) * self.rate)
