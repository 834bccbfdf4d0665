"""The recognition of a territory in sentences: each figure with what it means, a chart, and a table."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents import bars
from documents import blocks as b
from documents.blocks import Block
from people.models import SIDES
from people.models.rung import Rung

Row = dict[str, Any]


def blocks_of(figures: Row, tables: dict[str, list[Row]]) -> list[Block]:
    """Return the parts of the page. `figures`: of deliberation/recognition.py; `tables`: what they are made of."""
    found: list[Block] = []
    for tell in (_adopted, _answers, _acts, _evaluations):
        found += tell(figures)
    return [*found, *_rungs(figures, tables)]


def percent(share: float | None) -> str:
    """Return a share in words of the reader's language; a dash where there is nothing to share."""
    return "–" if share is None else f"{number_format(share, 0 if share == int(share) else 1)} %"


def _bar(label: str, part: int, whole: int, side: str = "") -> Block:
    text = _("%(n)s of %(all)s") % {"n": part, "all": whole}
    return b.bar(label, [b.part(100 * part / whole)], text, pattern=bars.pattern(side))


def _table(rows: list[tuple[str, Any]]) -> Block:
    return b.table([_("Figure"), _("How many")], [[name, str(value)] for name, value in rows])


def _adopted(figures: Row) -> Iterator[Block]:
    n = figures["adopted"]
    yield b.heading(_("Proposals of residents that both sides adopted"))
    if n["n"]:
        said = ngettext(
            "Of %(n)s proposal adopted together, %(part)s has residents among its authors.",
            "Of %(n)s proposals adopted together, %(part)s have residents among their authors.",
            n["n"],
        )
        yield b.lead(said % {"n": n["n"], "part": n["with_residents"]})
        yield b.bars([
            _bar(bars.side_name("resident"), n["with_residents"], n["n"], "resident"),
            _bar(bars.side_name("official"), n["with_officials"], n["n"], "official"),
        ])  # fmt: skip
        yield _table([
            (_("Adopted together"), n["n"]),
            (_("With residents among the authors"), n["with_residents"]),
            (_("With officials among the authors"), n["with_officials"]),
            (_("Share with residents"), percent(n["share"])),
        ])  # fmt: skip
    else:
        yield b.lead(_("Nothing was adopted together yet."))
    yield b.paragraph(
        _(
            "Counted are solutions that both sides adopted and that were sent to an office; an "
            "author is whoever stands under it with a seat."
        ),
        small=True,
    )


def _answers(figures: Row) -> Iterator[Block]:
    n = figures["answers"]
    yield b.heading(_("Do the offices answer, and how soon?"))
    if n["asked"]:
        said = ngettext(
            "Of %(n)s question to the offices, %(part)s was answered.",
            "Of %(n)s questions to the offices, %(part)s were answered.",
            n["asked"],
        )
        days = n["median_days"]
        soon = (
            ""
            if days is None
            else _("Half of the answers came within this many days: %(days)s.")
            % {"days": number_format(days, 0 if days == int(days) else 1)}
        )
        yield b.lead(f"{said % {'n': n['asked'], 'part': n['answered']}} {soon}".strip())
        rows = [_bar(_("Answered"), n["answered"], n["asked"])]
        rows += [_bar(_("Answered in time"), n["in_time"], n["dated"])] if n["dated"] else []
        yield b.bars(rows)
        yield _table([
            (_("Requests to the offices"), n["asked"]),
            (_("Answered"), n["answered"]),
            (_("Answers that had a date"), n["dated"]),
            (_("Answered in time"), n["in_time"]),
            (_("Late now"), n["late"]),
            (_("Median, in days"), "–" if days is None else number_format(days, 0 if days == int(days) else 1)),
        ])  # fmt: skip
    else:
        yield b.lead(_("Nothing was sent to an office yet"))
    yield b.paragraph(
        _(
            "A proposal is asked once, and once more after its authors answered back; what another "
            "authority decides is not counted against the office. Days run from the sending to the "
            "answer."
        ),
        small=True,
    )


def _acts(figures: Row) -> Iterator[Block]:
    n = figures["acts"]
    yield b.heading(_("Acts that name a proposal"))
    if n["answers"]:
        said = ngettext(
            "%(part)s of %(n)s answer names an act of the administration.",
            "%(part)s of %(n)s answers name an act of the administration.",
            n["answers"],
        )
        yield b.lead(said % {"part": n["citing"], "n": n["answers"]})
        yield b.bars([_bar(_("Answers that name an act"), n["citing"], n["answers"])])
        rows = [(_("Answers that name an act"), n["citing"]), (_("Different acts"), n["acts"])]
        yield _table([*rows, (_("Proposals that an act names"), n["proposals"])])
    else:
        yield b.lead(_("There is no answer yet."))
    yield b.paragraph(_("An act is a delibera or determina whose number stands in the answer."), small=True)


def _evaluations(figures: Row) -> Iterator[Block]:
    n = figures["evaluations"]
    yield b.heading(_("Evaluations that the offices replied to"))
    if n["n"]:
        said = ngettext(
            "The offices replied to %(part)s of %(n)s evaluation by citizens.",
            "The offices replied to %(part)s of %(n)s evaluations by citizens.",
            n["n"],
        )
        yield b.lead(said % {"part": n["replied"], "n": n["n"]})
        yield b.bars([_bar(_("Replied"), n["replied"], n["n"])])
        yield _table([(_("Evaluations"), n["n"]), (_("Replied"), n["replied"])])
    else:
        yield b.lead(_("No evaluation is finished yet."))
    yield b.paragraph(
        _("Counted are finished rounds of measurement; a reply is the office’s own text beside the result."), small=True
    )


def _rungs(figures: Row, tables: dict[str, list[Row]]) -> Iterator[Block]:
    yield b.heading(_("How far participation goes: declared and perceived"))
    titles = {row["process"]: b.said(row["title"], row["lang"]) for row in tables["processes"]}
    names = {str(value): str(label) for value, label in Rung.choices}
    rows = [
        [titles[row["process"]], names.get(row["declared"], _("Nothing was declared.")),
         *(names.get(row["perceived"].get(side, ""), "–") for side in SIDES)]
        for row in figures["rungs"]
    ]  # fmt: skip
    if rows:
        columns = [_("Process"), _("Declared by the municipality"), *(bars.side_name(side) for side in SIDES)]
        yield b.table(columns, rows, words=5)
    else:
        yield b.lead(_("No process yet"))
    yield b.paragraph(
        _(
            "Beside what the municipality declared stands, for each side, the middle of what its "
            "people perceive; a dash where fewer than five have said it."
        ),
        small=True,
    )
