"""The clock of an answer speaks three times: a week before its date, on the day, and the day after. To both sides."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.mail import Letter
from people.models import Person
from proposals.models import Author, ClockNotice, Referral
from proposals.office.answering import WAITING
from proposals.office.clock import late_days, still_until

Moment = ClockNotice.Moment
BEFORE = 7  # days


def moment_of(referral: Referral, now: datetime | None = None) -> str:
    """Return "soon", "today" or "late" when both sides are to be told now, or "". Days are those of the calendar."""
    asked = referral.last
    if not asked.clock or hasattr(asked, "answer") or referral.proposal.rehearsal:
        return ""
    if still_until(referral, now):  # the authors have a question to reply to: the office waits for them
        return ""
    left = (timezone.localdate(asked.due_at) - timezone.localdate(now or timezone.now())).days
    if left <= 0:
        return Moment.LATE if left < 0 else Moment.TODAY
    # A date that was a week away from the start needs no reminder on the same day.
    long = (timezone.localdate(asked.due_at) - timezone.localdate(asked.sent_at)).days > BEFORE
    return Moment.SOON if left <= BEFORE and long else ""


def turn_of(referral: Referral) -> int:
    """Return 1 for the first question to the office, 2 after a rejoinder."""
    return 1 if referral.last is referral else 2


def told(referral: Referral, moment: str) -> bool:
    """Say whether both sides were told of this moment."""
    return ClockNotice.objects.filter(referral=referral, turn=turn_of(referral), moment=moment).exists()


def to_tell() -> Iterable[tuple[Referral, str]]:
    """Yield (referral, moment) of everything of which both sides are to be told now."""
    for each in _near_its_date():
        moment = moment_of(each)
        if moment and not told(each, moment):
            yield each, moment


def _near_its_date() -> QuerySet[Referral]:
    horizon = timezone.now() + timedelta(days=BEFORE + 1)
    silent = ClockNotice.objects.filter(referral=OuterRef("pk"), moment=Moment.LATE)
    first = Q(rejoinder=None, answer=None, clock=True, due_at__lte=horizon) & ~Exists(silent.filter(turn=1))
    second = Q(rejoinder__answer=None, rejoinder__clock=True, rejoinder__due_at__lte=horizon)
    found = Referral.objects.filter(first | second & ~Exists(silent.filter(turn=2)))
    owed = found.filter(proposal__rehearsal=False, proposal__state__in=WAITING)
    return owed.select_related("proposal__process", "answer", "rejoinder__answer").order_by("due_at", "pk")


def officials_of(referral: Referral) -> QuerySet[Person]:
    """Those who can answer: the officials of the office."""
    return Person.objects.filter(memberships__organisation=referral.office_id, memberships__role="official").distinct()


def authors_with_account(referral: Referral) -> QuerySet[Person]:
    """Authors on a seat that belongs to an account."""
    stands = Author.objects.filter(proposal=referral.proposal_id, standing=Author.Standing.AUTHOR)
    return Person.objects.filter(seats__authorships__in=stands, seats__removed_at=None).distinct()


def letter_of(referral: Referral, moment: str, *, office: bool) -> Letter:
    """Return the letter to the office, or to the authors."""
    sentences = TO_OFFICE if office else TO_AUTHORS

    def letter() -> tuple[str, str]:
        days = late_days(referral)
        subject, text = sentences[moment](days)
        day = date_format(timezone.localtime(referral.last.due_at), "DATE_FORMAT")
        facts = {"title": referral.proposal.title, "office": referral.office.name, "day": day, "n": days}
        return " ".join((subject % facts).split()), text % facts

    return letter


Sentences = dict[str, Callable[[int], tuple[str, str]]]

TO_OFFICE: Sentences = {
    Moment.SOON: lambda _n: (
        _("A week to answer: %(title)s"),
        _("“%(title)s” waits for the answer of your office (%(office)s). It was promised by %(day)s."),
    ),
    Moment.TODAY: lambda _n: (
        _("The answer is due today: %(title)s"),
        _("“%(title)s” waits for the answer of your office (%(office)s). It was promised by today, %(day)s."),
    ),
    Moment.LATE: lambda n: (
        _("The answer is late: %(title)s"),
        ngettext(
            "The answer of your office (%(office)s) to “%(title)s” is late by %(n)s day. Everybody can see it.",
            "The answer of your office (%(office)s) to “%(title)s” is late by %(n)s days. Everybody can see it.",
            n,
        ),
    ),
}
TO_AUTHORS: Sentences = {
    Moment.SOON: lambda _n: (
        _("A week to the answer: %(title)s"),
        _("%(office)s promised to answer “%(title)s” by %(day)s. We have reminded the office."),
    ),
    Moment.TODAY: lambda _n: (
        _("The answer is expected today: %(title)s"),
        _("%(office)s promised to answer “%(title)s” by today, %(day)s. We have reminded the office."),
    ),
    Moment.LATE: lambda n: (
        _("No answer by the date: %(title)s"),
        ngettext(
            "%(office)s has not answered “%(title)s”: it is late by %(n)s day. This stands in its history.",
            "%(office)s has not answered “%(title)s”: it is late by %(n)s days. This stands in its history.",
            n,
        ),
    ),
}
