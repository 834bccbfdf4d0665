"""What a proposal says, section by section, and every state in which it was published."""

from django.db import models
from django.utils import timezone

from people.models import Participant, Person
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Section(models.Model):
    """One guided section as it is published now. The main text is the proposal's own `body`, its first section."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)  # of proposals/sections/*.yaml
    text = models.TextField(max_length=5000)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="a_section_stands_once_in_a_proposal"),
            models.CheckConstraint(condition=~models.Q(text=""), name="an_empty_section_is_no_row"),
        ]

    def __str__(self):
        return f"{self.key} of {self.proposal_id}"


class Revision(models.Model):
    """A published state: all texts at once, never changed afterwards."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()  # {"title", "body", section key: text}
    lang = models.CharField(max_length=35, default="it")
    note = models.CharField(max_length=300, blank=True)  # what was changed, in the writer's words
    restores = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="a_revision_number_is_unique_in_its_proposal"),
        ]

    def __str__(self):
        return f"revision {self.number} of {self.proposal_id}"
