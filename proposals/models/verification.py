"""What each side says of an intervention at its end: declared done, disputed, verified. All of it stays."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Person
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Statement(models.Model):
    class Kind(models.TextChoices):
        DECLARED_DONE = "declared_done", _("The office says that it is done")
        DISPUTED = "disputed", _("Participants say that it is not")
        VERIFIED = "verified", _("Citizens verified that it is done")
        ABANDONED = "abandoned", _("The office gives it up")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.TextField(max_length=3000)
    lang = models.CharField(max_length=35, default="it")
    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_statement_says_something")]

    def __str__(self):
        return f"{self.kind} of {self.proposal_id}"
