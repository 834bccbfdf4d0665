"""Whoever sits for an office gives an opinion and no vote on what lies with it, wherever it came from; no review."""

import pytest

from deliberation.models import Poll, Roll
from people.models import Membership, Person, Role
from proposals.models import Referral
from tests.helpers.scenes import N, official, polled, sent, solved
from tests.helpers.world import do, refused, world

pytestmark = pytest.mark.django_db


def rolls(poll, seats):
    """Return whether each of these is only heard."""
    found = dict(Roll.objects.filter(poll=poll).values_list("participant", "opinion"))
    return [found[seat.participant.pk] for seat in seats]


@pytest.mark.parametrize("moved", [False, True])
def test_an_official_of_the_office_is_heard_and_not_counted_also_after_it_was_given_to_another(moved):
    w = world(residents=3, officials=0)
    ours = w.seats("official", 1, office=w.registry)
    others = w.seats("official", 2, office=w.social)
    charter = polled(w)
    for seat in w.residents + ours + others:
        do(seat, "ballot.cast", poll=charter.pk, choice={"answer": "yes"}, nonce=N)
    do(w.f, "poll.close", poll=charter.pk)
    solution = solved(w)
    if moved:
        do(w.f, "solution.edit", proposal=solution.pk, title=solution.title, lang="it", office=w.social.pk)
    poll = do(w.f, "poll.open", activity=w.at("vote").pk, method="double-majority", proposal=solution.pk)["poll"]
    assert (rolls(poll, ours), rolls(poll, others)) == (([False], [True] * 2) if moved else ([True], [False] * 2))
    for seat in w.residents:
        do(seat, "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce=N)
    for seat in ours + others:
        do(seat, "ballot.cast", poll=poll, choice={"answer": "no"}, nonce=N, reason="No.", lang="it")
    do(w.f, "poll.close", poll=poll)
    result = Poll.objects.get(pk=poll).result
    heard = sum(1 for each in result["reasons"] if each["opinion"])
    counted = result["counts"]["official"].get("no", 0)
    assert (counted, heard) == ((1, 2) if moved else (2, 1))


def test_and_reviews_nothing_that_lies_with_it_also_after_it_went_to_another():
    w = world(residents=3, officials=1)
    solution, person = sent(w), official(w)
    said = {"proposal": solution.pk, "verdict": "favourable", "grades": [{"criterion": "cost", "grade": 3}],
            "text": "Bene.", "lang": "it"}  # fmt: skip
    no = ("refused", "An official does not review what concerns the own office.")
    assert refused(person, "review.give", **said) == no
    Referral.objects.filter(proposal=solution).update(office=w.social)
    do(person, "review.give", **said)
    other = Person.objects.create_user("s@example.org", display_name="Sara")
    Role.objects.create(person=other, territory=w.territory, role="official")
    Membership.objects.create(person=other, organisation=w.social, role="official")
    assert refused(type(person)(person=other), "review.give", **said) == no
