"""Who may dispute and who may verify an intervention. What was measured is told by an app that knows of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import Membership
from people.rules import Reason, Rule, facilitator_of, seated_in_process
from proposals.models import Proposal, Statement

ONLY_MEASURED = _("Concluded only with a final measurement that the office did not enter itself.")

_MONITORED: list[Callable[[Any], Any]] = []
_MEASURED: list[Callable[[Proposal, datetime], bool]] = []


def tells_what_is_monitored(find: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Register who knows of monitors: `find(actor)` returns the ids of interventions that the actor measures."""
    _MONITORED.append(find)
    return find


def tells_what_was_measured(ask: Callable[[Proposal, datetime], bool]) -> Callable[[Proposal, datetime], bool]:
    """Register who knows of measurements: was there a final one since then, not entered by the office alone?"""
    _MEASURED.append(ask)
    return ask


def monitored_by(actor: Any) -> list[Any]:
    """Return subqueries of the ids of interventions for which the actor is a monitor."""
    return [find(actor) for find in _MONITORED]


def measures(actor: Any, proposal: Proposal) -> bool:
    """Tell whether the actor is a trained monitor of this intervention."""
    return any(Proposal.objects.filter(pk=proposal.pk, pk__in=found).exists() for found in monitored_by(actor))


def measured_since_declared(proposal: Proposal) -> bool:
    """Tell whether a final measurement was closed after the last declaration, with sheets of others than the office."""
    declared = last_declaration(proposal)
    return declared is not None and any(ask(proposal, declared.at) for ask in _MEASURED)


def last_declaration(proposal: Proposal) -> Statement | None:
    """Return the office's last word that it is done."""
    return proposal.statements.filter(kind=Statement.Kind.DECLARED_DONE).order_by("-at", "-id").first()


def belongs_to(actor: Any, office: str | None) -> bool:
    """Tell whether whoever acts sits for this office or belongs to it, with any of their names."""
    seat = actor.participant
    if office is None:
        return False
    if seat is not None and seat.office_id == office:
        return True
    people = {actor.person.pk if actor.person else None, seat.person_id if seat else None} - {None}
    return bool(people) and Membership.objects.filter(person__in=people, organisation=office).exists()


_host = facilitator_of(lambda proposal, **_targets: proposal.process.territory)
_seated = seated_in_process(lambda proposal, **_targets: proposal.process)


@Rule
def disputer(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """Whoever has a seat in the process, or hosts and writes on behalf; nobody of the responsible office. Once each."""
    if _seated(actor, proposal=proposal) and _host(actor, proposal=proposal):
        return _seated(actor, proposal=proposal)
    if belongs_to(actor, proposal.office_id):
        return _("The office that is responsible does not dispute its own declaration: it can take the work up again.")
    declared = last_declaration(proposal)
    if actor.participant is None or declared is None:
        return None
    own = proposal.statements.filter(kind=Statement.Kind.DISPUTED, participant=actor.participant)
    if own.filter(at__gte=declared.at).exists():
        return _("You have disputed this declaration already. Your reasons stand below.")
    return None


@Rule
def verifier(actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """A trained monitor or whoever hosts, not of the responsible office, when a final measurement says so.

    It must be closed after the declaration, with sheets that the office did not enter itself.
    """
    if _host(actor, proposal=proposal) and not measures(actor, proposal):
        return _("Only a trained monitor or whoever leads the process can say that it is verified.")
    if belongs_to(actor, proposal.office_id):
        return _("The office that is responsible does not verify its own work.")
    return None if measured_since_declared(proposal) else ONLY_MEASURED
