"""Rounds: opened, measured sheet by sheet, closed, and replied to by the office."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from monitoring.commands.fields import streams_of_its_process
from monitoring.measuring import close_round, measure_indicator, open_round, record_sheet
from monitoring.models import Monitor, Round, Sheet
from monitoring.queries import monitors_hosted_by, rounds_measured_by, rounds_near, rounds_replied_to_by, sheets_of
from monitoring.replying import reply_to
from monitoring.rules import leads, measures, office
from monitoring.shapes import Plan, Values, day, how
from proposals.commands.stages import Moment
from proposals.models import Proposal
from proposals.texts.clean import clean
from proposals.verification.reach import interventions_near
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command

WHEN = _("Write when you were there: not before the round began, not in the future.")


@command(
    "round.open",
    shape={
        "proposal": Reach(interventions_near),
        "starts": day(_("Write the day it begins.")),
        "ends": day(_("Write the day it ends.")),
        "final": serializers.BooleanField(default=False),
    },
    stream=streams_of_its_process,
    rule=leads,
)
def open_it(*, actor: Any, proposal: Proposal, starts: date, ends: date, final: bool) -> dict[str, Any]:
    """Begin a measurement round with the grid in use. `final`: by this one the intervention can be verified."""
    made = open_round(actor=actor, proposal=proposal, starts=starts, ends=ends, final=final)
    return {"proposal": proposal.pk, "round": made.pk}


@command("round.close", shape={"round": Reach(rounds_near)}, stream=streams_of_its_process, rule=leads)
def close_it(*, actor: Any, round: Round) -> dict[str, Any]:
    """End a round and publish its results. Nothing of it changes any more."""
    close_round(actor=actor, round=round)
    return {"proposal": round.grid.proposal_id}


@command(
    "observation.record",
    shape={
        "round": Reach(rounds_measured_by),
        "site": serializers.CharField(
            max_length=12,
            error_messages=dict.fromkeys(
                ("required", "blank", "null"), _("Choose where you were: one of the sites of the grid.")
            ),
        ),
        "values": Values(),
        "once": serializers.CharField(max_length=64),
        "observed_at": Moment(
            required=False, allow_null=True, default=None,
            error_messages=dict.fromkeys(("invalid", "overflow"), WHEN),
        ),
        "remark": serializers.CharField(max_length=500, required=False, allow_blank=True, default=""),
        "lang": Language(default="it"),
        "channel": serializers.ChoiceField(choices=Sheet.Channel.choices, default=Sheet.Channel.PHONE),
        "monitor": Reach(monitors_hosted_by, required=False, allow_blank=True, allow_null=True, default=None),
        "replaces": Reach(sheets_of, required=False, allow_blank=True, allow_null=True, default=None),
    },
    stream=streams_of_its_process,
    rule=measures,
)  # fmt: skip
def record_it(
    *, actor: Any, round: Round, site: str, values: list[dict[str, str]], once: str, observed_at: datetime | None,
    remark: str, lang: str, channel: str, monitor: Monitor | None, replaces: Sheet | None,
) -> dict[str, Any]:  # fmt: skip
    """Write down what a monitor saw at one site: a value for each item, or `none` when it could not be observed.

    `once` is the sender's own id for the sheet: sent again, it counts once. `channel` paper: typed in from a sheet, by
    its `monitor` or for them by who hosts. `replaces`: an own sheet of this round that is corrected.
    """
    made = record_sheet(
        actor=actor, round=round, site=site, values=values, once=once, observed_at=observed_at,
        remark=clean(remark).strip(), lang=lang, channel=channel, monitor=monitor, replaces=replaces,
    )  # fmt: skip
    return {"round": round.pk, "sheet": made.pk}


@command(
    "indicator.measure",
    shape={
        "round": Reach(rounds_measured_by),
        "indicator": serializers.CharField(max_length=12),
        "value": serializers.DecimalField(
            max_digits=14, decimal_places=3, error_messages=dict.fromkeys(("invalid", "required"), _("Write a number."))
        ),
        "how": how(),
        "lang": Language(default="it"),
    },
    stream=streams_of_its_process,
    rule=measures,
)
def measure_it(*, actor: Any, round: Round, indicator: str, value: Decimal, how: str, lang: str) -> dict[str, Any]:
    """Write down an indicator of the programme as it is in this round, and where the number comes from."""
    made = measure_indicator(actor=actor, round=round, indicator=indicator, value=value, how=how, lang=lang)
    return {"round": round.pk, "measurement": made.pk}


@command(
    "round.reply",
    shape={
        "round": Reach(rounds_replied_to_by),
        "text": Said(5000, _("Write what the office replies to this result.")),
        "lang": Language(),
        "plan": Plan(required=False, max_length=30, default=list),
    },
    stream=streams_of_its_process,
    rule=office,
)
def reply(*, actor: Any, round: Round, text: str, lang: str, plan: list[dict[str, Any]]) -> dict[str, Any]:
    """Reply in public for the office to the result of a round, with a plan: what is done about which item, by when.

    It is never changed; a second reply is added to the first.
    """
    made = reply_to(actor=actor, round=round, text=text, lang=lang, plan=plan)
    return {"round": round.pk, "reply": made.pk}
