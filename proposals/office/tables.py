"""What an office was sent as a table to take away: CSV and XLSX, in which no cell is ever read as a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from proposals.models import Referral
from proposals.office.clock import late_days

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet may run a cell that begins so
BOM = "\ufeff"  # spreadsheets take a file for their own old alphabet without it
WIDTHS = (8, 50, 36, 24, 12, 12, 10, 20, 50)  # of the columns, in characters

Cell = str | int | date | None


def columns() -> list[str]:
    """Return the heads of the columns, in the order of `row_of`."""
    return [
        _("Number"), _("Title"), _("Process"), _("Kind of basis"), _("Sent"), _("Due"), _("Days late"), _("Outcome"),
        _("Address"),
    ]  # fmt: skip


def row_of(sent: Referral, site: str) -> list[Cell]:
    """Return one row. `site`: the beginning of every address, as "https://example.org"."""
    proposal = sent.proposal
    return [
        proposal.number,
        proposal.title,
        proposal.process.title,
        sent.get_basis_display(),
        _day(sent.sent_at),
        _day(sent.last.due_at) if sent.last.clock else None,
        late_days(sent),
        outcome_of(sent),
        f"{site}{reverse('proposal', args=[proposal.pk])}",
    ]


def outcome_of(sent: Referral) -> str:
    """Return what was answered, or that the answer is waited for."""
    answer = getattr(sent.last, "answer", None)
    return answer.get_outcome_display() if answer else _("Waiting for an answer")


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula, whatever somebody called their proposal."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def csv_of(sent: Iterable[Referral], site: str) -> bytes:
    """Return the table as CSV (UTF-8, commas, dates as 2027-01-31)."""
    file = io.StringIO()
    write = csv.writer(file)
    write.writerow(columns())
    write.writerows([harmless(cell) for cell in row_of(each, site)] for each in sent)
    return (BOM + file.getvalue()).encode()


def xlsx_of(sent: Iterable[Referral], site: str) -> bytes:
    """Return the table as a workbook of one sheet, which runs from the right where the language does."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_("Proposals"))
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_head(sheet, each) for each in columns()])
    for each in sent:
        sheet.append([_cell(sheet, cell) for cell in row_of(each, site)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)  # a workbook cannot hold them at all
    shown: Any = harmless(value)
    cell = WriteOnlyCell(sheet, value=shown)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment else None
