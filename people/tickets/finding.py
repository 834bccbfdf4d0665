"""Finding a ticket by what is scanned or typed, and whether it lets somebody in."""

from people.keys import fold, keyed_hash, plain_hash
from people.models import Device, DeviceSeat, Participant, Ticket
from people.tickets.sentences import USED, VOID, WRONG, still_open
from realtime.refusal import Refused


def find(*, secret: str | None = None, code: str | None = None) -> Ticket:
    """Return the ticket with this secret, or with this code as typed by a person; Refused when there is none."""
    if secret:
        match = {"secret_hash": plain_hash(secret.strip().lower())}
    else:
        match = {"code_hash": keyed_hash("ticket.code", fold(code or ""))}
    ticket = Ticket.objects.select_related("process__territory", "office", "participant").filter(**match).first()
    if ticket is None:
        raise Refused(WRONG)
    return ticket


def held(ticket: Ticket, device: Device | None) -> Participant | None:
    """Return the seat this ticket gave, when this device already has it: scanning again just leads back in."""
    if device is None or ticket.state != Ticket.State.REDEEMED:
        return None
    seats = DeviceSeat.objects.filter(device=device, participant=ticket.participant_id, revoked_at=None)
    seat = seats.filter(participant__removed_at=None).select_related("participant").first()
    return seat.participant if seat else None


def usable(ticket: Ticket) -> None:
    """Raise Refused with the reason when the ticket lets nobody in."""
    if ticket.state == Ticket.State.VOID:
        raise Refused(VOID)
    if ticket.state == Ticket.State.REDEEMED:
        raise Refused(USED)
    still_open(ticket.process)
