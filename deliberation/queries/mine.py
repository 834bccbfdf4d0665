"""What only one pair of eyes sees of a room: own cards, own votes cast, what may be done now and why not."""

from collections import defaultdict
from typing import Any

from django.utils import translation

from deliberation.activities import ALWAYS, LISTENING, OPENS
from deliberation.models import Activity, Room, RoomRole
from deliberation.queries import own
from deliberation.rules import A_PAUSE, HELD, IS_CLOSED, NOT_NOW, NOT_OPEN
from realtime.commands import last_undoable
from realtime.streams import Viewer

SPEAKS = (
    "card.add",
    "ballot.cast",
    "stance.take",
    "problem.confirm",
    "problem.object",
    "solution.draft",
    "card.consent",
    "closing.read",
)


def own_parts(key: str, viewers: list[Viewer]) -> dict[Viewer, dict[str, Any] | None]:
    """Return {viewer: own part} for all viewers at the price of one. None: this viewer may no longer look."""
    found = own.ROOMS.first(room=key)
    if found is None:  # the room was taken away: everybody is shown out
        return dict.fromkeys(viewers)
    room = own.Place(*found)
    parts: dict[Viewer, dict[str, Any] | None] = {}
    seated = [viewer for viewer in viewers if viewer.audience == "participant"]
    if seated:
        facts = _Facts(room, [viewer.actor for viewer in seated])
        may = {lang: _in(lang, room, SPEAKS) for lang in {viewer.lang for viewer in seated}}
        parts.update({viewer: facts.of(viewer.actor, may[viewer.lang]) for viewer in seated})
    others = [viewer for viewer in viewers if viewer.audience != "participant"]
    if others:
        leads = set(RoomRole.objects.filter(room=key, person__is_active=True).values_list("person", flat=True))
        parts.update({viewer: _other(room, viewer, leads) for viewer in others})
    return parts


def _other(room: own.Place, viewer: Viewer, leads: set[str]) -> dict[str, Any] | None:
    person = viewer.actor.person
    leading = person is not None and person.pk in leads
    if viewer.audience == "screen":
        return {} if leading or room.rehearsal else None
    if not leading:
        return None
    undo = last_undoable(f"room:{room.key}", viewer.actor)
    return {
        "person": {"id": person.pk, "name": str(person)},
        "can": _in(viewer.lang, room, sorted(ALWAYS.union(*OPENS.values()))),
        "undo": {"label": undo.undo["label"]} if undo and undo.undo else None,
    }


def _in(lang: str, room: own.Place, verbs: Any) -> dict[str, str | None]:
    with translation.override(lang):
        return _may_now(room, verbs)


def _may_now(room: own.Place, verbs: Any) -> dict[str, str | None]:
    """Return {verb: None or the reason why not now}; the same table that run() asks through rules.now."""
    if room.state != Room.State.OPEN:
        reason = str(NOT_OPEN if room.state == Room.State.PREPARED else IS_CLOSED)
        early = {"room.open", "ticket.issue", "ticket.void", "room.hand_over"}
        return {v: None if v in early and room.state == Room.State.PREPARED else reason for v in verbs}
    opened = OPENS.get(room.kind or "", frozenset())
    paused = room.part == Activity.State.PAUSED
    may = {v: None if v in ALWAYS or v in opened else str(NOT_NOW) for v in verbs}
    return {v: str(A_PAUSE) if paused and v in HELD and not why else why for v, why in may.items()}


class _Facts:
    """Everything the own parts need, read in a handful of queries however many viewers there are."""

    def __init__(self, room: own.Place, actors: list[Any]):
        key, ids = room.key, {actor.participant.pk for actor in actors}
        self.seats = {each[0]: each[1:] for each in own.SEATS.rows(ids, room=key)}
        self.polls = [poll for (poll,) in own.POLLS.rows(room=key)]
        self.cards: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for seat, *card in own.CARDS.rows(ids, room=key):
            self.cards[seat].append(dict(zip(own.CARD, card, strict=True)))
        self.rolls: dict[str, dict[str, str]] = defaultdict(dict)
        for seat, poll, opinion in own.ROLLS.rows(ids, room=key):
            self.rolls[seat][poll] = "opinion" if opinion else "vote"
        self.voted: dict[str, dict[str, bool]] = defaultdict(dict)
        for seat, poll in own.MARKS.rows(ids, room=key):
            self.voted[seat][poll] = True
        self.confirm: dict[str, dict[str, str]] = defaultdict(dict)
        for seat, proposal, answer in own.ASKED.rows(ids, process=room.process, room=key):
            self.confirm[seat][proposal] = answer
        self.stances: dict[str, dict[str, int]] = defaultdict(dict)
        if room.kind == LISTENING:
            for seat, card, vote in own.STANCES.rows(ids, room=key):
                self.stances[seat][card] = vote
        # A phone can go round a table: the seats that each device may use in this process.
        self.tables: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        devices = {actor.device.pk for actor in actors if actor.device}
        for device, seat, nickname, side, process in own.DEVICES.rows(devices, process=room.process):
            if process == room.process:
                self.tables[device][seat] = {"id": seat, "nickname": nickname, "side": side}

    def of(self, actor: Any, may: dict[str, str | None]) -> dict[str, Any] | None:
        seat = actor.participant.pk
        if seat not in self.seats:
            return None
        state, nickname, side, lang = self.seats[seat]
        around = self.tables.get(actor.device.pk, {}) if actor.device else {}
        if actor.device and seat not in around:
            return None  # the seat was given back on another phone: this one is out
        rolls = self.rolls.get(seat, {})
        return {
            "seat": {"id": seat, "nickname": nickname, "side": side, "lang": lang, "state": state},
            "cards": self.cards.get(seat, []),
            "votes": {poll: rolls.get(poll, "no") for poll in self.polls},
            "voted": self.voted.get(seat, {}),
            "confirm": self.confirm.get(seat, {}),
            "stances": self.stances.get(seat, {}),
            "seats": list(around.values()) if len(around) > 1 else [],
            "can": may,
        }
