"""Whether whole ballots are published: not when there are so many possible answers that one could sign a ballot.

With R2 to R4 a rare answer may be agreed on beforehand, as a signature. When the possible answers outnumber the
ballots a hundred to one, only what the result is counted from is published, with the leaves of all ballots.
"""

from collections.abc import Mapping
from math import comb
from typing import Any

from deliberation.counting.judgment import WORDS
from deliberation.counting.quorum import quorum_needed

BALLOTS, STATISTICS = "ballots", "statistics"
OUTNUMBER = 100


def what_is_published(method: str, options: int, params: Mapping[str, Any]) -> str:
    """Return BALLOTS or STATISTICS; it is told before voting, so it goes by the fewest ballots that can decide."""
    fewest = sum(quorum_needed(people, params["quorum"]) for people in params["eligible"].values()) or 1
    return STATISTICS if possible_answers(method, options, params) > OUTNUMBER * fewest else BALLOTS


def possible_answers(method: str, options: int, params: Mapping[str, Any]) -> int:
    """Return how many different ballots there are; 0 for rules of which whole ballots are always published."""
    if method == "dots":
        return _dots(options, params["dots"], params["cap"])
    if method == "majority-judgment":
        return (len(WORDS) + 1) ** options
    if method == "schulze":
        return _rankings(options)
    return 0


def _dots(options: int, dots: int, cap: int) -> int:
    ways = [1] + [0] * dots  # ways to place exactly so many on the options so far
    for _option in range(options):
        ways = [sum(ways[placed - here] for here in range(min(cap, placed) + 1)) for placed in range(dots + 1)]
    return sum(ways)


def _rankings(options: int) -> int:
    """Return in how many ways options can be ranked with ties; who lists not all ties the rest at the end."""
    ways = [1]
    for number in range(1, options + 1):
        ways.append(sum(comb(number, first) * ways[number - first] for first in range(1, number + 1)))
    return ways[options]
