"""Tickets: printing, finding, redeeming once, giving a lost seat back. Commands and views call these functions."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.actors import new_device
from people.keys import code_of, fold, keyed_hash, plain_hash, secret_of, shown
from people.models import SIDES, Device, DeviceSeat, Organisation, Participant, Process, Side, Ticket
from realtime.refusal import Refused

CODE_LENGTH = 8  # Crockford characters, 40 bits
MOST_AT_ONCE = 200

WRONG = _("This code is not right. Check the 8 characters on your ticket and type them again.")
USED = _("This ticket was already used. Every ticket lets in one person: ask the hosts for another one.")
VOID = _("This ticket is not valid any more. Ask the hosts for another one.")
CLOSED = _("This process is closed: nobody can come in any more.")


@dataclass(frozen=True)
class Entry:
    """What a redemption gave: the seat, and the token for the cookie when the device is new."""

    participant: Participant
    token: str | None


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
    _still_open(process)
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
    return seat and seat.participant


def usable(ticket: Ticket) -> None:
    """Raise Refused with the reason when the ticket lets nobody in."""
    if ticket.state == Ticket.State.VOID:
        raise Refused(VOID)
    if ticket.state == Ticket.State.REDEEMED:
        raise Refused(USED)
    _still_open(ticket.process)


@transaction.atomic
def redeem(
    *,
    ticket: Ticket,
    device: Device | None,
    nickname: str,
    lang: str,
    ref: str,
    channel: str = Participant.Channel.PHONE,
    seat: Participant | None = None,
) -> Entry:
    """Let one person in, once. 50 devices with one ticket: one gets the seat, 49 read why not.

    The same `ref` again (the reply was lost) gives a fresh token for the same seat. `seat` is a seat that this device
    already has in the process, on the same side: the person keeps it instead of counting twice.
    """
    ticket = Ticket.objects.select_for_update(of=("self",)).select_related("process").get(pk=ticket.pk)
    again = held(ticket, device)
    if again is not None:
        return Entry(again, None)
    if ticket.state == Ticket.State.REDEEMED and ticket.device_ref == plain_hash(ref):
        # The first token never arrived: it must not stay valid somewhere.
        DeviceSeat.objects.filter(participant=ticket.participant_id).update(revoked_at=timezone.now())
        return _seat_on(device, ticket.participant)
    usable(ticket)
    participant = _participant_for(ticket, device, nickname, lang, channel, seat)
    ticket.participant, ticket.state = participant, Ticket.State.REDEEMED
    ticket.device_ref, ticket.redeemed_at = plain_hash(ref), timezone.now()
    ticket.save(update_fields=["participant", "state", "device_ref", "redeemed_at"])
    return _seat_on(device, participant)


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


def _participant_for(
    ticket: Ticket, device: Device | None, nickname: str, lang: str, channel: str, seat: Participant | None
) -> Participant:
    if ticket.slip:
        if ticket.participant is None or ticket.participant.removed_at is not None:
            raise Refused(_("This seat was removed."))
        return ticket.participant
    if seat is not None:
        _same_person(ticket, device, seat)
        return seat
    name = " ".join(nickname.split())
    if not name:
        raise Refused(_("Choose a nickname."))
    return Participant.objects.create(
        process_id=ticket.process_id,
        nickname=name[:40],
        side=ticket.side,
        lang=lang,
        channel=channel,
        office_id=ticket.office_id,
    )


def _same_person(ticket: Ticket, device: Device | None, seat: Participant) -> None:
    holds = device is not None and DeviceSeat.objects.filter(device=device, participant=seat, revoked_at=None).exists()
    same = (seat.process_id, seat.side, seat.office_id) == (ticket.process_id, ticket.side, ticket.office_id)
    if not holds or not same or seat.removed_at is not None:
        raise Refused(_("This seat cannot be kept with this ticket. Come in as a new person."))


def _seat_on(device: Device | None, participant: Participant) -> Entry:
    token = None
    if device is None:
        device, token = new_device()
    DeviceSeat.objects.update_or_create(
        device=device, participant=participant, defaults={"revoked_at": None, "created_at": timezone.now()}
    )
    return Entry(participant, token)


def _still_open(process: Process) -> None:
    if process.state == Process.State.CLOSED:
        raise Refused(CLOSED)


def _next_number(place: str) -> int:
    return (Ticket.objects.filter(place=place).aggregate(last=Max("number"))["last"] or 0) + 1


def _derived(ticket: Ticket) -> tuple[str, str]:
    message = f"{ticket.id}:{ticket.version}"
    return secret_of(message), code_of("ticket.code", message, CODE_LENGTH)


def _sealed(ticket: Ticket) -> Ticket:
    secret, code = _derived(ticket)
    ticket.secret_hash, ticket.code_hash = plain_hash(secret), keyed_hash("ticket.code", code)
    return ticket
