"""What citizens measured of an intervention, round by round, and what the office replied: for dossier and report."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deliberation.documents import bars
from deliberation.words import day
from documents import blocks as b
from documents.blocks import Block, Text
from monitoring import words
from monitoring.models import Reply
from monitoring.results import Series, Taken
from people.models import SIDES

Row = dict[str, Any]


def measured(series: list[Series], indicators: list[Row], lang: str) -> Iterator[Block]:
    """Every grid with its rounds, the oldest first, and the indicators of the programme; nothing when none is closed.

    `series`, `indicators`: of one intervention, as monitoring/results.py gives them; `lang`: of the programme.
    """
    used = [each for each in reversed(series) if each.taken]
    if not used:
        return
    yield b.heading(_("What citizens measured"), 3)
    for each in used:
        yield from _grid(each, several=len(used) > 1)
    yield from _indicators(indicators, lang)


def _grid(each: Series, *, several: bool) -> Iterator[Block]:
    if several:
        yield b.heading(_("Grid, version %(number)s") % {"number": each.grid.version}, 4)
    if each.grid.reason:
        yield b.paragraph([_("Why the grid was changed"), ": ", b.said(each.grid.reason, each.grid.lang)])
    for place, taken in enumerate(each.taken):
        yield from _round(each, place, taken)
    if each.compared:
        before, after = each.taken[-2].round.number, each.taken[-1].round.number
        yield b.paragraph(b.strong(words.summary([line.change for line in each.lines], before, after)))
        yield b.items(
            [
                b.said(line.item.label, each.grid.lang),
                ": ",
                words.sentence(line.scale, line.change, line.before, line.after),
            ]
            for line in each.lines
        )


def _round(each: Series, place: int, taken: Taken) -> Iterator[Block]:
    facts = {"number": taken.round.number, "day": day(taken.round.closed_at)}
    title = (
        _("Final round %(number)s, closed on %(day)s")
        if taken.round.final
        else _("Round %(number)s, closed on %(day)s")
    )
    yield b.paragraph(b.strong(title % facts))
    rests = [words.single(taken.sheets, taken.sites)]
    sides = [f"{bars.side_name(side)} {taken.sides[side]}" for side in SIDES if taken.sides.get(side)]
    if sides:
        rests.append(_("Monitors: %(sides)s.") % {"sides": ", ".join(sides)})
    if taken.office:
        rests.append(_("Sheets that the office entered itself: %(n)s.") % {"n": taken.office})
    yield b.paragraph(" ".join(rests), small=True)
    rows: list[list[Text]] = [
        [line.item.code, b.said(line.item.label, each.grid.lang), str(line.item.get_source_display()),
         words.figure(line.scale, line.counted[place].value), words.seen(line.counted[place])]
        for line in each.lines
    ]  # fmt: skip
    columns = [_("Code"), _("What is looked at"), _("Where the number comes from"), _("Value"), _("Observations")]
    yield b.table(columns, rows, words=3, narrow=1)
    for reply in taken.replies:
        yield from _reply(reply, each.grid.lang)


def _reply(reply: Reply, lang: str) -> Iterator[Block]:
    who = _("The office adds") if reply.follows else _("The office replies")
    yield b.quote("plain", f"{who}: {reply.office.name} · {day(reply.at)}", b.said(reply.text, reply.lang))
    rows: list[list[Text]] = [
        [
            b.said(line.measure, reply.lang),
            b.said(line.item.label, lang) if line.item else _("The whole result"),
            _on(line.due),
        ]
        for line in reply.plan.all()
    ]
    if rows:
        yield b.table([_("What the office will do"), _("About"), _("By")], rows, words=3)


def _indicators(indicators: list[Row], lang: str) -> Iterator[Block]:
    rows: list[list[Text]] = []
    for each in indicators:
        one = each["indicator"]
        for got in each["measured"]:
            how: Text = _("from the grid") if got["grid"] else b.said(got["how"], got["lang"] or lang)
            if got["office"]:
                how = [how, " · ", _("entered by the office")]
            rows.append([b.said(one.label, lang), how, str(got["round"].number), words.plain(one.baseline),
                         words.plain(got["value"]), words.plain(one.target)])  # fmt: skip
    if rows:
        yield b.paragraph(b.strong(_("The indicators of the programme")))
        columns = [
            _("Indicator"),
            _("Where the number comes from"),
            _("Round"),
            _("At the start"),
            _("Measured"),
            _("Target"),
        ]
        yield b.table(columns, rows, words=2)


def _on(due: Any) -> str:
    return date_format(due, "DATE_FORMAT")
