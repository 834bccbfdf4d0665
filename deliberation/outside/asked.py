"""How a file is to be counted, and what every rule needs to know of its ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import lcm
from typing import Any

from deliberation.outside.table import Budget, Data, Grades, Opinions, Rankings, Uncountable

WORST, BEST, PASSABLE = 1, 6, 3  # the grades of a sheet

Told = dict[str, Any]


@dataclass
class Asked:
    """How to count. `groups`: participant → side; `seed` decides lots; `skip`: greedy passes over what is too dear."""

    seats: int | None = None
    skip: bool = True
    groups: dict[str, str] = field(default_factory=dict)
    seed: str = "0"
    no_opinion: str = "worst"

    def draw(self, options: Sequence[str]) -> list[str]:
        """Return the options in the order of the lot: by SHA-256 of the seed, a line feed and the name."""
        return sorted(options, key=lambda option: sha256(f"{self.seed}\n{option}".encode()).hexdigest())

    def sides(self) -> dict[str, list[str]]:
        """Return side → its participants."""
        sides: dict[str, list[str]] = {side: [] for side in sorted(set(self.groups.values()))}
        for who, side in self.groups.items():
            sides[side].append(who)
        return sides


def need(data: Data, kinds: type | tuple[type, ...], rule: str) -> Any:
    if not isinstance(data, kinds):
        raise Uncountable(f"this file holds {type(data).__name__.lower()}, which cannot be counted by {rule}")
    return data


def points_of(data: Data, rule: str, approvals: bool) -> dict[str, dict[str, int]]:
    """Return what each voter gives each option: points, or 1 for each that they approve of."""
    if isinstance(data, Rankings):
        if not approvals:
            raise Uncountable("orders hold no points: count them by schulze, stv, irv or approval")
        listed = [(number, tiers) for number, (alike, tiers) in enumerate(data.ballots) for _each in range(alike)]
        return {str(n): {o: 1 for tier in tiers for o in tier} for n, (_number, tiers) in enumerate(listed)}
    if isinstance(data, Opinions):
        return {who: {o: max(vote, 0) if approvals else vote for o, vote in v.items()} for who, v in data.votes.items()}
    if isinstance(data, Grades) and approvals:
        return {who: {o: int(grade > PASSABLE) for o, grade in each.items()} for who, each in data.ballots.items()}
    ballots: dict[str, dict[str, int]] = need(data, (Grades, Budget), rule).ballots
    return {who: {o: int(p > 0) if approvals else p for o, p in each.items()} for who, each in ballots.items()}


def tiers_of(figures: Mapping[str, Any]) -> list[list[str]]:
    """Return options in tiers, the highest figure first; those of a tier as the file lists them."""
    levels = sorted(set(figures.values()), reverse=True)
    return [[option for option, figure in figures.items() if figure == level] for level in levels]


def weights_of(voters: Mapping[str, object], asked: Asked) -> dict[str, int]:
    """Return what one ballot weighs: 1, or with sides what makes every side weigh the same."""
    if not asked.groups:
        return dict.fromkeys(voters, 1)
    sides = {side: [who for who in members if who in voters] for side, members in asked.sides().items()}
    alike = lcm(*(len(members) for members in sides.values() if members)) if any(sides.values()) else 1
    return {who: alike // len(members) for members in sides.values() for who in members}
