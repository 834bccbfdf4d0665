"""How alike two groupings of the same people are."""

from collections import Counter
from collections.abc import Mapping
from math import comb


def adjusted_rand_index(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Return 1 for the same groups, about 0 for unrelated groups (Hubert and Arabie, 1985)."""
    both = [who for who in one if who in other]
    cells = Counter((one[who], other[who]) for who in both)
    rows, columns = Counter(one[who] for who in both), Counter(other[who] for who in both)
    together, left, right = (sum(comb(size, 2) for size in each.values()) for each in (cells, rows, columns))
    chance = left * right / comb(len(both), 2)
    return (together - chance) / ((left + right) / 2 - chance)
