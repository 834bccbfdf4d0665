"""The ephemeral numbers of a room: counted from the rows when they are sent, so they need no truth of their own."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef

from deliberation.activities import LISTENING
from deliberation.models import Ballot, Card, Mark, Poll, Roll, Room, Seat, Stance
from people.models import SIDES, Participant
from realtime.prepared import Prepared, Slot

ROOM, POLL = Slot("room"), Slot("poll")
ACTIVITY = Prepared(lambda: Room.objects.filter(pk=ROOM).values_list("activity", "activity__kind"))
WROTE = Prepared(
    lambda: (
        Card.objects.filter(activity=Slot("activity"))
        .exclude(state=Card.State.WITHDRAWN)
        .exclude(participant=None)
        .order_by()
        .values_list("participant")
        .distinct()
    )
)
HERE = Prepared(lambda: Seat.objects.filter(room=ROOM, state=Seat.State.IN).values_list("participant"))
OPEN = Prepared(lambda: Poll.objects.filter(room=ROOM, state=Poll.State.OPEN).order_by("number").values_list("pk"))
VOTED = Prepared(
    lambda: (
        Mark.objects.filter(poll=POLL, opinion=False).values_list("side", "paper").annotate(n=Count("pk")).order_by()
    )
)
# Who could vote by phone and has not: asked about before a vote is closed.
UNSURE = Prepared(
    lambda: (
        Roll.objects.filter(poll=POLL, opinion=False)
        .exclude(participant__channel=Participant.Channel.PAPER)
        .exclude(Exists(Mark.objects.filter(poll=OuterRef("poll"), participant=OuterRef("participant"))))
        .values_list("poll")
        .annotate(n=Count("pk"))
        .order_by()
    )
)
TYPED = Prepared(
    lambda: Ballot.objects.filter(poll=POLL, paper=True).values_list("poll").annotate(n=Count("pk")).order_by()
)

ANSWERS = Prepared(
    lambda: Stance.objects.filter(card__room=ROOM).values_list("card__room").annotate(n=Count("pk")).order_by()
)


def live_numbers(key: str) -> dict[str, Any]:
    """Return people who wrote and who did not, people who voted per side, and paper ballots still to type in."""
    activity, kind = ACTIVITY.first(room=key) or (None, None)
    if activity is None:
        return {"written": {}, "silent": {}, "voted": {}, "paper": {}, "unsure": {}, "answers": 0}
    return {**_written(key, activity, kind), **_voted(key), "answers": _answers(key, kind)}


def _answers(key: str, kind: str) -> int:
    """Count the answers to cards: who shows the map looks at it again when there are more."""
    return sum(count for _room, count in ANSWERS.rows(room=key)) if kind == LISTENING else 0


def _written(key: str, activity: str, kind: str) -> dict[str, Any]:
    if kind != "cards":
        return {"written": {}, "silent": {}}
    authors, here = set(WROTE.rows(activity=activity)), set(HERE.rows(room=key))
    return {"written": {activity: len(authors)}, "silent": {activity: len(here - authors)}}


def _voted(key: str) -> dict[str, Any]:
    """Count who has voted, never what: while a poll is open, turnout is all that anybody learns of it."""
    numbers: dict[str, dict[str, Any]] = {"voted": {}, "paper": {}, "unsure": {}}
    for (poll,) in OPEN.rows(room=key):
        voted, handed = Counter[str](), 0
        for side, paper, count in VOTED.rows(poll=poll):
            voted[side] += count
            handed += count if paper else 0
        numbers["voted"][poll] = {side: voted[side] for side in SIDES}
        numbers["paper"][poll] = handed - sum(count for _poll, count in TYPED.rows(poll=poll))
        numbers["unsure"][poll] = sum(count for _poll, count in UNSURE.rows(poll=poll))
    return numbers
