"""Associations, offices and networks of a territory, and who belongs to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from people.models.sides import Side
from people.models.territory import Territory
from realtime.ids import new_id


class Organisation(models.Model):
    class Kind(models.TextChoices):
        IMMIGRANT_ASSOCIATION = "immigrant_association", _("Immigrants' association")
        MUNICIPAL_OFFICE = "municipal_office", _("Municipal office")
        SUPPORT_NETWORK = "support_network", _("Support network")
        STEERING_GROUP = "steering_group", _("Steering group")
        PUBLIC_AUTHORITY = "public_authority", _("Public authority")  # Questura, Prefettura, ASL, school
        OTHER = "other", _("Other organisation")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="organisations")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    mission = models.TextField(blank=True)
    languages = models.JSONField(default=list, blank=True)
    response_days = models.PositiveSmallIntegerField(default=30)
    joined_on = models.DateField(null=True, blank=True)  # null: invited, but not in the network yet

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "slug"], name="an_organisation_slug_is_unique_in_its_territory"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def constituency(self):
        """The side its people sit on."""
        return CONSTITUENCY_OF_KIND.get(Organisation.Kind(self.kind), Side.CIVIL)


CONSTITUENCY_OF_KIND = {
    Organisation.Kind.IMMIGRANT_ASSOCIATION: Side.RESIDENT,
    Organisation.Kind.MUNICIPAL_OFFICE: Side.OFFICIAL,
    Organisation.Kind.PUBLIC_AUTHORITY: Side.OFFICIAL,
}


class Membership(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, default="member")  # "official" in an office answers for it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="a_person_belongs_once_to_an_organisation"),
        ]

    def __str__(self):
        return f"{self.person_id} in {self.organisation_id}"
