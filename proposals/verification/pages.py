"""What pages show of the end of an intervention: both sides' words, the same size, and what this reader may do."""

from typing import Any

from django.db.models import QuerySet

from proposals.models import Proposal, Statement
from proposals.workflow import allowed

VERBS = ("declare_done", "dispute", "resume", "verify")
OFFICE = (Statement.Kind.DECLARED_DONE, Statement.Kind.ABANDONED)
NONE: dict[str, list[Statement]] = {"office": [], "citizens": []}


def statements_ready() -> QuerySet[Statement]:
    """Statements with what is shown of them, oldest first."""
    return Statement.objects.select_related("office", "participant")


def statements_of(proposal: Proposal) -> dict[str, list[Statement]]:
    """Return `{office, citizens}`: everything that each said, oldest first. Nothing of it is ever taken away."""
    return in_two(list(statements_ready().filter(proposal=proposal)))


def in_two(said: list[Statement]) -> dict[str, list[Statement]]:
    return {
        "office": [each for each in said if each.kind in OFFICE],
        "citizens": [each for each in said if each.kind not in OFFICE],
    }


def steps_of(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """Return {verb: None or why not} for the steps at the end that the table has now."""
    return {verb: reason for verb, reason in allowed(proposal, actor).items() if verb in VERBS}
