"""Results as open data: one line for each round and item, as CSV and JSON. No names, no single sheet."""

import csv
import io
from typing import Any

from django.utils import timezone

from monitoring.models import Grid
from monitoring.results import Series
from proposals.models import Proposal
from proposals.office.tables import BOM, harmless
from realtime.clock import to_ms

COLUMNS = (
    "grid", "round", "final", "opened", "closed", "dimension", "code", "item", "lang", "source", "scale", "direction",
    "measure", "observations", "could_not_be_observed", "value", "sheets_of_the_round", "sheets_entered_by_the_office",
)  # fmt: skip
FEW = "<3"


def rows_of(series: list[Series]) -> list[dict[str, Any]]:
    """Return one row for each item of each closed round, oldest grid first. Under three observations: no value."""
    rows = []
    for each in reversed(series):
        for place, taken in enumerate(each.taken):
            for line in each.lines:
                counted, item = line.counted[place], line.item
                rows.append(
                    {
                        "grid": each.grid.version, "round": taken.round.number, "final": taken.round.final,
                        "opened": _day(taken.round.opened_at), "closed": _day(taken.round.closed_at),
                        "dimension": item.dimension.label, "code": item.code, "item": item.label,
                        "lang": each.grid.lang, "source": item.source, "scale": item.scale,
                        "direction": item.direction, "measure": line.scale.measure,
                        "observations": FEW if counted.few and counted.n else counted.n,
                        "could_not_be_observed": counted.missing if counted.missing >= 3 or not counted.missing
                        else FEW,
                        "value": None if counted.value is None else float(counted.value),
                        "sheets_of_the_round": taken.sheets, "sheets_entered_by_the_office": taken.office,
                    }
                )  # fmt: skip
    return rows


def csv_of(series: list[Series]) -> bytes:
    """Return the rows as CSV (UTF-8, commas, dates as 2027-01-31), in which no cell is read as a formula."""
    file = io.StringIO()
    write = csv.writer(file)
    write.writerow(COLUMNS)
    for row in rows_of(series):
        write.writerow([harmless(_cell(row[name])) for name in COLUMNS])
    return (BOM + file.getvalue()).encode()


def json_of(proposal: Proposal, series: list[Series]) -> dict[str, Any]:
    return {"intervention": proposal.pk, "title": proposal.title, "lang": proposal.lang, "results": rows_of(series)}


def grid_json(grid: Grid) -> dict[str, Any]:
    """Return a grid as the commands `grid.draft` and `grid.revise` take it: to copy it to another intervention."""
    items = [
        {"dimension": item.dimension.label, "code": item.code, "label": item.label, "scale": item.scale,
         "source": item.source, "direction": item.direction}
        for item in grid.items.select_related("dimension")
    ]  # fmt: skip
    return {
        "version": grid.version, "opened": to_ms(grid.opened_at), "lang": grid.lang, "items": items,
        "sites": [site.name for site in grid.sites.all()],
    }  # fmt: skip


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
