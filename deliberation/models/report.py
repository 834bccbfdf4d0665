"""The report of a process: who asked for which one, how far its making is, and the file when it is done."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Process
from realtime.ids import new_id


class Report(models.Model):
    """One report of one process in one language, of one state of things (`mark`): asked again, it is this one."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be made")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Done")
        FAILED = "failed", _("Could not be made")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="reports")
    lang = models.CharField(max_length=35)
    mark = models.CharField(max_length=64)  # of what it tells: another one when something changed
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)  # steps of `total`
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=12, blank=True)  # of the worker that makes it
    beat_at = models.DateTimeField(null=True, blank=True)  # when that worker last said that it lives
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the file
    parts = models.JSONField(null=True, blank=True)  # the parts of the document, of which its page is made

    class Meta:
        ordering = ["-asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "lang", "mark"], name="a_report_of_one_state_is_made_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(made_at__isnull=False) & ~Q(digest=""),
                name="a_report_that_is_done_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.process_id}"


class ReportFile(models.Model):
    """The PDF, in a table of its own, so that no list ever loads it."""

    report = models.OneToOneField(
        Report, primary_key=True, on_delete=models.CASCADE, related_name="file", editable=False
    )
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.report_id}"
