"""What a report is of: a mark that is another one as soon as something that it tells has changed."""

import hashlib
import json
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from deliberation.models import Card, Poll, Room
from people.models import Participant, PerceivedRung, Process, Ticket
from proposals.models import Answer, Move, Proposal
from realtime.models import Stream

FORM = 2  # of the report itself: raised when it tells something else


def mark_of(process: Process) -> str:
    """Return the mark of the present state, in a constant number of queries.

    Whatever is done to a process or in its rooms raises the number of a stream; what leaves no event, and what was
    loaded without one, is counted. The day belongs to it: tomorrow an answer may be late.
    """
    rooms = [f"room:{key}" for key in Room.objects.filter(process=process).values_list("pk", flat=True)]
    streams = Stream.objects.filter(pk__in=[process.stream, *rooms]).order_by("pk")
    of = {"process": process}
    told: list[Any] = [
        FORM,
        timezone.localdate().isoformat(),
        list(streams.values_list("pk", "seq")),
        [process.title, process.question, process.rung, process.commitment, process.response_days],
        _counted(Proposal.objects.filter(**of), "created_at"),
        _counted(Move.objects.filter(proposal__process=process), "at"),
        _counted(Answer.objects.filter(referral__proposal__process=process), "at"),
        _counted(Poll.objects.filter(room__process=process), "closed_at"),
        _counted(Card.objects.filter(room__process=process), "created_at"),
        _counted(Participant.objects.filter(**of), "created_at"),
        _counted(Ticket.objects.filter(**of), "redeemed_at"),
        _counted(PerceivedRung.objects.filter(participant__process=process), "at"),
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _counted(rows: Any, moment: str) -> list[Any]:
    found = rows.order_by().aggregate(n=Count("pk"), last=Max(moment))
    return [found["n"], found["last"]]
