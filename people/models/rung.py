"""How far participation goes: the rung that the municipality declares, and the one that participants perceive."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from realtime.ids import new_id


class Rung(models.TextChoices):
    """From below to above. Plain words: pages say what each one means."""

    INFORMED = "informed", _("We are told")
    CONSULTED = "consulted", _("We are asked")
    INVOLVED = "involved", _("We work on it together")
    PARTNERSHIP = "partnership", _("We decide together")
    ENTRUSTED = "entrusted", _("We decide, the municipality carries out")


RUNGS = tuple(Rung.values)


class PerceivedRung(models.Model):
    """What one participant perceives; it can be said again. Shown as counts of a side, never who."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    participant = models.OneToOneField("people.Participant", on_delete=models.CASCADE, related_name="perceived_rung")
    rung = models.CharField(max_length=12, choices=Rung.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(rung__in=RUNGS), name="a_perceived_rung_is_one_of_five"),
        ]

    def __str__(self):
        return f"perceived by {self.participant_id}"
