"""What the page of a closed vote serves is what the script can count, for every method, through real polls."""

from typing import Any

import pytest

from deliberation.models import PollOption
from tests.deliberation.pages.evening import confirmed_problem, draft_solution, hold_dots, hold_vote, write_cards
from tests.deliberation.pages.walk import Phone
from tests.deliberation.room.voting import with_charter
from tests.deliberation.verify.test_recount import wrong
from tests.helpers.world import World, do, world

pytestmark = pytest.mark.django_db

OPTIONS = [{"title": title, "lang": "it", "cost": cost} for title, cost in (("Ü", 50), ("b", 30), ("c", 60))]


def served(poll: str) -> dict[str, Any]:
    return dict(Phone().client.get(f"/polls/{poll}/ballots.json").json())


def among_options(w: World, method: str, absent: int) -> str:
    """Hold a poll in which everybody but some residents says the same, the first option before the second."""
    more = {"equal-shares": {"budget": 90}, "stv": {"seats": 2}}.get(method, {})
    poll = do(w.f, "poll.open", activity=w.at("vote").pk, method=method, options=OPTIONS, **more)["poll"]
    ids = list(PollOption.objects.filter(poll=poll).values_list("pk", flat=True))
    choice: dict[str, Any] = {
        "majority-judgment": {"grades": dict.fromkeys(ids, 3)},
        "score": {"scores": dict.fromkeys(ids, 4)},
        "schulze": {"ranking": [[ids[0]], ids[1:]]},
        "stv": {"ranking": [[option] for option in ids[:2]]},
    }.get(method, {"approve": ids[:2]})
    for number, seat in enumerate([*w.residents[absent:], *w.officials]):
        do(seat, "ballot.cast", poll=poll, choice=choice, nonce=f"{number:032x}")
    do(w.f, "poll.close", poll=poll)
    return str(poll)


@pytest.mark.parametrize("absent", [0, 2])
@pytest.mark.parametrize("method", ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"])
def test_a_choice_among_options(method, absent):
    record = served(among_options(with_charter(world()), method, absent))
    assert (wrong(record), wrong(record, record["leaves"][0])) == (set(), set())


@pytest.mark.parametrize("method", ["double-majority", "consent"])
def test_a_vote_on_a_solution(method):
    w = with_charter(world())
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    yes, no = ("yes", "no") if method == "double-majority" else ("agree", "object")
    poll = hold_vote(w, w.at("vote"), method, [yes] * 5 + [no], [yes, no, yes], solution)
    assert wrong(served(poll.pk)) == set()


def test_dots():
    w = with_charter(world())
    assert wrong(served(hold_dots(w, write_cards(w)).pk)) == set()
