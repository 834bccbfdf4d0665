"""The first minutes of a room: when, how many per side, what was said, chosen, decided, and what comes next."""

from collections import Counter
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from deliberation import words
from deliberation.models import Activity, Card, Group, Poll, Room, Seat
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.choices import choice_rows
from deliberation.queries.published import options_of
from deliberation.queries.result import reasons_of, turnout
from people.models import SIDES
from proposals.models import Link, Proposal
from proposals.pages import clock_of
from realtime.models import Event

Row = dict[str, Any]


def minutes_of(room: Room, lang: str) -> Row:
    """Return the minutes as the people of the room read them: every card that was shown, none that was hidden."""
    activities = list(Activity.objects.filter(room=room))
    proposals = _proposals(room)
    return {
        "people": _people(room),
        "duration": _duration(room),
        "agenda": _agenda(room, activities, lang),
        **_board(room),
        **_votes(room, lang),
        "problems": [each for each in proposals if each.kind == Proposal.Kind.PROBLEM],
        "solutions": [
            {"proposal": each, "clock": clock_of(each.referral) if hasattr(each, "referral") else None,
             "answers": [link.to_proposal for link in each.links_out.all()]}
            for each in proposals
            if each.kind == Proposal.Kind.SOLUTION
        ],
    }  # fmt: skip


def _people(room: Room) -> list[Row]:
    seats = Seat.objects.filter(room=room).values_list("participant__side", flat=True)
    counts = Counter(seats.order_by())
    return [{"side": side, "n": counts[side]} for side in SIDES if counts[side] or side != "civil"]


def _duration(room: Room) -> int | None:
    """Return the minutes from opening to closing (until now while it is open); None before."""
    if room.opened_at is None:
        return None
    return round(((room.closed_at or timezone.now()) - room.opened_at).total_seconds() / 60)


def _agenda(room: Room, activities: list[Activity], lang: str) -> list[Row]:
    """Return the steps with the time at which each began, as the room's events tell it."""
    ids = {each.pk for each in activities}
    began: dict[str, Any] = {}
    events = Event.objects.filter(stream=room.stream, kind__in=("room.opened", "room.moved")).order_by("seq")
    for body, at in events.values_list("body", "at"):
        # The last one named is the step that began; a step that was gone back to keeps its first time.
        named = [pk for pk in body.get("activities", []) if pk in ids]
        if named:
            began.setdefault(named[-1], at)
    return [
        {
            "title": words.in_language(each.title, lang, room.lang),
            "minutes": each.minutes,
            "state": each.state,
            "at": date_format(timezone.localtime(began[each.pk]), "TIME_FORMAT") if each.pk in began else "",
        }
        for each in activities
    ]


def _board(room: Room) -> Row:
    shown = Card.objects.filter(room=room, state=Card.State.SHOWN, activity__revealed=True)
    cards = list(shown.prefetch_related("translations"))
    groups = Group.objects.filter(room=room, gone=False).order_by("position", "number")
    return {
        "groups": [{"group": each, "cards": [c for c in cards if c.group_id == each.pk]} for each in groups],
        "loose": [card for card in cards if card.group_id is None],
        "cards": len(cards),
    }


def _votes(room: Room, lang: str) -> Row:
    polls = (
        Poll.objects.filter(room=room, state=Poll.State.CLOSED).select_related("proposal").prefetch_related("options")
    )
    dots: list[Row] = []
    votes: list[Row] = []
    for poll in polls.order_by("number"):
        row = vote_told(poll, room, lang)
        (dots if poll.method == Poll.Method.DOTS else votes).append(row)
    return {"dots": dots, "votes": votes}


def vote_told(poll: Poll, room: Room, lang: str) -> Row:
    """Return one closed vote as documents tell it: what was asked, what came out, bars, reasons."""
    result = poll.result or {}
    row = {
        "poll": poll,
        "question": words.in_language(poll.question, lang, room.lang),
        "method": words.method_name(poll.method),
        "title": words.outcome_title(result["outcome"], poll.subject),
        "now": words.what_now(result, poll.subject),
        "explains": words.who_explains(result, poll.subject),
        "missing": [words.why_missing(side, key) for side, key in result.get("why", {}).items()],
        "turnout": turnout(result),
        **reasons_of(result),
    }
    if poll.method == Poll.Method.DOTS:
        return {**row, "groups": dots_bars(result, options_of(poll))}
    if poll.subject == "options":
        return {**row, "choice": choice_rows(poll.method, result, options_of(poll, lang))}
    return {**row, "bars": vote_bars(result, poll.method, poll.subject, sentence=False)}


def _proposals(room: Room) -> list[Proposal]:
    found = Proposal.objects.filter(origin=room.stream).exclude(state=Proposal.State.WITHDRAWN).order_by("number")
    found = found.select_related("office", "referral__office", "referral__answer", "referral__rejoinder__answer")
    answers = Link.objects.filter(type=Link.Type.ANSWERS).select_related("to_proposal")
    return list(found.prefetch_related(Prefetch("links_out", answers)))
