"""What stands between the question and the answer: reviews, notes that never leave the offices, one question back."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Person
from proposals.models.answering import Referral
from proposals.models.proposal import Proposal
from realtime.ids import new_id

MOST = timedelta(days=15)  # that a question to the authors stops the clock


class Review(models.Model):
    """What one reviewer thinks, criterion by criterion. Reviews are never averaged: where they differ, it is shown."""

    class Verdict(models.TextChoices):
        FAVOURABLE = "favourable", _("In favour")
        CONDITIONS = "conditions", _("In favour, with conditions")
        UNFAVOURABLE = "unfavourable", _("Against")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.ForeignKey(  # for which the reviewer speaks; null: a reviewer of the territory
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grades = models.JSONField(default=list)  # [{criterion, grade 1..5 or null, text}], in the order of the grid
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    text = models.TextField(max_length=3000)
    lang = models.CharField(max_length=35, default="it")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="one_review_each_of_a_proposal"),
            models.CheckConstraint(condition=~Q(text=""), name="a_review_says_something"),
        ]

    def __str__(self):
        return f"review of {self.proposal_id}"


class InternalNote(models.Model):
    """For the officials of the office concerned only: in no page, export, document or event that others reach."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="internal_notes")
    # Where it was written. It stays there when the proposal goes to another office.
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=3000)
    lang = models.CharField(max_length=35, default="it")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something")]

    def __str__(self):
        return f"note on {self.proposal_id}"


class Question(models.Model):
    """The one time an office asks the authors something before it answers: the clock stands still, 15 days at most.

    `Referral.due_at` is moved by the 15 days when it is asked, and back by what was not needed when the reply comes;
    `Referral.still_until` says so where only the date is read.
    """

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="question")
    text = models.TextField(max_length=2000)
    lang = models.CharField(max_length=35, default="it")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()  # the clock stands still no longer than this
    due_before = models.DateTimeField(null=True, blank=True)  # the date before it was asked; null: no clock runs
    reply = models.TextField(max_length=3000, blank=True)
    reply_lang = models.CharField(max_length=35, blank=True)
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on_behalf = models.BooleanField(default=False)  # a host replied: no author has a seat
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_question_asks_something"),
            models.CheckConstraint(condition=Q(until__gt=F("asked_at")), name="a_clock_stands_still_for_a_while"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None) | ~Q(reply="") & Q(replied_at__isnull=False),
                name="a_reply_to_a_question_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"question on {self.referral_id}"
