"""What the sections of a dossier read: the journey, and the rows of any table by proposal, one query for each table."""

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format

from deliberation.models import Poll
from deliberation.queries.allocations import newest_of
from deliberation.queries.journey import journey_of
from deliberation.words import day
from monitoring.results import Series, indicators_of_each, series_of_each
from proposals.models import InterventionKind, Move, Programme, Proposal, Rating
from proposals.programming.allocated import Allocated
from proposals.programming.kinds import Kind, kind_named

Row = dict[str, Any]


class Told:
    """One journey as its reader may see it."""

    def __init__(self, problem: Proposal, actor: Any, lang: str, address: str):
        self.problem, self.actor, self.lang, self.address = problem, actor, lang, address
        self.chain = journey_of(problem, actor)
        self.solutions: list[Proposal] = [each["proposal"] for each in self.chain["solutions"]]
        self.rows_of_solutions: dict[str, Row] = {each["proposal"].pk: each for each in self.chain["solutions"]}
        made = {row["proposal"].pk: row for each in self.chain["solutions"] for row in each["interventions"]}
        self.interventions: list[Row] = list(made.values())  # one that carries out two solutions stands once
        self.forwardings: dict[str, list[Row]] = {problem.pk: self.chain["routed"]["forwardings"]}
        self.forwardings |= {each["proposal"].pk: each["forwardings"] for each in self.chain["solutions"]}
        self._read: dict[Any, dict[str, list[Any]]] = {}

    @property
    def proposals(self) -> list[Proposal]:
        return [self.problem, *self.solutions, *(made["proposal"] for made in self.interventions)]

    def of(self, proposal: Proposal, model: type[Model], *related: str, key: str = "proposal_id") -> list[Any]:
        """Return the rows of a table that belong to a proposal, in the table's own order.

        `key`: how a row names its proposal; `related`: what is read with it.
        """
        if model not in self._read:
            found: dict[str, list[Any]] = defaultdict(list)
            where = {f"{key.removesuffix('_id')}__in": self.proposals}
            rows = model._default_manager.filter(**where).select_related(*related)
            for each in rows:
                found[_named(each, key)].append(each)
            self._read[model] = found
        return self._read[model].get(proposal.pk, [])

    @cached_property
    def polls(self) -> dict[str, list[Poll]]:
        """Return the closed votes of each solution, in order."""
        found: dict[str, list[Poll]] = defaultdict(list)
        polls = Poll.objects.filter(proposal__in=self.solutions, state=Poll.State.CLOSED).select_related("room")
        for poll in polls.prefetch_related("options").order_by("closed_at", "id"):
            found[str(poll.proposal_id)].append(poll)
        return found

    @cached_property
    def ratings(self) -> dict[str, list[tuple[str, int, int]]]:
        """Return what people thought of each answer, as (side, understandable, responsive)."""
        found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        answers = [answer for row in self.rows_of_solutions.values() if row["clock"] for answer in row["clock"].answers]
        rows = Rating.objects.filter(answer__in=answers)
        columns = rows.values_list("answer", "participant__side", "understandable", "responsive")
        for answer, side, clear, fitting in columns:
            found[answer].append((side, clear, fitting))
        return found

    @cached_property
    def allocations(self) -> dict[str, Allocated]:
        """Return what was decided last of the money of each solution."""
        return newest_of(self.solutions)

    @cached_property
    def series(self) -> dict[str, list[Series]]:
        """Return what was measured of each intervention, by grid."""
        return series_of_each([made["proposal"] for made in self.interventions])

    @cached_property
    def measured(self) -> dict[str, list[Row]]:
        """Return the indicators of each intervention with what each round measured."""
        return indicators_of_each([made["proposal"] for made in self.interventions], self.series)

    @cached_property
    def own_kinds(self) -> list[InterventionKind]:
        return list(InterventionKind.objects.filter(territory=self.problem.process.territory_id))

    def kind_of(self, plan: Programme) -> Kind | None:
        return kind_named(None, plan.kind, self.own_kinds)

    @cached_property
    def made(self) -> datetime:
        """Return the moment of the newest step, so that the same journey makes the same file."""
        moves = [move.at for each in self.proposals for move in self.of(each, Move)]
        return max([*moves, self.problem.created_at])


def _named(row: Any, key: str) -> str:
    for name in key.split("__"):
        row = getattr(row, name)
    return str(row)


def on(moment: datetime | date | None) -> str:
    """Return a day in words; a dash where there is none."""
    if moment is None:
        return "–"
    return day(moment) if isinstance(moment, datetime) else date_format(moment, "DATE_FORMAT")


def state_of(proposal: Proposal) -> str:
    """Return where a proposal stands, in words."""
    return str(proposal.get_state_display())
