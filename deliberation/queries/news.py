"""What changed on a journey since somebody last looked, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deliberation import words
from deliberation.models import Poll
from people.models import Participant
from proposals.models import Follow, Link, Move, Proposal, Revision
from proposals.pages import AUTHOR_MOVES
from proposals.queries import PRIVATE
from proposals.words import STEP

Row = dict[str, Any]


def following(problem: Proposal, actor: Any) -> Row | None:
    """Return `{seen_at, news}` when the actor follows this journey, else None."""
    follow = _own(actor).filter(problem=problem).first()
    return {"seen_at": follow.seen_at, "news": news_of({problem.pk: follow.seen_at})[problem.pk]} if follow else None


def followed_by_seats(people: Iterable[Participant]) -> dict[str, list[Row]]:
    """Return {seat: [{problem, seen_at, news}]}, those with news first, in the same few queries however many seats."""
    follows = list(Follow.objects.filter(participant__in=list(people)).select_related("problem"))
    follows = [each for each in follows if each.problem.state not in PRIVATE]
    since: dict[str, datetime] = {}
    for each in follows:
        since[each.problem_id] = min(each.seen_at, since.get(each.problem_id, each.seen_at))
    news, found = news_of(since), defaultdict(list)
    for each in follows:
        own = [row for row in news[each.problem_id] if row["at"] > each.seen_at]
        found[str(each.participant_id)].append({"problem": each.problem, "seen_at": each.seen_at, "news": own})
    return {seat: sorted(rows, key=lambda row: (not row["news"], row["problem"].title)) for seat, rows in found.items()}


def _own(actor: Any) -> QuerySet[Follow]:
    own = Q(pk__in=[])
    if actor.participant is not None:
        own |= Q(participant=actor.participant)
    if actor.person is not None:
        own |= Q(person=actor.person)
    return Follow.objects.filter(own)


def news_of(since: dict[str, datetime]) -> dict[str, list[Row]]:
    """Return {problem: [{at, what, title, lang, url}]}, newest first, of what happened after its moment."""
    paths = _paths(since)
    where: dict[str, list[str]] = defaultdict(list)  # proposal → the problems on whose path it stands
    for problem, proposals in paths.items():
        for each in proposals:
            where[each.pk].append(problem)
    found: dict[str, list[Row]] = defaultdict(list)
    for at, proposal, what in [*_moves(where), *_revisions(where), *_votes(where)]:
        for problem in where[proposal.pk]:
            if at > since[problem]:
                url = f"/proposals/{proposal.pk}/"
                row = {"at": at, "what": what, "title": proposal.title, "lang": proposal.lang, "url": url}
                found[problem].append(row)
    return defaultdict(
        list, {key: sorted(rows, key=lambda row: row["at"], reverse=True) for key, rows in found.items()}
    )


def _paths(problems: Iterable[str]) -> dict[str, list[Proposal]]:
    """Return {problem: it, its solutions and interventions}, without drafts and what was taken back."""
    answers = _links(problems, Link.Type.ANSWERS)
    carries = _links({link.from_proposal_id for links in answers.values() for link in links}, Link.Type.CARRIES_OUT)
    paths: dict[str, list[Proposal]] = {each.pk: [each] for each in Proposal.objects.filter(pk__in=list(problems))}
    for problem, links in answers.items():
        for link in links:
            paths[problem] += [link.from_proposal, *(more.from_proposal for more in carries[link.from_proposal_id])]
    return paths


def _links(targets: Iterable[str], kind: str) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    links = Link.objects.filter(to_proposal__in=list(targets), type=kind).exclude(from_proposal__state__in=PRIVATE)
    for link in links.select_related("from_proposal"):
        found[link.to_proposal_id].append(link)
    return found


def _moves(where: Iterable[str]) -> list[tuple[datetime, Proposal, str]]:
    moves = Move.objects.filter(proposal__in=list(where)).exclude(verb__in=[*AUTHOR_MOVES, "revise"])
    return [(move.at, move.proposal, str(STEP[move.verb])) for move in moves.select_related("proposal")]


def _revisions(where: Iterable[str]) -> list[tuple[datetime, Proposal, str]]:
    made = Revision.objects.filter(proposal__in=list(where), number__gt=1).select_related("proposal")
    return [(each.at, each.proposal, _("A new version was published")) for each in made]


def _votes(where: Iterable[str]) -> list[tuple[datetime, Proposal, str]]:
    polls = Poll.objects.filter(proposal__in=list(where), state=Poll.State.CLOSED).select_related("proposal")
    return [
        (poll.closed_at, poll.proposal, words.outcome_title((poll.result or {})["outcome"], poll.subject))
        for poll in polls
        if poll.closed_at is not None and poll.proposal is not None
    ]
