"""The commands of this app: coming in with a ticket, signing the commitment, printing a log-in."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

import people.services  # noqa: F401 - the commands of the catalogue of services
from people import attempts, tickets
from people.models import Participant, Person, Process, Role
from people.printed import issue_code
from people.queries import people_administered_by, processes_signed_by
from people.rules import anyone, has_role, logged_in
from realtime.command import Language, Reach, command, record
from realtime.refusal import Refused


def _ticket(actor: Any, secret: str, code: str) -> Any:
    """Find the ticket; typed codes are counted when wrong, scanned secrets (128 bits) need no limit."""
    if secret:
        return tickets.find(secret=secret)
    attempts.guard(actor)
    try:
        return tickets.find(code=code)
    except Refused:
        attempts.failed(actor)
        raise


def _place(secret: str = "", code: str = "", **_rest: Any) -> list[str]:
    try:
        ticket = tickets.find(secret=secret, code=code)
    except Refused:
        return []  # the command itself says so, and counts it
    return [ticket.place]


@command(
    "ticket.redeem",
    shape={
        "secret": serializers.CharField(required=False, allow_blank=True, max_length=64),
        "code": serializers.CharField(required=False, allow_blank=True, max_length=40),
        "nickname": serializers.CharField(required=False, allow_blank=True, max_length=40),
        "lang": Language(),
        "once": serializers.CharField(max_length=64, help_text="Your own random id; the same again after a lost reply"),
        "table": serializers.BooleanField(required=False, default=False, help_text="A phone shared by a table"),
        "keep": serializers.CharField(
            required=False, allow_blank=True, max_length=12, help_text="A seat you already have"
        ),
    },
    stream=_place,
    rule=anyone,
    private=True,  # the answer may hold a device's token: it must not be stored
)
def redeem_ticket(
    *,
    actor: Any,
    lang: str,
    once: str,
    secret: str = "",
    code: str = "",
    nickname: str = "",
    table: bool = False,
    keep: str = "",
) -> dict[str, Any]:
    """Come in with a ticket, by its secret or its typed code. Returns the seat, its place and, for a new device, the
    token to keep in the cookie `tessera_device`. Every ticket lets in one person."""
    ticket = _ticket(actor, secret, code)
    channel = Participant.Channel.TABLE if table else Participant.Channel.PHONE
    seat = Participant.objects.filter(id=keep).first() if keep else None
    entry = tickets.redeem(
        ticket=ticket, device=actor.device, nickname=nickname, lang=lang, ref=once, channel=channel, seat=seat
    )
    kind, _colon, key = ticket.place.partition(":")
    changed: dict[str, Any] = {kind: [key]}
    if kind == "room":
        changed["participants"] = [entry.participant.id]
    record(ticket.place, "ticket.redeemed", **changed)
    token = {"token": entry.token} if entry.token else {}
    return {"participant": entry.participant.id, "place": ticket.place, **token}


@command(
    "process.sign",
    shape={"process": Reach(processes_signed_by)},
    stream=lambda process: process.stream,
    rule=has_role(Role.Name.OFFICIAL, Role.Name.ADMINISTRATOR, territory=lambda process: process.territory),
)
def sign_commitment(*, actor: Any, process: Process) -> None:
    """Sign the municipality's commitment: from now on every proposal sent to an office has a date for its answer."""
    if process.commitment_signed:
        raise Refused(_("The commitment is already signed."))
    if not process.commitment.strip():
        raise Refused(_("There is no commitment to sign yet: write what the municipality promises first."))
    process.commitment_signed_at, process.commitment_signed_by = timezone.now(), actor.person
    process.save(update_fields=["commitment_signed_at", "commitment_signed_by"])
    record(process.stream, "process.signed", process=[process.id])


@command(
    "process.commit",
    shape={
        "process": Reach(processes_signed_by),
        "commitment": serializers.CharField(max_length=2000),
        "response_days": serializers.IntegerField(min_value=1, max_value=365),
    },
    stream=lambda process, **_: process.stream,
    rule=has_role(Role.Name.OFFICIAL, Role.Name.ADMINISTRATOR, territory=lambda process, **_: process.territory),
)
def write_commitment(*, actor: Any, process: Process, commitment: str, response_days: int) -> None:
    """Write what the municipality promises, and in how many days it answers, before it is signed."""
    if process.commitment_signed:
        raise Refused(_("The commitment is already signed: it cannot be changed any more."))
    process.commitment, process.response_days = commitment, response_days
    process.save(update_fields=["commitment", "response_days"])
    record(process.stream, "process.committed", process=[process.id])


@command(
    "code.issue",
    shape={"person": Reach(people_administered_by)},
    rule=logged_in,
    private=True,  # the answer holds the code: it must not be stored
)
def issue_printed_code(*, actor: Any, person: Person) -> dict[str, Any]:
    """Print a one-time log-in for somebody of your territory. Earlier unused codes of theirs stop working."""
    return {"code": issue_code(person=person), "name": str(person)}
