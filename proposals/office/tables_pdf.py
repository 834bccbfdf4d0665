"""What an office was sent as a document: every proposal with its dates, its outcome and the address of its page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents import blocks as b
from documents.blocks import Block, Text
from people.models import Organisation
from proposals.models import Referral
from proposals.office.tables import columns, row_of

Row = tuple[str, Text]


def document_of(
    sent: Iterable[Referral], offices: list[Organisation], told: list[Row], *, site: str, address: str, made: datetime
) -> Block:
    """Return the data of the document. `told`: the filters in words; `address`: the page with the same filters."""
    rows = [_item(each, site) for each in sent]
    place = offices[0].territory
    names = " · ".join(office.name for office in offices)
    found = ngettext("%(n)s proposal", "%(n)s proposals", len(rows)) % {"n": len(rows)}
    title = _("What was sent to the office")
    return b.document(
        title=f"{title}: {names}",
        author=place.name,
        made=int(made.timestamp()),
        head=[[place.name, " · ", names], title],
        banner=place.banner,
        page=_("Page %(n)s of %(m)s") % {"n": "{n}", "m": "{m}"},
        foot=b.code(address),
        blocks=[
            b.eyebrow(names),
            b.heading(title, 1),
            b.lead(found),
            b.facts([*told, (_("Made on"), date_format(made, "DATETIME_FORMAT"))]),
            *([b.items(rows)] if rows else []),
        ],
    )


def _item(sent: Referral, site: str) -> Text:
    proposal, process = sent.proposal, sent.proposal.process
    names = columns()
    number, _title, _process, basis, sent_on, due, late, outcome, address = row_of(sent, site)
    facts: list[Any] = [outcome, basis, f"{names[4]}: {_day(sent_on)}"]
    if due:
        facts.append(f"{names[5]}: {_day(due)}")
    if late:
        facts.append(f"{names[6]}: {late}")
    return [
        b.strong([_("No. %(number)s") % {"number": number}, " ", b.said(proposal.title, proposal.lang)]),
        "\n",
        b.said(process.title, process.lang),
        "\n",
        " · ".join(facts),
        "\n",
        b.code(str(address)),
    ]


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")
