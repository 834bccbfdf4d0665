"""Naming monitors, and releasing them. Inside run()."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import Monitor
from people.models import Membership, Participant, Person, Side
from proposals.models import Proposal
from proposals.verification.who import belongs_to
from proposals.workflow import say
from realtime.refusal import Invalid, Refused

FIRST_YEAR = 2000


def name_monitor(
    *, actor: Any, proposal: Proposal, participant: Participant | None, email: str, trained_on: date
) -> Monitor:
    """Name somebody who was trained: a seat of the process, or somebody with an account in the territory."""
    if bool(participant) == bool(email):
        raise Refused(_("Choose a seat of the process, or write the e-mail address of an account: one of the two."))
    if not trained_on.year >= FIRST_YEAR or trained_on > timezone.localdate():
        raise _wrong("trained_on", _("The training cannot be in the future: name them when it was held."))
    person = _person(proposal, email) if email else None
    if participant and participant.process_id != proposal.process_id:
        raise Refused(_("This seat belongs to another process."))
    if participant and participant.removed_at is not None:
        raise Refused(_("This seat was removed."))
    same = Q(participant=participant) if participant else Q(person=person) | Q(participant__person=person)
    if participant and participant.person_id:
        same |= Q(person=participant.person_id)
    if proposal.monitors.filter(same, released_at=None).exists():
        raise Refused(_("This person is a monitor already."))
    made = Monitor.objects.create(
        proposal=proposal, participant=participant, person=person, trained_on=trained_on, named_by=actor.person,
        side=participant.side if participant else _side_of(person, proposal),
        office=belongs_to(_As(participant, person), proposal.office_id),
    )  # fmt: skip
    say(proposal, "proposal.changed")
    return made


class _As:
    """Somebody else than who acts, as the rules look at actors."""

    def __init__(self, participant: Participant | None, person: Person | None):
        self.participant, self.person = participant, person


def _person(proposal: Proposal, email: str) -> Person:
    here = proposal.process.territory_id
    known = Q(roles__territory=here) | Q(memberships__organisation__territory=here)
    found = Person.objects.filter(known | Q(seats__process=proposal.process_id), email=email.lower(), is_active=True)
    person = found.first()
    if person is None:
        raise _wrong("email", _("Nobody in this territory has this e-mail address."))
    return person


def _side_of(person: Person | None, proposal: Proposal) -> str:
    own = Membership.objects.filter(person=person, organisation__territory=proposal.process.territory_id)
    membership = own.select_related("organisation").first()
    return str(membership.organisation.constituency) if membership else Side.CIVIL


def release_monitor(*, actor: Any, monitor: Monitor) -> None:
    """Somebody measures no more. What they brought stays counted."""
    if monitor.released_at is not None:
        raise Refused(_("This person is not a monitor any more."))
    monitor.released_at = timezone.now()
    monitor.save(update_fields=["released_at"])
    say(monitor.proposal, "proposal.changed")


def _wrong(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: [str(sentence)]})
