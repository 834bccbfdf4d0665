"""What the documents of a room share: the top and foot of every page, moments in words, reasons without names."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deliberation.documents.bars import pattern, side_name
from deliberation.models import Room
from documents import blocks as b
from documents.blocks import Block, Text
from people.models import Process

Row = dict[str, Any]


def paper(room: Room, *, title: str, kind: str, made: datetime, address: str, blocks: Iterable[Block]) -> Block:
    """Return a whole document of a room. `kind` stands at the top of each page, `address` (of its page) at the foot."""
    return paper_of(room.process, title=title, kind=kind, made=made, address=address, blocks=blocks)


def paper_of(
    process: Process, *, title: str, kind: str, made: datetime, address: str, blocks: Iterable[Block]
) -> Block:
    """Return a whole document of a process."""
    return b.document(
        title=title,
        author=process.territory.name,
        made=int(made.timestamp()),
        head=[[process.territory.name, " · ", b.said(process.title, process.lang)], kind],
        banner=process.territory.banner,
        page=_("Page %(n)s of %(m)s") % {"n": "{n}", "m": "{m}"},
        foot=b.code(address),
        blocks=blocks,
    )


def moment(at: datetime | None) -> str:
    """Return a day and time in words, in the reader's language and the server's time zone."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else "–"


def reasons(row: Row, level: int) -> list[Block]:
    """Return the reasons people gave, those of who said no first. `row`: of queries.result.reasons_of."""
    found: list[Block] = []
    for name, heading in (
        ("against", _("The reasons of those who said no")),
        ("others", _("Other reasons")),
        ("opinions", _("Opinions of the office that must answer")),
    ):
        if row[name]:
            found.append(b.heading(heading, level))
        if row[name] and name == "opinions":
            told = _("They are heard and not counted: who must answer does not vote on the question.")
            found.append(b.paragraph(told, small=True))
        found += [_reason(each) for each in row[name]]
    return found


def _reason(each: Row) -> Block:
    return b.quote(pattern(each["side"]), side_name(each["side"]), b.said(each["reason"], each["lang"]))


def title_of(text: Row) -> Text:
    """Return a text of words.in_language as somebody's words."""
    return b.said(text["text"], text["lang"])
