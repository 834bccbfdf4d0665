"""What an office does, by the names people know it by: problems and solutions are sent to a service."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from realtime.ids import new_id


class Service(models.Model):
    """One entry of the catalogue of an office. Retired ones stay on what was sent to them, and are offered no more."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    office = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=160)
    about = models.TextField(max_length=1000, blank=True)  # what it does, in plain words
    lang = models.CharField(max_length=35, default="it")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("service")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"], condition=Q(retired_at=None), name="a_service_is_named_once_in_its_office"
            ),
        ]

    def __str__(self):
        return self.name
