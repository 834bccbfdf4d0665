"""The times in which people write between meetings: what is open now, and why one cannot write."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Process
from people.rules import Reason, Rule
from proposals.models import Stage

BEFORE = timedelta(days=7)  # the reminder


def stages_of(process: Process) -> list[Stage]:
    """Return the stages of a process in order."""
    return list(process.stages.order_by("opens_at", "id"))


def closed_for_writing(process_id: str) -> Reason:
    """Return why nobody may write online now, or None. A process without stages is always open."""
    times = list(Stage.objects.filter(process=process_id).values_list("opens_at", "closes_at"))
    now = timezone.now()
    if not times or any(opens <= now < closes for opens, closes in times):
        return None
    ahead = [opens for opens, _closes in times if opens > now]
    if ahead:
        return _("Writing online begins on %(day)s.") % {"day": _day(min(ahead))}
    return _("Writing online ended on %(day)s.") % {"day": _day(max(closes for _opens, closes in times))}


def in_its_time(proposal: str = "proposal") -> Rule:
    """Rule of a command that writes online: the process is in a stage for it, or has none."""
    return Rule(lambda _actor, **targets: closed_for_writing(targets[proposal].process_id))


def to_remind() -> Iterable[Stage]:
    """Return the stages that end within a week and of which nobody was reminded."""
    now = timezone.now()
    soon = Stage.objects.filter(reminded_at=None, opens_at__lte=now, closes_at__gt=now, closes_at__lte=now + BEFORE)
    return soon.select_related("process").order_by("closes_at", "pk")


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
