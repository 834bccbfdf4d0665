"""The desk of an office: what it was sent, by date; answering; programming."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.queries import offices_for, offices_of
from proposals.models import Answer, Indicator, Proposal
from proposals.pages import chain_of, clock_of
from proposals.queries import inbox as inbox_of
from proposals.queries import solutions_sent_to
from proposals.views.forms import budget_lines, kept, sent_form, status_of

ACCEPTED = (Proposal.State.ACCEPTED, Proposal.State.ACCEPTED_IN_PART)
OUTCOME_ICONS = {"accepted": "yes", "accepted_in_part": "reservation", "not_accepted": "no"}


@login_required
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """What concerns my office, the nearest date first. Nothing here for people of other offices: 404."""
    offices = list(offices_of(actor_of(request)))
    if not offices:
        raise Http404
    clocks = [clock_of(each) for each in inbox_of(offices)]
    context = {
        "offices": offices,
        "waiting": [each for each in clocks if not each.answer],
        "answered": [each for each in clocks if each.answer],
        "territory": offices[0].territory,
        "banner": offices[0].territory.banner,
        "office_inbox": True,
    }
    return render(request, "proposals/inbox.html", context)


@login_required
@never_cache
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Accepted, accepted in part or not accepted: always with the reasons. A refusal keeps what was written."""
    actor = actor_of(request)
    solution = get_object_or_404(solutions_sent_to(actor).select_related("referral__answer"), pk=key)
    sent = sent_form(request, "answer.give")
    if sent and sent.ok:
        return redirect("proposal", key=solution.pk)
    context = {
        "proposal": solution,
        "territory": solution.process.territory,
        "clock": clock_of(solution.referral),
        "chain": chain_of(solution, actor),
        "outcomes": [(value, label, OUTCOME_ICONS[value]) for value, label in Answer.Outcome.choices],
        "may": not hasattr(solution.referral, "answer"),
        **kept(request, sent),
    }
    return render(request, "proposals/answer.html", context, status=status_of(sent))


@login_required
@never_cache
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Turn accepted solutions into an intervention: office, dates, money, an indicator."""
    actor = actor_of(request)
    mine = solutions_sent_to(actor)
    solution = get_object_or_404(mine, pk=key)
    sent = sent_form(request, "intervention.programme")
    if sent and sent.ok:
        return redirect("proposal", key=sent.data["proposal"])
    context = {
        "proposal": solution,
        "territory": solution.process.territory,
        "others": mine.filter(process=solution.process_id, state__in=ACCEPTED).exclude(pk=solution.pk),
        "offices": offices_for(actor).filter(territory=solution.process.territory_id),
        "directions": Indicator.Direction.choices,
        "lines": budget_lines(request),
        "also": request.POST.getlist("solutions"),
        "may": solution.state in ACCEPTED,
        **kept(request, sent),
    }
    return render(request, "proposals/programme.html", context, status=status_of(sent))
