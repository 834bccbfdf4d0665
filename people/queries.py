"""What an actor may see. Each function is the only root of a read of its table: the rest does not exist for them."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from people.models import Membership, Organisation, Participant, Person, Process, Role, Service, Territory, Ticket
from realtime.kept import Kept

STAFF = (Role.Name.LEAD, Role.Name.ADMINISTRATOR, Role.Name.FACILITATOR)
HOSTS = (Role.Name.ADMINISTRATOR, Role.Name.FACILITATOR)


def territories_for(_actor: Any) -> QuerySet[Territory]:
    """Territories are public."""
    return Territory.objects.all()


def territories_with(actor: Any, *roles: str) -> QuerySet[Territory]:
    """Return the territories where the person holds one of the roles."""
    if actor.person is None:
        return Territory.objects.none()
    held = Role.objects.filter(person=actor.person, role__in=roles)
    return Territory.objects.filter(id__in=held.values("territory"))


def processes_for(actor: Any) -> QuerySet[Process]:
    """Processes are public; a rehearsal is seen by those who run it and those who sit in it."""
    seen = Q(rehearsal=False) | Q(territory__in=territories_with(actor, *STAFF))
    if actor.participant is not None:
        seen |= Q(id=actor.participant.process_id)
    return Process.objects.filter(seen).select_related("territory")


def processes_run_by(actor: Any) -> QuerySet[Process]:
    """Processes of the territories where the person hosts."""
    return Process.objects.filter(territory__in=territories_with(actor, *HOSTS)).select_related("territory")


def processes_signed_by(actor: Any) -> QuerySet[Process]:
    """Processes whose commitment the person may sign: officials and administrators of the territory."""
    theirs = territories_with(actor, Role.Name.OFFICIAL, Role.Name.ADMINISTRATOR)
    return Process.objects.filter(territory__in=theirs).select_related("territory")


def tickets_for(actor: Any) -> QuerySet[Ticket]:
    """Tickets are seen by the hosts of their territory only."""
    return Ticket.objects.filter(process__in=processes_run_by(actor)).select_related("process__territory", "office")


def participants_for(actor: Any) -> QuerySet[Participant]:
    """Seats are seen by the hosts of their territory only."""
    found = Participant.objects.filter(process__in=processes_run_by(actor))
    return found.select_related("process__territory", "office")


def offices_of(actor: Any) -> QuerySet[Organisation]:
    """The municipal offices in which the person is an official."""
    return Organisation.objects.none() if actor.person is None else _offices_of(actor.person.pk)


def _offices_of(person: str) -> QuerySet[Organisation]:
    own = Membership.objects.filter(person=person, role="official").values("organisation")
    return Organisation.objects.filter(id__in=own, kind=Organisation.Kind.MUNICIPAL_OFFICE).select_related("territory")


OFFICES_OF = Kept(_offices_of)


def own_offices(actor: Any) -> list[Organisation]:
    """The same offices, read at once."""
    return [] if actor.person is None else OFFICES_OF(actor.person.pk)


def offices_for(_actor: Any) -> QuerySet[Organisation]:
    """Every municipal office: who may be asked is public."""
    return Organisation.objects.filter(kind=Organisation.Kind.MUNICIPAL_OFFICE).select_related("territory")


def offices_kept_by(actor: Any) -> QuerySet[Organisation]:
    """Offices whose catalogue of services the person keeps: their own, and those of territories they administer."""
    administered = Q(territory__in=territories_with(actor, Role.Name.ADMINISTRATOR))
    return offices_for(actor).filter(administered | Q(id__in=offices_of(actor).values("id")))


OFFICES = Kept(
    lambda territory: Organisation.objects.filter(
        territory=territory, kind=Organisation.Kind.MUNICIPAL_OFFICE
    ).order_by("name", "id")
)
OFFERED = Kept(lambda territory: Service.objects.filter(retired_at=None, office__territory=territory))


def catalogue_of(territory: Territory) -> list[Organisation]:
    """The offices of a territory, each with the services it offers now under `offered`."""
    offices, services = OFFICES(territory.pk), OFFERED(territory.pk)
    for office in offices:
        office.offered = [each for each in services if each.office_id == office.pk]
    return offices


def services_for(_actor: Any) -> QuerySet[Service]:
    """Services that an office offers now: the catalogue is public. Retired ones are offered no more."""
    return Service.objects.filter(retired_at=None).select_related("office__territory")


def services_kept_by(actor: Any) -> QuerySet[Service]:
    """Services of the offices whose catalogue the person keeps, retired ones too."""
    return Service.objects.filter(office__in=offices_kept_by(actor)).select_related("office__territory")


def authorities_for(_actor: Any) -> QuerySet[Organisation]:
    """Authorities beyond the municipality: whom something may be forwarded to is public."""
    return Organisation.objects.filter(kind=Organisation.Kind.PUBLIC_AUTHORITY).select_related("territory")


def territories_administered_by(actor: Any) -> QuerySet[Territory]:
    """Territories where the person is an administrator."""
    return territories_with(actor, Role.Name.ADMINISTRATOR)


def network_of(territory: Territory) -> QuerySet[Organisation]:
    """Organisations that joined, oldest first. One that was only invited never appears."""
    return territory.organisations.exclude(joined_on=None).order_by("joined_on", "name")


def people_administered_by(actor: Any) -> QuerySet[Person]:
    """People whose every role and membership lies where the actor is administrator.

    Somebody who also works elsewhere is out of reach: a log-in code would open that other territory too.
    """
    mine = territories_with(actor, Role.Name.ADMINISTRATOR)
    inside = Person.objects.filter(Q(roles__territory__in=mine) | Q(memberships__organisation__territory__in=mine))
    elsewhere = Q(roles__in=Role.objects.exclude(territory__in=mine)) | Q(
        memberships__in=Membership.objects.exclude(organisation__territory__in=mine)
    )
    outside = Person.objects.filter(elsewhere).values("id")
    plain = Person.objects.filter(is_active=True, is_superuser=False, is_staff=False)
    return plain.filter(id__in=inside.values("id")).exclude(id__in=outside)


def ticket_counts(place: str) -> dict[str, int]:
    """Return the public counts of a place's tickets: `{issued, redeemed, void}`; return slips are not counted.

    `issued` is every ticket ever printed, so that issued ≥ redeemed + void always holds.
    """
    rows = Ticket.objects.filter(place=place, slip=False).values_list("state").annotate(n=Count("id")).order_by()
    by_state = dict(rows)
    return {
        "issued": sum(by_state.values()),
        "redeemed": by_state.get(Ticket.State.REDEEMED, 0),
        "void": by_state.get(Ticket.State.VOID, 0),
    }
