"""Where to look first: the addresses and one-time log-ins of the live demo rooms."""

from collections.abc import Iterator

from django.urls import reverse

from deliberation.models import Room
from people.models import Person, Side, Territory, Ticket
from people.printed import issue_code
from people.tickets import secrets_of

SHOWN = ("facilitator", "official", "reviewer")  # roles that are worth a look


def first_looks(slug: str, url: str = "") -> list[str]:
    """Return the lines to print. `url` is the server's address without the last slash; without it, bare paths.

    Log-in codes are drawn anew each time: those printed before and not used stop working.
    """
    territory = Territory.objects.get(slug=slug)
    live = Room.objects.filter(process__territory=territory).exclude(state=Room.State.CLOSED).order_by("created_at")
    workshop, square = live.filter(rehearsal=True).first(), live.filter(rehearsal=False, entry="open").first()
    return list(_lines(territory, workshop, square, url.rstrip("/")))


def _lines(territory: Territory, workshop: Room | None, square: Room | None, url: str) -> Iterator[str]:
    yield f"{territory.name}: {url}{territory.url}"
    if workshop is None:
        yield "The live demo room is closed. To begin again: python3 manage.py demo --reset"
    else:
        yield from _workshop(workshop, url)
    if square is not None:
        yield f"An open room, for anyone with the code {_spaced(square.code)}: {url}{_door(square)}"
    yield from _log_ins(territory, workshop, url)


def _workshop(room: Room, url: str) -> Iterator[str]:
    yield f"Live demo room “{room.title}”, code {_spaced(room.code)}"
    yield f"  phones:      {url}{_door(room)}"
    for side, name in ((Side.RESIDENT, "a resident's"), (Side.OFFICIAL, "an official's")):
        free = Ticket.objects.filter(place=room.stream, side=side, state=Ticket.State.ISSUED, slip=False).first()
        if free is not None:
            secret, code = secrets_of(free)
            yield f"  {name + ' ticket':<12} {url}{reverse('ticket_landing')}#{secret}  (typed: {code})"
    yield f"  projector:   {url}{reverse('room_screen', args=[room.pk])}"
    yield f"  facilitator: {url}{reverse('room_console', args=[room.pk])}  (log in first, below)"
    yield f"  tickets to print: {url}{reverse('room_tickets', args=[room.pk])}"
    yield f"  simulated participants: python3 manage.py rehearse {room.code} --participants 40 --url {url or 'ADDRESS'}"


def _log_ins(territory: Territory, room: Room | None, url: str) -> Iterator[str]:
    yield f"Log in once with a printed code: {url}{reverse('printed_login')}"
    wanted = Person.objects.filter(roles__territory=territory, roles__role__in=SHOWN).distinct()
    for person in sorted(wanted, key=lambda each: (each.memberships.exists(), each.email)):
        office = person.memberships.select_related("organisation").first()
        roles = set(person.roles.filter(territory=territory).values_list("role", flat=True))
        where = office.organisation.name if office else next(role for role in SHOWN if role in roles)
        yield f"  {issue_code(person=person)}  {person} ({where})"


def _door(room: Room) -> str:
    return reverse("room_short", args=[room.code])


def _spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"
