"""Who got the money: one budget shared out among solutions, by a vote or by the office, with the reason of each."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.models.poll import Poll
from people.models import Organisation, Person, Process
from proposals.models import Proposal
from realtime.ids import new_id


class Allocation(models.Model):
    class Method(models.TextChoices):
        EQUAL_SHARES = "equal-shares", _("Equal shares, by a vote")
        COST_EFFECTIVENESS = "cost-effectiveness", _("Cost-effectiveness order, by the office")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="allocations")
    method = models.CharField(max_length=20, choices=Method.choices)
    budget = models.PositiveBigIntegerField()  # cents
    spent = models.PositiveBigIntegerField()
    # A vote is carried out once; the office, when it decides alone, says that it was the office.
    poll = models.OneToOneField(Poll, null=True, blank=True, on_delete=models.CASCADE, related_name="allocation")
    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(method="equal-shares", poll__isnull=False, office__isnull=True)
                | Q(method="cost-effectiveness", poll__isnull=True, office__isnull=False),
                name="an_allocation_is_by_a_vote_or_by_an_office",
            ),
            models.CheckConstraint(condition=Q(spent__lte=models.F("budget")), name="no_more_is_spent_than_there_is"),
        ]

    def __str__(self) -> str:
        return f"{self.method} in {self.process_id}"


class AllocationLine(models.Model):
    """One solution: what it costs, who wants it, whether it is paid, and the figures that say why."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="lines")
    # Null: an option of the vote that was written for it and is no solution; then its words stand in `title`.
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="allocated")
    option = models.CharField(max_length=12, blank=True)  # id in the published ballots
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=35)
    position = models.PositiveSmallIntegerField()
    cost = models.PositiveBigIntegerField()  # cents
    votes = models.JSONField(default=dict)  # {side: people}; {} where figures are not published
    chosen = models.BooleanField()
    why = models.JSONField(default=dict)  # {"step": paid | free | lacking | fits | dear | unwanted | veiled, figures}

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "proposal"],
                condition=Q(proposal__isnull=False),
                name="a_solution_stands_once_in_an_allocation",
            )
        ]

    def __str__(self) -> str:
        return self.title
