"""The programmed interventions of a process: office, dates, money, and where each stands."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deliberation.documents.report.told import Told
from deliberation.queries.interventions import euros
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Proposal


def interventions(told: Told) -> Iterator[Block | None]:
    """Each with what it needs to be verified; and the money of all of them."""
    found = [each for each in told.of_kind(Proposal.Kind.INTERVENTION) if hasattr(each, "programme")]
    if not found:
        return
    yield b.heading(_("Interventions"))
    rows: list[Text] = []
    total = 0
    for each in found:
        plan = each.programme
        cents = sum(line.cents for line in plan.budget.all())
        total += cents
        days = f"{date_format(plan.starts, 'DATE_FORMAT')} – {date_format(plan.ends, 'DATE_FORMAT')}"
        text: list[Text] = [f"{each.number}  ", b.strong(b.said(each.title, each.lang))]
        rows.append([*text, f" · {each.get_state_display()}\n{plan.office.name} · {days} · {euros(cents)}"])
        yield None
    yield b.items(rows)
    yield b.facts([(_("Money of all interventions"), euros(total))])
