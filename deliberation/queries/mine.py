"""What only one pair of eyes sees of a room: own cards, own votes cast, what may be done now and why not."""

from collections import defaultdict
from typing import Any

from django.utils import translation

from deliberation.activities import ALWAYS, OPENS
from deliberation.models import Activity, Card, Mark, Poll, Roll, Room, RoomRole, Seat
from deliberation.rules import A_PAUSE, HELD, IS_CLOSED, NOT_NOW, NOT_OPEN
from people.models import DeviceSeat, Participant
from proposals.models import Author
from realtime.commands import last_undoable
from realtime.streams import Viewer

SPEAKS = (
    "card.add",
    "ballot.cast",
    "problem.confirm",
    "problem.object",
    "solution.draft",
    "card.consent",
    "closing.read",
)


def own_parts(key: str, viewers: list[Viewer]) -> dict[Viewer, dict[str, Any] | None]:
    """Return {viewer: own part} for all viewers at the price of one. None: this viewer may no longer look."""
    room = Room.objects.select_related("activity", "process").get(pk=key)
    parts: dict[Viewer, dict[str, Any] | None] = {}
    facts = _Facts(room, [v.actor for v in viewers if v.audience == "participant"])
    leads = set(RoomRole.objects.filter(room=room).values_list("person", flat=True))
    for viewer in viewers:
        with translation.override(viewer.lang):
            if viewer.audience == "participant":
                parts[viewer] = facts.of(viewer.actor)
                continue
            person = viewer.actor.person
            parts[viewer] = _facilitator(room, viewer, person is not None and person.pk in leads)
    return parts


def _facilitator(room: Room, viewer: Viewer, leads: bool) -> dict[str, Any] | None:
    if viewer.audience == "screen":
        return {}
    if not leads:
        return None
    undo = last_undoable(room.stream, viewer.actor)
    person = viewer.actor.person
    return {
        "person": {"id": person.pk, "name": str(person)},
        "can": may_now(room, sorted(ALWAYS.union(*OPENS.values()))),
        "undo": {"label": undo.undo["label"]} if undo and undo.undo else None,
    }


def may_now(room: Room, verbs: Any) -> dict[str, str | None]:
    """Return {verb: None or the reason why not now}; the same table that run() asks through rules.now."""
    if room.state != Room.State.OPEN:
        reason = str(NOT_OPEN if room.state == Room.State.PREPARED else IS_CLOSED)
        early = {"room.open", "ticket.issue", "ticket.void", "room.hand_over"}
        return {v: None if v in early and room.state == Room.State.PREPARED else reason for v in verbs}
    opened = OPENS.get(room.activity.kind, frozenset()) if room.activity else frozenset()
    paused = room.activity is not None and room.activity.state == Activity.State.PAUSED
    may = {v: None if v in ALWAYS or v in opened else str(NOT_NOW) for v in verbs}
    return {v: str(A_PAUSE) if paused and v in HELD and not why else why for v, why in may.items()}


class _Facts:
    """Everything the own parts need, read in a handful of queries however many viewers there are."""

    def __init__(self, room: Room, actors: list[Any]):
        self.room = room
        seats = [actor.participant.pk for actor in actors]
        self.people = {p.pk: p for p in Participant.objects.filter(pk__in=seats)} if seats else {}
        self.states = dict(Seat.objects.filter(room=room, participant__in=seats).values_list("participant", "state"))
        self.cards: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for card in Card.objects.filter(room=room, participant__in=seats).exclude(state=Card.State.WITHDRAWN):
            row = {"id": card.pk, "number": card.number, "activity": card.activity_id, "text": card.text}
            row.update(lang=card.lang, state=card.state, reason=card.hidden_reason, publish=card.publish)
            self.cards[str(card.participant_id)].append(row)
        self.rolls: dict[str, dict[str, str]] = defaultdict(dict)
        self.polls = list(Poll.objects.filter(room=room).values_list("pk", flat=True))
        for poll, person, opinion in Roll.objects.filter(poll__room=room, participant__in=seats).values_list(
            "poll", "participant", "opinion"
        ):
            self.rolls[person][poll] = "opinion" if opinion else "vote"
        self.voted: dict[str, dict[str, bool]] = defaultdict(dict)
        for poll, person in Mark.objects.filter(poll__room=room, participant__in=seats).values_list(
            "poll", "participant"
        ):
            self.voted[person][poll] = True
        self.confirm: dict[str, dict[str, str]] = defaultdict(dict)
        asked = Author.objects.filter(participant__in=seats, proposal__process=room.process_id)
        for proposal, seat, answer in asked.values_list("proposal", "participant", "answer"):
            self.confirm[str(seat)][proposal] = answer
        self.tables = _tables(room, [actor.device.pk for actor in actors if actor.device])

    def of(self, actor: Any) -> dict[str, Any] | None:
        seat = actor.participant.pk
        person = self.people.get(seat)
        if person is None or person.removed_at is not None or seat not in self.states:
            return None
        around = self.tables.get(actor.device.pk, {}) if actor.device else {}
        if actor.device and seat not in around:
            return None  # the seat was given back on another phone: this one is out
        return {
            "seat": {
                "id": seat,
                "nickname": person.nickname,
                "side": person.side,
                "lang": person.lang,
                "state": self.states[seat],
            },
            "cards": self.cards.get(seat, []),
            "votes": {poll: self.rolls[seat].get(poll, "no") for poll in self.polls},
            "voted": self.voted.get(seat, {}),
            "confirm": self.confirm.get(seat, {}),
            "seats": list(around.values()) if len(around) > 1 else [],
            "can": may_now(self.room, SPEAKS),
        }


def _tables(room: Room, devices: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return {device: {seat: row}} of the seats each device may use in this process: a phone can go round a table."""
    held = DeviceSeat.objects.filter(device__in=devices, revoked_at=None, device__revoked_at=None)
    held = held.filter(participant__process=room.process_id, participant__removed_at=None)
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for each in held.select_related("participant").order_by("participant"):
        person = each.participant
        found[each.device_id][person.pk] = {"id": person.pk, "nickname": person.nickname, "side": person.side}
    return found
