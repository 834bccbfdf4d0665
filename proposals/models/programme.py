"""What makes an intervention more than a promise: office, dates, money by source, an indicator to verify it by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Programme(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="programme")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    civic_lead = models.CharField(max_length=160, blank=True)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="an_intervention_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"programme of {self.proposal_id}"


class BudgetLine(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="budget")
    label = models.CharField(max_length=160)
    cents = models.PositiveBigIntegerField()
    source = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.label}"


class Indicator(models.Model):
    class Direction(models.TextChoices):
        UP = "up", _("should grow")
        DOWN = "down", _("should shrink")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="indicators")
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    baseline = models.DecimalField(max_digits=14, decimal_places=3)
    target = models.DecimalField(max_digits=14, decimal_places=3)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.label}"
