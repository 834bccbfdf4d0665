"""The double majority against a second telling of its text, on every small vote there is, and its properties."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import LIVE, ONLINE, Tally, count_double_majority, tally_votes

RANK = {"inquorate": 0, "returned": 0, "not-adopted": 0, "supported": 1, "adopted": 2}


def as_the_text_says(residents, officials, third, statute):
    """Written from the text alone: tuples (E, Y, N, A), quorum of a third or a half, ratios cleared by hand."""

    def quorum(side):
        people, *answers = side
        share = (people + 2) // 3 if third else (people + 1) // 2
        return sum(answers) >= min(people, max(3, share))

    def meets(side):
        people, yes, no, _ = side
        return quorum(side) and yes > no and 5 * yes >= people

    def mean_is_three_fifths(sides):
        # Y1/(Y1+N1) + Y2/(Y2+N2) ≥ 2 · 3/5, multiplied out; one side alone: 5·Y ≥ 3·(Y+N).
        if len(sides) == 1:
            ((_, yes, no, _),) = sides
            return 5 * yes >= 3 * (yes + no)
        (_, yes, no, _), (_, other_yes, other_no, _) = sides
        one, two = yes + no, other_yes + other_no
        return 5 * (yes * two + other_yes * one) >= 6 * one * two

    def rule(*sides):
        return all(meets(side) for side in sides) and (not statute or mean_is_three_fifths(sides))

    if not quorum(residents):
        return "inquorate"
    _, yes, no, abstain = residents
    if abstain > yes + no:
        return "returned"
    if rule(residents, officials):
        return "adopted"
    if rule(residents):
        return "supported"
    return "not-adopted"


def every_side(largest):
    answers = product(range(largest + 1), repeat=4)
    return [(people, yes, no, abstain) for people, yes, no, abstain in answers if yes + no + abstain <= people]


def counted(residents, officials, third, statute):
    tallies = {"resident": Tally(*residents), "official": Tally(*officials)}
    return count_double_majority(tallies, q=ONLINE if third else LIVE, statute=statute)


def test_every_vote_with_up_to_four_people_on_each_side_ends_as_the_text_says():
    votes = list(product(every_side(4), every_side(4), (False, True), (False, True)))
    wrong = [vote for vote in votes if counted(*vote).outcome != as_the_text_says(*vote)]
    assert (len(votes), wrong) == (70 * 70 * 4, [])


def sides(most=60):
    def side(numbers):
        yes, no, abstain, away = numbers
        return (yes + no + abstain + away, yes, no, abstain)

    return st.tuples(*[st.integers(0, most)] * 4).map(side)


@given(sides(), sides(), st.booleans(), st.booleans())
def test_larger_votes_end_as_the_text_says(residents, officials, third, statute):
    vote = (residents, officials, third, statute)
    assert counted(*vote).outcome == as_the_text_says(*vote)


@given(sides(), sides(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["no", "abstain", "away"]))
def test_one_more_yes_never_makes_an_outcome_worse(residents, officials, third, statute, of_residents, before):
    """The further yes comes from somebody who had said no, had abstained, or had stayed away."""

    def more(people, yes, no, abstain):
        away = people - yes - no - abstain
        said = {"no": no, "abstain": abstain, "away": away}
        if not said[before]:
            return (people, yes, no, abstain)
        said[before] -= 1
        return (people, yes + 1, said["no"], said["abstain"])

    first = counted(residents, officials, third, statute).outcome
    sides = (more(*residents), officials) if of_residents else (residents, more(*officials))
    assert RANK[counted(*sides, third, statute).outcome] >= RANK[first]


@given(sides(), sides(), sides(), st.booleans(), st.booleans())
def test_nothing_officials_do_turns_supported_into_less(residents, officials, others, third, statute):
    first = counted(residents, officials, third, statute).outcome
    second = counted(residents, others, third, statute).outcome
    assert first != "supported" or second in ("supported", "adopted")


BALLOTS = st.lists(st.tuples(st.sampled_from(["resident", "official"]), st.sampled_from(["yes", "no", "abstain"])))


@given(BALLOTS, st.randoms(), st.integers(0, 9))
def test_the_order_of_ballots_never_matters_and_none_is_lost(answers, random, away):
    ballots = [(side, {"answer": answer}) for side, answer in answers]
    roll = {side: sum(each == side for each, _ in ballots) + away for side in ("resident", "official")}
    before = count_double_majority(tally_votes(ballots, roll))
    random.shuffle(ballots)
    assert count_double_majority(tally_votes(ballots, roll)) == before
    assert sum(figures["cast"] for figures in before.counts.values()) == len(ballots)


@given(sides(), sides(), st.booleans(), st.booleans())
def test_missing_sides_and_outcome_agree(residents, officials, third, statute):
    result = counted(residents, officials, third, statute)
    assert (result.missing == ()) == (result.outcome == "adopted")
    assert set(result.why) == set(result.missing)
    assert result.outcome != "supported" or result.missing == ("official",)
    assert result.trace[-1] == {"step": "outcome", "outcome": result.outcome, "missing": list(result.missing)}
