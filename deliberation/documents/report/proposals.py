"""Every proposal of a process with its fate: how many stand where, each problem, each solution."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents.report.told import Told
from deliberation.queries.interventions import euros
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Proposal
from proposals.office.routed import registered
from proposals.pages import clock_of

Kind, State = Proposal.Kind, Proposal.State


def figures(told: Told) -> Iterator[Block]:
    """How many proposals of each kind stand where, as bars and as a table."""
    counts = Counter((each.kind, each.state) for each in told.proposals)
    yield b.heading(_("What became of the proposals"))
    said = ngettext("%(n)s proposal", "%(n)s proposals", len(told.proposals)) % {"n": len(told.proposals)}
    yield b.paragraph(said)
    order = [(kind, state) for kind in Kind.values for state in State.values if counts[(kind, state)]]
    solutions = [(state, counts[(Kind.SOLUTION, state)]) for kind, state in order if kind == Kind.SOLUTION]
    most = max((n for _state, n in solutions), default=0)
    if most:
        yield b.heading(_("Solutions"), 3)
        yield b.bars([b.bar(str(State(state).label), [b.part(100 * n / most)], str(n)) for state, n in solutions])
    rows = [[str(Kind(kind).label), str(State(state).label), str(counts[(kind, state)])] for kind, state in order]
    if rows:
        yield b.table([_("Kind"), _("Where it stands"), _("How many")], rows, words=2)


def problems(told: Told) -> Iterator[Block | None]:
    """Each problem, and how many solutions answer it."""
    found = told.of_kind(Kind.PROBLEM)
    if not found:
        return
    yield b.heading(_("Problems"))
    rows: list[list[Text]] = [
        [str(each.number), b.said(each.title, each.lang), str(each.get_state_display()), str(told.answering[each.pk])]
        for each in found
    ]
    columns = [_("Number"), _("Problem"), _("Where it stands"), _("Solutions")]
    yield b.table(columns, rows, words=3, narrow=1)
    yield from [None] * len(found)


def solutions(told: Told) -> Iterator[Block | None]:
    """Each solution: where it stands, what the office owes or has answered."""
    found = told.of_kind(Kind.SOLUTION)
    if not found:
        return
    yield b.heading(_("Solutions"))
    rows: list[Text] = []
    for each in found:
        rows.append(_fate(told, each))
        yield None
    yield b.items(rows)


def _fate(told: Told, each: Proposal) -> Text:
    text: list[Text] = [f"{each.number}  ", b.strong(b.said(each.title, each.lang)), f" · {each.get_state_display()}"]
    sent = getattr(each, "referral", None)
    if sent is None:
        return [*text, *_forwarded(told, each)]
    clock = clock_of(sent)
    text += ["\n", str(clock.text)]
    if sent.protocol:
        text += ["\n", registered(sent)]
    text += _forwarded(told, each)
    if clock.answer:
        text += ["\n", str(clock.answer.get_outcome_display())]
        if clock.answer.act:
            text += [" · ", _("Act"), ": ", clock.answer.act]
    if money := told.allocations.get(each.pk):
        given = _("Paid from the budget") if money.chosen else _("Not paid from the budget")
        text += ["\n", given, ": ", euros(money.cents)]
    return text


def _forwarded(told: Told, each: Proposal) -> list[Text]:
    """Which authority it went to and how long that is silent; how late the office was by then."""
    lines = [line for row in told.routed[each.pk]["forwardings"] for line in (row["text"], row["before"]) if line]
    return [part for line in lines for part in ("\n", line)]
