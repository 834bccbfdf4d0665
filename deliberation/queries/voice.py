"""What became of what the people on this device said: every card with its fate, in a constant number of queries."""

from collections import defaultdict
from typing import Any

from deliberation.models import Card, Poll, Seat, Source
from deliberation.queries.fate import Known, fate_of
from deliberation.queries.news import followed_by_seats
from deliberation.queries.outside import votes_waiting
from people.actors import seats_of
from people.models import Participant
from proposals.models import Link, Proposal
from proposals.reach import merged_into

Row = dict[str, Any]


def voices(token: str, lang: str) -> list[Row]:
    """Return per seat on the device `{seat, process, rooms, votes, cards}`; each card with its `fate`."""
    people = [held.participant for held in seats_of(token).order_by("created_at", "id")] if token else []
    cards = Card.objects.filter(participant__in=people).select_related("room", "activity", "group").order_by("number")
    own: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        own[str(card.participant_id)].append(card)
    known = _known([card for each in own.values() for card in each])
    rooms = _rooms(people)
    votes, followed = votes_waiting(people, lang), followed_by_seats(people)
    return [
        {
            "seat": person,
            "process": person.process,
            "rooms": rooms[person.pk],
            "votes": votes[person.pk],
            "followed": followed.get(person.pk, []),
            "cards": [_card(card, known) for card in own[person.pk]],
        }
        for person in people
    ]


def _card(card: Card, known: Known) -> Row:
    return {
        "id": card.pk,
        "number": card.number,
        "text": card.text,
        "lang": card.lang,
        "side": card.side,
        "channel": card.channel,
        "state": card.state,
        "publish": card.publish,
        "fate": fate_of(card, known),
    }


def _rooms(people: list[Participant]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for seat in Seat.objects.filter(participant__in=people).select_related("room").order_by("entered_at"):
        found[seat.participant_id].append(seat.room)
    return found


def _known(cards: list[Card]) -> Known:
    """Read everything that can have happened to these cards."""
    problems: dict[str, list[Proposal]] = defaultdict(list)
    for source in Source.objects.filter(card__in=cards).select_related("proposal"):
        if source.proposal.state != Proposal.State.WITHDRAWN:
            problems[source.card_id].append(source.proposal)
    named = {each.pk for found in problems.values() for each in found}
    merged = merged_into(named)
    named |= {each.pk for each in merged.values()}
    solutions = _linked(named, Link.Type.ANSWERS)
    made = {each.pk for found in solutions.values() for each in found}
    merged |= merged_into(made)
    return Known(
        merged=merged,
        problems=problems,
        solutions=solutions,
        interventions=_linked(made, Link.Type.CARRIES_OUT),
        votes={
            str(poll.proposal_id): poll
            for poll in Poll.objects.filter(proposal__in=made, state=Poll.State.CLOSED).order_by("closed_at", "id")
        },
        dots=_dots({card.room_id for card in cards}),
    )


def _linked(targets: set[str], kind: str) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = defaultdict(list)
    links = Link.objects.filter(to_proposal__in=targets, type=kind).exclude(
        from_proposal__state=Proposal.State.WITHDRAWN
    )
    ready = links.select_related(
        "from_proposal__referral__office",
        "from_proposal__referral__answer",
        "from_proposal__referral__rejoinder__answer",
        "from_proposal__programme__office",
    )
    for link in ready.order_by("from_proposal__number"):
        found[link.to_proposal_id].append(link.from_proposal)
    return found


def _dots(rooms: set[str]) -> dict[str, Poll]:
    found = Poll.objects.filter(room__in=rooms, method=Poll.Method.DOTS, state=Poll.State.CLOSED)
    return {poll.room_id: poll for poll in found.prefetch_related("options").order_by("closed_at", "id")}
