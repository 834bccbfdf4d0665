"""What the page of a monitoring shows: results as sentences, bars and tables, and what this reader may do."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from monitoring import words
from monitoring.models import Grid, Monitor, Round
from monitoring.results import Line, Series
from monitoring.rules import civic, going_on, hosts, makers, monitor_of, office
from people.models import SIDES, Participant
from people.queries import participants_for
from proposals.models import Proposal

Row = dict[str, Any]
AIR = Decimal("1.25")  # beyond the longest bar, where a scale has no end
BARS = 4  # the last rounds that a chart shows; the table and the data have all


def shown(series: Series) -> Row:
    """Return one series for the page: `{grid, sites, rounds, groups, summary, old}`."""
    groups: dict[str, list[Row]] = {}
    for line in series.lines:
        groups.setdefault(line.item.dimension.label, []).append(_line(series, line))
    return {
        "grid": series.grid,
        "sites": [site.name for site in series.grid.sites.all()],
        "rounds": [_taken(each) for each in series.taken],
        "numbers": [each.round.number for each in series.taken],
        "groups": [{"title": title, "lines": lines} for title, lines in groups.items()],
        "summary": _summary(series),
        "old": series.grid.state == Grid.State.CLOSED,
    }


def _taken(taken: Any) -> Row:
    return {
        "round": taken.round,
        "taken": taken,
        "sentence": words.single(taken.sheets, taken.sites),
        "sides": [{"side": side, "n": taken.sides[side]} for side in SIDES if side in taken.sides],
        "replies": taken.replies,
    }


def _line(series: Series, line: Line) -> Row:
    item, top = line.item, _top(line)
    cells = [
        {"number": taken.round.number, "text": words.figure(line.scale, counted.value), "few": counted.value is None,
         "seen": words.seen(counted), "width": _width(counted.value, top)}
        for taken, counted in zip(series.taken, line.counted, strict=True)
    ]  # fmt: skip
    return {
        "item": item,
        "measure": words.measure(item.scale),
        "scale": line.scale.name,
        "cells": cells,
        "bars": cells[-BARS:],
        "verdict": line.change.verdict,
        "difference": words.difference(line.change) if series.compared else "",
        "sentence": _sentence(series, line),
    }


def _sentence(series: Series, line: Line) -> str:
    if series.compared:
        return words.sentence(line.scale, line.change, line.before, line.after)
    return words.first(line.scale, line.after, series.taken[0].round.number) if series.taken else ""


def _top(line: Line) -> Decimal:
    highest = max((each.value for each in line.counted if each.value is not None), default=Decimal(0))
    return Decimal(line.scale.top) or highest * AIR or Decimal(1)


def _width(value: Decimal | None, top: Decimal) -> str:
    # Written into an attribute of the drawing: always with a point, whatever the language.
    return "0" if value is None else f"{min(Decimal(100), value / top * 100):.1f}"


def _summary(series: Series) -> str:
    if not series.taken:
        return _("Nothing was measured with this grid yet.")
    last = series.taken[-1]
    if not series.compared:
        return words.single(last.sheets, last.sites)
    changes = [line.change for line in series.lines]
    return words.summary(changes, series.taken[-2].round.number, last.round.number)


def measured_indicators(found: list[Row]) -> list[Row]:
    """Return the indicators with figures as text: today (baseline), target, what each round measured."""
    return [
        {
            "indicator": each["indicator"],
            "baseline": words.plain(each["indicator"].baseline),
            "target": words.plain(each["indicator"].target),
            "measured": [{**row, "value": words.plain(row["value"])} for row in each["measured"]],
        }
        for each in found
    ]


def monitors_by_side(proposal: Proposal) -> list[Row]:
    """Return `[{side, n}]` of those who measure now; no names."""
    sides = list(proposal.monitors.filter(released_at=None).values_list("side", flat=True))
    return [{"side": side, "n": sides.count(side)} for side in SIDES if side in sides]


def acts_of(proposal: Proposal, actor: Any, round_: Round | None) -> Row:
    """Return {act: True} for what this reader may do with the monitoring now."""
    host = hosts(actor, proposal=proposal) is None
    monitor = monitor_of(actor, proposal)
    leads = going_on(actor, proposal=proposal) is None and (host or civic(actor, proposal=proposal) is None)
    return {
        "host": host,
        "make": makers(actor, proposal=proposal) is None,
        "lead": leads,
        "measure": round_ is not None and (host or monitor is not None),
        "monitor": monitor is not None,
        "reply": office(actor, proposal=proposal) is None,
    }


def for_hosts(proposal: Proposal, actor: Any) -> Row:
    """Return the monitors with their names, and the seats that could become monitors. Only for those who host."""
    named = proposal.monitors.filter(released_at=None).select_related("participant", "person")
    taken = Monitor.objects.filter(proposal=proposal, released_at=None).exclude(participant=None).values("participant")
    seats = participants_for(actor).filter(process=proposal.process_id, removed_at=None).exclude(pk__in=taken)
    free: list[Participant] = list(seats.order_by("side", "nickname")[:300])
    return {"named": list(named), "seats": free}
