"""Who votes: frozen at opening, each on one side, never who leads, never on a side that a code on the wall gave."""

import pytest

from deliberation.models import Poll, Roll, Room, Seat
from people.actors import Actor
from people.models import Participant, Process
from proposals.models import Proposal
from tests.deliberation.room.voting import cast, closed, opened, options, solution, voted, with_charter
from tests.helpers.scenes import confirmed
from tests.helpers.world import World, ask, do, refused, world

pytestmark = pytest.mark.django_db
YES = {"answer": "yes"}


def eligible(poll: str) -> dict[str, int]:
    return Poll.objects.get(pk=poll).params["eligible"]


def rehearsal_room(w: World) -> Room:
    made = do(
        w.f, "room.create", process=w.process.pk, title="Prova", playbook="from-problem-to-intervention", lang="it",
        rehearsal=True,
    )  # fmt: skip
    do(w.f, "room.open", room=made["room"])
    return Room.objects.get(pk=made["room"])


def joined(room: Room, side: str) -> Actor:
    """Somebody who came in by the code on the wall."""
    data = {"room": room.pk, "side": side, "nickname": "Onda", "lang": "it", "once": f"once-{side}-{room.pk}"}
    made = do(Actor(), "seat.join", **data)
    person = Participant.objects.get(pk=made["participant"])
    return Actor(participant=person, device=person.device_seats.get().device)


def test_who_comes_late_votes_from_the_next_poll_on():
    w = world()
    first = opened(w)
    late = w.seats("resident", 1)[0]
    assert refused(late, "ballot.cast", poll=first, choice=YES, nonce="0" * 32)[0] == "refused"
    voted(w, first, ["yes"] * 3, ["yes"] * 3)
    second = opened(w)
    assert (eligible(first)["resident"], eligible(second)["resident"]) == (6, 7)
    assert len(cast(late, second, "yes")["receipt"]) == 64


def test_a_count_changes_the_roll_of_the_next_poll_only():
    w = world()
    first = opened(w)
    do(w.f, "room.count", room=w.room.pk)
    for seat in w.residents[:4] + w.officials:
        do(seat, "seat.here", room=w.room.pk)
    assert do(w.f, "room.counted", room=w.room.pk)["out"] == 2
    cast(w.residents[5], first, "yes")
    voted(w, first, ["yes"] * 4, ["yes"] * 3)
    assert [eligible(first)["resident"], eligible(opened(w))["resident"]] == [6, 4]


def test_no_poll_opens_while_the_room_is_counted():
    w = world()
    do(w.f, "room.count", room=w.room.pk)
    assert refused(w.f, "poll.open", activity=w.room.activity_id, method="double-majority")[0] == "refused"


def test_who_leads_never_votes_even_from_a_seat():
    w = world()
    poll = opened(w)
    seat = w.residents[0]
    both = Actor(person=w.f.person, participant=seat.participant, device=seat.device)
    assert refused(both, "ballot.cast", poll=poll, choice=YES, nonce="0" * 32)[0] == "refused"
    assert ask(w.f, "ballot.cast", poll=poll, choice=YES, nonce="0" * 32).ok is False


def test_the_addressed_office_is_heard_and_not_counted():
    w = with_charter(world())
    proposal = solution(w, office=w.social)  # the officials of this world speak for it
    poll = opened(w, "vote", proposal=proposal)
    assert eligible(poll) == {"resident": 6, "official": 0, "civil": 0}
    cast(w.officials[0], poll, "no", "Il nostro ufficio non può.")
    for seat in w.residents:
        cast(seat, poll, "yes")
    result = closed(w, poll)
    assert (result["outcome"], result["counts"]["official"]["cast"]) == ("supported", 0)
    assert [(r["reason"], r["opinion"]) for r in result["reasons"]] == [("Il nostro ufficio non può.", "yes")]


def test_a_solution_named_at_the_charter_or_the_dots_changes_no_roll():
    w = world()
    draft = Proposal.objects.create(
        process=w.process, kind="solution", state="draft", number=99, title="T", lang="it", office=w.social
    )
    poll = do(w.f, "poll.open", activity=w.room.activity_id, method="double-majority", proposal=draft.pk)["poll"]
    assert (eligible(poll)["official"], Roll.objects.filter(poll=poll, opinion=True).count()) == (3, 0)
    assert Poll.objects.get(pk=poll).proposal is None


def test_a_solution_of_another_process_is_not_put_to_the_vote_here():
    w = with_charter(world())
    other = Process.objects.create(territory=w.territory, title="Altro", question="?", commitment="", charter={})
    foreign = Proposal.objects.create(
        process=other, kind="solution", state="draft", number=1, title="T", lang="it", office=w.registry
    )
    do(w.f, "room.create", process=other.pk, title="Là", playbook="listening", lang="it")
    data = {"activity": w.at("vote").pk, "method": "double-majority", "proposal": foreign.pk}
    assert refused(w.f, "poll.open", **data)[0] == "refused"
    foreign.refresh_from_db()
    assert foreign.state == "draft"


def test_a_room_open_to_anyone_with_the_code_sorts_and_never_adopts():
    w = world()
    w.room = w.fresh_room(entry="open")
    do(w.f, "room.open", room=w.room.pk)
    w.residents = [joined(w.room, "resident")]
    assert refused(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")[0] == "refused"
    two_groups_of_one(w)
    poll = opened(w, "dots", "dots")
    of = options(poll)
    assert voted(w, poll, [{of["Uno"]: 1}], [])["outcome"] == "shortlist"


def two_groups_of_one(w: World) -> None:
    grouping = w.at("grouping").pk
    for title in ("Uno", "Due"):
        do(w.f, "group.create", activity=grouping, title=title, lang="it", cards=[])


def test_officials_always_need_a_ticket():
    w = world()
    w.room = w.fresh_room(entry="open")
    do(w.f, "room.open", room=w.room.pk)
    data = {"room": w.room.pk, "side": "official", "nickname": "Ufficio", "lang": "it", "once": "x"}
    assert refused(Actor(), "seat.join", **data)[0] == "refused"


def test_the_code_of_an_open_room_or_a_rehearsal_opens_no_room_with_tickets():
    w = world()
    square = w.fresh_room(playbook="listening", entry="open")
    do(w.f, "room.open", room=square.pk)
    practice = rehearsal_room(w)
    for stranger in (joined(square, "resident"), joined(practice, "official"), joined(practice, "resident")):
        assert refused(stranger, "seat.take", room=w.room.pk)[0] == "refused"
    assert refused(joined(rehearsal_room(w), "official"), "seat.take", room=square.pk)[0] == "refused"
    assert Seat.objects.filter(room=w.room).count() == 9
    do(w.residents[0], "seat.take", room=square.pk)


def test_a_return_slip_of_a_rehearsal_opens_no_real_room_on_paper():
    w = world()
    practice = rehearsal_room(w)
    person = joined(practice, "official")
    code = do(person, "seat.slip", room=practice.pk)["code"]
    assert refused(w.f, "seat.paper", room=w.room.pk, code=code, nickname="X")[0] == "refused"
    assert person.participant.device_seats.get().revoked_at is None


def test_a_rehearsal_in_a_real_process_adopts_nothing_of_it():
    w = world()
    real = Proposal.objects.create(
        process=w.process, kind="solution", state="draft", number=99, title="Vera", lang="it", office=w.registry
    )
    w.room = rehearsal_room(w)
    for seat in w.residents + w.officials:
        do(seat, "seat.take", room=w.room.pk)
    assert voted(w, opened(w), ["yes"] * 6, ["yes"] * 3)["outcome"] == "adopted"
    w.process.refresh_from_db()
    assert w.process.charter_adopted_at is None
    data = {"activity": w.at("vote").pk, "method": "double-majority", "proposal": real.pk}
    assert refused(w.f, "poll.open", **data)[0] == "refused"


def test_a_real_room_and_a_rehearsal_do_not_show_each_other_their_proposals():
    from deliberation.queries.rows import room_proposal_rows

    w = world()
    real = confirmed(w)
    practice = rehearsal_room(w)
    assert list(room_proposal_rows(w.room.pk, "participant", None)) == [real.pk]
    assert room_proposal_rows(practice.pk, "participant", None) == {}
    assert room_proposal_rows(practice.pk, "participant", [real.pk]) == {}


def test_an_office_without_a_reason_for_its_no_is_asked_for_one():
    w = world()
    poll = opened(w)
    no = {"poll": poll, "choice": {"answer": "no"}, "nonce": "0" * 32}
    assert refused(w.officials[0], "ballot.cast", **no)[0] == "refused"
    assert ask(w.residents[0], "ballot.cast", **no).ok


def test_a_removed_seat_acts_no_more_and_what_it_voted_counts():
    w = world()
    poll = opened(w)
    cast(w.residents[0], poll, "yes")
    do(w.f, "seat.remove", participant=w.residents[0].participant.pk, room=w.room.pk)
    w.residents[0].participant.refresh_from_db()
    assert refused(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "no"}, nonce="0" * 32)[0] in (
        "refused", "missing",
    )  # fmt: skip
    result = voted(World(**{**vars(w), "residents": w.residents[1:]}), poll, ["yes"] * 5, ["yes"] * 3)
    assert result["counts"]["resident"]["yes"] == 6
