"""What the header offers to the person who is logged in; for everybody else it asks the database nothing."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.actors import actor_of
from people.queries import offices_of, processes_run_by


def nav(request: HttpRequest) -> dict[str, Any]:
    """`office_inbox` (speaks for an office), `leads_rooms` (leads a process): found out only when a page shows them."""
    if not request.user.is_authenticated:
        return {"office_inbox": False, "leads_rooms": False}
    return {
        "office_inbox": SimpleLazyObject(lambda: offices_of(actor_of(request)).exists()),
        "leads_rooms": SimpleLazyObject(lambda: processes_run_by(actor_of(request)).exists()),
    }
