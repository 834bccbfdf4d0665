"""The whole linked path of one problem, from cards to intervention, in a constant number of queries."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.formats import number_format

from deliberation import words
from deliberation.models import Card, Poll, Source
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.result import options_of, turnout
from people.models import SIDES
from proposals.models import Author, BudgetLine, Indicator, Link, Move, Proposal
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
    plans, polls = _interventions(solutions, actor), _polls(problem, solutions)
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


def _interventions(solutions: list[Proposal], actor: Any) -> dict[str, list[Row]]:
    links = Link.objects.filter(to_proposal__in=solutions, type=Link.Type.CARRIES_OUT)
    pairs = list(links.values_list("from_proposal", "to_proposal"))
    ready = proposals_for(actor).filter(pk__in=[made for made, _solution in pairs]).select_related("programme__office")
    ready = ready.prefetch_related(
        Prefetch("programme__budget", BudgetLine.objects.all()), Prefetch("indicators", Indicator.objects.all())
    )
    rows = {each.pk: plan_row(each) for each in ready}
    found: dict[str, list[Row]] = defaultdict(list)
    for made, solution in pairs:
        if made in rows:
            found[solution].append(rows[made])
    return found


def plan_row(made: Proposal) -> Row:
    """Return an intervention with office, dates, money by source and the indicator it is verified by."""
    lines = list(made.programme.budget.all())
    return {
        "proposal": made,
        "plan": made.programme,
        "budget": [{"label": line.label, "source": line.source, "amount": euros(line.cents)} for line in lines],
        "total": euros(sum(line.cents for line in lines)),
        "indicators": [
            {"label": i.label, "unit": i.unit, "baseline": _number(i.baseline), "target": _number(i.target)}
            for i in made.indicators.all()
        ],
    }


def euros(cents: int) -> str:
    """Return an amount of integer cents in the reader's way of writing numbers."""
    return f"{number_format(Decimal(cents) / 100, 2, force_grouping=True)} €"


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return number_format(int(value) if whole else value.normalize(), force_grouping=True)


def _authors(proposals: list[Proposal]) -> dict[str, Row]:
    found: dict[str, Row] = {
        each.pk: {"all": 0, "confirmed": 0, "sides": dict.fromkeys(SIDES, 0)} for each in proposals
    }
    rows = Author.objects.filter(proposal__in=proposals).values_list("proposal", "answer", "participant__side")
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
