"""The files of a proposal as pages show them: what is there, what was taken away, and what this reader has added."""

from typing import Any

from proposals.models import Proposal
from proposals.office.attaching import shown_of

Row = dict[str, Any]


def files_of(proposal: Proposal, actor: Any) -> list[Row]:
    """Return `{attachment, mine, seat}` of every file of a proposal and its answers, in one query.

    `mine`: this reader added it and it is still there; `seat`: from which this reader looks, or "".
    """
    seat = actor.participant.pk if actor.participant else ""
    person = actor.person.pk if actor.person else None
    rows = []
    for each in shown_of(proposal):
        mine = bool(seat and each.participant_id == seat) or bool(person and each.person_id == person)
        rows.append({"attachment": each, "mine": mine and each.removed_at is None, "seat": seat})
    return rows
