"""The office's side of the bargain: what it was sent, until when, what it answered with reasons; the rejoinder."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Person
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Referral(models.Model):
    class Basis(models.TextChoices):
        ADOPTED = "adopted", _("Adopted together")
        SUPPORTED = "supported", _("Supported by residents")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="referral")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referrals")
    sent_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    clock = models.BooleanField(default=False)  # false: nobody signed a commitment, so nobody is late
    # Until then the clock stands still, for a question to the authors; null: it runs. `due_at` has these days in it.
    still_until = models.DateTimeField(null=True, blank=True)
    # The number that the office gave it in its own register of incoming papers, typed in when it came back.
    protocol = models.CharField(max_length=40, blank=True)
    protocol_on = models.DateField(null=True, blank=True)
    protocol_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_at", "sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(clock=False) | Q(due_at__isnull=False), name="a_running_clock_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(protocol="", protocol_on=None) | ~Q(protocol="") & Q(protocol_on__isnull=False),
                name="a_protocol_number_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} to {self.office_id}"

    @property
    def last(self):
        """What the office was asked last: the rejoinder when there is one. Both have sent_at, due_at, clock, answer."""
        return getattr(self, "rejoinder", None) or self


class Rejoinder(models.Model):
    """The one time the proposers answer back; the office then answers a second and last time, by a second date."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="rejoinder")
    text = models.TextField(max_length=3000)
    lang = models.CharField(max_length=35, default="it")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on_behalf = models.BooleanField(default=False)  # a host wrote it: no author has a seat
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    clock = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_rejoinder_says_something"),
            models.CheckConstraint(
                condition=Q(clock=False) | Q(due_at__isnull=False), name="a_clock_that_runs_again_has_a_date"
            ),
        ]

    def __str__(self):
        return f"rejoinder to {self.referral_id}"


class Answer(models.Model):
    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    referral = models.OneToOneField(Referral, null=True, blank=True, on_delete=models.CASCADE, related_name="answer")
    rejoinder = models.OneToOneField(Rejoinder, null=True, blank=True, on_delete=models.CASCADE, related_name="answer")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reasons = models.TextField(max_length=5000)
    criteria = models.JSONField(default=list, blank=True)  # [{criterion, text}], in the order of criteria.yaml
    act = models.CharField(max_length=80, blank=True)  # number of the delibera or determina
    act_url = models.URLField(max_length=300, blank=True)
    lang = models.CharField(max_length=35, default="it")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="an_answer_gives_its_reasons"),
            models.CheckConstraint(
                condition=Q(referral__isnull=False, rejoinder__isnull=True)
                | Q(referral__isnull=True, rejoinder__isnull=False),
                name="an_answer_is_the_first_or_the_second",
            ),
        ]

    def __str__(self):
        return f"{self.outcome}"
