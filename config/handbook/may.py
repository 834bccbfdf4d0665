"""Who may do a command, in words: the docstrings of its rules, put together as the rules are."""

import inspect
from collections.abc import Callable
from typing import Any

from deliberation.activities import ALWAYS, OPENS
from people.rules import Rule
from proposals.rules import RULES
from proposals.workflow import TABLE

REACH = "Whoever can see what the command names."
MADE = {
    "official_of_office": "An official of the office concerned.",
    "seated_in_process": "Whoever has a seat in the process.",
}


def who(rule: Callable[..., Any]) -> list[str]:
    """Return one sentence for each part that must hold; parts of which one is enough stand in one sentence."""
    ask = rule.ask if isinstance(rule, Rule) else rule
    kept = inspect.getclosurevars(ask).nonlocals
    made_by = ask.__qualname__.partition(".<locals>")[0]
    if made_by == "Rule.__and__":
        return list(dict.fromkeys(who(kept["self"]) + who(kept["other"])))
    if made_by == "Rule.__or__":
        return [" Or: ".join(" ".join(who(part)) for part in (kept["self"], kept["other"]))]
    if made_by == "may":
        return _steps(kept["verbs"])
    if made_by == "now":
        return [_opened_by(kept["verb"])]
    if made_by == "has_role":
        return [f"Somebody with one of these roles in the territory: {', '.join(str(name) for name in kept['names'])}."]
    if made_by in MADE:
        return [MADE[made_by]]
    return [REACH if ask.__name__ == "<lambda>" else " ".join((ask.__doc__ or "").split())]


def _opened_by(verb: str) -> str:
    if verb in ALWAYS:
        return "The room is open."
    kinds = sorted(kind for kind, verbs in OPENS.items() if verb in verbs)
    return f"The room is open and its current activity is one of: {', '.join(kinds)}."


def _steps(verbs: tuple[str, ...]) -> list[str]:
    rows = [row for row in TABLE if row.verb in verbs]
    names = dict.fromkeys(row.rule for row in rows)
    if "proposer" in names:
        names = {"proposer": None}  # an author or a host: whoever may by the other rows is among them
    states = ", ".join(dict.fromkeys(f"{row.kind} {row.state}" for row in rows))
    who_may = " Or: ".join(" ".join(who(RULES[name])) for name in names)
    return [who_may, f"The [workflow](workflow.md) has this step now: {states}."]
