"""Votes that go on outside the room: the roll of the process, a date nobody can move, one extension, one count."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deliberation.due import end_votes
from deliberation.models import Mark, Poll, Seat
from people.actors import Actor
from realtime.models import Event
from tests.deliberation.room.voting import cast, opened, solution, with_charter
from tests.helpers.world import World, ask, do, refused, world

pytestmark = pytest.mark.django_db


def online(w: World, days: int = 14, **more) -> str:
    activity = w.at("vote")
    data = {"activity": activity.pk, "method": "double-majority", "proposal": None, "days": days, **more}
    return str(do(w.f, "poll.open", **data)["poll"])


def about_a_solution() -> tuple[World, str]:
    w = with_charter(world())
    made = solution(w)
    return w, online(w, proposal=made.pk)


def its_day_has_come(poll: str) -> None:
    Poll.objects.filter(pk=poll).update(ends_at=timezone.now() - timedelta(seconds=1))


def test_who_has_left_the_room_is_on_the_roll_of_a_vote_outside_it_and_votes_after_the_room_is_closed():
    w = with_charter(world())
    made = solution(w)
    do(w.residents[0], "seat.leave", room=w.room.pk)
    poll = online(w, proposal=made.pk)
    assert Poll.objects.get(pk=poll).params["eligible"] == {"resident": 6, "official": 3, "civil": 0}
    do(w.f, "room.next", room=w.room.pk)
    do(w.f, "room.close", room=w.room.pk)
    assert len(cast(w.residents[0], poll, "yes")["receipt"]) == 64
    assert Mark.objects.filter(poll=poll).count() == 1


def test_the_quorum_outside_is_a_third_and_date_and_extension_are_fixed_with_the_rule():
    _w, poll = about_a_solution()
    found = Poll.objects.get(pk=poll)
    assert (found.params["quorum"], found.params["days"], found.params["extension"]) == ([1, 3], 14, 7)
    assert found.ends_at == found.opened_at + timedelta(days=14)


def test_a_person_votes_once_in_the_room_and_outside_together():
    w, poll = about_a_solution()
    cast(w.residents[0], poll, "no")
    do(w.f, "room.next", room=w.room.pk)
    cast(w.residents[0], poll, "yes")
    assert Mark.objects.filter(poll=poll).count() == 1


def test_nobody_can_close_it_before_its_date():
    w, poll = about_a_solution()
    code, why = refused(w.f, "poll.close", poll=poll)
    assert (code, why.startswith("This vote goes on until")) == ("refused", True)
    assert end_votes() == 0


def test_who_leads_may_close_it_on_its_date_and_nobody_else_but_the_clock():
    w, poll = about_a_solution()
    for seat in (*w.residents[:4], *w.officials):
        cast(seat, poll, "yes")
    its_day_has_come(poll)
    assert refused(w.residents[0], "poll.close", poll=poll)[0] == "refused"
    assert do(w.f, "poll.close", poll=poll)["outcome"] == "adopted"
    assert end_votes() == 0


def test_on_its_date_it_closes_by_itself_once():
    w, poll = about_a_solution()
    for seat in (*w.residents[:4], *w.officials):
        cast(seat, poll, "yes")
    its_day_has_come(poll)
    assert (end_votes(), end_votes()) == (1, 0)
    found = Poll.objects.get(pk=poll)
    assert (found.state, found.result["outcome"]) == ("closed", "adopted")
    assert Event.objects.filter(kind="poll.closed", body__polls=[poll]).count() == 1


def test_a_vote_that_comes_after_the_date_and_before_the_closing_is_too_late():
    w, poll = about_a_solution()
    its_day_has_come(poll)
    answer = ask(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)
    assert (answer.code, Mark.objects.filter(poll=poll).count()) == ("refused", 0)


def test_without_quorum_it_goes_on_once_and_then_ends():
    w, poll = about_a_solution()
    cast(w.residents[0], poll, "yes")
    its_day_has_come(poll)
    assert end_votes() == 1
    found = Poll.objects.get(pk=poll)
    assert (found.state, found.ends_at - found.extended_at) == ("open", timedelta(days=7))
    cast(w.residents[1], poll, "yes")
    its_day_has_come(poll)
    end_votes()
    found.refresh_from_db()
    said = found.result
    assert (found.state, said["outcome"], said["missing"]) == ("closed", "inquorate", ["resident", "official"])


def test_a_vote_of_the_room_without_quorum_goes_on_outside_it_with_the_same_roll():
    w = with_charter(world())
    made = solution(w)
    poll = opened(w, "vote", proposal=made)
    cast(w.residents[0], poll, "yes")
    do(w.f, "poll.extend", poll=poll, days=3)
    do(w.f, "room.next", room=w.room.pk)
    for seat in (*w.residents[1:], *w.officials):
        cast(seat, poll, "yes")
    its_day_has_come(poll)
    end_votes()
    found = Poll.objects.get(pk=poll)
    assert (found.result["outcome"], found.params["quorum"]) == ("adopted", [1, 2])
    assert refused(w.f, "poll.extend", poll=poll, days=3)[0] == "refused"


def test_with_quorum_or_a_second_time_nothing_is_extended():
    w = with_charter(world())
    made = solution(w)
    poll = opened(w, "vote", proposal=made)
    for seat in (*w.residents[:3], *w.officials):
        cast(seat, poll, "yes")
    assert refused(w.f, "poll.extend", poll=poll, days=3)[1] == "Enough people of each side have voted. Close the vote."
    Mark.objects.filter(poll=poll, side="official").delete()
    do(w.f, "poll.extend", poll=poll, days=3)
    assert refused(w.f, "poll.extend", poll=poll, days=3)[1] == "This vote was extended once already."


def test_who_came_by_the_code_of_an_open_room_or_a_rehearsal_is_on_no_roll_outside():
    w = with_charter(world())
    made = solution(w)
    easy = w.fresh_room(entry="open")
    do(w.f, "room.open", room=easy.pk)
    do(Actor(), "seat.join", room=easy.pk, side="resident", nickname="Via", lang="it", once="a" * 20)
    poll = online(w, proposal=made.pk)
    assert Poll.objects.get(pk=poll).params["eligible"]["resident"] == 6


def test_a_vote_outside_leaves_room_for_the_next_vote_in_it():
    w, poll = about_a_solution()
    options = [{"title": "A", "lang": "it"}, {"title": "B", "lang": "it"}]
    second = do(w.f, "poll.open", activity=w.at("vote").pk, method="approval", options=options)["poll"]
    assert set(Poll.objects.filter(state="open").values_list("pk", flat=True)) == {poll, second}


def test_paper_of_a_vote_outside_is_typed_in_after_its_date_and_only_then_it_closes():
    w, poll = about_a_solution()
    for seat in (*w.residents[1:], *w.officials):
        cast(seat, poll, "yes")
    do(w.f, "ballot.hand_out", poll=poll, participant=w.residents[0].participant.pk)
    its_day_has_come(poll)
    assert end_votes() == 0
    do(w.f, "ballot.enter", poll=poll, side="resident", choice={"answer": "no"}, lang="it")
    assert end_votes() == 1
    assert Poll.objects.get(pk=poll).result["counts"]["resident"]["no"] == 1


def test_who_was_removed_from_the_process_votes_no_more():
    w, poll = about_a_solution()
    do(w.f, "seat.remove", room=w.room.pk, participant=w.residents[0].participant.pk)
    w.residents[0].participant.refresh_from_db()
    assert refused(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)[0] in (
        "missing",
        "refused",
    )
    assert Seat.objects.filter(participant__removed_at__isnull=False).count() == 1


def test_a_room_is_not_closed_while_paper_of_a_vote_outside_it_is_still_out():
    w, poll = about_a_solution()
    do(w.f, "ballot.hand_out", poll=poll, participant=w.residents[0].participant.pk)
    do(w.f, "room.next", room=w.room.pk)
    assert refused(w.f, "room.close", room=w.room.pk)[1] == "1 ballots on paper were handed out and not typed in yet."
    do(w.f, "ballot.enter", poll=poll, side="resident", choice={"answer": "no"}, lang="it")
    do(w.f, "room.close", room=w.room.pk)
