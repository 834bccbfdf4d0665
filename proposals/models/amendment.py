"""A change that somebody proposes to one section, with its reason; authors take it up as shown, or say why not."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Participant, Person
from proposals.models.proposal import Proposal
from proposals.models.writing import Revision
from realtime.ids import new_id


class Amendment(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Open")
        VOTING = "voting", _("Being voted on")
        ACCEPTED = "accepted", _("Taken up")
        REFUSED = "refused", _("Not taken up")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=30)  # "title", "body" or a section's key
    base = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="+")  # what it was written against
    text = models.TextField(max_length=5000, blank=True)  # the section as it should be; "" takes it away
    lang = models.CharField(max_length=35, default="it")
    reason = models.TextField(max_length=1000)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="amendments")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=1000, blank=True)  # why it was not taken up
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="amendment"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="an_amendment_number_is_unique"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_amendment_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="a_refused_amendment_is_told_why"
            ),
        ]

    def __str__(self):
        return f"amendment {self.number} of {self.proposal_id}"
