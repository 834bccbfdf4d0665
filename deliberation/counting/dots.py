"""R2: dots on options, counted per side; who lives with it chooses, the offices may add one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from deliberation.counting.choices import BadBallot
from deliberation.counting.quorum import LIVE, quorum_reached, quorum_steps
from deliberation.counting.result import CONSENTING, INQUORATE, OFFICIAL, RESIDENT, SHORTLIST, DotsResult, in_order

DEFAULT = "residents"
PARITY = "parity"


def dots_each(options: int) -> int:
    """k = max(3, ⌈m/4⌉) dots for each person."""
    return max(3, -(-options // 4))


def dots_cap(options: int) -> int:
    """The most dots one person may give one option: 2, or 1 when there are at most four options."""
    return 1 if options <= 4 else 2


def dots_choice(
    choice: object, options: Sequence[str], *, each: int | None = None, cap: int | None = None
) -> dict[str, int]:
    """One ballot {option: dots} in canonical form: zeros left out, fewer dots than k allowed. BadBallot otherwise."""
    most, together = cap or dots_cap(len(options)), each or dots_each(len(options))
    if not isinstance(choice, dict):
        raise BadBallot("shape")
    for option, dots in choice.items():
        if option not in options:
            raise BadBallot("option", option=option)
        if type(dots) is not int or dots < 0:
            raise BadBallot("number", option=option)
        if dots > most:
            raise BadBallot("cap", option=option, cap=most)
    if sum(choice.values()) > together:
        raise BadBallot("dots", dots=together)
    return {option: dots for option, dots in choice.items() if dots}


def count_dots(
    ballots: Iterable[tuple[str, object]],
    *,
    options: Sequence[str],
    eligible: Mapping[str, int],
    shortlist: int,
    draw: Sequence[str],
    rule: str = DEFAULT,
    q: Fraction | Sequence[int] = LIVE,
    consenting: Sequence[str] = CONSENTING,
    each: int | None = None,
    cap: int | None = None,
) -> DotsResult:
    """Ballots (side, {option: dots}); `eligible`: the roll; `shortlist`: h; `draw`: all options as lot_order() gives.

    Only options with a score can be listed, so the list may be shorter than h. KeyError for a side not on the roll.
    """
    if rule not in (DEFAULT, PARITY) or shortlist < 1 or sorted(draw) != sorted(set(options)):
        raise ValueError("a known rule, a list of one or more, and every option once in the draw")
    sides, roll = in_order(consenting, eligible), dict(eligible)
    sheet = _sheet(ballots, sides, roll, options, lambda choice: dots_choice(choice, options, each=each, cap=cap))
    quorate = {side: quorum_reached(sheet.cast[side], roll.get(side, 0), q) for side in sides}
    shares = {option: [sheet.share(option, side) for side in consenting] for option in options}
    people = {option: sum(sheet.supporters[option][side] for side in consenting) for option in options}
    parity = {option: sum(shares[option], Fraction(0)) / len(consenting) for option in options}
    score = parity if rule == PARITY else {o: Fraction(sheet.totals[o][RESIDENT]) for o in options}

    turn = {option: place for place, option in enumerate(draw)}

    def ranked(points: Mapping[str, Fraction]) -> list[str]:
        return sorted(options, key=lambda o: (-points[o], -min(shares[o]), -people[o], turn[o]))

    order = ranked(score)
    found = SHORTLIST if quorate[RESIDENT] else INQUORATE
    listed = [option for option in order[:shortlist] if score[option] and found == SHORTLIST]
    added: dict[str, str] = {}
    for side in (OFFICIAL,) if rule == DEFAULT else consenting:
        # A side without quorum has no first choice: one person's dots are not "the priority of the offices".
        if found == INQUORATE or not quorate.get(side) or not sheet.placed[side]:
            continue
        first = ranked({option: Fraction(sheet.totals[option][side]) for option in options})[0]
        if first not in listed:
            listed.append(first)
            added[side] = first

    standing = {option: (score[option], min(shares[option]), people[option]) for option in options}
    level = [tuple(group) for _, group in groupby(order, key=standing.__getitem__)]
    lots = tuple(tied for tied in level if len(tied) > 1 and score[tied[0]])
    counts = {s: {"cast": sheet.cast[s], "eligible": roll.get(s, 0), "dots": sheet.placed[s]} for s in sides}
    return DotsResult(
        outcome=found,
        order=tuple(order),
        shortlist=tuple(listed),
        added=added,
        scores={option: list(score[option].as_integer_ratio()) for option in options},
        totals=sheet.totals,
        supporters=sheet.supporters,
        quorate=quorate,
        counts=counts,
        consenting=tuple(consenting),
        missing=tuple(side for side in consenting if not quorate[side]),
        lots=lots,
        trace=(
            *quorum_steps(counts, q),
            *_score_steps(order, standing, list(consenting)),
            *_list_steps(lots, added, list(consenting)),
            {"step": "outcome", "outcome": found, "shortlist": listed},
        ),
    )


@dataclass(frozen=True)
class _Sheet:
    """Ballots added up: side → ballots, side → dots, option → {side: dots}, option → {side: people}."""

    cast: dict[str, int]
    placed: dict[str, int]
    totals: dict[str, dict[str, int]]
    supporters: dict[str, dict[str, int]]

    def share(self, option: str, side: str) -> Fraction:
        """This option's part of all dots of the side; 0 when the side placed none."""
        return Fraction(self.totals[option][side], self.placed[side] or 1)


def _sheet(
    ballots: Iterable[tuple[str, object]],
    sides: Sequence[str],
    roll: Mapping[str, int],
    options: Sequence[str],
    clean: Callable[[object], dict[str, int]],
) -> _Sheet:
    cast, placed = dict.fromkeys(sides, 0), dict.fromkeys(sides, 0)
    totals = {option: dict.fromkeys(sides, 0) for option in options}
    supporters = {option: dict.fromkeys(sides, 0) for option in options}
    for side, choice in ballots:
        if side not in roll:
            raise KeyError(side)
        cast[side] += 1
        for option, dots in clean(choice).items():
            placed[side] += dots
            totals[option][side] += dots
            supporters[option][side] += 1
    return _Sheet(cast, placed, totals, supporters)


def _score_steps(
    order: Iterable[str], standing: Mapping[str, tuple[Fraction, Fraction, int]], consenting: list[str]
) -> Iterable[dict[str, object]]:
    for option in order:
        score, least, people = standing[option]
        figures = {"score": list(score.as_integer_ratio()), "least": list(least.as_integer_ratio())}
        yield {"step": "score", "sides": consenting, "option": option, **figures, "supporters": people}


def _list_steps(
    lots: Iterable[Sequence[str]], added: Mapping[str, str], consenting: list[str]
) -> Iterable[dict[str, object]]:
    for tied in lots:
        yield {"step": "lot", "sides": consenting, "options": list(tied)}
    for side, option in added.items():
        yield {"step": "added", "by": side, "option": option}
