"""What the header offers to the person who is logged in; for everybody else it asks the database nothing."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.actors import actor_of
from people.models import Process, Role
from people.queries import HOSTS, own_offices
from realtime.kept import Kept

ROLES = Kept(
    lambda person: (
        Role.objects.filter(person=person)
        .annotate(process=Exists(Process.objects.filter(territory=OuterRef("territory"))))
        .values_list("role", "process")
    )
)
REVIEWERS = (Role.Name.REVIEWER, Role.Name.OFFICIAL)


def nav(request: HttpRequest) -> dict[str, Any]:
    """`office_inbox` (speaks for an office), `leads_rooms` (leads a process), `reviews_here` (may review).

    Found out only when a page shows them: in two queries.
    """
    if not request.user.is_authenticated:
        return {"office_inbox": False, "leads_rooms": False, "reviews_here": False}
    roles = SimpleLazyObject(lambda: _roles(request))
    return {
        "office_inbox": SimpleLazyObject(lambda: bool(own_offices(actor_of(request)))),
        "leads_rooms": SimpleLazyObject(lambda: any(role in HOSTS and process for role, process in roles)),
        "reviews_here": SimpleLazyObject(lambda: any(role in REVIEWERS for role, _process in roles)),
    }


def _roles(request: HttpRequest) -> list[tuple[str, bool]]:
    """Return the roles of the person, each with whether there is a process where it is held."""
    person = actor_of(request).person
    return ROLES(person.pk) if person else []
