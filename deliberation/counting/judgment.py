"""R3, majority judgment with sides of equal standing: each must find an option passable, each weighs the same.

details = {
  "profiles": option → side → ballots for each grade, the worst first,
  "grades":   option → side → the side's majority grade (null: no grade),
  "parity":   option → the profile in which the deciding sides weigh the same,
  "why_not":  option → [reason, side]; reason is "few" (fewer than half graded it) or "below" (not passable),
}
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from math import lcm

from deliberation.counting.choices import BadBallot
from deliberation.counting.grades import compare, lower_median
from deliberation.counting.quorum import LIVE
from deliberation.counting.result import CHOSEN, CONSENTING, INQUORATE, RETURNED, ChoiceResult
from deliberation.counting.sheet import Sheet, by_lot, read_sheet

WORDS = ("reject", "poor", "passable", "good", "very-good", "excellent")  # a grade is the place of its word
PASSABLE = 2

Profiles = dict[str, dict[str, list[int]]]  # option → side → ballots for each grade


def grades_choice(choice: object, options: Sequence[str]) -> dict[str, int]:
    """One ballot {"grades": {option: 0…5}}; an option left out is "don't know". BadBallot otherwise."""
    if not isinstance(choice, dict) or set(choice) != {"grades"} or not isinstance(choice["grades"], dict):
        raise BadBallot("shape")
    for option, grade in choice["grades"].items():
        if option not in options:
            raise BadBallot("option", option=option)
        if type(grade) is not int or not 0 <= grade < len(WORDS):
            raise BadBallot("grade", option=option)
    return dict(choice["grades"])


def count_judgment(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    status_quo: str,
    eligible: Mapping[str, int],
    draw: Sequence[str],
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
) -> ChoiceResult:
    """chosen, returned (keeping things as they are is first, or nothing is passable on every side) or inquorate."""
    if status_quo not in options or sorted(draw) != sorted(set(options)):
        raise ValueError("the status quo is an option, and every option is once in the draw")
    sheet = read_sheet(
        ballots, eligible=eligible, consenting=consenting, q=q, read=lambda choice: grades_choice(choice, options)
    )
    profiles = _profiles(sheet, options)
    grades = {o: {s: lower_median(p) if sum(p) else None for s, p in profiles[o].items()} for o in options}
    details: dict[str, object] = {"profiles": profiles, "grades": grades}
    if sheet.inquorate:
        return sheet.result(INQUORATE, details=details)
    why_not = {o: why for o in options if (why := _why_not(sheet, profiles[o]))}
    parity = {o: _parity(sheet, profiles[o]) for o in options}
    standing = {o: _Standing(sheet, profiles[o], parity[o]) for o in options if o not in why_not}
    tiers = _tiers(standing)
    flat, lots = by_lot(tiers, draw)
    won = bool(flat) and flat[0] != status_quo
    details |= {"parity": parity, "why_not": {o: list(why) for o, why in why_not.items()}}
    return sheet.result(
        CHOSEN if won else RETURNED,
        winners=flat[:1] if won else (),
        order=tiers,
        details=details,
        lots=lots,
        steps=_steps(sheet, grades, why_not, flat, standing),
    )


class _Standing:
    """What decides between two options, in this order: worst side's grade, parity profile, rejections, lot."""

    def __init__(self, sheet: Sheet, profile: Mapping[str, Sequence[int]], parity: Sequence[int]):
        graded = {side: profile[side] for side in sheet.deciding}
        self.worst = min(lower_median(each) for each in graded.values())
        self.parity = parity
        self.rejected = max(Fraction(each[0], sum(each)) for each in graded.values())

    def against(self, other: "_Standing") -> int:
        """Return above 0 when this one stands before the other, 0 when only the lot can tell."""
        if self.worst != other.worst:
            return self.worst - other.worst
        together = lcm(sum(self.parity), sum(other.parity))
        mine, theirs = ([n * together // sum(p) for n in p] for p in (self.parity, other.parity))
        judged = compare(mine, theirs)
        return judged or (self.rejected < other.rejected) - (self.rejected > other.rejected)


def _profiles(sheet: Sheet, options: Sequence[str]) -> Profiles:
    profiles: Profiles = {option: {side: [0] * len(WORDS) for side in sheet.sides} for option in options}
    for side, said in sheet.ballots.items():
        for grades in said:
            for option, grade in grades.items():
                profiles[option][side][grade] += 1
    return profiles


def _why_not(sheet: Sheet, profile: Mapping[str, Sequence[int]]) -> tuple[str, str] | None:
    """Return why an option cannot be chosen, and which side says so."""
    for side in sheet.deciding:
        if 2 * sum(profile[side]) < sheet.counts[side]["cast"] or not sum(profile[side]):
            return "few", side
    for side in sheet.deciding:
        if lower_median(profile[side]) < PASSABLE:
            return "below", side
    return None


def _parity(sheet: Sheet, profile: Mapping[str, Sequence[int]]) -> list[int]:
    weights = sheet.weights()
    return [sum(weights[side] * profile[side][grade] for side in weights) for grade in range(len(WORDS))]


def _tiers(standing: Mapping[str, _Standing]) -> list[list[str]]:
    def better(one: str, other: str) -> int:
        return standing[one].against(standing[other])

    order = sorted(standing, key=cmp_to_key(better), reverse=True)
    tiers = [[option] for option in order[:1]]
    for before, option in pairwise(order):
        if standing[before].against(standing[option]) == 0:
            tiers[-1].append(option)
        else:
            tiers.append([option])
    return tiers


def _steps(
    sheet: Sheet,
    grades: Mapping[str, Mapping[str, int | None]],
    why_not: Mapping[str, tuple[str, str]],
    flat: Sequence[str],
    standing: Mapping[str, _Standing],
) -> Iterable[dict[str, object]]:
    for option, (why, side) in why_not.items():
        yield {"step": "not-eligible", "sides": [side], "option": option, "why": why, "grade": grades[option][side]}
    sides = list(sheet.deciding)
    for place, option in enumerate(flat, 1):
        rejected = list(standing[option].rejected.as_integer_ratio())
        figures = {"worst": standing[option].worst, "rejected": rejected}
        yield {"step": "judged", "sides": sides, "option": option, "place": place, **figures}
