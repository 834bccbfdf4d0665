"""Every outcome, through real polls."""

import pytest

from deliberation.models import Ballot, Poll
from tests.deliberation.room.voting import cast, closed, opened, options, solution, two_groups, voted, with_charter
from tests.helpers.world import refused, world

pytestmark = pytest.mark.django_db

CASES = {
    "both sides say yes": (["yes"] * 4, ["yes", "yes", "no"], "adopted", []),
    "the officials say no": (["yes"] * 4, ["no", "no", "yes"], "supported", ["official"]),
    "the officials abstain": (["yes"] * 4, ["abstain"] * 3, "supported", ["official"]),
    "the officials are silent": (["yes"] * 4, [], "supported", ["official"]),
    "the residents say no": (["no"] * 4, ["yes"] * 3, "not-adopted", ["resident"]),
    "the residents are even": (["yes", "yes", "no", "no"], ["yes"] * 3, "not-adopted", ["resident"]),
    "two of six residents vote": (["yes", "yes"], ["yes"] * 3, "inquorate", ["resident"]),
    "most residents abstain": (["abstain"] * 4 + ["yes"], ["yes"] * 3, "returned", ["resident"]),
}
STATES = {"adopted": "adopted", "supported": "supported", "not-adopted": "not_adopted"}


@pytest.mark.parametrize("case", CASES)
def test_the_outcome_of_a_vote_and_where_it_leaves_the_solution(case):
    residents, officials, outcome, missing = CASES[case]
    w = with_charter(world())
    proposal = solution(w)
    result = voted(w, opened(w, "vote", proposal=proposal), residents, officials)
    proposal.refresh_from_db()
    assert (result["outcome"], result["missing"]) == (outcome, missing)
    assert proposal.state == STATES.get(outcome, "draft")
    assert hasattr(proposal, "referral") == (outcome in ("adopted", "supported"))


def test_what_residents_carry_goes_to_the_office_with_the_reasons_of_the_officials_beside_it():
    w = with_charter(world())
    poll = opened(w, "vote", proposal=solution(w))
    for seat in w.residents[:4]:
        cast(seat, poll, "yes")
    for seat in w.officials:
        cast(seat, poll, "no", "Manca il personale.")
    result = closed(w, poll)
    assert (result["outcome"], result["office"], result["carried"]) == (
        "supported", "Anagrafe", {"resident": True, "official": False, "civil": False},
    )  # fmt: skip
    assert [r["reason"] for r in result["reasons"] if r["side"] == "official"] == ["Manca il personale."] * 3
    assert "nickname" not in str(result) and "official-1" not in str(result)


def test_without_a_signed_commitment_the_office_is_asked_and_no_clock_runs():
    w = with_charter(world(signed=False))
    result = voted(w, opened(w, "vote", proposal=solution(w)), ["yes"] * 6, ["yes"] * 3)
    assert (result["outcome"], result["due"]) == ("adopted", None)


def test_two_consent_rounds_with_an_objection_and_then_the_vote_of_both_sides():
    w = with_charter(world())
    proposal = solution(w)
    for number in (1, 2):
        poll = opened(w, "vote", "consent", proposal)
        result = voted(w, poll, ["agree"] * 5 + ["object"], ["agree"] * 3)
        row = Poll.objects.get(pk=poll)
        assert (result["outcome"], result["missing"], row.round) == ("no-consent", ["resident"], number)
        proposal.refresh_from_db()
        assert proposal.state == "draft"
    third = {"activity": w.room.activity_id, "method": "consent", "proposal": proposal.pk}
    assert refused(w.f, "poll.open", **third)[0] == "refused"
    assert voted(w, opened(w, "vote", proposal=proposal), ["yes"] * 5, ["yes"] * 3)["outcome"] == "adopted"


def test_objections_are_shown_after_closing_with_their_side_and_without_a_name():
    from deliberation.queries.rows import poll_rows

    w = with_charter(world())
    poll = opened(w, "vote", "consent", solution(w))
    cast(w.residents[0], poll, "object", "Così resta fuori chi lavora.")
    for seat in w.residents[1:]:
        cast(seat, poll, "reservation")
    assert poll_rows(w.room.pk, "screen", [poll])[poll]["objections"] == []
    closed(w, poll)
    told = poll_rows(w.room.pk, "screen", [poll])[poll]["objections"]
    assert [(o["side"], o["reason"]) for o in told] == [("resident", "Così resta fuori chi lavora.")]


def test_everybody_agreeing_adopts_by_consent():
    w = with_charter(world())
    proposal = solution(w)
    result = voted(w, opened(w, "vote", "consent", proposal), ["agree"] * 4 + ["reservation"], ["agree"] * 3)
    proposal.refresh_from_db()
    assert (result["outcome"], proposal.state) == ("adopted-by-consent", "adopted")


def test_residents_choose_by_dots_and_the_officials_first_choice_is_added_as_theirs():
    w = world()
    two_groups(w)
    activity = w.at("dots")
    activity.settings = {"shortlist": 1}
    activity.save(update_fields=["settings"])
    poll = opened(w, "dots", "dots")
    of = options(poll)
    result = voted(w, poll, [{of["Uno"]: 1}] * 5, [{of["Due"]: 1}] * 3)
    assert result["shortlist"] == [of["Uno"], of["Due"]]
    assert result["added"] == {"official": of["Due"]}
    assert result["totals"][of["Uno"]] == {"resident": 5, "official": 0, "civil": 0}


def test_a_small_secret_side_publishes_only_whether_it_carried():
    w = world()
    result = voted(w, opened(w), ["yes"] * 3 + ["no"], ["yes"] * 3)
    assert (result["outcome"], result["suppressed"], result["carried"]["resident"]) == ("adopted", ["resident"], True)
    assert "resident" not in result["counts"]
    assert [r for r in result["reasons"] if r["side"] == "resident"] == []
    assert [step for step in result["trace"] if "resident" in step.get("sides", ())] == []


def test_four_residents_vote_openly_and_five_secretly():
    secret = []
    for residents in (4, 5):
        poll = Poll.objects.get(pk=opened(world(residents=residents, officials=1)))
        secret.append(poll.secret["resident"])
    assert secret == [False, True]


def test_the_seed_is_committed_before_and_shown_after():
    from deliberation.counting import verify_seed

    w = world()
    poll = opened(w)
    before = Poll.objects.get(pk=poll)
    assert before.seed == ""
    voted(w, poll, ["yes"] * 6, ["yes"] * 3)
    after = Poll.objects.get(pk=poll)
    assert (verify_seed(after.seed, before.seed_commit), after.opening_hash) == (True, before.opening_hash)


def test_every_vote_stands_on_what_was_counted():
    w = world()
    poll = opened(w)
    result = voted(w, poll, ["yes"] * 5, ["yes"] * 2)
    assert Ballot.objects.filter(poll=poll).count() == sum(side["cast"] for side in result["counts"].values()) == 7
