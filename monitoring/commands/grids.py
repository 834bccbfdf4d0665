"""Grids: prepared as data in one go, put into use, and changed only by a new version."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.commands.fields import streams_of_its_process
from monitoring.grids import Line, draft_grid, open_grid, revise_grid
from monitoring.models import Grid
from monitoring.queries import grids_near
from monitoring.rules import leads, makers
from monitoring.shapes import Items, Sites
from proposals.models import Proposal
from proposals.verification.reach import interventions_near
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command


@command(
    "grid.draft",
    shape={"proposal": Reach(interventions_near), "lang": Language(), "items": Items(), "sites": Sites()},
    stream=streams_of_its_process,
    rule=makers,
)
def draft(*, actor: Any, proposal: Proposal, lang: str, items: list[Line], sites: list[str]) -> dict[str, Any]:
    """Prepare the grid of an intervention: items by dimension, and sites. It can be written anew until it is used.

    `source`: observation, interview or administration. `direction`: up, more is better, or down. `indicator`: one of
    the programme's that this item measures.
    """
    made = draft_grid(actor=actor, proposal=proposal, lang=lang, items=items, sites=sites)
    return {"proposal": proposal.pk, "grid": made.pk}


@command("grid.open", shape={"grid": Reach(grids_near)}, stream=streams_of_its_process, rule=leads)
def put_into_use(*, actor: Any, grid: Grid) -> dict[str, Any]:
    """Put a grid into use. From now on it does not change; the version before is kept with its results."""
    open_grid(actor=actor, grid=grid)
    return {"proposal": grid.proposal_id, "grid": grid.pk}


@command(
    "grid.revise",
    shape={
        "grid": Reach(grids_near),
        "reason": Said(1000, _("Say why the grid changes.")),
        "lang": Language(),
        "items": Items(),
        "sites": Sites(),
    },
    stream=streams_of_its_process,
    rule=makers,
)
def revise(*, actor: Any, grid: Grid, reason: str, lang: str, items: list[Line], sites: list[str]) -> dict[str, Any]:
    """Prepare a new version of the grid in use, with the reason. It begins a new series, compared with no other."""
    made = revise_grid(actor=actor, grid=grid, reason=reason, lang=lang, items=items, sites=sites)
    return {"proposal": grid.proposal_id, "grid": made.pk}
