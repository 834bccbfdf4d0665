"""What people say beside a text: threads at a passage, comments, reports, and hiding that takes two people."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Participant, Person, Side
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Thread(models.Model):
    """A conversation about a passage of a section, or about the whole section when nothing is quoted."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="threads")
    section = models.CharField(max_length=30)
    quote = models.CharField(max_length=200, blank=True)
    before = models.CharField(max_length=30, blank=True)  # what stands around the quote, to find it again
    after = models.CharField(max_length=30, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    pause_reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_until=None) | ~Q(pause_reason=""), name="a_pause_of_a_thread_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"thread at {self.section} of {self.proposal_id}"


class Comment(models.Model):
    class State(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HIDDEN = "hidden", _("Hidden")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=2000)
    lang = models.CharField(max_length=35, default="it")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices, blank=True)  # "": somebody who hosts
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"comment in {self.thread_id}"


class Report(models.Model):
    """Somebody finds that a comment should not stand there."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    actor_key = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "actor_key"], name="a_comment_is_reported_once_by_each"),
        ]

    def __str__(self):
        return f"report of {self.comment_id}"


class Hiding(models.Model):
    """Two keys: one person asks that a comment be hidden, another agrees. Until then it stays."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="hiding")
    reason = models.CharField(max_length=500)
    first = models.CharField(max_length=40)  # actor key
    second = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hiding_has_a_reason"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="hiding_takes_two_people"),
        ]

    def __str__(self):
        return f"hiding of {self.comment_id}"
