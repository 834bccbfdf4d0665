"""Which statements tell a group from the others: two tests of proportions at 90 %, as Polis does it.

A statement represents a group when clearly more than half of those of it who have seen it agree (or disagree), and
clearly more than in the other groups together. Floats: this describes, it decides nothing.
"""

from math import sqrt

from deliberation.counting.opinions import GroupVotes

CLEARLY = 1.2816  # of the normal distribution, one-sided 90 %
MOST = 5  # statements of each group


def representative(counted: GroupVotes) -> dict[str, list[tuple[str, str]]]:
    """Return for each group up to five (statement, "agree" or "disagree"), the most telling first."""
    return {group: _of(group, counted) for group in counted}


def _of(group: str, counted: GroupVotes) -> list[tuple[str, str]]:
    found: list[tuple[float, str, str]] = []
    for statement, own in counted[group].items():
        others = [each[statement] for name, each in counted.items() if name != group]
        there = sum(each.seen for each in others)
        for word, said, elsewhere in (
            ("agree", own.agree, sum(each.agree for each in others)),
            ("disagree", own.disagree, sum(each.disagree for each in others)),
        ):
            half, more = _against_half(said, own.seen), _against_others(said, own.seen, elsewhere, there)
            if half > CLEARLY and more > CLEARLY:
                found.append((half * more, statement, word))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [(statement, word) for _strength, statement, word in found[:MOST]]


def _against_half(said: int, seen: int) -> float:
    """Return how far the share lies above one half, in standard errors; one answer of each kind is added."""
    return 2 * sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5)


def _against_others(said: int, seen: int, elsewhere: int, there: int) -> float:
    one, other = (said + 1) / (seen + 1), (elsewhere + 1) / (there + 1)
    both = (said + elsewhere + 2) / (seen + there + 2)
    if both >= 1:
        return 0.0
    return (one - other) / sqrt(both * (1 - both) * (1 / (seen + 1) + 1 / (there + 1)))
