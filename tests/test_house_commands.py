"""Every command: has a scene, works, refuses strangers, answers a repeated ref only once."""

import uuid

import pytest
from django.db import transaction

import tests.helpers.every_scene  # noqa: F401
from config.handbook import traces
from people.actors import Actor
from people.models import Membership, Organisation, Person, Role, Territory
from realtime.command import COMMANDS
from realtime.models import Done, Event, Stream
from realtime.run import run
from realtime.streams import KINDS, kind_of
from tests.helpers.doors import DOORS
from tests.helpers.scenes import SCENES

pytestmark = pytest.mark.django_db
NAMES = sorted(COMMANDS)
# Whoever has the ticket, or the code of an open room, may do these: nobody is a stranger to them.
# A public journey is followed by whoever has a seat or an account anywhere.
FOR_ANYBODY = {"ticket.redeem", "seat.join", "journey.follow", "journey.unfollow"}


def test_every_command_has_a_scene():
    assert sorted(SCENES) == NAMES


def trace(since: dict[str, int]) -> list[tuple[str, str, list[str]]]:
    """What was written since: (stream's kind, event, tables)."""
    events = [e for e in Event.objects.order_by("stream", "seq") if e.seq > since.get(e.stream_id, 0)]
    return [(e.stream_id.split(":")[0], e.kind, sorted(e.body)) for e in events]


def declared(kind: str, event: str, named: list[str]) -> bool:
    """The kind of stream knows this event, with these tables at most."""
    known = KINDS[kind].events
    return event in known and set(named) <= set(known[event].tables)


def described(name: str) -> set[str]:
    """The events that docs/commands.md says of a command; what takes something back records what the other does."""
    return set(traces.events_of(COMMANDS[name])) if name != "undo.last" else set(KINDS["room"].events)


def heads() -> dict[str, int]:
    return dict(Stream.objects.values_list("id", "seq"))


@pytest.mark.parametrize("scened", NAMES, indirect=True)
def test_a_command_does_what_it_says_and_a_repeated_ref_acts_once(scened):
    name, _w, actor, data = scened
    ref, before = str(uuid.uuid4()), heads()
    first = run(name, actor, data, ref)
    assert (first.code, first.reason) == ("", "")
    written = trace(before)
    assert [said for said in written if not declared(*said)] == []
    assert {event for _stream, event, _tables in written} - described(name) == set()
    if COMMANDS[name].secret:
        assert written == []
        return
    if COMMANDS[name].private or actor.key == "anonymous":
        return
    second = run(name, actor, data, ref)
    assert (second.ok, second.seq, second.data) == (True, first.seq, first.data)
    assert trace(before) == written
    assert run(name, actor, {**data, "more": 1}, ref).ok is False


def strangers() -> dict[str, Actor]:
    """Nobody, and somebody who holds every role in another territory and leads a room there."""
    elsewhere = Territory.objects.create(slug=f"x-{uuid.uuid4().hex[:8]}", name="Altrove")
    person = Person.objects.create_user(f"x-{uuid.uuid4().hex[:8]}@example.org", display_name="Forestiera")
    for role in Role.Name.values:
        Role.objects.create(person=person, territory=elsewhere, role=role)
    office = Organisation.objects.create(territory=elsewhere, kind="municipal_office", name="U", slug="u")
    Membership.objects.create(person=person, organisation=office, role="official")
    return {"nobody": Actor(), "elsewhere": Actor(person=person)}


@pytest.mark.parametrize("scened", sorted(set(NAMES) - FOR_ANYBODY), indirect=True)
def test_a_stranger_is_refused_and_nothing_is_written(scened):
    name, _w, _actor, data = scened
    for who, stranger in strangers().items():
        before, done = heads(), Done.objects.count()
        answer = run(name, stranger, data, str(uuid.uuid4()))
        assert (who, answer.ok, answer.code in {"missing", "refused"}) == (who, False, True)
        assert (heads(), Done.objects.count()) == (before, done)


@pytest.mark.parametrize("scened", NAMES, indirect=True)
def test_the_three_doors_leave_the_same_trace(scened, client):
    left = {}
    name, *made = scened
    for door, knock in DOORS.items():
        with transaction.atomic():
            # Closing destroys a key file, which no rollback brings back: that one world is made anew.
            _w, actor, data = SCENES[name]() if name == "poll.close" else made
            before = heads()
            assert (door, knock(client, actor, name, data)) == (door, True)
            left[door] = trace(before)
            transaction.set_rollback(True)
    assert left["form"] == left["rest"] == left["socket"]


def test_an_unknown_stream_is_missing():
    from realtime.refusal import Missing

    with pytest.raises(Missing):
        kind_of("nothing:0123456789ab")
