"""R3, majority judgment: the grade that half of the people stand behind, and how two options with one grade compare.

M. Balinski and R. Laraki, Majority Judgment (2010). A profile counts ballots by grade, the worst grade first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key

from deliberation.counting.rankings import Tiers

Profile = Sequence[int]  # ballots for each grade, from the worst to the best


@dataclass(frozen=True)
class Gauge:
    """The majority grade (0 is the worst), and how many gave more and less than it."""

    grade: int
    above: int
    below: int


def lower_median(profile: Profile) -> int:
    """Return the grade of the lower middle ballot. ValueError without ballots."""
    total = sum(profile)
    if total < 1:
        raise ValueError("a grade needs at least one ballot")
    place, reached = (total + 1) // 2, 0  # of an even number, the lower one of the two in the middle
    for grade, ballots in enumerate(profile):
        reached += ballots
        if reached >= place:
            return grade
    raise ValueError("negative ballots")


def gauge(profile: Profile) -> Gauge:
    grade = lower_median(profile)
    return Gauge(grade, sum(profile[grade + 1 :]), sum(profile[:grade]))


def compare(one: Profile, other: Profile) -> int:
    """Return 1 when `one` is judged better, -1 when worse, 0 when the two are the same to the last ballot.

    Both hold equally many ballots. The lower medians are compared; while they are equal, one ballot of that grade is
    taken out of both. As many ballots are taken at a time as leave both medians where they are.
    """
    left, right = list(one), list(other)
    if sum(left) != sum(right):
        raise ValueError("two profiles can be compared when they hold equally many ballots")
    while sum(left):
        mine, theirs = lower_median(left), lower_median(right)
        if mine != theirs:
            return 1 if mine > theirs else -1
        away = min(_steady(left, mine), _steady(right, mine))
        left[mine] -= away
        right[mine] -= away
    return 0


def _steady(profile: list[int], grade: int) -> int:
    """Return how many ballots of the median grade can go, one by one, until the median may be another; at least 1."""
    below, at, above = sum(profile[:grade]), profile[grade], sum(profile[grade + 1 :])
    # After k removals the lower median stays while below < ⌈(n-k)/2⌉ ≤ below + at - k.
    total, most = below + at + above, at
    low = total - 2 * below - 1  # from ⌈(n-k)/2⌉ > below
    high = 2 * (below + at) - total  # from ⌈(n-k)/2⌉ ≤ below + at - k, for even n - k
    return max(1, min(most, low, high))


def graded_order(profiles: Mapping[str, Profile]) -> Tiers:
    """Return all options in tiers, best first; in one tier stand those whose profiles are the same."""

    def better(one: str, other: str) -> int:
        return compare(profiles[one], profiles[other])

    listed = sorted(profiles, key=cmp_to_key(better), reverse=True)
    tiers: list[list[str]] = []
    for option in listed:
        if tiers and compare(profiles[tiers[-1][0]], profiles[option]) == 0:
            tiers[-1].append(option)
        else:
            tiers.append([option])
    return tuple(tuple(tier) for tier in tiers)
