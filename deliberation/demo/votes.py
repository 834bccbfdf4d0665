"""The vote of the past: rolls, marks, ballots and results, counted by the same functions as a live vote."""

import secrets
from collections.abc import Iterable
from typing import Any

from deliberation.counting import (
    LIVE,
    VOTE,
    commitment,
    count_double_majority,
    head_of,
    published,
    secret_sides,
    tally_votes,
)
from deliberation.demo.path import office_of, step
from deliberation.demo.world import World
from deliberation.frozen import hash_of
from deliberation.models import Ballot, Mark, Poll, Roll
from deliberation.parameters import RULE_VERSION
from people.models import SIDES, Participant, Side
from proposals.models import Referral
from realtime.clock import to_ms

CONSENTING = [Side.RESIDENT.value, Side.OFFICIAL.value]
OFFICIALS = ("p-donato", "p-ilaria")
THEN = {"adopted": "adopt", "supported": "support"}


def make_votes(world: World) -> None:
    """Write one closed poll per solution and send what it carried to its office."""
    for number, told in enumerate(world.source.told["solutions"], 1):
        _vote(world, number, told["id"])


def _vote(world: World, number: int, key: str) -> None:
    source, solution, cast = world.source, world.proposals[key], world.source.more["vote"][key]
    day = source.more["vote"]["day"]
    voters, opinions = _voters(world, key)
    eligible = {side: len(voters.get(side, ())) for side in SIDES}
    params = {
        "rule": "double-majority", "version": RULE_VERSION, "quorum": list(LIVE.as_integer_ratio()),
        "consenting": CONSENTING, "eligible": eligible, "published": ["opening", "roll-counts", "ballots"],
        "statute": False,
    }  # fmt: skip
    seed = secrets.token_hex(32)
    poll = Poll(
        room=world.rooms["solutions"], activity=world.steps["solutions", "vote"], number=number, subject="solution",
        method=Poll.Method.DOUBLE_MAJORITY, proposal=solution, question={solution.lang: solution.title},
        state=Poll.State.CLOSED, params=params, secret=secret_sides(eligible),
        seed=seed, seed_commit=commitment(seed), opened_at=source.moment(day, 18), closed_at=source.moment(day, 19),
    )  # fmt: skip
    poll.opening_hash = hash_of(poll, [])
    poll.save(force_insert=True)
    _roll(poll, voters, opinions)
    ballots = list(_ballots(poll, voters, cast))
    Ballot.objects.bulk_create(sorted(ballots, key=lambda ballot: ballot.pk))  # ids are random: so is the order
    poll.head = head_of(poll.pk, [(b.side, b.choice, b.nonce) for b in ballots])
    counted = count_double_majority(
        tally_votes([(b.side, b.choice) for b in ballots], eligible), q=LIVE, consenting=CONSENTING
    )
    result = published(counted, secret=[side for side, hidden in poll.secret.items() if hidden])
    sent = _send(world, key, str(result["outcome"]))
    poll.result = {**result, "reasons": _reasons(world, key), "head": poll.head, **sent}
    poll.save(update_fields=["head", "result"])


def _voters(world: World, key: str) -> tuple[dict[str, list[Participant]], list[Participant]]:
    """Return who votes per side, and who is heard only: the official of the office that must answer."""
    office = world.proposals[key].office_id
    own = [world.seats[each] for each in OFFICIALS if world.seats[each].office_id == office]
    other = [world.seats[each] for each in OFFICIALS if world.seats[each].office_id != office]
    return {**world.crowd, Side.OFFICIAL.value: [*other, *world.crowd[Side.OFFICIAL]]}, own


def _roll(poll: Poll, voters: dict[str, list[Participant]], opinions: list[Participant]) -> None:
    rows = [Roll(poll=poll, participant=person, side=side) for side, people in voters.items() for person in people]
    rows += [Roll(poll=poll, participant=person, side=person.side, opinion=True) for person in opinions]
    Roll.objects.bulk_create(rows)


def _ballots(poll: Poll, voters: dict[str, list[Participant]], cast: dict[str, list[int]]) -> Iterable[Ballot]:
    """Yield the ballots as they lie after closing: a secret side's without anybody's name."""
    marks = []
    for side, numbers in cast.items():
        answers = [answer for answer, count in zip(VOTE, numbers, strict=True) for _each in range(count)]
        secrets.SystemRandom().shuffle(answers)
        for person, answer in zip(voters[side], answers, strict=False):
            marks.append(Mark(poll=poll, participant=person, side=side))
            known = None if poll.secret[side] else person
            yield Ballot(
                poll=poll, side=side, choice={"answer": answer}, nonce=secrets.token_hex(16), participant=known
            )
    Mark.objects.bulk_create(marks)


def _reasons(world: World, key: str) -> list[dict[str, str]]:
    said = world.source.more["reasons"].get(key, [])
    return [{"side": "official", "answer": "no", "reason": text, "lang": "it", "opinion": ""} for text in said]


def _send(world: World, key: str, outcome: str) -> dict[str, Any]:
    """What both sides or the residents carried goes to the office, with its clock; returns `{office, due}`."""
    solution, day = world.proposals[key], world.source.more["vote"]["day"]
    office = office_of(world, key)
    solution.state = outcome
    solution.save(update_fields=["state"])
    step(world, solution, THEN[outcome], "voting", outcome, day, 19, by=world.people["p-caterina"])
    due = world.source.moment(day + world.process.response_days, 19)
    Referral.objects.create(
        proposal=solution, office=office, sent_at=world.source.moment(day, 19), due_at=due, basis=outcome, clock=True
    )
    return {"office": office.name, "due": to_ms(due)}
