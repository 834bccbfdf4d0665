"""The programmed interventions of a process: office, dates, money, where each stands, and what was measured of it."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deliberation.documents.measured import measured
from deliberation.documents.report.told import Told
from deliberation.queries.interventions import euros
from deliberation.words import day
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Proposal
from proposals.programming.kinds import kind_named


def interventions(told: Told) -> Iterator[Block | None]:
    """Each with what it needs to be verified; and the money of all of them."""
    if not told.interventions:
        return
    yield b.heading(_("Interventions"))
    rows: list[Text] = []
    total = 0
    for each in told.interventions:
        plan = each.programme
        cents = sum(line.cents for line in plan.budget.all())
        total += cents
        days = f"{date_format(plan.starts, 'DATE_FORMAT')} – {date_format(plan.ends, 'DATE_FORMAT')}"
        kind = kind_named(None, plan.kind, told.own_kinds)
        what = f"{kind.title_in(told.lang)} · " if kind else ""
        name: list[Text] = [f"{each.number}  ", b.strong(b.said(each.title, each.lang))]
        rows.append([*name, f" · {each.get_state_display()}\n{what}{plan.office.name} · {days} · {euros(cents)}"])
        yield None
    yield b.items(rows)
    yield b.facts([(_("Money of all interventions"), euros(total))])


def ends(told: Told) -> Iterator[Block]:
    """What citizens measured, the office's reply to it, and whether it is done in the words of both sides."""
    for each in told.interventions:
        parts = [*measured(told.series[each.pk], told.measured[each.pk], each.programme.lang), *_statements(told, each)]
        if parts:
            yield b.heading([f"{_('Intervention')} {each.number} · ", b.said(each.title, each.lang)])
            yield from parts


def _statements(told: Told, each: Proposal) -> Iterator[Block]:
    found = told.statements[each.pk]
    if found:
        yield b.heading(_("Is it done? What each side says"), 3)
    for one in found:
        who = [str(one.get_kind_display()), *([one.office.name] if one.office else []), day(one.at)]
        yield b.quote("plain", " · ".join(who), b.said(one.text, one.lang))
