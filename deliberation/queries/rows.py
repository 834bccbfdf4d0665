"""The tables of a room as each audience sees them: page, API, snapshot and frame all read these functions."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from deliberation.models import Activity, Card, Group, Poll, Room, Seat, Source
from people.models import SIDES, Ticket
from people.queries import ticket_counts
from proposals.models import Proposal
from proposals.queries import proposal_rows
from realtime.clock import to_ms
from realtime.streams import Rows

FACILITATOR, PARTICIPANT, SCREEN = "facilitator", "participant", "screen"


def room_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the one row of the room, with how many are present on each side."""
    room = Room.objects.select_related("process__territory").get(pk=key)
    present = Counter(Seat.objects.filter(room=room, state=Seat.State.IN).values_list("participant__side", flat=True))
    tickets = ticket_counts(room.stream)
    process = room.process
    row = {
        "id": room.pk,
        "title": room.title,
        "lang": room.lang,
        "code": room.code,
        "state": room.state,
        "entry": room.entry,
        "rehearsal": room.rehearsal,
        "activity": room.activity_id,
        "languages": process.territory.languages or [code for code, _name in settings.LANGUAGES],
        "process": {
            "id": process.pk,
            "title": process.title,
            "question": process.question,
            "commitment": process.commitment,
            "commitment_signed": process.commitment_signed,
            "response_days": process.response_days,
            "lang": process.lang,
            "charter": {"text": process.charter, "adopted": process.charter_adopted_at is not None},
        },
        "present": {side: present[side] for side in SIDES},
        "recount": room.recount_at is not None,
        "tickets": tickets,
        "join": reverse("room_by_code") + f"?code={room.code}",
        "closing": {"read": room.read_at is not None, "due": _due(room)},
    }
    return {room.pk: row}


def _due(room: Room) -> int | None:
    """The first date by which an office must answer what this room carried."""
    dates = Poll.objects.filter(room=room, state=Poll.State.CLOSED, proposal__isnull=False)
    return min((due for due in dates.values_list("result__due", flat=True) if due), default=None)


def activity_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the agenda."""
    return {each.pk: _activity(each) for each in _only(Activity.objects.filter(room=key), ids)}


def _activity(each: Activity) -> dict[str, Any]:
    return {
        "id": each.pk,
        "position": each.position,
        "kind": each.kind,
        "title": each.title,
        "prompt": each.prompt,
        "minutes": each.minutes,
        "state": each.state,
        "revealed": each.revealed,
        "ends": to_ms(each.ends_at),
        "left": each.left_seconds,
        "settings": each.settings,
    }


def card_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the cards. Before the reveal nobody gets a text; hidden ones show only that they were hidden."""
    cards = _only(Card.objects.filter(room=key).exclude(state=Card.State.WITHDRAWN), ids)
    cards = cards.select_related("activity").prefetch_related("translations__by")
    sources = _only(Source.objects.filter(card__room=key), ids, "card__in").order_by("pk")
    problems = dict(sources.values_list("card", "proposal"))
    return {card.pk: _card(card, audience, problems.get(card.pk)) for card in cards}


def _card(card: Card, audience: str, problem: str | None) -> dict[str, Any]:
    shown = card.activity.revealed and card.state == Card.State.SHOWN
    readable = shown or (audience == FACILITATOR and card.activity.revealed)
    words = {each.lang: {"text": each.text, "by": str(each.by or "")} for each in card.translations.all()}
    return {
        "id": card.pk,
        "number": card.number,
        "activity": card.activity_id,
        "side": card.side,
        "text": card.text if readable else None,
        "lang": card.lang if readable else "",
        "group": card.group_id,
        "translations": words if readable else {},
        "channel": card.channel,
        "state": card.state,
        "reason": card.hidden_reason if audience == FACILITATOR else "",  # the author reads it in `mine`
        "problem": problem,
        "publish": card.publish if audience == FACILITATOR else None,
    }


def group_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the groups that stand on the board; one that was merged away is gone."""
    return {
        each.pk: {
            "id": each.pk,
            "number": each.number,
            "activity": each.activity_id,
            "title": each.title,
            "lang": each.lang,
            "position": each.position,
            "problem": each.problem_id,
        }
        for each in _only(Group.objects.filter(room=key, gone=False), ids)
    }


def poll_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return polls with their frozen parameters; never a count before closing."""
    polls = _only(Poll.objects.filter(room=key), ids).prefetch_related("options")
    return {poll.pk: poll_row(poll) for poll in polls}


def poll_row(poll: Poll) -> dict[str, Any]:
    """Return one poll as it is shown to everybody."""
    result = poll.result or {}
    return {
        "id": poll.pk,
        "number": poll.number,
        "activity": poll.activity_id,
        "method": poll.method,
        "subject": poll.subject,
        "question": poll.question,
        "options": [
            {"id": o.pk, "title": {o.lang: o.title}, "lang": o.lang, "ref": o.group_id} for o in poll.options.all()
        ],
        "proposal": poll.proposal_id,
        "state": poll.state,
        "secret": poll.secret,
        "eligible": poll.params.get("eligible", {}),
        "params": poll.params,
        "hash": poll.params_hash,
        "seed_commit": poll.seed_commit,
        "seed": poll.seed,
        "opened": to_ms(poll.opened_at),
        "closed": to_ms(poll.closed_at),
        "published": poll.params.get("published", []),
        "round": poll.round,
        "objections": [said for said in result.get("reasons", []) if said["answer"] == "object"],
        "result": poll.result,
    }


def room_proposal_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the proposals of the room's process, wherever they were born; a problem names its group here."""
    room = Room.objects.only("process", "rehearsal").get(pk=key)
    kind = Proposal.objects.filter(process=room.process_id, rehearsal=room.rehearsal)  # neither shows the other's
    kind = kind if ids is None else kind.filter(pk__in=list(ids))
    found = proposal_rows(ids=kind.values_list("pk", flat=True), audience=audience)
    groups = dict(Group.objects.filter(room=key).exclude(problem=None).values_list("problem", "pk"))
    return {pk: {**row, "from_group": groups.get(pk)} for pk, row in found.items()}


def participant_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return who sits here, for the facilitator only: a nickname, a side, whether they wrote; nothing else."""
    seats = _only(Seat.objects.filter(room=key), ids, "participant__in").select_related("participant")
    cards = _only(Card.objects.filter(room=key).exclude(participant=None), ids, "participant__in")
    wrote = set(cards.values_list("participant", flat=True))
    tickets = Ticket.objects.filter(place=f"room:{key}", slip=False).exclude(participant=None)
    numbers = dict(_only(tickets, ids, "participant__in").values_list("participant", "number"))
    return {seat.participant_id: _participant(seat, wrote, numbers) for seat in seats}


def _participant(seat: Seat, wrote: set[str], numbers: dict[str, int]) -> dict[str, Any]:
    person = seat.participant
    return {
        "id": person.pk,
        "nickname": person.nickname,
        "side": person.side,
        "lang": person.lang,
        "state": "removed" if person.removed_at else seat.state,
        "channel": person.channel,
        "wrote": person.pk in wrote,
        "ticket": numbers.get(person.pk),
    }


def _only(rows: Any, ids: Iterable[str] | None, named: str = "pk__in") -> Any:
    return rows if ids is None else rows.filter(**{named: list(ids)})
