"""R1, listening: how each group sees each statement, what is common ground, and the order of agreement across groups.

The order is Polis' group-informed consensus: C. Small et al., Polis: Scaling deliberation by mapping high dimensional
opinion spaces, Recerca 26 (2021). A group is a declared side or an opinion group; both are counted alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

COMMON = Fraction(3, 5)  # of agree and disagree, in every group
ENOUGH = 5  # people of each group who agree or disagree: fewer say nothing about a group


@dataclass(frozen=True)
class Seen:
    """One statement in one group: who agrees, who disagrees, and who has seen it (passes too)."""

    agree: int
    disagree: int
    seen: int


Votes = Mapping[str, Mapping[str, int]]  # participant → {statement: 1 agree, -1 disagree, 0 pass}
GroupVotes = dict[str, dict[str, Seen]]  # group → {statement: …}


def group_votes(votes: Votes, groups: Mapping[str, str], statements: Sequence[str]) -> GroupVotes:
    """Count every statement in every group; who is in no group is not counted."""
    sums = {group: {statement: [0, 0, 0] for statement in statements} for group in sorted(set(groups.values()))}
    for participant, group in groups.items():
        for statement, vote in votes.get(participant, {}).items():
            figures = sums[group].get(statement)
            if figures is not None:
                figures[0] += vote == 1
                figures[1] += vote == -1
                figures[2] += 1
    return {group: {s: Seen(*figures) for s, figures in each.items()} for group, each in sums.items()}


def consensus(counted: GroupVotes, statements: Iterable[str]) -> dict[str, Fraction]:
    """Return Π over the groups of (agree + 1) / (seen + 2) for each statement."""
    told = {}
    for statement in statements:
        share = Fraction(1)
        for group in counted.values():
            share *= Fraction(group[statement].agree + 1, group[statement].seen + 2)
        told[statement] = share
    return told


def common_ground(counted: GroupVotes, statements: Iterable[str]) -> list[str]:
    """Return the statements that three of five agree with in every group, by consensus, the strongest first."""
    found = [s for s in statements if counted and all(_shared(group[s]) for group in counted.values())]
    shares = consensus(counted, found)
    return sorted(found, key=lambda s: -shares[s])


def _shared(seen: Seen) -> bool:
    said = seen.agree + seen.disagree
    return said >= ENOUGH and Fraction(seen.agree, said) >= COMMON
