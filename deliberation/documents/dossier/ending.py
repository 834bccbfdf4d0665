"""The end of a dossier: every step of everything on the path, by its day and without names."""

from django.utils.translation import gettext as _

from deliberation.documents.dossier.told import Told, on
from documents import blocks as b
from documents.blocks import Block
from proposals.models import Move
from proposals.pages import AUTHOR_MOVES
from proposals.words import STEP


def history(told: Told) -> list[Block]:
    """What happened, oldest first. Who agreed when with a wording is between the authors and the room."""
    steps = [(move.at, each, move) for each in told.proposals for move in told.of(each, Move)]
    kept = sorted((step for step in steps if step[2].verb not in AUTHOR_MOVES), key=lambda step: step[0])
    rows = [
        [on(at), str(each.get_kind_display()), str(each.number), str(STEP.get(move.verb, move.verb))]
        for at, each, move in kept
    ]
    columns = [_("Date"), _("Kind"), _("Number"), _("What happened")]
    return [b.heading(_("History")), b.table(columns, rows, words=4, narrow=3)] if rows else []
