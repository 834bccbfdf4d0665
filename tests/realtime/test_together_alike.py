"""Together or one by one: the same rows, the same log, the same answers, whatever comes and however it is cut."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.models import Activity, Ballot, Card, CardTranslation, Group, Mark, Poll, Room, Seat
from people.models import Participant
from realtime.models import Done, Event, Stream
from realtime.run import Answer, run
from realtime.together import Order, run_together
from tests.deliberation.room.voting import opened
from tests.helpers.orders import card, order, vote
from tests.helpers.scenes import grouped
from tests.helpers.world import World, world

pytestmark = pytest.mark.django_db
UNLIKE = ("ends_at", "left_seconds", "recount_at", "result", "params", "created_at", "entered_at", "opened_at", "at")
ALIKE = settings(
    max_examples=10, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def board() -> tuple[World, list[Order]]:
    """A room in the middle of its evening, and what may be said there."""
    w = world(residents=3, officials=1)
    one, two = grouped(w)
    here, room, (a, b, *_) = Room.objects.get(pk=w.room.pk).activity_id, w.room.pk, w.residents
    cards = list(Card.objects.order_by("number"))
    writing = w.room.activities.get(kind="cards").pk
    return w, [
        *[order(w.f, "room.next", room=room), order(w.f, "room.back", room=room)] * 3,
        *[order(w.f, "undo.last", stream=w.room.stream), order(a, "undo.last", stream=w.room.stream)] * 3,
        *[card(seat, writing, text) for seat in (a, b, w.officials[0], w.f) for text in ("Uno", "")],
        order(w.f, "card.enter", activity=writing, text="Carta", lang="it", side="resident"),
        order(a, "card.withdraw", card=cards[0].pk),
        order(a, "card.withdraw", card=cards[1].pk),
        order(a, "card.edit", card=cards[0].pk, text="Altro", lang="it"),
        order(w.f, "card.hide", card=cards[1].pk, reason="Doppio"),
        order(w.f, "card.show", card=cards[1].pk),
        order(w.f, "card.translate", card=cards[1].pk, lang="en", text="Card"),
        order(w.f, "card.translate", card=cards[1].pk, lang="en", text=""),
        order(w.f, "card.move", card=cards[0].pk, group=two.pk),
        order(w.f, "card.move", card=cards[0].pk),
        order(w.f, "group.create", activity=here, title="Nuovo", lang="it", cards=[cards[1].pk]),
        order(w.f, "group.rename", group=one.pk, title="Altro", lang="it"),
        order(w.f, "group.merge", group=one.pk, into=two.pk),
        order(w.f, "group.dissolve", group=two.pk),
        order(w.f, "group.restore", group=two.pk, cards=[each.pk for each in cards]),
        order(w.f, "timer.add", activity=here, minutes=2),
        order(w.f, "timer.pause", activity=here),
        order(w.f, "timer.resume", activity=here),
        *[order(seat, name, room=room) for seat in (a, b) for name in ("seat.leave", "seat.here")],
        order(w.f, "seat.remove", participant=b.participant.pk, room=room),
        order(w.f, "room.count", room=room),
        order(w.f, "room.counted", room=room),
        order(w.f, "problem.draft", group=one.pk, title="Problema", lang="it", office=w.registry.pk),
        order(w.f, "no.such"),
    ]


def ballots() -> tuple[World, list[Order]]:
    """A room with an open vote, and what may be said there."""
    w = world(residents=6, officials=1)
    poll, room, (a, b, c, *_) = opened(w), w.room.pk, w.residents
    votes = [vote(seat, poll, answer, n) for n, seat in enumerate((a, b, w.officials[0])) for answer in ("yes", "no")]
    paper = {"poll": poll, "participant": c.participant.pk}
    return w, [
        *votes * 2,
        vote(a, poll, "perhaps", 9),
        order(w.f, "ballot.hand_out", **paper),
        order(w.f, "ballot.take_back", **paper),
        order(w.f, "poll.close", poll=poll),
        order(w.f, "timer.pause", activity=Room.objects.get(pk=room).activity_id),
        order(w.f, "timer.resume", activity=Room.objects.get(pk=room).activity_id),
        order(w.f, "room.next", room=room),
        order(a, "seat.leave", room=room),
        order(w.f, "seat.remove", participant=a.participant.pk, room=room),
        order(w.f, "undo.last", stream=w.room.stream),
    ]


MESSAGES = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["", "", "", "", "one", "two"])), max_size=40)
CUTS = st.lists(st.integers(1, 40), min_size=1, max_size=6)


@pytest.mark.parametrize("place", [board, ballots])
def test_together_is_the_same_as_one_by_one(place: Callable[[], tuple[World, list[Order]]]):
    w, may_be_said = place()

    @ALIKE
    @given(MESSAGES, CUTS)
    def alike(messages: list[tuple[int, str]], cuts: list[int]) -> None:
        orders = [
            replace(may_be_said[which % len(may_be_said)], ref=again or f"ref {n}")
            for n, (which, again) in enumerate(messages)
        ]
        one_by_one = left_by(lambda: [run(o.name, o.who(), o.data, o.ref) for o in orders])
        together = left_by(lambda: [each for some in cut(orders, cuts) for each in run_together(w.room.stream, some)])
        assert together == one_by_one

    alike()


def cut(orders: list[Order], sizes: list[int]) -> list[list[Order]]:
    pieces, start = [], 0
    for n in count():
        if start >= len(orders):
            return pieces
        pieces.append(orders[start : start + sizes[n % len(sizes)]])
        start += len(pieces[-1])
    return pieces


def left_by(act: Callable[[], list[Answer]]) -> dict[str, Any]:
    """Return what was answered and what is in the database afterwards, with names for ids; all is rolled back."""
    with transaction.atomic():
        answers = act()
        left = {name: list(rows(found)) for name, found in tables().items()} | {"answers": [vars(a) for a in answers]}
        text, names = json.dumps(left, default=str, sort_keys=True), named()
        transaction.set_rollback(True)
    for pk, name in names.items():
        text = text.replace(pk, name)
    return {name: _sorted(part) for name, part in json.loads(text).items()}


def tables() -> dict[str, QuerySet]:
    return {
        "rooms": Room.objects.order_by("title"),
        "activities": Activity.objects.order_by("position"),
        "cards": Card.objects.order_by("number"),
        "translations": CardTranslation.objects.order_by("card__number", "lang"),
        "groups": Group.objects.order_by("number"),
        "seats": Seat.objects.order_by("participant__nickname"),
        "people": Participant.objects.order_by("nickname"),
        "polls": Poll.objects.all(),
        "ballots": Ballot.objects.order_by("nonce", "side"),
        "marks": Mark.objects.order_by("participant__nickname"),
        "streams": Stream.objects.order_by("id"),
        "events": Event.objects.order_by("stream", "seq"),
        "done": Done.objects.order_by("id"),
    }


def rows(found: QuerySet) -> Any:
    for row in found.values():
        # Serial numbers and moments are never the same twice; whether there is one is.
        yield {k: bool(v) if k in UNLIKE or k.endswith("_at") else v for k, v in row.items() if not _serial(k, v)}


def _serial(key: str, value: Any) -> bool:
    return key == "id" and isinstance(value, int)


def named() -> dict[str, str]:
    cards = {each.pk: f"card {each.number}" for each in Card.objects.all()}
    groups = {each.pk: f"group {each.number}" for each in Group.objects.all()}
    problems = {each.problem_id: f"problem {each.number}" for each in Group.objects.exclude(problem=None)}
    ballots = {each.pk: f"ballot {each.nonce}" for each in Ballot.objects.all()}
    return cards | groups | problems | ballots


def _sorted(part: Any) -> Any:
    """Put lists of names in order: rows that changed together have none."""
    if isinstance(part, dict):
        return {key: _sorted(each) for key, each in part.items()}
    if isinstance(part, list):
        return sorted(part) if all(isinstance(each, str) for each in part) else [_sorted(each) for each in part]
    return part
