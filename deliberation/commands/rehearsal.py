"""Taking a rehearsal back: simulated participants and everything that came from them leave the room."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deliberation.commands.rooms import room_field, start
from deliberation.keys import destroy_key
from deliberation.models import Activity, Card, Group, Poll, Roll, Room, Seat
from deliberation.rules import facilitates
from people.models import Device, Participant, Ticket
from proposals.models import Author, Link, Proposal
from proposals.writing.revisions import erase_what_hangs_on
from realtime.command import command, record
from realtime.models import Done
from realtime.refusal import Refused


@command(
    "rehearsal.erase",
    shape={"room": room_field()},
    stream=lambda room: [room.stream, room.process.stream],
    rule=facilitates,
    reads_log=True,  # it erases what was answered to these people
)
def erase_rehearsal(*, actor: Any, room: Room) -> dict[str, int]:
    """Erase the simulated participants of a rehearsal, their cards, the votes they took part in and the proposals
    that have no other author. When nobody else sits in the room, it starts again from its first step."""
    if not room.rehearsal:
        raise Refused(_("This room is not a rehearsal: nothing in it is erased."))
    people = Participant.objects.filter(room_seats__room=room, channel=Participant.Channel.REHEARSAL)
    ids = list(people.values_list("pk", flat=True))
    polls = _erase_polls(room, ids)
    proposals = _erase_proposals(room, ids)
    cards = list(Card.objects.filter(room=room, participant__in=ids).values_list("pk", flat=True))
    Card.objects.filter(pk__in=cards).delete()
    groups = list(Group.objects.filter(room=room, cards=None).values_list("pk", flat=True))
    Group.objects.filter(pk__in=groups).delete()
    _erase_people(ids)
    steps = _start_again(room)
    # The rows are gone, so each of these tells every reader to drop them; none may come from memory again.
    record(room.stream, "seat.removed", new_epoch=True, room=[room.pk], participants=ids)
    record(room.stream, "cards.revealed", cards=cards, activities=steps)
    record(room.stream, "group.changed", groups=groups)
    record(room.stream, "poll.closed", polls=polls, room=[room.pk])
    record(room.stream, "room.moved", room=[room.pk], activities=steps)
    # What the process shows, its rooms hear too.
    record(room.process.stream, "proposal.moved", new_epoch=True, proposals=proposals)
    record(room.process.stream, "charter.adopted", process=[room.process_id])
    return {"people": len(ids), "cards": len(cards)}


def _erase_polls(room: Room, people: list[str]) -> list[str]:
    """A result that simulated ballots made stands for nobody, and no ballot can be told from another."""
    touched = Poll.objects.filter(room=room, roll__participant__in=people).distinct()
    ids = list(touched.values_list("pk", flat=True))
    if Poll.objects.filter(pk__in=ids, subject="charter").exists() and room.process.rehearsal:
        room.process.charter_adopted_at = None
        room.process.save(update_fields=["charter_adopted_at"])
    for open_poll in touched.filter(state=Poll.State.OPEN):
        destroy_key(open_poll.pk)
    Roll.objects.filter(poll__in=ids).delete()
    Poll.objects.filter(pk__in=ids).delete()
    return ids


def _erase_proposals(room: Room, people: list[str]) -> list[str]:
    """Proposals of this room that no real participant stands under, and what was built on them."""
    here = Proposal.objects.filter(origin=room.stream, rehearsal=True)
    real = Author.objects.filter(proposal__in=here).exclude(participant__in=people)
    gone = set(here.exclude(pk__in=real.values("proposal")).values_list("pk", flat=True))
    built = Q(type=Link.Type.CARRIES_OUT) | ~Q(from_proposal__in=real.values("proposal"))
    for _step in ("solutions of a problem", "interventions of a solution"):
        gone |= set(Link.objects.filter(built, to_proposal__in=gone).values_list("from_proposal", flat=True))
    Poll.objects.filter(proposal__in=gone).delete()
    Proposal.objects.filter(pk__in=gone).delete()
    erase_what_hangs_on(gone)
    return sorted(gone)


def _erase_people(ids: list[str]) -> None:
    Device.objects.filter(seats__participant__in=ids).delete()
    Done.objects.filter(actor__in=[f"seat:{pk}" for pk in ids]).delete()
    Ticket.objects.filter(participant__in=ids).delete()
    Participant.objects.filter(pk__in=ids).delete()


def _start_again(room: Room) -> list[str]:
    """With nobody left, back to the first step; a closed room stays closed. Returns the activities that changed."""
    if Seat.objects.filter(room=room).exists() or room.state != Room.State.OPEN:
        return []
    room.activities.update(state=Activity.State.WAITING, revealed=False, ends_at=None, left_seconds=None)
    first = room.activities.order_by("position").first()
    room.activity, room.read_at, room.recount_at = first, None, None
    room.save(update_fields=["activity", "read_at", "recount_at"])
    if first is not None:
        start(first)
    return list(room.activities.values_list("pk", flat=True))
