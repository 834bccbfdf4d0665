"""What is due in rooms: votes outside the room whose date has come."""

import logging

from django.utils import timezone

from deliberation.models import Poll
from deliberation.reports.making import forget, make_all
from realtime.clock import to_ms
from realtime.run import run
from realtime.schedule import CLOCK, job

log = logging.getLogger(__name__)


@job("votes")
def end_votes() -> int:
    """Close, or extend once, every vote whose date has come. One that cannot be closed yet is tried again."""
    due = Poll.objects.filter(state=Poll.State.OPEN, ends_at__lte=timezone.now()).order_by("ends_at", "pk")
    return sum(_ended(poll) for poll in due)


@job("reports")
def make_reports() -> int:
    """Make the reports that were left: asked of a server that stopped, or begun by one that died."""
    return make_all() + forget()


def _ended(poll: Poll) -> int:
    answer = run("poll.close", CLOCK, {"poll": poll.pk}, f"end:{poll.pk}:{to_ms(poll.ends_at)}")
    if not answer.ok:
        log.info("vote %s could not be ended: %s", poll.pk, answer.code)
    return int(answer.ok)
