"""Putting cards together: every step can be taken back, and no card ever loses its author."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from deliberation.models import Activity, Card, Group
from deliberation.queries.reach import activities_for, cards_for, groups_for
from deliberation.rules import facilitates, running
from realtime.command import Language, Reach, Text, command, record, undoable
from realtime.refusal import Refused

RUNS = facilitates & running


def _free(*groups: Group) -> None:
    if any(group.problem_id for group in groups):
        raise Refused(_("This group has become a problem. Its wording is with its authors now."))


@command(
    "group.create",
    shape={
        "activity": Reach(activities_for),
        "title": Text(160),
        "lang": Language(),
        "cards": Reach(cards_for, many=True, required=False),
    },
    stream=lambda activity, **_t: activity.room.stream,
    rule=RUNS,
)
def create_group(*, actor: Any, activity: Activity, title: str, lang: str, cards: list[Card] | None = None) -> dict:
    """Make a group from cards."""
    cards = cards or []
    _on_the_wall(activity, cards)
    room = activity.room
    number = (Group.objects.filter(room=room).aggregate(n=Max("number"))["n"] or 0) + 1
    group = Group.objects.create(room=room, activity=activity, number=number, position=number, title=title, lang=lang)
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(group=group)
    record(room.stream, "group.changed", groups=[group.pk], cards=[card.pk for card in cards])
    undoable("group.dissolve", {"group": group.pk})
    return {"group": group.pk}


def _on_the_wall(activity: Activity, cards: list[Card]) -> None:
    if any(card.room_id != activity.room_id or card.state == Card.State.WITHDRAWN for card in cards):
        raise Refused(_("These cards are not all in this room."))
    if not all(card.activity.revealed for card in cards):
        raise Refused(_("The cards are still face down."))
    _free(*[card.group for card in cards if card.group])


@command(
    "group.rename",
    shape={"group": Reach(groups_for), "title": Text(160), "lang": Language()},
    stream=lambda group, **_t: group.room.stream,
    rule=RUNS,
)
def rename_group(*, actor: Any, group: Group, title: str, lang: str) -> None:
    """Give a group another name."""
    if group.gone:
        raise Refused(_("This group is not on the wall."))
    undoable("group.rename", {"group": group.pk, "title": group.title, "lang": group.lang})
    group.title, group.lang = title, lang
    group.save(update_fields=["title", "lang"])
    record(group.room.stream, "group.changed", groups=[group.pk])


@command(
    "card.move",
    shape={"card": Reach(cards_for), "group": Reach(groups_for, allow_null=True, required=False)},
    stream=lambda card, **_t: card.room.stream,
    rule=RUNS,
)
def move_card(*, actor: Any, card: Card, group: Group | None = None) -> None:
    """Put a card into a group, or with no group back among the loose ones."""
    if not card.activity.revealed:
        raise Refused(_("The cards are still face down."))
    if card.state == Card.State.WITHDRAWN:
        raise Refused(_("This card is not on the wall."))
    if group is not None and (group.room_id != card.room_id or group.gone):
        raise Refused(_("This group is not on the wall."))
    _free(*[g for g in (group, card.group) if g])
    undoable("card.move", {"card": card.pk, "group": card.group_id})
    card.group = group
    card.save(update_fields=["group"])
    record(card.room.stream, "card.moved", cards=[card.pk])


@command(
    "group.merge",
    shape={"group": Reach(groups_for), "into": Reach(groups_for)},
    stream=lambda group, **_t: group.room.stream,
    rule=RUNS,
)
def merge_groups(*, actor: Any, group: Group, into: Group) -> None:
    """Put all cards of one group into another; the first one leaves the wall and can come back whole."""
    if group.pk == into.pk or group.room_id != into.room_id or group.gone or into.gone:
        raise Refused(_("Choose two different groups of this room."))
    _free(group, into)
    cards = list(Card.objects.filter(group=group).values_list("pk", flat=True))
    _leave_wall(group, cards, into)
    undoable("group.restore", {"group": group.pk, "cards": cards})


@command("group.dissolve", shape={"group": Reach(groups_for)}, stream=lambda group: group.room.stream, rule=RUNS)
def dissolve_group(*, actor: Any, group: Group) -> None:
    """Take a group apart; its cards are loose again."""
    if group.gone:
        raise Refused(_("This group is not on the wall."))
    _free(group)
    cards = list(Card.objects.filter(group=group).values_list("pk", flat=True))
    _leave_wall(group, cards, None)
    undoable("group.restore", {"group": group.pk, "cards": cards})


def _leave_wall(group: Group, cards: list[str], into: Group | None) -> None:
    Card.objects.filter(pk__in=cards).update(group=into)
    group.gone = True
    group.save(update_fields=["gone"])
    record(group.room.stream, "group.changed", groups=[group.pk], cards=cards)


@command(
    "group.restore",
    shape={"group": Reach(groups_for), "cards": Reach(cards_for, many=True, required=False)},
    stream=lambda group, **_t: group.room.stream,
    rule=RUNS,
)
def restore_group(*, actor: Any, group: Group, cards: list[Card] | None = None) -> None:
    """Bring a merged or dissolved group back with the cards it had."""
    if not group.gone:
        raise Refused(_("This group is on the wall already."))
    here = [card for card in cards or [] if card.room_id == group.room_id and card.state != Card.State.WITHDRAWN]
    # A card that has meanwhile become part of a problem stays where it is.
    ids = [card.pk for card in here if card.group is None or card.group.problem_id is None]
    group.gone = False
    group.save(update_fields=["gone"])
    Card.objects.filter(pk__in=ids).update(group=group)
    record(group.room.stream, "group.changed", groups=[group.pk], cards=ids)
    undoable("group.dissolve", {"group": group.pk})
