"""The tables of a room as each audience sees them: page, API, snapshot and frame all read these functions."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from deliberation.changes import change_row
from deliberation.models import Card, Group, Poll, Room
from deliberation.queries import shown
from people.models import SIDES
from people.queries import ticket_counts
from proposals.models import Proposal
from proposals.rows import proposal_rows
from realtime.clock import to_ms
from realtime.streams import Rows

FACILITATOR, PARTICIPANT, SCREEN = "facilitator", "participant", "screen"


def room_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return the one row of the room, with how many are present on each side."""
    (found,) = shown.ROOMS.rows(room=key)
    room = dict(zip(shown.OWN, found[: len(shown.OWN)], strict=True))
    process = dict(zip(shown.PROCESS, found[len(shown.OWN) :], strict=True))
    present: dict[str, int] = dict(shown.PRESENT.rows(room=key))
    row = {
        "id": room["pk"],
        "title": room["title"],
        "lang": room["lang"],
        "code": room["code"],
        "state": room["state"],
        "entry": room["entry"],
        "rehearsal": room["rehearsal"],
        "activity": room["activity"],
        "languages": process["territory__languages"] or [code for code, _name in settings.LANGUAGES],
        "process": {
            "id": process["pk"],
            "title": process["title"],
            "question": process["question"],
            "commitment": process["commitment"],
            "commitment_signed": process["commitment_signed_at"] is not None,
            "response_days": process["response_days"],
            "lang": process["lang"],
            "charter": {"text": process["charter"], "adopted": process["charter_adopted_at"] is not None},
        },
        "present": {side: present.get(side, 0) for side in SIDES},
        "recount": room["recount_at"] is not None,
        "tickets": ticket_counts(f"room:{key}"),
        "join": reverse("room_by_code") + f"?code={room['code']}",
        "closing": {"read": room["read_at"] is not None, "due": _due(key)},
    }
    return {key: row}


def _due(key: str) -> int | None:
    """The first date by which an office must answer what this room carried."""
    return min((due for (due,) in shown.DUE.rows(room=key) if due), default=None)


def activity_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return the agenda."""
    rows = [dict(zip(shown.ACTIVITY, row, strict=True)) for row in shown.ACTIVITIES.rows(ids, room=key)]
    return {row["id"]: {**row, "ends": to_ms(row["ends"])} for row in rows}


def card_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return the cards. Before the reveal nobody gets a text; hidden ones show only that they were hidden."""
    cards = [dict(zip(shown.CARD, row, strict=True)) for row in shown.CARDS.rows(ids, room=key)]
    words: dict[str, dict[str, dict[str, str]]] = {}
    if any(_readable(card, audience) for card in cards):
        for card, lang, text, by, name in shown.WORDS.rows(ids, room=key):
            words.setdefault(card, {})[lang] = {"text": text, "by": name or by or ""}
    return {card["id"]: _card(card, audience, words) for card in cards}


def _readable(card: dict[str, Any], audience: str) -> bool:
    return card["revealed"] and (card["state"] == Card.State.SHOWN or audience == FACILITATOR)


def _card(card: dict[str, Any], audience: str, words: dict[str, dict[str, dict[str, str]]]) -> dict[str, Any]:
    readable = _readable(card, audience)
    row = {
        **card,
        "text": card["text"] if readable else None,
        "lang": card["lang"] if readable else "",
        "translations": words.get(card["id"], {}) if readable else {},
        "reason": card["reason"] if audience == FACILITATOR else "",  # the author reads it in `mine`
        "publish": card["publish"] if audience == FACILITATOR else None,
    }
    del row["revealed"]
    return row


def group_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
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


def poll_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return polls with their frozen parameters; never a count before closing."""
    polls = _only(Poll.objects.filter(room=key), ids).prefetch_related("options")
    polls = polls.select_related("amendment__base", "amendment__proposal")
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
            {"id": o.pk, "title": o.texts, "lang": o.lang, "cost": o.cost, "ref": o.group_id}
            for o in poll.options.all()
        ],
        "proposal": poll.proposal_id,
        "change": change_row(poll),
        "state": poll.state,
        "secret": poll.secret,
        "eligible": poll.params.get("eligible", {}),
        "params": poll.params,
        "hash": poll.opening_hash,
        "seed_commit": poll.seed_commit,
        "seed": poll.seed,
        "opened": to_ms(poll.opened_at),
        "closed": to_ms(poll.closed_at),
        "ends": to_ms(poll.ends_at),
        "extended": to_ms(poll.extended_at),
        "published": poll.params.get("published", []),
        "round": poll.round,
        "objections": [said for said in result.get("reasons", []) if said["answer"] == "object"],
        "result": poll.result,
    }


def room_proposal_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return the proposals of the room's process, wherever they were born; a problem names its group here."""
    room = Room.objects.only("process", "rehearsal").get(pk=key)
    kind = Proposal.objects.filter(process=room.process_id, rehearsal=room.rehearsal)  # neither shows the other's
    kind = kind if ids is None else kind.filter(pk__in=list(ids))
    found = proposal_rows(ids=kind.values_list("pk", flat=True), audience=audience)
    groups = dict(Group.objects.filter(room=key).exclude(problem=None).values_list("problem", "pk"))
    return {pk: {**row, "from_group": groups.get(pk)} for pk, row in found.items()}


def participant_rows(key: str, audience: str, ids: Collection[str] | None) -> Rows:
    """Return who sits here, for the facilitator only: a nickname, a side, whether they wrote; nothing else."""
    wrote = {seat for (seat,) in shown.WROTE.rows(ids, room=key)}
    numbers: dict[str, int] = dict(shown.TICKETS.rows(ids, place=f"room:{key}"))
    return {
        seat: {
            "id": seat,
            "nickname": nickname,
            "side": side,
            "lang": lang,
            "state": "removed" if removed else state,
            "channel": channel,
            "wrote": seat in wrote,
            "ticket": numbers.get(seat),
            "observes": bool(observes),
        }
        for seat, nickname, side, lang, channel, removed, state, observes in shown.SEATS.rows(ids, room=key)
    }


def _only(rows: Any, ids: Collection[str] | None) -> Any:
    return rows if ids is None else rows.filter(pk__in=list(ids))
