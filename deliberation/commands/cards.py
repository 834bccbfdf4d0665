"""Cards: written in silence, revealed together, hidden or translated, never lost."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.models import Activity, Card, CardTranslation, Room
from deliberation.queries.reach import activities_for, cards_for
from deliberation.rules import facilitates, now, running, seated
from people.models import SIDES, Participant, Side
from people.rules import Rule
from realtime.command import Language, Reach, Text, command, nudge, record, undoable
from realtime.kept import Kept
from realtime.refusal import Refused

LONGEST = 1000
WITHDRAWN = _("You have taken this card back. Write a new one if you want to add something.")
CHANNELS = {Participant.Channel.TABLE: Card.Channel.TABLE, Participant.Channel.PAPER: Card.Channel.PAPER}


def _own(actor: Any, card: Card, **_targets: Any) -> Any:
    """Whoever wrote the card."""
    return None if actor.participant and card.participant_id == actor.participant.pk else _("This is not your card.")


own = Rule(_own)


# Asked for every card that is written.
LAST = Kept(lambda room: Card.objects.filter(room=room).order_by("-number").values_list("number")[:1])
WRITTEN = Kept(
    lambda activity, seat: (
        Card.objects.filter(activity=activity, participant=seat).exclude(state=Card.State.WITHDRAWN).values_list("pk")
    )
)


def channel_of(participant: Participant) -> str:
    """Return how this person's cards come: by their own phone unless they share one, or have none."""
    return CHANNELS.get(Participant.Channel(participant.channel), Card.Channel.PHONE)


def next_number(room: Room) -> int:
    """Return the number of the room's next card; its stream is locked."""
    (last,) = LAST.first(room.pk) or (0,)
    return last + 1


@command(
    "card.add",
    shape={
        "activity": Reach(activities_for),
        "text": Text(LONGEST),
        "lang": Language(),
        "helped": serializers.BooleanField(required=False, default=False),
    },
    stream=lambda activity, **_t: activity.room.stream,
    rule=seated & now("card.add"),
)
def add_card(*, actor: Any, activity: Activity, text: str, lang: str, helped: bool = False) -> dict:
    """Write a card. Before the reveal only its author sees the text.

    `helped`: somebody else wrote it down, read it back, and the author agreed; it stays marked so.
    """
    limit = activity.settings.get("max_cards", 20)
    if len(WRITTEN(activity.pk, actor.participant.pk)) >= limit:
        raise Refused(
            _("You have written %(limit)s cards, as many as there are for each. You can change one.") % {"limit": limit}
        )
    card = Card.objects.create(
        room=activity.room, activity=activity, number=next_number(activity.room), participant=actor.participant,
        side=actor.participant.side, text=text, lang=lang, channel=channel_of(actor.participant), helped=helped,
        agreed_at=timezone.now() if helped else None,
    )  # fmt: skip
    record(activity.room.stream, "card.added", cards=[card.pk], participants=[actor.participant.pk])
    nudge(activity.room.stream)
    return {"card": card.pk, "number": card.number}


@command(
    "card.edit",
    shape={"card": Reach(cards_for), "text": Text(LONGEST), "lang": Language()},
    stream=lambda card, **_t: card.room.stream,
    rule=own & now("card.edit"),
)
def edit_card(*, actor: Any, card: Card, text: str, lang: str) -> None:
    """Change one's own card while cards are being written."""
    if card.state == Card.State.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if card.activity.revealed:
        raise Refused(_("The cards are on the wall now. Write a new one if you want to add something."))
    card.text, card.lang = text, lang
    card.save(update_fields=["text", "lang"])
    record(card.room.stream, "card.changed", cards=[card.pk])


@command(
    "card.withdraw",
    shape={"card": Reach(cards_for)},
    stream=lambda card: card.room.stream,
    rule=own & now("card.withdraw"),
)
def withdraw_card(*, actor: Any, card: Card) -> None:
    """Take one's own card off the wall."""
    if card.state == Card.State.WITHDRAWN:
        raise Refused(WITHDRAWN)
    card.state, card.group = Card.State.WITHDRAWN, None
    card.save(update_fields=["state", "group"])
    record(card.room.stream, "card.withdrawn", new_epoch=True, cards=[card.pk])
    nudge(card.room.stream)


@command(
    "card.enter",
    shape={
        "activity": Reach(activities_for),
        "text": Text(LONGEST),
        "lang": Language(),
        "side": serializers.ChoiceField(SIDES),
    },
    stream=lambda activity, **_t: activity.room.stream,
    rule=facilitates & running,
)
def enter_card(*, actor: Any, activity: Activity, text: str, lang: str, side: str) -> dict:
    """Type in a card that was written on paper; it stays marked so."""
    if activity.kind != "cards":
        raise Refused(_("Choose the step with the cards."))
    card = Card.objects.create(
        room=activity.room, activity=activity, number=next_number(activity.room), side=Side(side), text=text, lang=lang,
        channel=Card.Channel.PAPER, entered_by=actor.person,
    )  # fmt: skip
    record(activity.room.stream, "card.added", cards=[card.pk])
    undoable("card.hide", {"card": card.pk, "reason": str(_("Typed in by mistake."))})
    return {"card": card.pk, "number": card.number}


@command(
    "cards.reveal",
    shape={"activity": Reach(activities_for)},
    stream=lambda activity: activity.room.stream,
    rule=facilitates & running,
)
def reveal(*, actor: Any, activity: Activity) -> None:
    """Turn all cards over at once. This cannot be taken back: what was read was read."""
    if activity.kind != "cards":
        raise Refused(_("Choose the step with the cards."))
    if activity.revealed:
        raise Refused(_("The cards are on the wall already."))
    activity.revealed = True
    activity.save(update_fields=["revealed"])
    ids = list(Card.objects.filter(activity=activity).values_list("pk", flat=True))
    record(activity.room.stream, "cards.revealed", activities=[activity.pk], cards=ids)


@command(
    "card.hide",
    shape={"card": Reach(cards_for), "reason": Text(300)},
    stream=lambda card, **_t: card.room.stream,
    rule=facilitates & running,
)
def hide_card(*, actor: Any, card: Card, reason: str) -> None:
    """Take a card off the wall with a reason; its author is told."""
    if card.state != Card.State.SHOWN:
        raise Refused(_("This card is not on the wall."))
    card.state, card.hidden_reason = Card.State.HIDDEN, reason
    card.save(update_fields=["state", "hidden_reason"])
    record(card.room.stream, "card.hidden", new_epoch=True, cards=[card.pk])
    undoable("card.show", {"card": card.pk})


@command(
    "card.show", shape={"card": Reach(cards_for)}, stream=lambda card: card.room.stream, rule=facilitates & running
)
def show_card(*, actor: Any, card: Card) -> None:
    """Put a hidden card back on the wall."""
    if card.state != Card.State.HIDDEN:
        raise Refused(_("This card is not hidden."))
    reason = card.hidden_reason
    card.state, card.hidden_reason = Card.State.SHOWN, ""
    card.save(update_fields=["state", "hidden_reason"])
    record(card.room.stream, "card.hidden", cards=[card.pk])
    undoable("card.hide", {"card": card.pk, "reason": reason})


@command(
    "card.translate",
    shape={"card": Reach(cards_for), "lang": Language(), "text": Text(LONGEST, allow_blank=True)},
    stream=lambda card, **_t: card.room.stream,
    rule=facilitates & running,
)
def translate_card(*, actor: Any, card: Card, lang: str, text: str) -> None:
    """Write one line of human translation; an empty one takes it away."""
    if not card.activity.revealed:
        raise Refused(_("The cards are still face down."))
    if "\n" in text:
        raise Refused(_("A translation is one line."))
    if lang == card.lang:
        raise Refused(_("The card is written in this language already."))
    before = card.translations.filter(lang=lang).first()
    old = before.text if before else ""
    if text:
        CardTranslation.objects.update_or_create(card=card, lang=lang, defaults={"text": text, "by": actor.person})
    elif before:
        before.delete()
    record(card.room.stream, "card.changed", cards=[card.pk])
    undoable("card.translate", {"card": card.pk, "lang": lang, "text": old})
