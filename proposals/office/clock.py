"""The clock of an answer: how late, how long still, whether it stands still; and the figures of many."""

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from people.models import Territory
from proposals.models import Forwarding, Referral


def late_days(referral: Referral, now: datetime | None = None) -> int:
    """Return by how many days the answer is, or was, late: 0 without a clock, in time, or on the day itself.

    After a rejoinder it is the second answer and its date that count.
    """
    asked = referral.last
    if not asked.clock or asked.due_at is None:
        return 0
    answer = getattr(asked, "answer", None)
    until = answer.at if answer else now or timezone.now()
    local = timezone.localdate
    return max(0, (local(until) - local(asked.due_at)).days)


def days_left(referral: Referral, now: datetime | None = None) -> int | None:
    """Return the days until the answer is due (0 today, never negative); None without a clock or when answered.

    While the clock stands still it is always the same number: the days that are left when it runs again.
    """
    asked = referral.last
    if not asked.clock or asked.due_at is None or getattr(asked, "answer", None):
        return None
    start = still_until(referral, now) or now or timezone.now()
    return max(0, (timezone.localdate(asked.due_at) - timezone.localdate(start)).days)


def still_until(referral: Referral, now: datetime | None = None) -> datetime | None:
    """Return until when the clock stands still at most, for a question to the authors; None when it runs, or none does.

    From that day on it runs again, with a reply or without one.
    """
    until = referral.still_until
    if until is None or referral.last is not referral or not referral.clock or getattr(referral, "answer", None):
        return None
    return until if timezone.localdate(now or timezone.now()) < timezone.localdate(until) else None


def morning() -> datetime:
    """Return the beginning of today: an answer that was due before it is late."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def answer_clock(territory: Territory) -> dict[str, int]:
    """Return `{sent, answered, in_time, waiting, late}` for a territory. No clock, no lateness: those only wait.

    Whoever was asked once more after a rejoinder waits again, until the second answer.
    """
    return clock_figures(Referral.objects.filter(proposal__process__territory=territory, proposal__rehearsal=False))


def clock_figures(real: QuerySet[Referral]) -> dict[str, int]:
    """Return the same of any referrals."""
    again, today = Q(rejoinder__isnull=False), morning()
    first = Q(answer__isnull=True)
    second = again & Q(rejoinder__answer__isnull=True)
    open_now = first | second
    answered = Q(answer__isnull=False) & (~again | Q(rejoinder__answer__isnull=False))
    # Moments are compared before days: the day of a moment is dear, and seldom needed.
    by_then = Q(answer__at__lte=F("due_at")) | Q(answer__at__date__lte=F("due_at__date"))
    again_by_then = Q(rejoinder__answer__at__lte=F("rejoinder__due_at"))
    again_by_then |= Q(rejoinder__answer__at__date__lte=F("rejoinder__due_at__date"))
    in_time = answered & (Q(clock=False) | by_then)
    # Whoever was late already when they forwarded it stays late: forwarding stops a clock and forgives nothing.
    in_time &= ~Q(proposal__in=Forwarding.objects.filter(late__gt=0).order_by().values("proposal"))
    in_time &= ~again | Q(rejoinder__clock=False) | again_by_then
    overdue = first & Q(clock=True, due_at__lt=today)
    overdue |= second & Q(rejoinder__clock=True, rejoinder__due_at__lt=today)
    return real.aggregate(
        sent=Count("id"),
        answered=Count("id", filter=answered),
        in_time=Count("id", filter=in_time),
        waiting=Count("id", filter=open_now),
        late=Count("id", filter=overdue),
    )
