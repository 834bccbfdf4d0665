"""Around a kitchen table: cards that somebody else wrote down and the author agreed to; voice notes, written later."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.commands.cards import LONGEST, channel_of, next_number, own
from deliberation.models import Card, VoiceNote
from deliberation.queries.reach import cards_for, own_notes, recorded_for, waiting_notes
from deliberation.rules import facilitates, now, running, seated
from realtime.command import Language, Reach, Text, command, nudge, record
from realtime.refusal import Refused

GONE = _("This voice note was written down or taken back.")


@command("card.agree", shape={"card": Reach(cards_for)}, stream=lambda card: card.room.stream, rule=own & running)
def agree(*, actor: Any, card: Card) -> None:
    """Say that one's card says what one meant, after it was read back."""
    if card.state != Card.State.SHOWN:
        raise Refused(_("This card is not on the wall."))
    card.agreed_at = timezone.now()
    card.save(update_fields=["agreed_at"])
    record(card.room.stream, "card.changed", cards=[card.pk])


@command(
    "voice.keep",
    shape={"note": Reach(recorded_for)},
    stream=lambda note: note.activity.room.stream,
    rule=seated & now("card.add"),
)
def keep_voice(*, actor: Any, note: VoiceNote) -> dict[str, Any]:
    """Leave a voice note in the step that collects cards. Who leads the room, or a coach, writes it down."""
    if note.sound is None:
        raise Refused(GONE)
    record(note.activity.room.stream, "voice.kept", participants=[note.participant_id])
    nudge(note.activity.room.stream)
    return {"note": note.pk}


@command(
    "voice.take_back",
    shape={"note": Reach(own_notes)},
    stream=lambda note: note.activity.room.stream,
    rule=seated,
)
def take_back_voice(*, actor: Any, note: VoiceNote) -> None:
    """Take one's voice note back: the sound is gone."""
    if note.sound is None:
        raise Refused(GONE)
    note.sound = None
    note.save(update_fields=["sound"])
    record(note.activity.room.stream, "voice.kept", participants=[note.participant_id])


@command(
    "voice.write_down",
    shape={"note": Reach(waiting_notes), "text": Text(LONGEST), "lang": Language()},
    stream=lambda note, **_t: note.activity.room.stream,
    rule=facilitates & running,
)
def write_down(*, actor: Any, note: VoiceNote, text: str, lang: str) -> dict[str, Any]:
    """Write down what was said: a card of the person who said it, for them to agree to; the sound is taken away."""
    if note.sound is None:
        raise Refused(GONE)
    room, who = note.activity.room, note.participant
    card = Card.objects.create(
        room=room, activity=note.activity, number=next_number(room), participant=who, side=who.side, text=text,
        lang=lang, channel=channel_of(who), entered_by=actor.person, helped=True,
    )  # fmt: skip
    note.card, note.sound = card, None
    note.save(update_fields=["card", "sound"])
    record(room.stream, "voice.written", cards=[card.pk], participants=[who.pk])
    nudge(room.stream)
    return {"card": card.pk, "number": card.number}
