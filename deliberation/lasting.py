"""How long a vote lasts that goes on outside the room: when it ends, and one extension where a quorum is missing."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from deliberation.counting import quorum_reached
from deliberation.models import Mark, Poll
from realtime.refusal import Refused

MOST_DAYS = 60
WHOLE = ("room__activity", "room__process", "activity", "proposal__office")  # what closing needs of a poll


def without_quorum(poll: Poll) -> list[str]:
    """Return the sides with a say in the outcome that have too few ballots so far. A side of nobody lacks nothing."""
    voted = Mark.objects.filter(poll=poll, opinion=False).values_list("side").annotate(n=Count("pk")).order_by()
    cast: dict[str, int] = dict(voted)
    eligible = poll.params["eligible"]
    return [
        side
        for side in poll.params["consenting"]
        if not quorum_reached(cast.get(side, 0), eligible.get(side, 0), poll.params["quorum"])
    ]


def ends_now(poll: Poll) -> bool:
    """Say whether a vote is over: one of the room whenever who leads it says so, another not without its one extension.

    Refused before the date that everybody was told.
    """
    if poll.ends_at is None:
        return True
    if poll.ends_at > timezone.now():
        day = date_format(timezone.localtime(poll.ends_at), "DATETIME_FORMAT")
        raise Refused(_("This vote goes on until %(day)s. Nobody can close it before.") % {"day": day})
    return poll.extended_at is not None or not without_quorum(poll)


def extend(poll: Poll, *, days: int) -> None:
    """Let a vote go on for so many days from now, once; who may vote, by which rule, stays as it was fixed."""
    if poll.extended_at is not None:
        raise Refused(_("This vote was extended once already."))
    if not without_quorum(poll):
        raise Refused(_("Enough people of each side have voted. Close the vote."))
    now = timezone.now()
    poll.extended_at, poll.ends_at = now, now + timedelta(days=days)
    poll.save(update_fields=["extended_at", "ends_at"])
