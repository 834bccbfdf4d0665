"""Who measures, and what they brought back: monitors, rounds, one sheet for each look, its values."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models.grid import Grid, Item, Site
from people.models import Participant, Person, Side
from proposals.models import Indicator, Proposal
from realtime.ids import new_id


class Monitor(models.Model):
    """Somebody who was trained. Their name is never public; who was released keeps the sheets they brought."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="monitors")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="monitoring")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="monitoring"
    )
    side = models.CharField(max_length=10, choices=Side.choices)
    office = models.BooleanField(default=False)  # belongs to the office that is responsible for the intervention
    trained_on = models.DateField()
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "participant"], condition=Q(released_at=None), name="a_seat_is_named_monitor_once"
            ),
            models.UniqueConstraint(
                fields=["proposal", "person"], condition=Q(released_at=None), name="a_person_is_named_monitor_once"
            ),
        ]

    def __str__(self):
        return f"monitor of {self.proposal_id}"


class Round(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()  # counts up per intervention, whatever the version of the grid
    starts = models.DateField()  # as planned
    ends = models.DateField()
    final = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["grid", "number"], name="a_round_has_its_number_in_its_grid"),
            models.UniqueConstraint(fields=["grid"], condition=Q(closed_at=None), name="one_round_of_a_grid_is_open"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_round_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"round {self.number}"


class Sheet(models.Model):
    """What one monitor saw at one site at one time. A corrected one stays, superseded by the sheet that replaces it."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("On a phone")
        PAPER = "paper", _("On paper, typed in")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="sheets")
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="sheets")
    once = models.CharField(max_length=64)  # the sender's own id for it: sent again, it counts once
    observed_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.PHONE)
    office = models.BooleanField(default=False)  # the monitor, or who typed it in, belongs to the responsible office
    remark = models.TextField(max_length=500, blank=True)
    lang = models.CharField(max_length=35, blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["round", "superseded_at"], name="sheets_of_a_round")]
        constraints = [
            models.UniqueConstraint(fields=["monitor", "once"], name="a_sheet_that_was_sent_again_counts_once"),
        ]

    def __str__(self):
        return f"sheet of {self.round_id}"


class Value(models.Model):
    """The answer to one item; null: it could not be observed."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="values")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="values")
    value = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="an_item_is_answered_once_on_a_sheet")]

    def __str__(self):
        return f"{self.item_id} on {self.sheet_id}"


class Measurement(models.Model):
    """An indicator of the programme as measured in one round. Measured again, the newest counts; all of them stay."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="measurements")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=14, decimal_places=3)
    how = models.CharField(max_length=300)  # where the number comes from
    lang = models.CharField(max_length=35, default="it")
    office = models.BooleanField(default=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.indicator_id} in {self.round_id}"
