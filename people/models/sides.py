"""The three constituencies. The side stands on the ticket: never nationality, never origin, never preselected."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    RESIDENT = "resident", _("Residents")
    OFFICIAL = "official", _("Officials")
    CIVIL = "civil", _("Other organisations")


SIDES = tuple(Side.values)
