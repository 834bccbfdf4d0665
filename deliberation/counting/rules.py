"""The table of rules: for each method how a ballot is read, how it is counted, and what of it is published.

Everything a poll is counted by is in its frozen parameters and its options; nothing here knows of a database.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deliberation.counting.budget import approval_choice, count_budget
from deliberation.counting.choices import CONSENT, VOTE, answer_choice
from deliberation.counting.consent import count_consent, tally_consent
from deliberation.counting.dots import count_dots, dots_choice
from deliberation.counting.double_majority import count_double_majority, tally_votes
from deliberation.counting.election import count_election, preferences_choice
from deliberation.counting.judgment import count_judgment, grades_choice
from deliberation.counting.ranked import count_ranked
from deliberation.counting.rankings import ranking_choice
from deliberation.counting.result import ChoiceResult
from deliberation.counting.suppression import published, published_choice, published_dots
from deliberation.counting.temperature import count_approval, count_marks, marks_choice

Choice = dict[str, Any]  # a ballot in canonical form: what the leaf is made of
Cast = Iterable[tuple[str, object]]  # (side, choice)


@dataclass(frozen=True)
class Frozen:
    """What was fixed when a poll opened. `draw`: all options in the order of the lot, known only at closing."""

    params: Mapping[str, Any]
    options: Sequence[str] = ()
    costs: Mapping[str, int] | None = None
    secret: Sequence[str] = ()
    draw: Sequence[str] = ()

    @property
    def common(self) -> dict[str, Any]:
        return {"q": self.params["quorum"], "consenting": self.params["consenting"]}

    @property
    def eligible(self) -> dict[str, int]:
        return dict(self.params["eligible"])


@dataclass(frozen=True)
class Rule:
    """`read(choice, frozen)` raises BadBallot; `count(ballots, frozen)` returns the public result as plain data."""

    read: Callable[[object, Frozen], Choice]
    count: Callable[[Cast, Frozen], dict[str, Any]]


def _dots(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    p = frozen.params
    result = count_dots(
        ballots, options=frozen.options, eligible=frozen.eligible, shortlist=p["shortlist"], draw=frozen.draw,
        rule=p["counting"], each=p["dots"], cap=p["cap"], **frozen.common,
    )  # fmt: skip
    return published_dots(result, secret=frozen.secret)


def _consent(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    tallies = tally_consent(ballots, frozen.eligible, standing=frozen.params.get("standing"))
    return published(count_consent(tallies, **frozen.common), secret=frozen.secret)


def _double_majority(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    tallies = tally_votes(ballots, frozen.eligible)
    result = count_double_majority(tallies, statute=frozen.params["statute"], **frozen.common)
    return published(result, secret=frozen.secret)


def _among(count: Callable[..., ChoiceResult], ballots: Cast, frozen: Frozen, **more: Any) -> dict[str, Any]:
    """Count a choice among options by its rule, with the lot and what is `more` for this one."""
    result = count(ballots, eligible=frozen.eligible, draw=frozen.draw, **frozen.common, **more)
    return published_choice(result, secret=frozen.secret)


def _judgment(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    return _among(count_judgment, ballots, frozen, options=frozen.options, status_quo=frozen.params["status_quo"])


def _ranked(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    return _among(count_ranked, ballots, frozen, options=frozen.options, status_quo=frozen.params["status_quo"])


def _budget(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    money = {"costs": frozen.costs or {}, "budget": frozen.params["budget"], "parity": frozen.params["parity"]}
    return _among(count_budget, ballots, frozen, **money)


def _election(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    return _among(count_election, ballots, frozen, options=frozen.options, seats=frozen.params["seats"])


def _approval(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    result = count_approval(ballots, options=frozen.options, eligible=frozen.eligible, **frozen.common)
    return published_choice(result, secret=frozen.secret)


def _marks(ballots: Cast, frozen: Frozen) -> dict[str, Any]:
    result = count_marks(ballots, options=frozen.options, eligible=frozen.eligible, **frozen.common)
    return published_choice(result, secret=frozen.secret)


def _read_dots(choice: object, frozen: Frozen) -> Choice:
    return dict(dots_choice(choice, frozen.options, each=frozen.params["dots"], cap=frozen.params["cap"]))


def _read_grades(choice: object, frozen: Frozen) -> Choice:
    return {"grades": grades_choice(choice, frozen.options)}


def _read_ranking(choice: object, frozen: Frozen) -> Choice:
    # Those tied stand in the order of their ids: two ballots that say the same are the same text.
    return {"ranking": [sorted(tier) for tier in ranking_choice(choice, frozen.options)]}


def _read_preferences(choice: object, frozen: Frozen) -> Choice:
    return {"ranking": [[option] for option in preferences_choice(choice, frozen.options)]}


def _read_approval(choice: object, frozen: Frozen) -> Choice:
    return {"approve": sorted(approval_choice(choice, frozen.options))}


def _read_marks(choice: object, frozen: Frozen) -> Choice:
    return {"scores": marks_choice(choice, frozen.options)}


RULES: dict[str, Rule] = {
    "dots": Rule(_read_dots, _dots),
    "consent": Rule(lambda choice, _frozen: dict(answer_choice(choice, CONSENT)), _consent),
    "double-majority": Rule(lambda choice, _frozen: dict(answer_choice(choice, VOTE)), _double_majority),
    "majority-judgment": Rule(_read_grades, _judgment),
    "schulze": Rule(_read_ranking, _ranked),
    "equal-shares": Rule(_read_approval, _budget),
    "stv": Rule(_read_preferences, _election),
    "approval": Rule(_read_approval, _approval),
    "score": Rule(_read_marks, _marks),
}
