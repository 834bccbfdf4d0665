"""The dossier of a journey: everything of one problem's path, in sections; a new one is a function and a line below.

`document(problem, actor, lang, address)` returns the data of which page and PDF are made. A section is
`section(told, ...) -> blocks`; one that has nothing to say returns no blocks, and its heading does not stand there.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from deliberation.documents.dossier import beginning, deciding, ending, measuring, office, planning
from deliberation.documents.dossier.told import Row, Told
from deliberation.documents.parts import paper_of
from documents import blocks as b
from documents.blocks import Block
from proposals.models import Proposal

# Of the whole journey, before its solutions.
FIRST: list[Callable[[Told], list[Block]]] = [
    beginning.top,
    beginning.path,
    beginning.cards,
    beginning.priorities,
    beginning.authors,
    office.routed_problem,
    office.forwarded_problem,
]
# Of each solution, under its heading: `section(told, solution)`.
OF_A_SOLUTION: list[Callable[[Told, Proposal], list[Block]]] = [
    deciding.text,
    deciding.votes,
    office.routed,
    office.forwarded,
    office.clock,
    office.asked_back,
    office.reviewed,
    office.answered,
    office.allocated,
]
# Of each intervention, under its heading: `section(told, row)` with a row of queries.interventions.plan_row.
OF_AN_INTERVENTION: list[Callable[[Told, Row], list[Block]]] = [
    planning.plan,
    planning.budget,
    planning.indicators,
    planning.milestones,
    planning.risks,
    measuring.rounds,
    planning.statements,
]
# Of the whole journey, at its end.
LAST: list[Callable[[Told], list[Block]]] = [ending.history]


def document(problem: Proposal, actor: Any, lang: str, address: str) -> Block:
    """Return the data of the dossier, as far as the actor may read the journey. `address`: of its page, whole."""
    with override(lang):
        told = Told(problem, actor, lang, address)
        kind = _("Dossier of a journey")
        return paper_of(
            problem.process,
            title=f"{kind}: {problem.title}",
            kind=kind,
            made=told.made,
            address=address,
            blocks=list(_blocks(told)),
        )


def _blocks(told: Told) -> Any:
    for section in FIRST:
        yield from section(told)
    for solution in told.solutions:
        yield b.heading([f"{_('Solution')} {solution.number} · ", b.said(solution.title, solution.lang)])
        for part in OF_A_SOLUTION:
            yield from part(told, solution)
    for made in told.interventions:
        proposal = made["proposal"]
        yield b.heading([f"{_('Intervention')} {proposal.number} · ", b.said(proposal.title, proposal.lang)])
        for of_plan in OF_AN_INTERVENTION:
            yield from of_plan(told, made)
    for closing in LAST:
        yield from closing(told)
