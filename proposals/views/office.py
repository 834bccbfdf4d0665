"""The desk of an office: answering what it was sent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from proposals.models import Answer
from proposals.office.answering import WAITING
from proposals.office.comparing import compared
from proposals.office.criteria import criteria
from proposals.office.exchange import exchange_of
from proposals.office.files import files_of
from proposals.office.notes import notes_for
from proposals.office.plainer_words import advice_on
from proposals.office.questions import question_of
from proposals.office.reviewing import reviews_seen
from proposals.office.routed import routed_of
from proposals.pages import chain_of, clock_of
from proposals.queries import solutions_sent_to
from proposals.views.forms import kept, sent_form, status_of
from proposals.workflow import may
from proposals.writing.translating import beside_the_original

ANSWER_OWN = {"csrfmiddlewaretoken", "ref", "seat", "check"}  # `act` is the number of the act here
OUTCOME_ICONS = {"accepted": "yes", "accepted_in_part": "reservation", "not_accepted": "no"}


@login_required
@never_cache
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Accepted, accepted in part or not accepted: always with the reasons. A refusal keeps what was written."""
    actor = actor_of(request)
    asked = solutions_sent_to(actor).select_related("referral__answer__person", "referral__rejoinder__answer__person")
    solution = get_object_or_404(asked, pk=key)
    checking = "check" in request.POST  # read my text first, and save nothing
    sent = None if checking else sent_form(request, "answer.give", ANSWER_OWN)
    if sent and sent.ok:
        return redirect("proposal", key=solution.pk)
    routed, files = routed_of([solution])[solution.pk], files_of(solution, actor)
    context = {
        "proposal": solution,
        "territory": solution.process.territory,
        **routed,
        "files": files,
        "clock": clock_of(solution.referral),
        "chain": chain_of(solution, actor),
        "outcomes": [(value, label, OUTCOME_ICONS[value]) for value, label in Answer.Outcome.choices],
        "may": solution.state in WAITING,
        "exchange": exchange_of(solution, actor, request.LANGUAGE_CODE, routings=routed["routings"], files=files),
        "may_ask": may("ask")(actor, proposal=solution) is None,
        "question": question_of(solution),
        "reviews": compared(reviews_seen(actor, solution), request.LANGUAGE_CODE),
        "notes": list(notes_for(actor, solution)),
        "translated": beside_the_original(solution, request.LANGUAGE_CODE),
        "criteria": _criteria(request),
        "checking": checking,
        "reading": _reading(request),
        **kept(request, sent),
    }
    return render(request, "proposals/answer.html", context, status=status_of(sent))


def _criteria(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the criteria with what was typed."""
    lang, typed = request.LANGUAGE_CODE, request.POST
    return [
        {"row": row, "key": each.key, "title": each.title_in(lang), "help": each.help_in(lang),
         "text": typed.get(f"criteria[{row}]text", "")}
        for row, each in enumerate(criteria())
    ]  # fmt: skip


def _reading(request: HttpRequest) -> dict[str, Any] | None:
    """Return advice on all that was typed, when the form comes back."""
    texts = [request.POST.get("reasons", ""), *(each["text"] for each in _criteria(request))]
    return advice_on("\n".join(text for text in texts if text.strip()), request.POST.get("lang", ""))
