"""Results of an intervention: series by version of the grid, rounds, items, changes; in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q

from monitoring.counting import Change, Counted, compare, put_together
from monitoring.models import Grid, Item, Measurement, PlanLine, Reply, Round, Sheet, Site, Value
from monitoring.scales import SCALES, Scale
from people.models import SIDES
from proposals.models import Indicator, Proposal

NOTHING = Counted(0, 0, None)


@dataclass
class Taken:
    """One closed round: how many sheets, from how many monitors of each side, and how many the office entered."""

    round: Round
    sheets: int = 0
    office: int = 0
    paper: int = 0
    sites: int = 0
    sides: dict[str, int] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)


@dataclass
class Line:
    """One item with what each round of the series found, and how the last compares with the one before."""

    item: Item
    scale: Scale
    counted: list[Counted]
    change: Change

    @property
    def before(self) -> Counted:
        return self.counted[-2] if len(self.counted) > 1 else NOTHING

    @property
    def after(self) -> Counted:
        return self.counted[-1] if self.counted else NOTHING


@dataclass
class Series:
    """All that was measured with one version of the grid."""

    grid: Grid
    taken: list[Taken]
    lines: list[Line]

    @property
    def compared(self) -> bool:
        return len(self.taken) > 1


def series_of(proposal: Proposal) -> list[Series]:
    """Return one series for each version of the grid that was used, the newest first."""
    return series_of_each([proposal])[proposal.pk]


def series_of_each(proposals: Collection[Proposal]) -> dict[str, list[Series]]:
    """Return {intervention: its series, the newest first}, in the same queries however many there are."""
    used = Grid.objects.filter(proposal__in=proposals).exclude(state=Grid.State.DRAFT).order_by("-version")
    ready = used.prefetch_related(
        Prefetch("items", Item.objects.select_related("dimension")),
        Prefetch("sites", Site.objects.all()),
        Prefetch("rounds", _closed(), to_attr="closed"),
    )
    grids: list[Any] = list(ready)
    rounds = [each for grid in grids for each in grid.closed]
    found, taken = _answers(rounds), _taken(rounds)
    made: dict[str, list[Series]] = {each.pk: [] for each in proposals}
    for grid in grids:
        made[grid.proposal_id].append(_series(grid, found, taken))
    return made


def _closed() -> Any:
    plan = Prefetch("plan", PlanLine.objects.select_related("item"))
    replies = Prefetch("replies", Reply.objects.select_related("office").prefetch_related(plan))
    return Round.objects.exclude(closed_at=None).prefetch_related(replies)


def _series(grid: Any, found: dict[Any, list[Decimal | None]], taken: dict[str, Taken]) -> Series:
    lines = []
    for item in grid.items.all():
        scale = SCALES[item.scale]
        counted = [put_together(scale, found.get((each.pk, item.pk), ())) for each in grid.closed]
        change = compare(item.direction, counted[-2], counted[-1]) if len(counted) > 1 else Change("none")
        lines.append(Line(item, scale, counted, change))
    return Series(grid, [taken[each.pk] for each in grid.closed], lines)


def _answers(rounds: list[Round]) -> dict[Any, list[Decimal | None]]:
    """Return {(round, item): answers}, of sheets that were not corrected since."""
    found: dict[Any, list[Decimal | None]] = defaultdict(list)
    rows = Value.objects.filter(sheet__round__in=rounds, sheet__superseded_at=None).order_by()
    for round_, item, value in rows.values_list("sheet__round", "item", "value"):
        found[round_, item].append(value)
    return found


def _taken(rounds: list[Round]) -> dict[str, Taken]:
    found = {each.pk: Taken(each, replies=list(each.replies.all())) for each in rounds}
    rows = Sheet.objects.filter(round__in=rounds, superseded_at=None).order_by()
    grouped: Any = rows.values("round").annotate(
        n=Count("id"), by_office=Count("id", filter=Q(office=True)),
        on_paper=Count("id", filter=Q(channel=Sheet.Channel.PAPER)), places=Count("site", distinct=True),
        **{side: Count("monitor", distinct=True, filter=Q(monitor__side=side)) for side in SIDES},
    )  # fmt: skip
    for row in grouped:
        each = found[row["round"]]
        each.sheets, each.office, each.paper, each.sites = (
            row["n"],
            row["by_office"],
            row["on_paper"],
            row["places"],
        )
        each.sides = {side: row[side] for side in SIDES if row[side]}
    return found


def indicators_of(proposal: Proposal, series: list[Series]) -> list[dict[str, Any]]:
    """Return each indicator with what was measured: `{indicator, measured: [{round, value, how, lang, office}]}`.

    A value that a monitor wrote down counts before one that an item of the grid gives; the newest of a round counts.
    """
    return indicators_of_each([proposal], {proposal.pk: series})[proposal.pk]


def indicators_of_each(
    proposals: Collection[Proposal], series: dict[str, list[Series]]
) -> dict[str, list[dict[str, Any]]]:
    """Return {intervention: its indicators with what was measured}, in one query and that of their indicators."""
    closed = [taken.round for found in series.values() for each in found for taken in each.taken]
    rows = Measurement.objects.filter(round__in=closed).order_by("at", "id")
    written = {(each.indicator_id, each.round_id): each for each in rows}
    return {each.pk: _indicators(each, series[each.pk], written) for each in proposals}


def _indicators(proposal: Proposal, series: list[Series], written: Any) -> list[dict[str, Any]]:
    closed = {taken.round.pk: taken.round for each in series for taken in each.taken}
    bound = {
        (line.item.indicator_id, taken.round.pk): counted.value
        for each in series
        for line in each.lines
        if line.item.indicator_id
        for taken, counted in zip(each.taken, line.counted, strict=True)
    }
    return [
        {"indicator": one, "measured": _measured(one, list(closed.values()), written, bound)}
        for one in proposal.indicators.all()
    ]


def _measured(one: Indicator, rounds: list[Round], written: Any, bound: Any) -> list[dict[str, Any]]:
    found = []
    for each in sorted(rounds, key=lambda row: row.number):
        said, counted = written.get((one.pk, each.pk)), bound.get((one.pk, each.pk))
        if said is not None:
            row = {"value": said.value, "how": said.how, "lang": said.lang, "office": said.office, "grid": False}
            found.append({"round": each, **row})
        elif counted is not None:
            found.append({"round": each, "value": counted, "how": "", "lang": "", "office": False, "grid": True})
    return found
