"""Printing tickets and return slips, and making them void."""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.keys import code_of, keyed_hash, plain_hash, secret_of, shown
from people.models import SIDES, Organisation, Participant, Process, Side, Ticket
from people.tickets.sentences import USED, VOID, still_open
from realtime.refusal import Refused

CODE_LENGTH = 8  # Crockford characters, 40 bits
MOST_AT_ONCE = 200


def issue(
    *, actor: Any, process: Process, place: str, side: str, count: int, office: Organisation | None = None
) -> list[Ticket]:
    """Print `count` (1 to 200) tickets of one side for a place ("room:ID" or "process:ID"); returns them in order.

    `office` says for whom an official speaks. Call it with the place's stream locked: numbers follow each other.
    """
    if side not in SIDES:
        raise Refused(_("Choose the side of these tickets."))
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(_("Print between 1 and 200 tickets at a time."))
    if office is not None and side != Side.OFFICIAL:
        raise Refused(_("Only officials' tickets carry an office."))
    if office is not None and office.territory_id != process.territory_id:
        raise Refused(_("This office belongs to another territory."))
    still_open(process)
    first = _next_number(place)
    numbers = range(first, first + count)
    made = [Ticket(process=process, place=place, side=side, number=number, office=office) for number in numbers]
    return Ticket.objects.bulk_create([_sealed(each) for each in made])


def secrets_of(ticket: Ticket) -> tuple[str, str]:
    """Return (secret for the address, code as printed) of a ticket that still opens a door; else Refused."""
    if ticket.state == Ticket.State.REDEEMED:
        raise Refused(USED)
    if ticket.state == Ticket.State.VOID:
        raise Refused(VOID)
    secret, code = _derived(ticket)
    return secret, shown(code)


def reissue(*, participant: Participant, place: str | None = None, revoke: bool = False) -> Ticket:
    """Print a return slip: it leads back to the same seat and replaces earlier unused slips.

    `revoke=True` for a lost phone: every device that has the seat loses it now. `place` says where the slip leads;
    without it, where the participant first came in.
    """
    if participant.removed_at is not None:
        raise Refused(_("This seat was removed."))
    own = participant.tickets.order_by("created_at", "number")
    own.filter(state=Ticket.State.ISSUED, slip=True).update(state=Ticket.State.VOID)
    if revoke:
        participant.device_seats.filter(revoked_at=None).update(revoked_at=timezone.now())
    first = own.first()
    where = place or (first.place if first else participant.process.stream)
    ticket = Ticket(
        process_id=participant.process_id,
        place=where,
        side=participant.side,
        number=_next_number(where),
        office_id=participant.office_id,
        participant=participant,
        slip=True,
    )
    _sealed(ticket).save(force_insert=True)
    return ticket


def void(*, ticket: Ticket) -> None:
    """Make an unused ticket worthless (lost, torn, too many)."""
    changed = Ticket.objects.filter(pk=ticket.pk, state=Ticket.State.ISSUED).update(state=Ticket.State.VOID)
    if not changed:
        raise Refused(_("Only a ticket that nobody used can be made void. Remove the seat instead."))


def _next_number(place: str) -> int:
    return (Ticket.objects.filter(place=place).aggregate(last=Max("number"))["last"] or 0) + 1


def _derived(ticket: Ticket) -> tuple[str, str]:
    message = f"{ticket.id}:{ticket.version}"
    return secret_of(message), code_of("ticket.code", message, CODE_LENGTH)


def _sealed(ticket: Ticket) -> Ticket:
    secret, code = _derived(ticket)
    ticket.secret_hash, ticket.code_hash = plain_hash(secret), keyed_hash("ticket.code", code)
    return ticket
