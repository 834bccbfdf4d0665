"""Scenes of what follows an answer: the rejoinder, the ratings, and the clock that speaks."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from proposals.models import Proposal, Referral
from tests.helpers.scenes import official, scene, sent, small
from tests.helpers.world import World, do

NO = [{"criterion": "cost", "text": "Il capitolo è vuoto fino a giugno."}]


def declined(w: World) -> tuple[Proposal, Any]:
    """A solution that the office did not accept, and its official."""
    solution, person = sent(w), official(w)
    data = {"outcome": "not_accepted", "reasons": "Non ci sono i soldi.", "lang": "it", "criteria": NO}
    do(person, "answer.give", proposal=solution.pk, **data)
    return solution, person


@scene("answer.rejoin")
def _():
    w = small()
    solution, _person = declined(w)
    return w, w.residents[0], {"proposal": solution.pk, "text": "I soldi ci sono: capitolo 12.", "lang": "it"}


@scene("answer.rate")
def _():
    w = small()
    solution, _person = declined(w)
    return w, w.residents[1], {"proposal": solution.pk, "understandable": 4, "responsive": 2}


@scene("answer.remind")
def _():
    w = small()
    solution = sent(w)
    Referral.objects.filter(proposal=solution).update(due_at=timezone.now() - timedelta(days=2))
    return w, w.f, {"referral": solution.referral.pk, "moment": "late"}
