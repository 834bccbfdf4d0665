"""A proposal in another language, written by a person: one text for each language, and what it was made from."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Participant, Person
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class ProposalTranslation(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="translations")
    lang = models.CharField(max_length=35)
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=5000, blank=True)
    digest = models.CharField(max_length=64)  # of the original it was made from: another one now, and it is told
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lang"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "lang"], name="one_translation_of_a_proposal_in_a_language"),
            models.CheckConstraint(condition=~Q(title=""), name="a_translation_has_a_title"),
        ]

    def __str__(self):
        return f"{self.lang} of {self.proposal_id}"
