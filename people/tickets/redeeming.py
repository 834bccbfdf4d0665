"""Letting one person in, once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.actors import new_device
from people.keys import plain_hash
from people.models import Device, DeviceSeat, Participant, Ticket
from people.tickets.finding import held, usable
from realtime.refusal import Refused


@dataclass(frozen=True)
class Entry:
    """What a redemption gave: the seat, and the token for the cookie when the device is new."""

    participant: Participant
    token: str | None


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
    if ticket.participant and ticket.state == Ticket.State.REDEEMED and ticket.device_ref == plain_hash(ref):
        # The first token never arrived: it must not stay valid somewhere.
        DeviceSeat.objects.filter(participant=ticket.participant_id).update(revoked_at=timezone.now())
        return _seat_on(device, ticket.participant)
    usable(ticket)
    participant = _participant_for(ticket, device, nickname, lang, channel, seat)
    ticket.participant, ticket.state = participant, Ticket.State.REDEEMED
    ticket.device_ref, ticket.redeemed_at = plain_hash(ref), timezone.now()
    ticket.save(update_fields=["participant", "state", "device_ref", "redeemed_at"])
    return _seat_on(device, participant)


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
