"""The top scope, a municipality or a province, and the roles people hold in it."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from realtime.ids import new_id


class Territory(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    province = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=80, blank=True)
    languages = models.JSONField(default=list, blank=True)  # BCP 47 tags people read here
    timezone = models.CharField(max_length=60, default="Europe/Rome")
    banner = models.CharField(max_length=300, blank=True)  # shown on every page, e.g. "demonstration data"
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "territories"

    def __str__(self):
        return self.name

    @property
    def url(self):
        return reverse("territory", args=[self.slug])


class Role(models.Model):
    class Name(models.TextChoices):
        LEAD = "lead", _("Lead organisation")
        ADMINISTRATOR = "administrator", _("Administrator")
        FACILITATOR = "facilitator", _("Facilitator")
        OFFICIAL = "official", _("Official")
        REVIEWER = "reviewer", _("Reviewer")
        COUNCILLOR = "councillor", _("Councillor")
        PEER_COACH = "peer_coach", _("Peer coach")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Name.choices)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "territory", "role"], name="a_role_is_given_once_per_territory"),
        ]

    def __str__(self):
        return f"{self.role}"
