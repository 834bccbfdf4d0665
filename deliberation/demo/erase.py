"""Takes the demo territory away with everything that was made in it, also by those who tried it."""

from django.db.models import Q, QuerySet

from deliberation.demo.people import MAIL
from deliberation.keys import destroy_key
from deliberation.models import Card, Poll, Room
from people.models import Device, Organisation, Participant, Person, Process, Territory, Ticket
from proposals.models import Proposal
from proposals.writing.revisions import erase_what_hangs_on
from realtime.models import Done, Stream


def erase_territory(slug: str) -> None:
    """Erase the demo territory with this slug; a territory that is not a demo is never touched."""
    territory = Territory.objects.filter(slug=slug, demo=True).first()
    if territory is None:
        return
    processes = Process.objects.filter(territory=territory)
    rooms = Room.objects.filter(process__in=processes)
    streams = [f"room:{pk}" for pk in rooms.values_list("pk", flat=True)]
    streams += [f"process:{pk}" for pk in processes.values_list("pk", flat=True)]
    seats = [f"seat:{pk}" for pk in Participant.objects.filter(process__in=processes).values_list("pk", flat=True)]
    people = Person.objects.filter(email__endswith=f"@{MAIL}")
    hosts = [f"person:{pk}" for pk in people.values_list("pk", flat=True)]
    # Rows that hold fast to others go first.
    _polls(rooms)
    Card.objects.filter(room__in=rooms).delete()
    proposals = Proposal.objects.filter(process__in=processes)
    ids = list(proposals.values_list("pk", flat=True))
    proposals.delete()
    erase_what_hangs_on(ids)
    Ticket.objects.filter(process__in=processes).delete()
    Participant.objects.filter(process__in=processes).delete()
    rooms.delete()
    processes.delete()
    Organisation.objects.filter(territory=territory).delete()
    territory.delete()
    people.delete()
    Device.objects.filter(seats=None).delete()
    for start in range(0, len(streams + seats + hosts), 500):  # SQLite takes only so many values at a time
        keys = (streams + seats + hosts)[start : start + 500]
        Done.objects.filter(Q(stream__in=keys) | Q(actor__in=keys)).delete()
        Stream.objects.filter(id__in=keys).delete()


def _polls(rooms: QuerySet[Room]) -> None:
    polls = Poll.objects.filter(room__in=rooms)
    for poll in polls.filter(state=Poll.State.OPEN).values_list("pk", flat=True):
        destroy_key(poll)
    polls.delete()
