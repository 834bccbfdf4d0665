"""Tickets: one lets in one person once; lost replies, lost phones, and everything that is refused."""

import pytest

from people import tickets
from people.actors import Actor, actor_of, seats_of
from people.keys import plain_hash
from people.models import Device, DeviceSeat, Participant, Ticket
from people.queries import ticket_counts
from realtime.refusal import Refused
from tests.people.making import do, make_office, make_process, make_seat, make_territory, seated

pytestmark = pytest.mark.django_db
ROOM = "room:0123456789ab"


@pytest.fixture
def process():
    return make_process(make_territory())


def one(process, side="resident", **more):
    return tickets.issue(actor=Actor(), process=process, place=ROOM, side=side, count=1, **more)[0]


def enter(ticket, ref="a", device=None, nickname="Onda", **more):
    return tickets.redeem(ticket=ticket, device=device, nickname=nickname, lang="it", ref=ref, **more)


def reason(call, *args, **more):
    with pytest.raises(Refused) as no:
        call(*args, **more)
    return str(no.value.reason)


def test_tickets_are_numbered_on_through_every_printing(process):
    first = tickets.issue(actor=Actor(), process=process, place=ROOM, side="resident", count=3)
    second = tickets.issue(actor=Actor(), process=process, place=ROOM, side="official", count=2)
    assert [t.number for t in [*first, *second]] == [1, 2, 3, 4, 5]


def test_the_sheet_can_be_printed_again_with_the_same_secret_and_code(process):
    ticket = one(process)
    again = Ticket.objects.get(pk=ticket.pk)
    assert tickets.secrets_of(again) == tickets.secrets_of(ticket)


def test_the_database_holds_neither_secret_nor_code(process):
    ticket = one(process)
    secret, code = tickets.secrets_of(ticket)
    stored = " ".join(str(value) for value in Ticket.objects.filter(pk=ticket.pk).values()[0].values()).lower()
    assert secret not in stored
    assert code.replace("-", "").lower() not in stored


def test_a_ticket_is_found_by_secret_and_by_code(process):
    ticket = one(process)
    secret, code = tickets.secrets_of(ticket)
    assert tickets.find(secret=secret) == ticket
    assert tickets.find(code=code.lower().replace("-", " ")) == ticket


def test_a_wrong_code_says_what_to_do(process):
    one(process)
    assert reason(tickets.find, code="0000-0000").startswith("This code is not right.")


def test_a_ticket_gives_a_seat_on_its_side_and_never_another(process):
    office = make_office(process.territory)
    entry = enter(one(process, "official", office=office))
    assert (entry.participant.side, entry.participant.office) == ("official", office)


def test_a_used_ticket_lets_in_nobody_else(process):
    ticket = one(process)
    enter(ticket)
    assert reason(enter, ticket, ref="b") == str(tickets.finding.USED)
    assert Participant.objects.count() == 1


def test_a_lost_reply_sent_again_gives_the_same_seat_and_only_the_new_token_opens(process):
    ticket = one(process)
    lost, again = enter(ticket, ref="same"), enter(ticket, ref="same")
    assert again.participant == lost.participant
    assert [seats_of(lost.token).count(), seats_of(again.token).count()] == [0, 1]


def test_scanning_again_on_the_same_phone_leads_back_in(process):
    ticket = one(process)
    entry = enter(ticket)
    device = Device.objects.get()
    assert enter(ticket, ref="later", device=device) == tickets.Entry(entry.participant, None)


def test_a_void_ticket_and_a_closed_process_say_so(process):
    gone, late = one(process), one(process)
    tickets.void(ticket=gone)
    assert reason(enter, Ticket.objects.get(pk=gone.pk)).startswith("This ticket is not valid any more.")
    process.state = "closed"
    process.save()
    assert reason(enter, late).startswith("This process is closed")


def test_a_used_ticket_cannot_be_made_void(process):
    ticket = one(process)
    enter(ticket)
    assert reason(tickets.void, ticket=ticket).startswith("Only a ticket that nobody used")


@pytest.mark.parametrize("count", [0, 201])
def test_no_printing_of_none_or_of_more_than_200(process, count):
    said = reason(tickets.issue, actor=Actor(), process=process, place=ROOM, side="resident", count=count)
    assert said == "Print between 1 and 200 tickets at a time."


def test_only_officials_tickets_carry_an_office_and_only_of_their_own_territory(process):
    here, there = make_office(process.territory), make_office(make_territory("Treviso"))
    assert reason(one, process, "resident", office=here) == "Only officials' tickets carry an office."
    assert reason(one, process, "official", office=there) == "This office belongs to another territory."


def test_a_return_slip_leads_back_to_the_same_seat_and_is_not_counted(process):
    entry = enter(one(process))
    slip = tickets.reissue(participant=entry.participant)
    back = enter(slip, ref="slip")
    assert back.participant == entry.participant
    assert seats_of(entry.token).count() == 1  # the first phone stays in
    assert ticket_counts(ROOM) == {"issued": 1, "redeemed": 1, "void": 0}


def test_for_a_lost_phone_the_old_device_is_out_at_once(process):
    entry = enter(one(process))
    slip = tickets.reissue(participant=entry.participant, revoke=True)
    assert seats_of(entry.token).count() == 0
    assert seats_of(enter(slip, ref="slip").token).get().participant == entry.participant


def test_a_second_slip_makes_the_first_one_void(process):
    entry = enter(one(process))
    first = tickets.reissue(participant=entry.participant)
    tickets.reissue(participant=entry.participant)
    first.refresh_from_db()
    assert first.state == "void"


def test_a_phone_shared_by_a_table_holds_several_seats(process):
    entry = enter(one(process), nickname="Onda")
    device = Device.objects.get()
    second = enter(one(process), ref="b", device=device, nickname="Faro", channel="table")
    assert second.token is None
    assert [s.participant.nickname for s in seats_of(entry.token).order_by("created_at")] == ["Onda", "Faro"]


def test_a_person_who_comes_to_the_next_meeting_can_keep_the_seat(process):
    entry = enter(one(process))
    device = Device.objects.get()
    other = tickets.issue(actor=Actor(), process=process, place="room:ba9876543210", side="resident", count=1)[0]
    assert enter(other, ref="b", device=device, seat=entry.participant).participant == entry.participant
    assert Participant.objects.count() == 1


def test_nobody_keeps_a_seat_of_another_phone_or_another_side(process):
    mine, stranger = enter(one(process)), make_seat(process)
    device = Device.objects.get()
    sentence = "This seat cannot be kept with this ticket. Come in as a new person."
    assert reason(enter, one(process), ref="b", device=device, seat=stranger) == sentence
    assert reason(enter, one(process, "official"), ref="c", device=device, seat=mine.participant) == sentence


def test_the_command_gives_seat_place_and_token_and_keeps_no_token_in_the_database(process):
    from realtime.models import Done, Event

    secret, _code = tickets.secrets_of(one(process))
    answer = do("ticket.redeem", Actor(), secret=secret, nickname="Onda", lang="it", once="x")
    assert (answer.ok, answer.data["place"]) == (True, ROOM)
    assert Device.objects.get().token_hash == plain_hash(answer.data["token"])
    assert Done.objects.count() == 0
    assert Event.objects.get().body == {"participants": [answer.data["participant"]], "room": ["0123456789ab"]}


def test_the_actor_of_a_request_is_the_seat_on_its_device(process, rf):
    entry = enter(one(process))
    request = rf.get("/")
    request.COOKIES["tessera_device"] = entry.token
    assert actor_of(request).key == f"seat:{entry.participant.id}"
    assert actor_of(request, entry.participant.id).participant == entry.participant
    assert actor_of(request, make_seat(process).id).participant is None


def test_a_revoked_device_a_revoked_seat_and_a_removed_person_have_no_seat(process, rf):
    from django.utils import timezone

    for revoke in (
        lambda entry: Device.objects.update(revoked_at=timezone.now()),
        lambda entry: DeviceSeat.objects.update(revoked_at=timezone.now()),
        lambda entry: Participant.objects.update(removed_at=timezone.now()),
    ):
        entry = enter(one(process), ref="r", nickname="Faro")
        request = rf.get("/")
        request.COOKIES["tessera_device"] = entry.token
        revoke(entry)
        assert actor_of(request).participant is None
        Device.objects.all().delete()


def test_a_socket_is_understood_like_a_request(process):
    entry = enter(one(process))
    scope = {"type": "websocket", "headers": [(b"cookie", f"a=b; tessera_device={entry.token}".encode())]}
    assert actor_of(scope, entry.participant.id).key == f"seat:{entry.participant.id}"


def test_an_actor_is_named_by_seat_then_person_then_device(process):
    seat = seated(make_seat(process))
    assert seat.key == f"seat:{seat.participant.id}"
    assert Actor(device=seat.device).key == f"device:{seat.device.id}"
    assert Actor().key == "anonymous"
