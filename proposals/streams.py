"""A process as a stream: what was signed and how its proposals move. Whoever may see the process may follow it."""

from collections.abc import Iterable
from typing import Any

import proposals.coediting  # noqa: F401 - registers the working text
from people.models import Process
from people.queries import processes_for
from proposals.rows import proposal_rows
from realtime.clock import to_ms
from realtime.streams import EventKind, Rows, StreamKind, Viewer, register

EVENTS = {
    "process.committed": EventKind(("process",)),
    "process.signed": EventKind(("process",)),
    "process.declared": EventKind(("process",)),
    "charter.adopted": EventKind(("process",)),
    "ticket.redeemed": EventKind(("process",)),
    "stage.changed": EventKind(("process",)),
    "proposal.drafted": EventKind(("proposals",)),
    "proposal.moved": EventKind(("proposals",)),
    "proposal.changed": EventKind(("proposals",)),
}


def process_rows(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the one row of the process."""
    process = Process.objects.get(pk=key)
    row = {
        "id": process.pk,
        "title": process.title,
        "question": process.question,
        "lang": process.lang,
        "commitment": process.commitment,
        "signed": to_ms(process.commitment_signed_at),
        "response_days": process.response_days,
        "rung": process.rung or None,
        "charter": {"text": process.charter, "adopted": to_ms(process.charter_adopted_at)},
        "state": process.state,
        "stages": [
            {"id": each.pk, "title": each.title, "opens": to_ms(each.opens_at), "closes": to_ms(each.closes_at)}
            for each in process.stages.order_by("opens_at", "id")
        ],
    }
    return {process.pk: row}


def rows_of_proposals(key: str, audience: str, ids: Iterable[str] | None) -> Rows:
    """Return the proposals that anybody may see."""
    return dict(proposal_rows(ids=ids, process=key, audience="public"))


def admit(actor: Any, key: str, wish: str) -> str | None:
    """Return "public" for whoever may see this process."""
    return "public" if processes_for(actor).filter(pk=key).exists() else None


def nothing_of_ones_own(key: str, viewers: list[Viewer]) -> dict[Viewer, dict[str, Any] | None]:
    """Nobody has a part of their own here."""
    return {viewer: {} for viewer in viewers}


register(
    StreamKind(
        name="process",
        tables={"process": process_rows, "proposals": rows_of_proposals},
        events=EVENTS,
        admit=admit,
        mine=nothing_of_ones_own,
        live=lambda key: {},
    )
)
