"""What a database holds: ids by the names that commands give them, and one number for all of it."""

import hashlib

from django.apps import apps

from deliberation.models import Activity, Card, Group, Poll, Room
from people.models import Organisation, Participant, Person, Process, Ticket
from proposals.models import Proposal
from realtime.models import Presence

KINDS = {
    "room": Room, "activity": Activity, "card": Card, "cards": Card, "group": Group, "into": Group, "poll": Poll,
    "participant": Participant, "proposal": Proposal, "problems": Proposal, "solutions": Proposal, "process": Process,
    "ticket": Ticket, "office": Organisation, "person": Person,
}  # fmt: skip


def things() -> dict[str, list[str]]:
    """Return the ids of everything there is, by the name of a field that takes them."""
    return {
        name: [str(pk) for pk in kind.objects.order_by("pk").values_list("pk", flat=True)]
        for name, kind in KINDS.items()
    }


def digest() -> str:
    """Return one number for every row of every table: equal when nothing has changed but who is here just now."""
    whole = hashlib.sha256()
    for model in [each for each in apps.get_models() if each is not Presence]:
        for row in model._base_manager.order_by("pk").values_list():
            whole.update(repr((model._meta.label, row)).encode())
    return whole.hexdigest()
