"""A phone or tablet that was let in: a token in a cookie, its hash here, and the seats it holds."""

from django.db import models
from django.utils import timezone

from people.models.process import Participant
from realtime.ids import new_id


class Device(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"device {self.id}"


class DeviceSeat(models.Model):
    """One seat on one device. A phone shared by a table holds several; a lost phone's is revoked."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="device_seats")
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "participant"], name="a_device_holds_a_seat_once"),
        ]

    def __str__(self):
        return f"seat {self.participant_id}"
