"""Solutions written online: propose, edit, take back. In a room `solution.draft` does the same."""

from typing import Any

from people.models import Organisation, Process
from people.queries import processes_for
from people.rules import facilitator_of, seated_in_process
from proposals.commands import fields
from proposals.models import Proposal
from proposals.queries import proposals_for, proposals_near
from proposals.workflow import may, move
from proposals.writing.drafting import check_office_of, draft_solution
from realtime.command import Language, Reach, command


@command(
    "solution.propose",
    shape={
        "process": Reach(processes_for),
        "problems": Reach(proposals_for, many=True),
        "title": fields.title(),
        "body": fields.body(),
        "lang": Language(),
        "office": fields.office(),
    },
    stream=lambda process, **_: process.stream,
    rule=seated_in_process(lambda process, **_: process) | facilitator_of(lambda process, **_: process.territory),
)
def propose_solution(
    *,
    actor: Any,
    process: Process,
    problems: list[Proposal],
    title: str,
    lang: str,
    body: str = "",
    office: Organisation | None = None,
) -> dict[str, Any]:
    """Write a solution online, outside a room. It answers at least one confirmed problem."""
    solution = draft_solution(
        actor=actor,
        process=process,
        origin="",
        problems=problems,
        title=title,
        body=body,
        lang=lang,
        office=office,
        authors=[actor.participant] if actor.participant else [],
    )
    return {"proposal": solution.id}


@command(
    "solution.edit",
    shape={
        "proposal": Reach(proposals_near),
        "title": fields.title(),
        "body": fields.body(),
        "lang": Language(),
        "office": fields.office(),
    },
    stream=fields.streams_of_it,
    rule=may("edit"),
)
def edit_solution(
    *, actor: Any, proposal: Proposal, title: str, lang: str, body: str = "", office: Organisation | None = None
) -> None:
    """Change a draft solution: its text, and the office that would have to answer."""
    check_office_of(proposal.process, office)
    move(proposal, "edit", actor=actor, title=title, body=body, lang=lang, office=office)


@command(
    "solution.withdraw",
    shape={"proposal": Reach(proposals_near), "reason": fields.why()},
    stream=fields.streams_of_it,
    rule=may("withdraw"),
)
def withdraw_solution(*, actor: Any, proposal: Proposal, reason: str = "") -> None:
    """Take back a draft solution."""
    move(proposal, "withdraw", actor=actor, reason=reason)
