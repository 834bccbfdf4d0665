"""How proposals begin. Plain functions, called inside run() with the streams of process and room locked."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Process
from proposals.effects import default_office
from proposals.models import Author, Link, Proposal
from proposals.workflow import log_move, say
from proposals.writing.revisions import record_revision
from realtime.refusal import Refused

Kind, State = Proposal.Kind, Proposal.State


def draft_problem(
    *,
    actor: Any,
    process: Process,
    origin: str,
    title: str,
    body: str,
    lang: str,
    authors: Iterable[Participant | str],
    office: Organisation | None = None,
    rehearsal: bool = False,
) -> Proposal:
    """Write a problem down and ask its authors. `origin` is the room's stream or ""; `authors` are seats, or labels of
    authors without one (paper, association). The same author twice counts once."""
    problem = _begin(actor, process, Kind.PROBLEM, origin, title, body, lang, office, rehearsal)
    _ask(problem, authors)
    return problem


def draft_solution(
    *,
    actor: Any,
    process: Process,
    origin: str,
    problems: list[Proposal],
    title: str,
    body: str,
    lang: str,
    office: Organisation | None = None,
    authors: Iterable[Participant | str] = (),
    rehearsal: bool = False,
) -> Proposal:
    """Write a solution that answers these problems (at least one, all confirmed, all of this process).

    Without `office` it goes to the one the problems concern, or to the only one there is.
    """
    if not problems:
        raise Refused(_("Choose at least one problem that this solution answers."))
    for each in problems:
        if each.kind != Kind.PROBLEM or each.process_id != process.id:
            raise Refused(_("A solution answers problems of its own process."))
        if each.state != State.CONFIRMED:
            raise Refused(_("The problem “%(title)s” is not confirmed by its authors yet.") % {"title": each.title})
    chosen = office or default_office(problems)
    solution = _begin(actor, process, Kind.SOLUTION, origin, title, body, lang, chosen, rehearsal)
    Link.objects.bulk_create(
        Link(from_proposal=solution, to_proposal=each, type=Link.Type.ANSWERS) for each in dict.fromkeys(problems)
    )
    _ask(solution, authors, answer=Author.Reply.CONFIRMED)
    return solution


def begin_intervention(
    *, actor: Any, process: Process, solutions: list[Proposal], title: str, body: str, lang: str, office: Organisation
) -> Proposal:
    """Write an intervention that carries out these solutions. It is born programmed: see programming/programme.py."""
    rehearsal = any(each.rehearsal for each in solutions)
    made = _begin(actor, process, Kind.INTERVENTION, "", title, body, lang, office, rehearsal, State.PROGRAMMED)
    Link.objects.bulk_create(
        Link(from_proposal=made, to_proposal=each, type=Link.Type.CARRIES_OUT) for each in dict.fromkeys(solutions)
    )
    return made


def check_office_of(process: Process, office: Organisation | None) -> None:
    """Refuse an office of another territory, or an organisation that is none."""
    if office is None:
        return
    if office.kind != Organisation.Kind.MUNICIPAL_OFFICE or office.territory_id != process.territory_id:
        raise Refused(_("Choose an office of this territory."))


def _begin(
    actor: Any,
    process: Process,
    kind: str,
    origin: str,
    title: str,
    body: str,
    lang: str,
    office: Organisation | None,
    rehearsal: bool,
    state: str = State.DRAFT,
) -> Proposal:
    if process.state == Process.State.CLOSED:
        raise Refused(_("This process is closed."))
    check_office_of(process, office)
    last = Proposal.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        process=process,
        kind=kind,
        state=state,
        number=last + 1,
        title=title,
        body=body,
        lang=lang,
        origin=origin,
        office=office,
        rehearsal=rehearsal or process.rehearsal,
    )
    record_revision(proposal, actor=actor)
    log_move(proposal, "draft", "", actor=actor)
    say(proposal, "proposal.drafted")
    return proposal


def _ask(proposal: Proposal, authors: Iterable[Participant | str], answer: str = Author.Reply.ASKED) -> None:
    rows = [
        Author(proposal=proposal, participant=each, answer=answer)
        if isinstance(each, Participant)
        else Author(proposal=proposal, label=each, answer=answer)
        for each in dict.fromkeys(authors)
    ]
    Author.objects.bulk_create(rows)
