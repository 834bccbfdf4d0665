"""Ballots on paper: a ticket against a ballot, mixed, typed in by two witnesses, never more than were handed out."""

import pytest

from deliberation.models import Ballot, Mark, Poll
from deliberation.queries.live import live_numbers
from tests.deliberation.room.voting import cast, closed, opened
from tests.helpers.scenes import paper_seat
from tests.helpers.world import World, ask, do, refused, world

pytestmark = pytest.mark.django_db
YES = {"answer": "yes"}


def handed(w: World, poll: str, *people: int) -> None:
    for each in people:
        do(w.f, "ballot.hand_out", poll=poll, participant=w.residents[each].participant.pk)


def test_never_more_ballots_are_typed_in_than_were_handed_out():
    w = world()
    poll = opened(w)
    handed(w, poll, 0, 1)
    for _each in range(2):
        do(w.f, "ballot.enter", poll=poll, side="resident", choice=YES)
    assert refused(w.f, "ballot.enter", poll=poll, side="resident", choice=YES)[0] == "refused"
    assert refused(w.f, "ballot.enter", poll=poll, side="official", choice=YES)[0] == "refused"
    assert refused(w.f, "ballot.enter", poll=poll, choice=YES)[0] == "refused"
    assert Ballot.objects.filter(poll=poll).count() == 2


def test_who_took_a_ballot_on_paper_does_not_vote_by_phone_and_who_voted_gets_none():
    w = world()
    poll = opened(w)
    handed(w, poll, 0)
    assert refused(w.residents[0], "ballot.cast", poll=poll, choice=YES, nonce="0" * 32)[0] == "refused"
    cast(w.residents[1], poll, "no")
    for each in (0, 1):
        person = w.residents[each].participant.pk
        assert refused(w.f, "ballot.hand_out", poll=poll, participant=person)[0] == "refused"
    assert Mark.objects.filter(poll=poll).count() == 2


def test_a_poll_with_paper_still_out_is_not_closed_and_the_room_sees_how_many():
    w = world()
    poll = opened(w)
    handed(w, poll, 0, 1)
    do(w.f, "ballot.enter", poll=poll, side="resident", choice=YES)
    assert live_numbers(w.room.pk)["paper"] == {poll: 1}
    assert refused(w.f, "poll.close", poll=poll)[0] == "refused"
    do(w.f, "ballot.take_back", poll=poll, participant=w.residents[1].participant.pk)
    assert refused(w.f, "ballot.take_back", poll=poll, participant=w.residents[0].participant.pk)[0] == "refused"
    cast(w.residents[1], poll, "yes")
    assert (closed(w, poll)["outcome"], Ballot.objects.filter(poll=poll, paper=True).count()) == ("inquorate", 0)


def test_a_side_that_votes_openly_gets_no_paper_and_is_typed_in_by_seat():
    w = world(residents=4)
    person = paper_seat(w)
    do(w.f, "seat.check", participant=w.residents[0].participant.pk, room=w.room.pk, present=False)
    poll = opened(w)
    assert Poll.objects.get(pk=poll).secret["resident"] is False
    assert refused(w.f, "ballot.hand_out", poll=poll, participant=person)[0] == "refused"
    do(w.f, "ballot.enter", poll=poll, participant=person, choice=YES)
    assert Ballot.objects.get(poll=poll).participant_id == person


def test_where_a_side_votes_openly_a_raised_hand_counts_once_and_never_over_what_the_phone_said():
    w = world(residents=4)
    poll = opened(w)
    raised, voted = w.residents[1].participant.pk, w.residents[2].participant.pk
    do(w.f, "ballot.enter", poll=poll, participant=raised, choice=YES)
    cast(w.residents[2], poll, "no")
    assert refused(w.f, "ballot.enter", poll=poll, participant=voted, choice=YES)[0] == "refused"
    assert refused(w.f, "ballot.enter", poll=poll, participant=raised, choice=YES)[0] == "refused"
    cast(w.residents[1], poll, "no")
    assert {b.participant_id: b.choice["answer"] for b in Ballot.objects.filter(poll=poll)} == {
        raised: "no",
        voted: "no",
    }
    assert Mark.objects.filter(poll=poll).count() == 2


def test_somebody_of_another_room_gets_no_ballot_here_and_none_is_entered_for_them():
    w = world()
    here = w.room
    w.room = w.fresh_room()
    do(w.f, "room.open", room=w.room.pk)
    stranger = w.seats("resident", 1)[0].participant.pk
    w.room = here
    poll = opened(w)
    assert refused(w.f, "ballot.hand_out", poll=poll, participant=stranger)[0] == "refused"
    assert refused(w.f, "ballot.enter", poll=poll, participant=stranger, choice=YES)[0] == "refused"
    assert (Mark.objects.count(), Ballot.objects.count()) == (0, 0)


def test_the_ref_of_a_seat_on_paper_cannot_be_repeated_by_somebody_else():
    from people.actors import Actor
    from people.models import Ticket
    from people.tickets.printing import _derived

    w = world(residents=1, officials=0)
    person = paper_seat(w)
    code = _derived(Ticket.objects.get(participant=person))[1]
    data = {"code": code, "nickname": "X", "lang": "it", "once": f"paper:{w.room.pk}"}
    assert ask(Actor(), "ticket.redeem", **data).ok is False
