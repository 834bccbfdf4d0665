"""The catalogue of services of an office, and the authorities beyond the municipality: kept by those who answer."""

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Organisation, Service, Territory
from people.queries import offices_kept_by, services_kept_by, territories_administered_by
from people.rules import Rule
from realtime.command import Language, Reach, Text, command
from realtime.ids import new_id
from realtime.refusal import Refused

OURS = Rule(lambda _actor, **_targets: None)  # reach is the right: only who keeps the catalogue finds it
# Control characters and those that turn the direction of writing: a name is read by people who trust it.
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TWICE = _("This office already has a service with this name.")


class Name(Text):
    """A name on one line, with nothing hidden in it."""

    def to_internal_value(self, data: Any) -> str:
        name = " ".join(HIDDEN.sub(" ", super().to_internal_value(data)).split())
        if not name:
            self.fail("blank")
        return name


def _about() -> serializers.CharField:
    return serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


@command(
    "service.add",
    shape={"office": Reach(offices_kept_by), "name": Name(160), "about": _about(), "lang": Language(default="it")},
    rule=OURS,
)
def add_service(*, actor: Any, office: Organisation, name: str, about: str, lang: str) -> dict[str, Any]:
    """Add a service to the catalogue of an office: proposals can then be sent to it by its name."""
    made = Service(office=office, name=name, about=about, lang=lang)
    _save(made)
    return {"service": made.pk}


@command(
    "service.change",
    shape={"service": Reach(services_kept_by), "name": Name(160), "about": _about(), "lang": Language(default="it")},
    rule=OURS,
)
def change_service(*, actor: Any, service: Service, name: str, about: str, lang: str) -> None:
    """Give a service another name or another description."""
    if service.retired_at is not None:
        raise Refused(_("This service is offered no more: it cannot be changed."))
    service.name, service.about, service.lang = name, about, lang
    _save(service)


@command("service.retire", shape={"service": Reach(services_kept_by)}, rule=OURS)
def retire_service(*, actor: Any, service: Service) -> None:
    """Offer a service no more. It stays written on what was sent to it."""
    if service.retired_at is not None:
        raise Refused(_("This service is offered no more already."))
    service.retired_at = timezone.now()
    service.save(update_fields=["retired_at"])


def _save(service: Service) -> None:
    """Save it, unless another one of the office has this name: in small or capital letters it is the same name."""
    others = Service.objects.filter(office=service.office_id, retired_at=None).exclude(pk=service.pk)
    if service.name.casefold() in {name.casefold() for name in others.values_list("name", flat=True)}:
        raise Refused(TWICE)
    try:
        with transaction.atomic():
            service.save()
    except IntegrityError:  # somebody else was quicker
        raise Refused(TWICE) from None


@command(
    "authority.add",
    shape={
        "territory": Reach(territories_administered_by),
        "name": Name(160),
        "mission": serializers.CharField(max_length=1000, required=False, allow_blank=True, default=""),
    },
    rule=OURS,
)
def add_authority(*, actor: Any, territory: Territory, name: str, mission: str) -> dict[str, Any]:
    """Add an authority beyond the municipality (Questura, Prefettura, ASL, a school), to forward proposals to.

    It is never shown as one that joined the network: nobody asked it.
    """
    there = Organisation.objects.filter(territory=territory, kind=Organisation.Kind.PUBLIC_AUTHORITY)
    if name.casefold() in {each.casefold() for each in there.values_list("name", flat=True)}:
        raise Refused(_("This authority is on the list already."))
    slug = slugify(name)[:67] or new_id()
    if Organisation.objects.filter(territory=territory, slug=slug).exists():
        slug = f"{slug}-{new_id()}"
    kind = Organisation.Kind.PUBLIC_AUTHORITY
    made = Organisation.objects.create(territory=territory, kind=kind, name=name, slug=slug, mission=mission)
    return {"authority": made.pk}
