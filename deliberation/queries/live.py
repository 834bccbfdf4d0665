"""The ephemeral numbers of a room: counted from the rows when they are sent, so they need no truth of their own."""

from collections import Counter
from typing import Any

from django.db.models import Count

from deliberation.models import Ballot, Card, Mark, Poll, Room, Seat
from people.models import SIDES


def live_numbers(key: str) -> dict[str, Any]:
    """Return people who wrote and who did not, people who voted per side, and paper ballots still to type in."""
    room = Room.objects.select_related("activity").filter(pk=key).first()
    if room is None or room.activity is None:
        return {"written": {}, "silent": {}, "voted": {}, "paper": {}}
    return {**_written(room), **_voted(room)}


def _written(room: Room) -> dict[str, Any]:
    if room.activity is None or room.activity.kind != "cards":
        return {"written": {}, "silent": {}}
    cards = Card.objects.filter(activity=room.activity).exclude(state=Card.State.WITHDRAWN).exclude(participant=None)
    authors = set(cards.values_list("participant", flat=True))
    here = set(Seat.objects.filter(room=room, state=Seat.State.IN).values_list("participant", flat=True))
    return {"written": {room.activity.pk: len(authors)}, "silent": {room.activity.pk: len(here - authors)}}


def _voted(room: Room) -> dict[str, Any]:
    poll = Poll.objects.filter(room=room, state=Poll.State.OPEN).first()
    if poll is None:
        return {"voted": {}, "paper": {}}
    marks = Mark.objects.filter(poll=poll, opinion=False)
    sides = Counter(dict(marks.values_list("side").annotate(n=Count("pk"))))
    handed = marks.filter(paper=True).count()
    typed = Ballot.objects.filter(poll=poll, paper=True).count()
    return {"voted": {poll.pk: {side: sides[side] for side in SIDES}}, "paper": {poll.pk: handed - typed}}
