"""Before the answer: reviews of what lies with an office, its question to the authors, its notes for itself."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from people.models import Role
from people.queries import territories_with
from proposals.models import Proposal, Review
from proposals.office.comparing import compared
from proposals.office.criteria import criteria
from proposals.office.notes import notes_for
from proposals.office.questions import question_of
from proposals.office.review_shapes import HIGHEST, LOWEST
from proposals.office.reviewing import impartial, own_review, reviewable, reviews_seen, waiting_for_review
from proposals.pages import chain_of, clock_of
from proposals.paging import SIZE, pages_of
from proposals.queries import proposals_for, solutions_sent_to
from proposals.reach import solutions_to_review
from proposals.texts.languages import to_choose
from proposals.views.forms import kept, sent_form, status_of
from proposals.workflow import may
from proposals.writing.translating import beside_the_original

OWN = {"csrfmiddlewaretoken", "ref", "seat", "what"}
LINES = ("referral__office", "referral__answer", "referral__rejoinder__answer", "process__territory")
MARKS = tuple(range(LOWEST, HIGHEST + 1))


@login_required
@never_cache
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for my review, the nearest date first, and what I reviewed."""
    actor = actor_of(request)
    places = list(territories_with(actor, Role.Name.REVIEWER, Role.Name.OFFICIAL)[:2])
    if not places:
        raise Http404
    mine = solutions_to_review(actor)
    waiting = waiting_for_review(actor, mine)
    pages = pages_of(request.GET, "page", waiting.count())
    given = mine.filter(reviews__person=actor.person).order_by("-reviews__at", "pk")
    context = {
        "territory": places[0] if len(places) == 1 else None,
        "waiting": _lines(waiting.select_related(*LINES)[pages.start : pages.start + SIZE]),
        "given": _lines(given.select_related(*LINES)[:SIZE]),
        "pages": pages,
        "page": "reviews",
    }
    return render(request, "proposals/reviews.html", context)


def _lines(solutions: Any) -> list[dict[str, Any]]:
    return [{"proposal": each, "clock": clock_of(each.referral)} for each in solutions]


@login_required
@never_cache
def review(request: HttpRequest, key: str) -> HttpResponse:
    """The grid of criteria for a reviewer; and what the others said, for whoever may read it already."""
    actor = actor_of(request)
    near = solutions_to_review(actor).order_by().values("pk")
    desk = solutions_sent_to(actor).order_by().values("pk")
    ready = Proposal.objects.filter(Q(pk__in=near) | Q(pk__in=desk)).select_related(*LINES, "office")
    found = get_object_or_404(ready, pk=key)
    sent = sent_form(request, "review.give", OWN)
    if sent and sent.ok:
        return redirect(f"{reverse('proposal_review', args=[found.pk])}#reviews")
    own = own_review(actor, found)
    why_not = impartial(actor, proposal=found) or reviewable(actor, proposal=found)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "translated": beside_the_original(found, request.LANGUAGE_CODE),
        "chain": chain_of(found, actor),
        "clock": clock_of(found.referral),
        "question": question_of(found),
        "criteria": _grades(request, own),
        "verdicts": Review.Verdict.choices,
        "own": own,
        "why_not": why_not,
        "reviews": compared(reviews_seen(actor, found), request.LANGUAGE_CODE),
        "page": "reviews",
        **kept(request, sent),
    }
    return render(request, "proposals/review.html", context, status=status_of(sent))


def _grades(request: HttpRequest, own: Review | None) -> list[dict[str, Any]]:
    """Return the criteria with what was typed, else with one's own review. `grade` is text, "" for "cannot say"."""
    said = {each["criterion"]: each for each in own.grades} if own else {}
    rows = []
    for row, each in enumerate(criteria()):
        before = said.get(each.key, {"grade": None, "text": ""})
        grade = str(before["grade"] or "") if request.method == "GET" else request.POST.get(f"grades[{row}]grade", "")
        text = before["text"] if request.method == "GET" else request.POST.get(f"grades[{row}]text", "")
        named = {"title": each.title_in(request.LANGUAGE_CODE), "help": each.help_in(request.LANGUAGE_CODE)}
        marks = [{"value": n, "on": grade == str(n)} for n in MARKS]
        rows.append({"row": row, "key": each.key, **named, "marks": marks, "grade": grade, "text": text})
    return rows


@never_cache
def question(request: HttpRequest, key: str) -> HttpResponse:
    """The one question of the office, and the reply of the authors: each has its form where it may be written now."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    seen = proposals_for(actor).select_related("referral__office", "referral__answer", "referral__rejoinder__answer")
    found = get_object_or_404(seen.filter(referral__isnull=False), pk=key)
    shown = question_of(found)
    what = _what(request, found, actor, bool(shown))
    if not what and shown is None:
        raise Http404
    sent = sent_form(request, f"question.{what}", OWN) if what else None
    if sent and sent.ok:
        seat = f"?seat={actor.participant.pk}" if actor.participant else ""
        return redirect(f"{reverse('proposal', args=[found.pk])}{seat}")
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "seat": actor.participant,
        "question": shown,
        "what": what,
        "clock": clock_of(found.referral),
        "languages": to_choose(request.LANGUAGE_CODE, found.lang),
        **kept(request, sent),
    }
    return render(request, "proposals/question.html", context, status=status_of(sent))


def _what(request: HttpRequest, found: Proposal, actor: Any, asked: bool) -> str:
    """Return which form is meant: "ask", "reply", or "" when neither may be written now."""
    if request.method == "POST":
        return "reply" if asked and request.POST.get("what") != "ask" else "ask"
    if may("ask")(actor, proposal=found) is None:
        return "ask"
    return "reply" if may("reply_to_office")(actor, proposal=found) is None else ""


@login_required
@never_cache
def notes(request: HttpRequest, key: str) -> HttpResponse:
    """Notes of an office for itself."""
    actor = actor_of(request)
    found = get_object_or_404(solutions_sent_to(actor), pk=key)
    sent = sent_form(request, "note.add", OWN)
    if sent and sent.ok:
        return redirect("proposal_notes", key=found.pk)
    context = {
        "proposal": found,
        "territory": found.process.territory,
        "notes": list(notes_for(actor, found)),
        "office": found.referral.office,
        **kept(request, sent),
    }
    return render(request, "proposals/notes.html", context, status=status_of(sent))
