"""Leading rounds, and writing down what was seen. Inside run()."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import Grid, Item, Measurement, Monitor, Round, Sheet, Site, Value
from monitoring.naming import FIRST_YEAR
from monitoring.rules import hosts, monitor_of
from monitoring.scales import SCALES, Unfit, read
from proposals.models import Proposal
from proposals.verification.who import belongs_to
from proposals.workflow import say
from realtime.refusal import Conflict, Invalid, Refused

Channel = Sheet.Channel
EARLY, AHEAD = timedelta(days=1), timedelta(minutes=15)  # clocks of phones are not exact


def open_round(*, actor: Any, proposal: Proposal, starts: date, ends: date, final: bool) -> Round:
    """Begin to measure with the grid in use."""
    if not FIRST_YEAR <= starts.year <= ends.year <= 2200 or ends < starts:
        raise _wrong("ends", _("The round must end after it begins."))
    grid = proposal.grids.filter(state=Grid.State.OPEN).first()
    if grid is None:
        raise Refused(_("Put a grid into use first: without it nobody knows what to look at."))
    if not proposal.monitors.filter(released_at=None).exists():
        raise Refused(_("Name at least one trained monitor first."))
    rounds = Round.objects.filter(grid__proposal=proposal)
    if rounds.filter(closed_at=None).exists():
        raise Refused(_("A round is going on. Close it first."))
    number = (rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round.objects.create(grid=grid, number=number, starts=starts, ends=ends, final=final)
    say(proposal, "proposal.changed")
    return made


def close_round(*, actor: Any, round: Round) -> None:
    """End a round: its results are public from now on, and nothing of it changes any more."""
    _going_on(round)
    round.closed_at = timezone.now()
    round.save(update_fields=["closed_at"])
    say(round.grid.proposal, "proposal.changed")


def record_sheet(
    *, actor: Any, round: Round, site: str, values: list[dict[str, str]], once: str, observed_at: datetime | None,
    remark: str, lang: str, channel: str, monitor: Monitor | None, replaces: Sheet | None,
) -> Sheet:  # fmt: skip
    """Write down one look of one monitor at one site. Sent again under the same `once`, it counts once."""
    who = _who(actor, round, channel, monitor)
    where = round.grid.sites.filter(pk=site).first()
    if where is None:
        raise _wrong("site", _("Choose where you were: one of the sites of the grid."))
    answers = read_values(list(round.grid.items.all()), values)
    known = Sheet.objects.filter(monitor=who, once=once).first()
    if known is not None:
        return _same(known, round, where, answers, remark)
    _going_on(round)
    made = Sheet.objects.create(
        round=round, site=where, monitor=who, once=once, channel=channel, remark=remark, lang=lang if remark else "",
        observed_at=_moment(round, observed_at), replaces=_replaced(replaces, round, who),
        office=who.office or belongs_to(actor, round.grid.proposal.office_id),
    )  # fmt: skip
    Value.objects.bulk_create(Value(sheet=made, item=item, value=value) for item, value in answers.items())
    say(round.grid.proposal, "proposal.changed")
    return made


def read_values(items: list[Item], values: list[dict[str, str]]) -> dict[Item, Decimal | None]:
    """Return {item: number, or None for "could not be observed"}; Invalid names every item that has no fit answer."""
    by_code = {each.code: each for each in items}
    given = {each["code"]: each["value"] for each in values}
    if len(given) != len(values) or set(given) - set(by_code):
        raise _wrong("values", _("These answers do not fit the grid. Open the form again."))
    missing = [each.code for each in items if not given.get(each.code, "").strip()]
    if missing:
        sentence = _("Answer every item, or say that it could not be observed. Missing: %(codes)s.")
        raise _wrong("values", sentence % {"codes": ", ".join(missing)})
    answers: dict[Item, Decimal | None] = {}
    for item in items:
        try:
            answers[item] = read(SCALES[item.scale], given[item.code])
        except Unfit as no:
            raise _wrong("values", f"{item.code}: {no.args[0]}") from None
    return answers


def measure_indicator(*, actor: Any, round: Round, indicator: str, value: Decimal, how: str, lang: str) -> Measurement:
    """Write down what an indicator of the programme was in this round, and where the number comes from."""
    _going_on(round)
    found = round.grid.proposal.indicators.filter(pk=indicator).first()
    if found is None:
        raise _wrong("indicator", _("Choose an indicator of this intervention."))
    made = Measurement.objects.create(
        round=round, indicator=found, value=value, how=how, lang=lang, participant=actor.participant,
        person=None if actor.participant else actor.person,
        office=belongs_to(actor, round.grid.proposal.office_id),
    )  # fmt: skip
    say(round.grid.proposal, "proposal.changed")
    return made


def _who(actor: Any, round: Round, channel: str, monitor: Monitor | None) -> Monitor:
    own = monitor_of(actor, round.grid.proposal)
    if monitor is None or (own is not None and own.pk == monitor.pk):
        if own is None:
            raise _wrong("monitor", _("Choose the monitor who wrote this sheet."))
        return own
    if hosts(actor, round=round) is not None or channel != Channel.PAPER:
        raise Refused(_("For another monitor only a sheet on paper is typed in, by those who lead the process."))
    if monitor.proposal_id != round.grid.proposal_id or monitor.released_at is not None:
        raise _wrong("monitor", _("Choose a monitor of this intervention."))
    return monitor


def _same(known: Sheet, round: Round, site: Site, answers: dict[Item, Decimal | None], remark: str) -> Sheet:
    kept = dict(known.values.values_list("item", "value"))
    told = {item.pk: value for item, value in answers.items()}
    if (known.round_id, known.site_id, known.remark, kept) != (round.pk, site.pk, remark, told):
        raise Conflict
    return known


def _replaced(sheet: Sheet | None, round: Round, who: Monitor) -> Sheet | None:
    if sheet is None:
        return None
    if sheet.round_id != round.pk or sheet.monitor_id != who.pk:
        raise Refused(_("You can correct your own sheets of this round only."))
    if sheet.superseded_at is not None:
        raise Refused(_("This sheet was corrected already. Correct the newer one."))
    sheet.superseded_at = timezone.now()
    sheet.save(update_fields=["superseded_at"])
    return sheet


def _moment(round: Round, observed_at: datetime | None) -> datetime:
    now = timezone.now()
    if observed_at is None:
        return now
    if not round.opened_at - EARLY <= observed_at <= now + AHEAD:
        raise _wrong("observed_at", _("Write when you were there: not before the round began, not in the future."))
    return observed_at


def _going_on(round: Round) -> None:
    if round.closed_at is not None:
        raise Refused(_("This round is closed. Nothing of it changes any more."))


def _wrong(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: [str(sentence)]})
