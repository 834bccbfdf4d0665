"""How people rate an answer: one rating each, shown as the medians of each side when there are enough of them."""

from statistics import median
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import SIDES
from people.models.sides import Side
from proposals.models import Answer, Proposal, Rating
from realtime.kept import Kept
from realtime.refusal import Refused

MARKS = Kept(
    lambda answer: Rating.objects.filter(answer=answer).values_list("participant__side", "understandable", "responsive")
)
ENOUGH = 5  # ratings of one side: below, a median could point at somebody


def rate(*, actor: Any, proposal: Proposal, understandable: int, responsive: int) -> None:
    """Write or change one's own rating of the last answer. Inside run() only."""
    answer = last_answer(proposal)
    if answer is None:
        raise Refused(_("There is no answer yet."))
    marks = {"understandable": understandable, "responsive": responsive}
    Rating.objects.update_or_create(answer=answer, participant=actor.participant, defaults=marks)


def last_answer(proposal: Proposal) -> Answer | None:
    """Return the newest answer to a proposal, or None."""
    sent = getattr(proposal, "referral", None)
    if sent is None:
        return None
    second = getattr(sent.last, "answer", None)
    return second or getattr(sent, "answer", None)


def medians_of(answer: Answer) -> list[dict[str, Any]]:
    """Return `[{side, n, understandable, responsive}]` of the sides with at least five ratings, in words and marks."""
    return medians_from(MARKS(answer.pk))


def medians_from(marks: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Return the same of marks `(side, understandable, responsive)` that were read already."""
    found = []
    for side in SIDES:
        own = [(clear, fitting) for of, clear, fitting in marks if of == side]
        if len(own) >= ENOUGH:
            clear, fitting = (float(median(column)) for column in zip(*own, strict=True))
            found.append({"side": Side(side), "n": len(own), "understandable": clear, "responsive": fitting})
    return found
