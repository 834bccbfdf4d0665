"""A grid: what is looked at, item by item, and where. Once in use it never changes: a new version is a new series."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Participant, Person
from proposals.models import Indicator, Proposal
from realtime.ids import new_id


class Grid(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("In use")
        CLOSED = "closed", _("No longer in use")

    class Maker(models.TextChoices):
        HOST = "host", _("Made by those who lead the process")
        OFFICE = "office", _("Made by the office")
        CIVIC = "civic", _("Made by the civic monitors")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="grids")  # an intervention
    version = models.PositiveSmallIntegerField(default=1)
    lang = models.CharField(max_length=35, default="it")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(max_length=1000, blank=True)  # why the version before was changed
    maker = models.CharField(max_length=6, choices=Maker.choices, default=Maker.HOST)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "version"], name="a_version_of_a_grid_is_made_once"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(state="open"), name="one_grid_is_in_use"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(state="draft"), name="one_grid_is_prepared"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_changed_grid_says_why"),
        ]

    def __str__(self):
        return f"grid {self.version} of {self.proposal_id}"


class Site(models.Model):
    """Where it is looked at: a counter, a school, a stop."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["grid", "name"], name="a_site_is_named_once_in_its_grid")]

    def __str__(self):
        return self.name


class Dimension(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="dimensions")
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["grid", "label"], name="a_dimension_is_named_once_in_its_grid")]

    def __str__(self):
        return self.label


class Item(models.Model):
    """One thing that is looked at. `scale` is a key of `monitoring/scales.py`."""

    class Source(models.TextChoices):
        OBSERVATION = "observation", _("Observation")
        INTERVIEW = "interview", _("Interview")
        ADMINISTRATION = "administration", _("Data of the administration")

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="items")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(max_length=12)
    label = models.CharField(max_length=300)
    scale = models.CharField(max_length=10)
    source = models.CharField(max_length=14, choices=Source.choices, default=Source.OBSERVATION)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["grid", "code"], name="a_code_stands_once_in_its_grid")]

    def __str__(self):
        return self.code
