"""The beginning of a report: the question, what was promised, who took part (in figures, never who), the rooms."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents import bars
from deliberation.documents.parts import moment
from deliberation.documents.report.told import FEW, Told, few
from deliberation.models import Card, Room
from deliberation.queries.rungs import perceived_in
from deliberation.words import day
from documents import blocks as b
from documents.blocks import Block, Text
from people.models import SIDES, Participant, Ticket
from people.models.rung import Rung


def top(told: Told) -> Iterator[Block]:
    """What was asked, where."""
    process = told.process
    yield b.eyebrow([_("Report of a process"), " · ", process.territory.name])
    yield b.heading(b.said(process.title, process.lang), 1)
    yield b.lead(b.said(process.question, process.lang))
    if process.rehearsal:
        yield b.notice(_("From a rehearsal: it does not count"))
    rows: list[tuple[Text, Text]] = [
        (_("Where it stands"), str(process.get_state_display())),
        (_("Made on"), moment(told.now)),
        (_("Address"), b.code(told.address)),
    ]
    yield b.facts(rows)


def promise(told: Told) -> Iterator[Block]:
    """The commitment of the municipality, and what cannot be decided here."""
    process = told.process
    yield b.heading(_("What the municipality promises"))
    if process.commitment_signed:
        days = process.response_days
        within = ngettext("Every proposal gets its answer within %(days)s day.",
                          "Every proposal gets its answer within %(days)s days.", days)  # fmt: skip
        signed = _("Signed on %(day)s.") % {"day": day(process.commitment_signed_at)}
        yield b.quote("plain", process.territory.name, b.said(process.commitment, process.lang))
        yield b.paragraph(f"{signed} {within % {'days': days}}")
    else:
        yield b.paragraph(_("The municipality has taken no commitment, so there is no date for an answer."))
    if process.out_of_scope:
        yield b.heading(_("What cannot be decided here"), 3)
        yield b.items(b.said(str(each), process.lang) for each in process.out_of_scope)


def participation(told: Told) -> Iterator[Block]:
    """Tickets, people and cards of each side; a figure under five is not told."""
    tickets, seats, cards = _tickets(told), _seats(told), _cards(told)
    rows = []
    for side in SIDES:
        people = (tickets.get((side, "redeemed"), 0), seats.get(side, 0), cards.get(side, 0))
        rows.append([bars.side_name(side), str(tickets.get((side, None), 0)), *map(few, people)])
    yield b.heading(_("Who took part"))
    columns = [_("Side"), _("Tickets"), _("Tickets used"), _("People"), _("Cards")]
    yield b.table(columns, rows)
    most = max([n for n in cards.values() if n >= FEW], default=0)
    if most:
        yield b.heading(_("Cards of each side"), 3)
        yield b.bars([_bar(side, cards.get(side, 0), most) for side in SIDES if cards.get(side)])
    yield b.paragraph(_("Fewer than five people or cards of a side are not counted out here."), small=True)


def _bar(side: str, n: int, most: int) -> Block:
    if n < FEW:
        return b.bar(bars.side_name(side), [], few(n), pattern=bars.pattern(side), mark="hidden")
    words = ngettext("%(n)s card", "%(n)s cards", n) % {"n": n}
    return b.bar(bars.side_name(side), [b.part(100 * n / most)], words, pattern=bars.pattern(side))


def _tickets(told: Told) -> dict[tuple[str, str | None], int]:
    found: dict[tuple[str, str | None], int] = {}
    rows = Ticket.objects.filter(process=told.process, slip=False).order_by().values_list("side", "state")
    for side, state, n in rows.annotate(n=Count("id")):
        found[(side, None)] = found.get((side, None), 0) + n
        found[(side, state)] = n
    return found


def _seats(told: Told) -> dict[str, int]:
    rows = Participant.objects.filter(process=told.process, removed_at=None)
    if not told.process.rehearsal:
        rows = rows.exclude(channel=Participant.Channel.REHEARSAL)
    return dict(rows.order_by().values_list("side").annotate(n=Count("id")))


def _cards(told: Told) -> dict[str, int]:
    rows = Card.objects.filter(room__process=told.process, state=Card.State.SHOWN)
    if not told.process.rehearsal:
        rows = rows.filter(room__rehearsal=False)
    return dict(rows.order_by().values_list("side").annotate(n=Count("id")))


def rooms(told: Told) -> Iterator[Block]:
    """Where people met, and when."""
    found = Room.objects.filter(process=told.process, opened_at__isnull=False).order_by("opened_at", "pk")
    if not told.process.rehearsal:
        found = found.filter(rehearsal=False)
    rows: list[list[Text]] = [
        [b.said(each.title, each.lang), moment(each.opened_at), moment(each.closed_at)] for each in found
    ]
    if rows:
        yield b.heading(_("Rooms"))
        yield b.table([_("Room"), _("Opened"), _("Closed")], rows, words=3)


def rungs(told: Told) -> Iterator[Block]:
    """How far participation goes: what the municipality declared, and what people of each side perceive."""
    process = told.process
    perceived = perceived_in([process.pk])[process.pk]
    if not process.rung and not any(perceived.values()):
        return
    yield b.heading(_("How far participation goes"))
    declared = str(process.get_rung_display()) if process.rung else _("Nothing was declared.")
    yield b.facts([(_("Declared by the municipality"), declared)])
    rows: list[list[Text]] = []
    for side, counts in perceived.items():
        if counts is not None:
            rows += [[bars.side_name(side), label, str(counts[value])] for value, label in Rung.choices]
    if rows:
        yield b.table([_("Side"), _("Perceived"), _("People")], [[*map(str, row)] for row in rows], words=2)
    hidden = _("What people perceive is shown when at least five of a side have said it.")
    yield b.paragraph(hidden, small=True)
