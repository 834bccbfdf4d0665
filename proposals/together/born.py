"""The proposal that several become: new, with all their authors, of no support; theirs stays as it is."""

from typing import Any

from proposals.effects import standing_authors
from proposals.models import Author, Link, Merge, Proposal
from proposals.reach import problems_now
from proposals.workflow import move
from proposals.writing.drafting import draft_problem, draft_solution

ANSWERS = Link.Type.ANSWERS


def born_of(merge: Merge, originals: list[Proposal], *, actor: Any) -> Proposal:
    """Write the new proposal: a confirmed problem, or a draft of a solution that answers whatever these answered."""
    rooms = {each.origin for each in originals}
    offices = {each.office_id: each.office for each in originals}
    told: dict[str, Any] = {
        "process": originals[0].process,
        "origin": rooms.pop() if len(rooms) == 1 else "",
        "title": merge.title,
        "body": merge.body,
        "lang": merge.lang,
        "office": next(iter(offices.values())) if len(offices) == 1 else None,
        "rehearsal": originals[0].rehearsal,
    }
    if merge.kind == Proposal.Kind.PROBLEM:
        made = draft_problem(actor=actor, authors=(), **told)
        _sign(made, originals)
        _answer(made, originals)
        return move(made, "complete", actor=actor)
    answered = Proposal.objects.filter(links_in__from_proposal__in=originals, links_in__type=ANSWERS).distinct()
    confirmed = [each for each in problems_now(answered) if each.state == Proposal.State.CONFIRMED]
    made = draft_solution(actor=actor, problems=confirmed, **told)
    _sign(made, originals)
    links = [Link(from_proposal=made, to_proposal=each, type=ANSWERS) for each in answered]
    Link.objects.bulk_create(links, ignore_conflicts=True)
    return made


def _sign(made: Proposal, originals: list[Proposal]) -> None:
    """All authors of the originals stand under it, each once; they have agreed, so their answer is yes."""
    found: dict[Any, Author] = {}
    for original in originals:
        for each in standing_authors(original):
            key = each.participant_id or each.label or each.pk
            found[key] = Author(
                proposal=made, participant_id=each.participant_id, label=each.label, answer=Author.Reply.CONFIRMED
            )
    Author.objects.bulk_create(found.values())


def _answer(made: Proposal, originals: list[Proposal]) -> None:
    """Whatever answered one of the originals answers the new problem too: else no vote could open on it."""
    answers = Link.objects.filter(to_proposal__in=originals, type=ANSWERS).values_list("from_proposal", flat=True)
    links = [Link(from_proposal_id=each, to_proposal=made, type=ANSWERS) for each in dict.fromkeys(answers)]
    Link.objects.bulk_create(links)
