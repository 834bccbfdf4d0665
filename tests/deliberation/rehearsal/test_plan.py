"""Who is simulated, what they write, how they vote and how fast: the same seed, the same people."""

import random
from collections import Counter

import pytest

from deliberation.activities import OPENS
from deliberation.counting import CONSENT, VOTE
from deliberation.counting.choices import answer_choice
from deliberation.counting.dots import dots_choice
from deliberation.counting.rules import RULES, Frozen
from deliberation.rehearsal.leader import STEPS
from deliberation.rehearsal.pace import Pace
from deliberation.rehearsal.seating import language_for, sides_for
from deliberation.rehearsal.texts import LANGUAGES, by_text, cards_in, prepared, solution_for, theme, theme_of_title
from deliberation.rehearsal.times import Times, share, spread
from deliberation.rehearsal.votes import POLICIES, choice, place_of


def test_each_side_is_filled_to_six_first():
    assert Counter(sides_for(18, {})) == {"resident": 6, "official": 6, "civil": 6}


def test_people_already_present_are_counted():
    assert Counter(sides_for(8, {"resident": 5, "official": 6, "civil": 0})) == {"resident": 2, "civil": 6}


def test_a_hundred_people_are_mostly_residents():
    assert Counter(sides_for(100, {})) == {"resident": 72, "official": 20, "civil": 8}


def test_a_few_people_begin_with_the_residents():
    assert sides_for(2, {}) == ["resident", "resident"]


def test_residents_speak_nine_languages_and_officials_italian():
    assert {language_for("resident", place) for place in range(9)} == set(LANGUAGES)
    assert {language_for("official", place) for place in range(9)} == {"it"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_cards_enough_and_an_italian_translation(lang):
    cards = cards_in(lang, "resident")
    assert len(cards) >= 5
    assert all(bool(card.it) == (lang != "it") for card in cards)
    assert {card.theme for card in cards} <= set(prepared()["themes"])


def test_no_prepared_text_stands_twice():
    every = [card for lang in LANGUAGES for card in cards_in(lang, "resident")] + list(cards_in("it", "official"))
    assert len(by_text()) == len(every)


def test_every_theme_leads_from_its_group_to_a_solution():
    for key in prepared()["themes"]:
        assert theme_of_title(theme(key)["group"]["it"]) == key
        assert solution_for(theme(key)["problem"]["title"]) == theme(key)["solution"]


def test_a_problem_in_unknown_words_gets_a_general_solution():
    assert solution_for("Altro")["title"] == "Un tavolo comune su: Altro"


def poll(method: str, number: int = 1, proposal: str | None = "s1", subject: str = "solution") -> dict:
    options = [{"id": f"o{n}"} for n in range(5)]
    return {
        "method": method, "subject": subject, "number": number, "proposal": proposal, "options": options,
        "params": {"dots": 3, "cap": 2},
    }  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("side", ["resident", "official", "civil"])
def test_every_ballot_has_the_right_shape_and_a_no_of_an_official_its_reason(policy, side):
    for seed in range(60):
        chance = random.Random(seed)
        for method, words in (("consent", CONSENT), ("double-majority", VOTE)):
            said = choice(poll(method), official=policy, side=side, order=seed, chance=chance)
            answer = answer_choice(said["choice"], words)["answer"]
            if answer == "object" or (answer == "no" and side == "official"):
                assert said["reason"]
        dots = choice(poll("dots"), official=policy, side=side, order=0, chance=chance)["choice"]
        assert dots_choice(dots, [f"o{n}" for n in range(5)], each=3, cap=2) == dots
        assert sum(dots.values()) == 3


def test_mixed_officials_say_no_to_the_first_solution_and_yes_to_the_next():
    def share_of_no(order: int) -> float:
        votes = [
            choice(poll("double-majority"), official="mixed", side="official", order=order, chance=random.Random(n))
            for n in range(300)
        ]
        return sum(vote["choice"]["answer"] == "no" for vote in votes) / 300

    assert share_of_no(0) > 0.7 and share_of_no(1) < 0.15


def test_nobody_votes_no_on_the_charter():
    answers = {
        choice(
            poll("double-majority", subject="charter"), official="no", side="official", order=0, chance=random.Random(n)
        )["choice"]["answer"]
        for n in range(200)
    }
    assert answers == {"yes", "abstain"}


def test_a_second_vote_on_the_same_solution_keeps_its_place():
    polls = [
        poll("consent", 1, "s1"),
        poll("double-majority", 2, "s1"),
        poll("consent", 3, "s2"),
        poll("dots", 4, None),
    ]
    assert [place_of(each, polls) for each in polls[:3]] == [0, 0, 1]


def test_the_same_seed_gives_the_same_pace_and_scale_shortens_it():
    one, two, fast = Pace("1:7"), Pace("1:7"), Pace("1:7", 0.1)
    first = [one.seconds(9) for _ in range(5)]
    assert first == [two.seconds(9) for _ in range(5)]
    assert [round(value * 10, 6) for value in (fast.seconds(9) for _ in range(5))] == [round(v, 6) for v in first]


def test_the_leader_knows_every_step_a_playbook_may_have():
    assert set(STEPS) == set(OPENS)


def test_a_delivery_counts_from_the_sending_of_its_command_for_every_phone():
    times = Times()
    times.answered("card.add", 7, 10.0, 10.5)
    times.answered("problem.confirm", 0, 20.0, 20.25)
    times.arrived[7].extend([10.25, 11.0])
    times.arrived[8].append(12.0)  # somebody else's
    assert list(times.deliveries()) == [0.25, 1.0]
    assert (list(times.waits("card.add")), sorted(times.waits())) == ([0.5], [0.25, 0.5])
    assert (spread(times.waits()), spread([])) == ("500 / 500 / 500", "–")


def test_shares_of_nothing_are_nothing():
    assert (share([], 0.95), share([3.0, 1.0, 2.0], 0.5)) == (0.0, 2.0)


@pytest.mark.parametrize("method", ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"])
def test_every_ballot_among_options_is_one_that_the_rule_reads(method):
    options = [{"id": f"o{number}"} for number in range(4)]
    asked = {"method": method, "subject": "options", "options": options, "params": {}, "proposal": None}
    fixed = Frozen(params={}, options=[option["id"] for option in options])
    for seed in range(50):
        said = choice(asked, official="mixed", side="official", order=0, chance=random.Random(seed))
        assert RULES[method].read(said["choice"], fixed) == said["choice"]
