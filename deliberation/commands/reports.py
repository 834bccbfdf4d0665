"""Asking for the report of a process: who takes part in it, or works for its territory, starts the making."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.models import Report
from deliberation.reports import making
from deliberation.reports.mark import mark_of
from people.models import Process
from people.queries import processes_for
from people.rules import Reason, Rule, roles_in
from realtime.command import Reach, command

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@Rule
def concerned(actor: Any, process: Process, **_targets: Any) -> Reason:
    """Whoever has a seat in the process, and whoever holds a role in its territory."""
    seat = actor.participant
    if seat is not None and seat.removed_at is None and seat.process_id == process.pk:
        return None
    if roles_in(actor, process.territory):
        return None
    return _("A report is made for people with a seat in this process, and for who works in its territory.")


@command(
    "report.ask",
    shape={
        "process": Reach(processes_for),
        "lang": serializers.ChoiceField(LANGUAGES),
    },
    stream=lambda process, **_: process.stream,
    rule=concerned,
)
def ask_for_report(*, actor: Any, process: Process, lang: str) -> dict[str, Any]:
    """Have the report of a process made, in the background. While nothing has changed it is the one made before."""
    report, new = Report.objects.get_or_create(process=process, lang=lang, mark=mark_of(process))
    if not new and report.state == Report.State.FAILED:
        report.state, report.tries, report.asked_at = Report.State.WAITING, 0, timezone.now()
        report.save(update_fields=["state", "tries", "asked_at"])
    if report.state == Report.State.WAITING:
        transaction.on_commit(making.start, robust=True)
    return {"report": report.pk}
