"""Ballots that are held back because they are few: two observers, one of each side, see them; nobody else does."""

import json
import subprocess
import sys

import pytest

from deliberation.models import Poll, Seat
from deliberation.views.result import PROGRAM
from tests.deliberation.pages.walk import Phone
from tests.deliberation.room.voting import cast, closed, opened
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db


def watched() -> tuple[World, str]:
    """Four of seven residents, who vote secretly, do: their ballots are held back. One person of each side observes."""
    w = world(residents=7)
    for seat in (w.residents[0], w.officials[0]):
        do(w.f, "seat.observe", participant=seat.participant.pk, room=w.room.pk, observes=True)
    poll = opened(w)
    for seat in (*w.residents[:4], *w.officials):
        cast(seat, poll, "yes")
    assert closed(w, poll)["suppressed"] == ["resident"]
    return w, poll


def record(phone: Phone, poll: str) -> dict:
    return dict(json.loads(phone.client.get(f"/polls/{poll}/ballots.json?observer=1").content))


def test_each_observer_sees_all_ballots_and_the_head_that_they_make():
    w, poll = watched()
    for seat in (w.residents[0], w.officials[0]):
        found = record(Phone(seat), poll)
        assert sorted(ballot["side"] for ballot in found["ballots"]) == ["official"] * 3 + ["resident"] * 4
        assert len(found["leaves"]) == 7
    assert "observe this vote" in Phone(w.officials[0]).open(f"/polls/{poll}/").html


def test_the_observers_record_gives_the_published_head(tmp_path):
    w, poll = watched()
    (tmp_path / "poll.json").write_text(json.dumps(record(Phone(w.residents[0]), poll)))
    run = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(tmp_path / "poll.json")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert f"the head of the leaves is {Poll.objects.get(pk=poll).head}" in run.stdout
    assert run.stdout.rstrip().endswith("All of this agrees."), run.stdout


def test_nobody_else_sees_what_is_held_back():
    w, poll = watched()
    for phone in (Phone(), Phone(w.residents[1]), Phone(w.f), Phone(world().residents[0])):
        assert phone.client.get(f"/polls/{poll}/ballots.json?observer=1").status_code == 404
        assert "resident" not in {
            ballot["side"] for ballot in phone.client.get(f"/polls/{poll}/ballots.json").json()["ballots"]
        }


def test_where_everything_is_published_there_is_nothing_to_observe():
    w = world()
    do(w.f, "seat.observe", participant=w.residents[0].participant.pk, room=w.room.pk, observes=True)
    poll = opened(w)
    for seat in (*w.residents, *w.officials):
        cast(seat, poll, "yes")
    closed(w, poll)
    assert Phone(w.residents[0]).client.get(f"/polls/{poll}/ballots.json?observer=1").status_code == 404


def test_one_person_of_each_side_observes_and_nobody_is_named_while_a_vote_is_open():
    w = world()
    for seat in w.residents[:2]:
        do(w.f, "seat.observe", participant=seat.participant.pk, room=w.room.pk, observes=True)
    found = Seat.objects.exclude(observes="").values_list("participant", "observes")
    assert list(found) == [(w.residents[1].participant.pk, "resident")]
    opened(w)
    data = {"participant": w.residents[2].participant.pk, "room": w.room.pk, "observes": True}
    assert refused(w.f, "seat.observe", **data)[1] == "A vote is open. Observers are named before it opens."
