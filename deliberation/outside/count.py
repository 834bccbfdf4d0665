"""Counts what was read by the rule that was asked for, and tells it in one form for all rules."""

from collections.abc import Callable

from deliberation.outside.asked import Asked, Told
from deliberation.outside.by_grades import by_majority_judgment
from deliberation.outside.by_money import by_equal_shares, by_greedy
from deliberation.outside.by_opinion import by_opinion_map
from deliberation.outside.by_order import by_irv, by_schulze, by_stv
from deliberation.outside.by_points import by_approval, by_dots, by_double_majority, by_score
from deliberation.outside.table import Data, Uncountable

RULES: dict[str, Callable[[Data, Asked], Told]] = {
    "approval": by_approval,
    "score": by_score,
    "dots": by_dots,
    "schulze": by_schulze,
    "majority-judgment": by_majority_judgment,
    "double-majority": by_double_majority,
    "equal-shares": by_equal_shares,
    "greedy": by_greedy,
    "stv": by_stv,
    "irv": by_irv,
    "opinion-map": by_opinion_map,
}


def count(data: Data, rule: str, asked: Asked) -> Told:
    """Return {"rule", "winners", "ranking", "rounds", "details"}. Raises Uncountable when the rule does not fit."""
    if rule not in RULES:
        raise Uncountable(f"there is no rule {rule[:40]!r}; there are: {', '.join(RULES)}")
    told = RULES[rule](data, asked)
    empty: Told = {"rounds": [], "details": {}}
    return {key: {**empty, **told, "rule": rule}[key] for key in ("rule", "winners", "ranking", "rounds", "details")}
