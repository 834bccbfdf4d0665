"""A participatory path in a territory, with its commitment and charter, and the seats in it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person
from people.models.rung import Rung
from people.models.sides import SIDES, Side
from people.models.territory import Territory
from realtime.ids import new_id


class Process(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="processes")
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=500)
    lang = models.CharField(max_length=35, default="it")
    commitment = models.TextField(blank=True)
    commitment_signed_at = models.DateTimeField(null=True, blank=True)
    commitment_signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    response_days = models.PositiveSmallIntegerField(default=30)
    out_of_scope = models.JSONField(default=list, blank=True)  # sentences in `lang`
    rung = models.CharField(max_length=12, choices=Rung.choices, blank=True)  # declared; "": nothing was declared
    rung_declared_at = models.DateTimeField(null=True, blank=True)
    rehearsal = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    charter = models.JSONField(default=dict, blank=True)  # {"it": "...", "en": "..."}
    charter_rules = models.JSONField(default=dict, blank=True)
    charter_adopted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "id"]
        verbose_name_plural = "processes"

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"process:{self.id}"

    @property
    def commitment_signed(self):
        """Without a signature the platform says "no commitment taken" and shows no clock."""
        return self.commitment_signed_at is not None


class Participant(models.Model):
    """One seat of one person in one process. No account needed; no name, only a nickname."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("Phone")
        TABLE = "table", _("Shared phone of a table")
        PAPER = "paper", _("Paper")
        REHEARSAL = "rehearsal", _("Rehearsal")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats")
    nickname = models.CharField(max_length=40)
    side = models.CharField(max_length=10, choices=Side.choices)
    lang = models.CharField(max_length=35, default="it")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PHONE)
    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=SIDES), name="a_seat_is_on_one_of_three_sides"),
            models.CheckConstraint(
                condition=models.Q(office__isnull=True) | models.Q(side=Side.OFFICIAL),
                name="only_an_official_sits_for_an_office",
            ),
        ]

    def __str__(self):
        return self.nickname
