"""Percentiles, ratios and their noise: pure functions of plain numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """The median of some ratios; `low` and `high` are the smallest and the largest of them, which is the noise."""

    middle: float
    low: float
    high: float
    pairs: int

    def __str__(self) -> str:
        return f"{short(self.middle)} ({short(self.low)}–{short(self.high)})"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of all do not exceed, by nearest rank; NaN when there are none."""
    if not values:
        return math.nan
    rank = max(1, math.ceil(share * len(values)))
    return sorted(values)[rank - 1]


def ratio(pairs: Sequence[tuple[float, float]]) -> Ratio | None:
    """Return the ratio of pairs (ours, floor) that were measured one after the other; None without a usable pair."""
    found = [ours / floor for ours, floor in pairs if floor > 0]
    if not found:
        return None
    return Ratio(median(found), min(found), max(found), len(found))


def short(value: float) -> str:
    """Write a number with about three digits: 0.83, 12.4, 1,234."""
    if math.isnan(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
