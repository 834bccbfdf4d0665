"""What lets one person in once. The plain secret and code are derived from a key outside the database, never stored."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.process import Participant, Process
from people.models.sides import SIDES, Side
from realtime.ids import new_id


class Ticket(models.Model):
    class State(models.TextChoices):
        ISSUED = "issued", _("Not used yet")
        REDEEMED = "redeemed", _("Used")
        VOID = "void", _("Void")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="tickets")
    place = models.CharField(max_length=40)  # the stream it was printed for: "room:<id>" or "process:<id>"
    side = models.CharField(max_length=10, choices=Side.choices)
    number = models.PositiveIntegerField()  # printed on it, counts up per place
    version = models.PositiveSmallIntegerField(default=1)  # part of what secret and code are derived from
    secret_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="tickets")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    slip = models.BooleanField(default=False)  # a return slip: leads back to `participant`, is not counted as a ticket
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="tickets"
    )
    device_ref = models.CharField(max_length=64, blank=True)  # hash of the ref that redeemed it, for a lost reply
    created_at = models.DateTimeField(default=timezone.now)
    redeemed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="a_ticket_number_is_unique_in_its_place"),
            models.CheckConstraint(condition=models.Q(side__in=SIDES), name="a_ticket_is_for_one_of_three_sides"),
            models.CheckConstraint(
                condition=~models.Q(state="redeemed") | models.Q(participant__isnull=False),
                name="a_redeemed_ticket_has_its_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(slip=False) | models.Q(participant__isnull=False),
                name="a_return_slip_leads_back_to_a_seat",
            ),
        ]
        indexes = [models.Index(fields=["process", "state"], name="tickets_by_process_and_state")]

    def __str__(self):
        return f"ticket {self.number} of {self.place}"
