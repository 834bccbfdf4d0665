"""Around a kitchen table: the voices on one phone in one room, with what each has said, written or left as a sound."""

from collections import defaultdict
from typing import Any

from deliberation.models import Card, Room, VoiceNote
from people.actors import seats_of
from people.models import Participant

Row = dict[str, Any]


def people_at(token: str, room: Room) -> list[Participant]:
    """Return the people on this device who sit in this room, in the order in which they came."""
    held = seats_of(token).filter(participant__room_seats__room=room).order_by("created_at", "id") if token else []
    return [each.participant for each in held]


def voices_at(people: list[Participant], room: Room) -> list[Row]:
    """Return for each person `{seat, cards, notes, agreed}`; `agreed`: every card of theirs was read back."""
    cards: dict[str, list[Card]] = defaultdict(list)
    for card in Card.objects.filter(room=room, participant__in=people, state=Card.State.SHOWN).order_by("number"):
        cards[str(card.participant_id)].append(card)
    notes: dict[str, list[VoiceNote]] = defaultdict(list)
    waiting = VoiceNote.objects.filter(activity__room=room, participant__in=people, sound__isnull=False)
    for note in waiting.defer("sound"):
        notes[note.participant_id].append(note)
    return [
        {
            "seat": person,
            "cards": cards[person.pk],
            "notes": notes[person.pk],
            "agreed": bool(cards[person.pk]) and all(card.agreed_at for card in cards[person.pk]),
        }
        for person in people
    ]


def notes_to_write_down(room: Room) -> list[VoiceNote]:
    """Return the voice notes of a room that wait for somebody to write them down, oldest first."""
    waiting = VoiceNote.objects.filter(activity__room=room, sound__isnull=False).defer("sound")
    return list(waiting.select_related("participant").order_by("at", "id"))
