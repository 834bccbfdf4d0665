"""What makes an intervention more than a promise: office, civic lead, dates, money by source, indicators, risks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Person, Territory
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class InterventionKind(models.Model):
    """A kind that a territory added to the four that are data of the program (`proposals/programming/kinds.yaml`)."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="intervention_kinds")
    key = models.SlugField(max_length=40)
    names = models.JSONField(default=dict)  # {"it": "...", "en": "..."}
    fields = models.JSONField(default=list, blank=True)  # [{"key", "titles": {lang: text}, "needed": bool}]
    indicators = models.JSONField(default=list, blank=True)  # [{"labels": {lang: text}, "unit", "direction"}]
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "key"], name="a_kind_has_one_key_in_its_territory"),
        ]

    def __str__(self):
        return self.key


class Programme(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="programme")
    kind = models.CharField(max_length=40, blank=True)  # key of a kind; "": programmed before there were kinds
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    civic_lead = models.CharField(max_length=160, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    cost = models.PositiveBigIntegerField(null=True, blank=True)  # cents of the whole; null: what the lines add up to
    lang = models.CharField(max_length=35, default="it")  # of all texts of the plan
    # Logical framework: the goal it serves, what changes, what it brings forth, what must hold.
    goal = models.CharField(max_length=500, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    results = models.JSONField(default=list, blank=True)  # sentences
    assumptions = models.JSONField(default=list, blank=True)  # sentences
    details = models.JSONField(default=dict, blank=True)  # {key of a field of its kind: text}

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


class Risk(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()  # 1 seldom, 2 possible, 3 likely
    impact = models.PositiveSmallIntegerField()  # 1 small, 2 noticeable, 3 severe
    response = models.CharField(max_length=500)  # what is done about it
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="a_risk_is_rated_from_1_to_3"
            ),
        ]

    def __str__(self):
        return f"{self.text}"


class Milestone(models.Model):
    """A step that is reached or not: progress is counted from these, never typed in."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)  # an office, an association or a role; never a resident's name
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)  # taken back: it stays in the record, and counts no more

    class Meta:
        ordering = ["due", "id"]

    def __str__(self):
        return f"{self.title}"


class Task(models.Model):
    """What has to be done for a milestone."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]

    def __str__(self):
        return f"{self.title}"


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
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.label}"
