"""Votes that go on outside the room, for the people on their rolls: which wait for a vote, and the ballot on a page."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from deliberation import words
from deliberation.models import Mark, Poll, Roll
from deliberation.queries.plain import ballot
from deliberation.queries.rows import poll_row
from people.models import Participant

Row = dict[str, Any]


def votes_waiting(people: Collection[Participant], lang: str) -> dict[str, list[Row]]:
    """Return {seat: open votes outside a room that this seat may take part in}, the one that ends first first."""
    found: dict[str, list[Row]] = defaultdict(list)
    rolls = Roll.objects.filter(participant__in=people, poll__state=Poll.State.OPEN, poll__ends_at__isnull=False)
    voted = set(Mark.objects.filter(poll__in=rolls.values("poll")).values_list("poll", "participant"))
    for roll in rolls.select_related("poll__room").order_by("poll__ends_at", "poll"):
        poll = roll.poll
        found[roll.participant_id].append(
            {
                "id": poll.pk,
                "question": words.in_language(poll.question, lang, poll.room.lang),
                "ends": poll.ends_at,
                "voted": (poll.pk, roll.participant_id) in voted,
            }
        )
    return found


def ballot_page(poll: Poll, seat: Participant, lang: str) -> Row | None:
    """Return the ballot of one person as `queries.plain.ballot` does, with what it is about; None: not on the roll."""
    roll = Roll.objects.filter(poll=poll, participant=seat).first()
    if roll is None:
        return None
    shown = ballot(poll_row(poll), lang, side=roll.side, standing="opinion" if roll.opinion else "vote")
    about = poll.proposal
    return shown | {
        "about": {"title": about.title, "body": about.body, "lang": about.lang} if about else None,
        "voted": Mark.objects.filter(poll=poll, participant=seat).exists(),
    }
