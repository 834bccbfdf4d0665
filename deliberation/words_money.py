"""Why a solution got the money or not, in whole sentences, for each way of choosing within a budget."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.models import Allocation, AllocationLine
from deliberation.words import rule_in_a_sentence
from proposals.money import euros


def why_in_words(line: AllocationLine) -> str:
    """Return the sentence of one solution."""
    facts: dict[str, Any] = {"title": line.title, "cost": euros(line.cost)}
    return SENTENCES[line.why["step"]](line, facts)


def _paid(line: AllocationLine, facts: dict[str, Any]) -> str:
    n = line.why["supporters"]
    words = ngettext(
        "With %(cost)s “%(title)s” is paid by its %(n)s supporter, who gives at most %(pays)s.",
        "With %(cost)s “%(title)s” is paid by its %(n)s supporters, at most %(pays)s each.",
        n,
    )
    return words % {**facts, "n": n, "pays": euros(line.why["pays"])}


def _lacking(line: AllocationLine, facts: dict[str, Any]) -> str:
    n = line.why["more"]
    words = ngettext(
        "“%(title)s” costs %(cost)s and would have needed %(n)s more supporter.",
        "“%(title)s” costs %(cost)s and would have needed %(n)s more supporters.",
        n,
    )
    return words % {**facts, "n": n}


def _fits(line: AllocationLine, facts: dict[str, Any]) -> str:
    facts |= {"left": euros(line.why["left"])}
    return _wanted(line) + " " + _("With %(cost)s “%(title)s” is paid, and %(left)s are left.") % facts


def _dear(line: AllocationLine, facts: dict[str, Any]) -> str:
    facts |= {"left": euros(line.why["left"])}
    said = _("“%(title)s” costs %(cost)s: more than the %(left)s that there are.") % facts
    return f"{_wanted(line)} {said}".strip()


def _wanted(line: AllocationLine) -> str:
    n = sum(line.votes.values())
    if not n:
        return ""
    each = {"n": n, "each": euros(round(line.cost / n))}
    words = ngettext("%(n)s person wants it: %(each)s for each.", "%(n)s people want it: %(each)s for each.", n)
    return words % each


def _veiled(line: AllocationLine, facts: dict[str, Any]) -> str:
    if line.chosen:
        return _("With %(cost)s “%(title)s” is paid. The figures of a small side are not published.") % facts
    return _("“%(title)s” costs %(cost)s and is not paid. The figures of a small side are not published.") % facts


SENTENCES: Mapping[str, Callable[[AllocationLine, dict[str, Any]], str]] = {
    "paid": _paid,
    "lacking": _lacking,
    "free": lambda _line, facts: _("“%(title)s” costs nothing and somebody wants it.") % facts,
    "unwanted": lambda _line, facts: _("“%(title)s” costs %(cost)s, and nobody asked for it.") % facts,
    "fits": _fits,
    "dear": _dear,
    "veiled": _veiled,
}


def allocation_in_words(made: Allocation) -> str:
    """Return who decided, how, and what came of it."""
    facts: dict[str, Any] = {"spent": euros(made.spent), "budget": euros(made.budget),
                             "left": euros(made.budget - made.spent)}  # fmt: skip
    if made.poll is not None:
        return (
            _("Decided by a vote.")
            + f" {rule_in_a_sentence(made.poll.method, made.poll.params)} "
            + _("Of %(budget)s, %(spent)s were given and %(left)s are left.") % facts
        )
    facts["office"] = made.office.name if made.office else ""
    return (
        _("Decided by the office “%(office)s”, not by a vote: most supporters for the money first.") % facts
        + " "
        + _("Of %(budget)s, %(spent)s were given and %(left)s are left.") % facts
    )
