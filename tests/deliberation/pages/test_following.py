"""Following a journey: what is new since one last looked, on one's own page and on the journey's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from proposals.models import Follow
from realtime.models import Event
from tests.deliberation.pages.evening import programmed
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do, refused

pytestmark = pytest.mark.django_db


def test_what_happens_after_one_began_to_follow_is_new_until_it_is_seen():
    w, problem, drafts = walked()
    phone = Phone(w.residents[0])
    address = f"/journeys/{problem.pk}/?seat={w.residents[0].participant.pk}"
    phone.open(address).send("journey.follow")
    assert "Nothing new since you last looked" in phone.html
    programmed(w, drafts[0])
    assert "3 new things" in phone.open("/voice/").html
    told = [words in phone.open(address).html for words in ("The office accepted it", "Programmed as an intervention")]
    assert told == [True, True]
    phone.send("journey.seen")
    assert ("Nothing new since you last looked" in phone.html, "nothing new" in phone.open("/voice/").html) == (
        True,
        True,
    )


def test_what_was_before_is_not_new():
    w, problem, _drafts = walked()
    do(w.residents[0], "journey.follow", problem=problem.pk)
    Follow.objects.update(seen_at=timezone.now() - timedelta(days=400))
    page = Phone(w.residents[0]).open(f"/journeys/{problem.pk}/?seat={w.residents[0].participant.pk}")
    assert "Supported by residents" in page.html.partition('aria-label="Follow"')[2].partition("</section>")[0]


def test_nobody_learns_who_follows_what():
    w, problem, _drafts = walked()
    before = Event.objects.count()
    for _n in range(2):
        do(w.residents[0], "journey.follow", problem=problem.pk)
    assert (Event.objects.count() - before, Follow.objects.count()) == (0, 1)
    others = Phone(w.residents[1]).open(f"/journeys/{problem.pk}/?seat={w.residents[1].participant.pk}")
    assert "Follow this journey" in others.html
    do(w.residents[0], "journey.unfollow", problem=problem.pk)
    assert Follow.objects.count() == 0


def test_who_does_not_follow_has_nothing_to_have_seen():
    w, problem, _drafts = walked()
    assert refused(w.residents[0], "journey.seen", problem=problem.pk)[1] == "You do not follow this journey."


def test_a_visitor_without_seat_or_account_is_offered_nothing():
    _w, problem, _drafts = walked()
    assert "Follow this journey" not in Phone().open(f"/journeys/{problem.pk}/").html
