"""Nobody who holds everything that a closed secret poll leaves behind can tell better than by chance who voted what.

The attacker has the whole database after closing (all columns, in every order that rows can be read in), the events,
the log, and knows in which order people voted. The same attack finds the voters when a link is left on purpose.
"""

import logging
import random
from collections.abc import Callable
from math import sqrt
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection

from deliberation import closing
from deliberation.models import Ballot, Mark, Poll
from tests.deliberation.room.voting import closed, opened
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db
POLLS, VOTERS = 25, 12
Held = dict[str, Any]


def hold(w: Any, chance: random.Random, number: int) -> Held:
    """Hold one vote; return what really happened beside what is left behind."""
    poll = opened(w)
    truth: dict[str, str] = {}
    receipts: dict[str, str] = {}
    order = list(w.residents)
    chance.shuffle(order)
    for seat in order:
        answer = chance.choice(["yes", "no"])
        nonce = f"{chance.getrandbits(128):032x}"
        cast = do(seat, "ballot.cast", poll=poll, choice={"answer": answer}, nonce=nonce)
        truth[seat.participant.pk], receipts[seat.participant.pk] = answer, cast["receipt"]
    for seat in w.officials:
        do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce=f"{number:032x}")
    closed(w, poll)
    return {"poll": poll, "truth": truth, "receipts": receipts, "order": [seat.participant.pk for seat in order]}


def stored(poll: str) -> list[dict[str, Any]]:
    """Return the residents' ballots as the storage holds them: in the order in which they lie there."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    wanted = "SELECT id, nonce, choice FROM deliberation_ballot WHERE poll_id = %s AND side = 'resident' ORDER BY "
    with connection.cursor() as cursor:
        cursor.execute(wanted + place, [poll])
        rows = cursor.fetchall()
    return [{"id": pk, "nonce": nonce, "choice": str(choice)} for pk, nonce, choice in rows]


def answer_of(row: dict[str, Any]) -> str:
    return "yes" if "yes" in row["choice"] else "no"


# Each guesses the ballots of the voters, given the voters in an order that the attacker knows.
ATTACKS: dict[str, Callable[[list[dict[str, Any]]], list[dict[str, Any]]]] = {
    "as they lie": lambda rows: rows,
    "backwards": lambda rows: rows[::-1],
    "by id": lambda rows: sorted(rows, key=lambda row: row["id"]),
    "by nonce": lambda rows: sorted(rows, key=lambda row: row["nonce"]),
    "by choice": lambda rows: sorted(rows, key=lambda row: row["choice"]),
}


def voters(held: Held, known: str) -> list[str]:
    """Return the voters in one of the orders that can be known: as they voted, by their marks, by their names."""
    if known == "as they voted":
        return list(held["order"])
    marks = Mark.objects.filter(poll=held["poll"], side="resident")
    return list(marks.order_by("pk" if known == "marks" else "participant").values_list("participant", flat=True))


def excess(helds: list[Held], attack: str, known: str) -> float:
    """Return by how many standard errors an attack does better than the best guess without any link."""
    right, expected, variance = 0, 0.0, 0.0
    for held in helds:
        guesses = [answer_of(row) for row in ATTACKS[attack](stored(held["poll"]))]
        people = voters(held, known)
        right += sum(held["truth"][person] == guess for person, guess in zip(people, guesses, strict=True))
        yes = guesses.count("yes") / len(guesses)
        expected += len(guesses) * (yes**2 + (1 - yes) ** 2)
        variance += len(guesses) * 2 * yes * (1 - yes)  # more than that of a random matching
    return (right - expected) / sqrt(variance or 1)


def all_attacks(helds: list[Held]) -> dict[str, float]:
    return {
        f"{attack}, {known}": excess(helds, attack, known)
        for attack in ATTACKS
        for known in ("as they voted", "marks", "names")
    }


def test_no_order_of_what_is_left_matches_voters_to_their_choices():
    w, chance = world(residents=VOTERS, officials=3), random.Random(11)
    helds = [hold(w, chance, number) for number in range(POLLS)]
    assert {name: found for name, found in all_attacks(helds).items() if found > 4.5} == {}


def test_the_attack_finds_the_voters_when_ballots_are_written_in_the_order_of_voting(monkeypatch):
    def in_order(poll: Poll, ballots: list[Ballot]) -> None:
        lying = [row["id"] for row in stored(poll.pk)]  # as they came
        kept = {b.pk: (b.side, b.choice, b.nonce) for b in ballots}
        Ballot.objects.filter(poll=poll).delete()
        for pk in [*lying, *(pk for pk in kept if pk not in lying)]:
            side, choice, nonce = kept[pk]
            Ballot.objects.create(poll=poll, side=side, choice=choice, nonce=nonce)

    monkeypatch.setattr(closing, "_cut_links", in_order)
    w, chance = world(residents=VOTERS, officials=3), random.Random(12)
    helds = [hold(w, chance, number) for number in range(6)]
    assert excess(helds, "as they lie", "as they voted") > 4.5


def test_the_marks_do_not_tell_who_voted_when():
    w, chance = world(residents=VOTERS, officials=3), random.Random(14)
    alike = 0
    for number in range(5):
        held = hold(w, chance, number)
        alike += voters(held, "marks") == held["order"]
    assert alike == 0


def test_no_row_event_or_line_of_the_log_holds_a_voter_together_with_a_ballot(caplog):
    caplog.set_level(logging.DEBUG)
    w, chance = world(residents=VOTERS, officials=3), random.Random(13)
    held = hold(w, chance, 0)
    nonces = set(Ballot.objects.filter(poll=held["poll"], side="resident").values_list("nonce", flat=True))
    secrets = nonces | set(held["receipts"].values())
    people = set(held["truth"])
    rows = [serializers.serialize("json", [row]) for model in apps.get_models() for row in model._default_manager.all()]
    texts = [*rows, *(record.getMessage() for record in caplog.records)]
    assert [text for text in texts if any(s in text for s in secrets) and any(p in text for p in people)] == []
    ballots = Ballot.objects.filter(poll=held["poll"], side="resident")
    assert set(ballots.values_list("key", "participant", "paper", "reason")) == {(None, None, False, "")}
    assert {field.name for field in Ballot._meta.fields if "at" in field.name.split("_")} == set()
