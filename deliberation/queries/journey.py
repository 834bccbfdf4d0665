"""The whole linked path of one problem, from cards to intervention, in a constant number of queries."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from deliberation import words
from deliberation.models import Card, Group, Poll, Source
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.interventions import interventions_of
from deliberation.queries.published import options_of
from deliberation.queries.result import turnout
from people.actors import ANONYMOUS
from people.models import SIDES
from proposals.models import Author, Link, Move, Proposal
from proposals.office.routed import answers_of, registered, routed_of
from proposals.pages import clock_of
from proposals.queries import proposals_for
from proposals.reach import merged_from
from proposals.writing.similar import also_compares
from realtime.kept import Kept

Row = dict[str, Any]


def problems_on_show(actor: Any) -> Any:
    """Problems whose journey the actor may read: published ones, and drafts where they take part."""
    return proposals_for(actor).filter(kind=Proposal.Kind.PROBLEM)


def _solutions(problem: str, actor: Any) -> Any:
    answers = Q(links_out__to_proposal=problem, links_out__type=Link.Type.ANSWERS)
    ready = proposals_for(actor).filter(answers).order_by("number")
    return ready.select_related("referral__office", "referral__answer", "referral__rejoinder__answer")


def _problem(problem: str, actor: Any) -> Any:
    shown = problems_on_show(actor).select_related("process__territory", "office", "group")
    return shown.filter(pk=problem)


# Most readers are nobody in particular: the SQL of their questions is kept.
SOLUTIONS = Kept(lambda problem: _solutions(problem, ANONYMOUS))
PROBLEM = Kept(lambda problem: _problem(problem, ANONYMOUS))


def problem_shown(problem: str, actor: Any) -> Proposal | None:
    """Return a problem whose journey the actor may read, with what its pages need of it."""
    if actor.person is None and actor.participant is None:
        found: Proposal | None = PROBLEM.first(problem)
        return found
    first: Proposal | None = _problem(problem, actor).first()
    return first


def journey_of(problem: Proposal, actor: Any) -> Row:
    """Return `{cards, room, priorities, solutions, moves, authors, routed}`: the chain as far as the actor may see."""
    every = {problem.pk} | merged_from([problem.pk])  # with what was merged into it
    sources = _sources(every)
    nobody = actor.person is None and actor.participant is None
    solutions = SOLUTIONS(problem.pk) if nobody else list(_solutions(problem.pk, actor))
    plans, polls = interventions_of(solutions, actor), _polls(every, solutions)
    authors, moves = _authors([problem, *solutions]), _moves([problem, *solutions])
    groups, routed = _groups(problem, every), routed_of([problem, *solutions])
    return {
        "routed": routed[problem.pk],
        "cards": [card_row(source.card) for source in sources],
        "room": sources[0].card.room if sources else None,
        "priorities": [row for poll in polls if poll.method == Poll.Method.DOTS for row in _priority(poll, groups)],
        "authors": authors[problem.pk],
        "moves": moves[problem.pk],
        "solutions": [
            {
                "proposal": each,
                "authors": authors[each.pk],
                "moves": moves[each.pk],
                "polls": [vote_row(poll) for poll in polls if poll.proposal_id == each.pk],
                "clock": clock_of(each.referral) if hasattr(each, "referral") else None,
                "registered": registered(getattr(each, "referral", None)),
                "answers": answers_of(getattr(each, "referral", None), routed[each.pk]["routings"]),
                **routed[each.pk],
                "interventions": plans[each.pk],
            }
            for each in solutions
        ],
    }


def _sources(problems: set[str]) -> list[Source]:
    found = Source.objects.filter(proposal__in=problems).select_related("card__room")
    ordered = found.prefetch_related("card__translations").order_by("card__number", "card")
    return list({source.card_id: source for source in ordered}.values())


@also_compares
def card_texts(problems: set[str]) -> dict[str, list[str]]:
    """Return the cards that problems come from, in every language they exist in, as far as everybody may read them."""
    read = Source.objects.filter(proposal__in=problems, card__publish=True, card__state=Card.State.SHOWN)
    found: dict[str, list[str]] = defaultdict(list)
    for problem, text in read.values_list("proposal", "card__text"):
        found[problem].append(text)
    translated = read.filter(card__translations__isnull=False)
    for problem, text in translated.values_list("proposal", "card__translations__text"):
        found[problem].append(text)
    return found


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


def _groups(problem: Proposal, every: set[str]) -> set[str]:
    """Return the groups that these problems came from."""
    if len(every) > 1:
        return set(Group.objects.filter(problem__in=every).values_list("pk", flat=True))
    return {problem.group.pk} if hasattr(problem, "group") else set()


def _polls(problems: set[str], solutions: list[Proposal]) -> list[Poll]:
    about = Q(proposal__in=solutions) | Q(options__group__problem__in=problems)
    found = Poll.objects.filter(about, state=Poll.State.CLOSED).distinct().prefetch_related("options")
    return list(found.order_by("closed_at", "id"))


def _priority(poll: Poll, groups: set[str]) -> list[Row]:
    options = options_of(poll)
    entries = dots_bars(poll.result or {}, options)
    return [{"poll": poll, "of": len(options), **each} for each in entries if each["group"] in groups]


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
