"""The whole linked path of one problem, from cards to intervention, in a constant number of queries."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from deliberation import words
from deliberation.models import Card, Poll, Source
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.interventions import interventions_of
from deliberation.queries.published import options_of
from deliberation.queries.result import turnout
from people.models import SIDES
from proposals.models import Author, Link, Move, Proposal
from proposals.pages import clock_of
from proposals.queries import proposals_for

Row = dict[str, Any]


def problems_on_show(actor: Any) -> Any:
    """Problems whose journey the actor may read: published ones, and drafts where they take part."""
    return proposals_for(actor).filter(kind=Proposal.Kind.PROBLEM)


def journey_of(problem: Proposal, actor: Any) -> Row:
    """Return `{cards, room, priorities, solutions, moves, authors}`: every link of the chain that the actor may see."""
    sources = _sources(problem)
    answers = Q(links_out__to_proposal=problem, links_out__type=Link.Type.ANSWERS)
    found = proposals_for(actor).filter(answers).select_related("referral__office", "referral__answer")
    solutions = list(found.order_by("number"))
    plans, polls = interventions_of(solutions, actor), _polls(problem, solutions)
    every = [problem, *solutions]
    authors, moves = _authors(every), _moves(every)
    return {
        "cards": [card_row(source.card) for source in sources],
        "room": sources[0].card.room if sources else None,
        "priorities": [row for poll in polls if poll.method == Poll.Method.DOTS for row in _priority(poll, problem)],
        "authors": authors[problem.pk],
        "moves": moves[problem.pk],
        "solutions": [
            {
                "proposal": each,
                "authors": authors[each.pk],
                "moves": moves[each.pk],
                "polls": [vote_row(poll) for poll in polls if poll.proposal_id == each.pk],
                "clock": clock_of(each.referral) if hasattr(each, "referral") else None,
                "interventions": plans[each.pk],
            }
            for each in solutions
        ],
    }


def _sources(problem: Proposal) -> list[Source]:
    found = Source.objects.filter(proposal=problem).select_related("card__room")
    return list(found.prefetch_related("card__translations").order_by("card__number"))


def card_row(card: Card) -> Row:
    """Return a card as the public may read it: the text only when its author agreed and it was not hidden."""
    published = card.publish is True and card.state == Card.State.SHOWN
    translated = {each.lang: {"text": each.text, "by": ""} for each in card.translations.all()}
    return {
        "id": card.pk,
        "number": card.number,
        "side": card.side,
        "text": card.text if published else None,
        "lang": card.lang if published else "",
        "translations": translated if published else {},
        "channel": card.channel,
        "state": card.state,
    }


def vote_row(poll: Poll) -> Row:
    """Return one closed vote on a solution: outcome in words, both bars, when, how many."""
    result = poll.result or {}
    return {
        "poll": poll,
        "method": words.method_name(poll.method),
        "title": words.outcome_title(result["outcome"], poll.subject),
        "now": words.what_now(result, poll.subject),
        "missing": [words.why_missing(side, key) for side, key in result.get("why", {}).items()],
        "bars": vote_bars(result, poll.method, poll.subject, sentence=False),
        "turnout": turnout(result),
        "date": words.day(poll.closed_at),
    }


def _polls(problem: Proposal, solutions: list[Proposal]) -> list[Poll]:
    about = Q(proposal__in=solutions) | Q(options__group__problem=problem)
    found = Poll.objects.filter(about, state=Poll.State.CLOSED).distinct().prefetch_related("options")
    return list(found.order_by("closed_at", "id"))


def _priority(poll: Poll, problem: Proposal) -> list[Row]:
    options = options_of(poll)
    own = problem.group.pk if hasattr(problem, "group") else None
    entries = dots_bars(poll.result or {}, options)
    return [{"poll": poll, "of": len(options), **each} for each in entries if each["group"] == own]


def _authors(proposals: list[Proposal]) -> dict[str, Row]:
    found: dict[str, Row] = {
        each.pk: {"all": 0, "confirmed": 0, "sides": dict.fromkeys(SIDES, 0)} for each in proposals
    }
    standing = Author.objects.filter(proposal__in=proposals, standing=Author.Standing.AUTHOR)
    rows = standing.values_list("proposal", "answer", "participant__side")
    for proposal, answer, side in rows:
        each = found[proposal]
        each["all"] += 1
        each["confirmed"] += answer == Author.Reply.CONFIRMED
        if side:
            each["sides"][side] += 1
    return found


def _moves(proposals: list[Proposal]) -> dict[str, dict[str, Any]]:
    """Return {proposal: {verb: when it last happened}}."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for proposal, verb, at in Move.objects.filter(proposal__in=proposals).values_list("proposal", "verb", "at"):
        found[proposal][verb] = at
    return found
