"""Where a proposal goes: to a service, to an authority beyond the municipality; and its number in the protocol."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Organisation, Service
from people.queries import authorities_for, offices_for, services_for
from people.rules import Reason, Rule
from proposals.commands import fields
from proposals.models import Forwarding, Proposal
from proposals.office import routing
from proposals.office.routed import forwardings_of, proposals_placed_by, sent_solutions_of
from proposals.office.routing import named
from proposals.shapes import Words
from proposals.texts.clean import clean
from proposals.workflow import may, streams_of
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command


class Line(Said):
    """One line: a number of the protocol."""

    def to_internal_value(self, data: Any) -> str:
        return " ".join(super().to_internal_value(data).split())


class Free(Words):
    """A text that may be left out, with nothing hidden in it."""

    def __init__(self, max_length: int):
        super().__init__(max_length, "", required=False, allow_blank=True, default="")

    def to_internal_value(self, data: Any) -> str:
        return clean(super().to_internal_value(data)).strip()


def _day(sentence: Any) -> serializers.DateField:
    return serializers.DateField(error_messages=dict.fromkeys(("invalid", "required", "null", "datetime"), sentence))


@Rule
def may_route_each(actor: Any, *, proposals: list[Proposal], **_targets: Any) -> Reason:
    """Somebody who hosts in the territory, or an official of the office where each of them lies."""
    if not proposals:
        return _("Choose at least one proposal.")
    asked = may("route")
    refusals = [(each, why) for each in proposals if (why := asked(actor, proposal=each))]
    return named(refusals, alone=len(proposals) == 1) if refusals else None


@command(
    "proposal.route",
    shape={
        "proposals": Reach(proposals_placed_by, many=True),
        "service": Reach(services_for, required=False, allow_blank=True, allow_null=True),
        "office": Reach(offices_for, required=False, allow_blank=True, allow_null=True),
        "reason": Free(1000),
        "lang": Language(default="it"),
    },
    stream=lambda proposals, **_t: streams_of(*proposals),
    rule=may_route_each,
)
def route(
    *, actor: Any, proposals: list[Proposal], service: Service | None = None, office: Organisation | None = None,
    reason: str = "", lang: str = "it",
) -> None:  # fmt: skip
    """Send one proposal or many to a service (its office follows) or to an office: all of them, or none.

    Each time is recorded; from another office or service with the reason. The date of the answer stays as it was.
    """
    routing.route_all(actor=actor, proposals=proposals, service=service, office=office, reason=reason, lang=lang)


@command(
    "proposal.forward",
    shape={
        "proposal": Reach(proposals_placed_by),
        "authority": Reach(
            authorities_for, error_messages=dict.fromkeys(("required", "blank"), _("Choose the authority."))
        ),
        "protocol": Line(40, _("Write the number under which it was forwarded.")),
        "sent_on": _day(_("Write the day on which it was forwarded.")),
        "reason": Said(1000, _("Say why the municipality cannot decide this itself.")),
        "lang": Language(default="it"),
    },
    stream=fields.streams_of_it,
    rule=may("forward"),
)
def forward(
    *, actor: Any, proposal: Proposal, authority: Organisation, protocol: str, sent_on: date, reason: str, lang: str
) -> dict[str, Any]:
    """Forward what the municipality cannot decide to the authority that can, with number and day.

    From then on no clock runs against the office, and the silence of the authority is counted in public.
    """
    made = routing.forward(
        actor=actor, proposal=proposal, authority=authority, protocol=protocol, sent_on=sent_on, reason=reason,
        lang=lang,
    )  # fmt: skip
    return {"forwarding": made.pk}


@command(
    "forwarding.hear",
    shape={
        "forwarding": Reach(forwardings_of),
        "reply": Said(5000, _("Write what the authority replied.")),
        "reply_lang": Language(default="it"),
        "reply_protocol": Free(40),
        "replied_on": _day(_("Write the day of the reply.")),
    },
    stream=lambda forwarding, **_t: streams_of(forwarding.proposal),
    rule=Rule(lambda actor, *, forwarding, **_t: may("hear")(actor, proposal=forwarding.proposal)),
)
def hear(*, actor: Any, forwarding: Forwarding, **said: Any) -> None:
    """Write down, in public, what the authority replied. The office then answers, or forwards it again."""
    routing.hear(actor=actor, forwarding=forwarding, **said)


@command(
    "packet.register",
    shape={
        "proposal": Reach(sent_solutions_of),
        "protocol": Line(40, _("Write the number of the protocol.")),
        "protocol_on": _day(_("Write the day of the registration.")),
    },
    stream=fields.streams_of_it,
    rule=may("register"),
)
def register(*, actor: Any, proposal: Proposal, protocol: str, protocol_on: date) -> None:
    """Note the number that the office gave the packet in its protocol; again, to correct it.

    The date of the answer does not move: the clock runs from the sending.
    """
    routing.register(actor=actor, proposal=proposal, protocol=protocol, protocol_on=protocol_on)
