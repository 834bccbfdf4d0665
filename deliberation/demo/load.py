"""Loads the demo territory once: all of it or nothing."""

from django.db import transaction

from deliberation.demo.answers import make_answers, make_interventions
from deliberation.demo.erase import erase_territory
from deliberation.demo.live import make_live_rooms
from deliberation.demo.offices import make_exchange, make_rungs, make_services
from deliberation.demo.path import make_problems, make_solutions
from deliberation.demo.people import make_people
from deliberation.demo.process import make_process
from deliberation.demo.rooms import make_rooms
from deliberation.demo.source import read_source
from deliberation.demo.votes import make_votes
from monitoring.demo import make_monitoring
from people.models import Territory

HISTORY = (
    make_services, make_process, make_rooms, make_problems, make_solutions, make_votes, make_rungs, make_exchange,
    make_answers, make_interventions, make_monitoring, make_live_rooms,
)  # fmt: skip


@transaction.atomic
def load_demo(*, reset: bool = False) -> bool:
    """Load the demo territory; True when it was loaded now, False when it was there already.

    `reset` erases it first, with everything that was made in it since.
    """
    source = read_source()
    if reset:
        erase_territory(source.slug)
    if Territory.objects.filter(slug=source.slug).exists():
        return False
    world = make_people(source)
    for make in HISTORY:
        make(world)
    return True
