"""Human pace: how long somebody thinks and types, drawn from a seeded random source."""

import asyncio
import math
import random


class Pace:
    """One person's rhythm. `scale` 1.0 is a hall's pace, 0.1 ten times as fast; seconds everywhere."""

    def __init__(self, seed: str, scale: float = 1.0):
        self.random = random.Random(seed)
        self.scale = scale
        self.own = self.random.lognormvariate(0.0, 0.35)  # some people are slower at everything

    def seconds(self, median: float, spread: float = 0.5) -> float:
        """Draw a delay around `median` seconds; few are very long, as with people."""
        drawn = median * self.own * math.exp(self.random.gauss(0.0, spread))
        return min(drawn, median * 6) * self.scale

    async def think(self, median: float) -> None:
        """Wait as long as this person thinks."""
        await asyncio.sleep(self.seconds(median))

    def typing(self, text: str) -> float:
        """Draw how long this person types a text on a phone: about two and a half characters a second."""
        return self.seconds(4 + len(text) / 2.5, 0.3)

    async def type(self, text: str) -> None:
        """Wait as long as this person types a text."""
        await asyncio.sleep(self.typing(text))
