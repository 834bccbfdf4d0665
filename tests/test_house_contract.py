"""The contract of every command: who saw the room before, and hears what is sent, sees it as it is now."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import tests.helpers.every_scene  # noqa: F401
from realtime.command import COMMANDS
from realtime.models import Event, Stream
from realtime.streams import KINDS, Viewer, frames, kind_of, tables
from tests.helpers.world import World, ask

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent
NAMES = sorted(COMMANDS)
AUDIENCES = {"room": ("screen", "participant", "facilitator"), "process": ("public",)}
# These change what one person may do, and nobody may learn from the log when: no event tells it. The facilitator hands
# the paper to the person face to face, a ballot sent all the same is refused, and the phone learns it with the next
# own part that is sent.
TELLS_NOBODY = {"ballot.hand_out", "ballot.take_back"}


def test_every_kind_of_stream_is_looked_at() -> None:
    assert sorted(AUDIENCES) == sorted(KINDS)


@pytest.mark.parametrize("scened", NAMES, indirect=True)
def test_an_old_snapshot_and_the_frames_make_the_new_snapshot(scened: Any, node: str) -> None:
    """Through the client's own store, in every stream there is, for every audience; no command is exempt."""
    name, _w, actor, data = scened
    before = {(stream, audience): tables(stream, audience) for stream, audience in eyes()}
    assert ask(actor, name, **data).ok
    asked = []
    for (stream, audience), old in before.items():
        news = list(Event.objects.filter(stream=stream, seq__gt=old["seq"]).order_by("seq"))
        after = tables(stream, audience)
        asked.append({"before": old, "frames": frames(stream, news, audience), "after": after})
    said = subprocess.run(
        [node, str(ROOT / "tests/js/helpers/reduce.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (said.returncode, said.stdout.strip(), said.stderr) == (0, f"{len(asked)} the same", "")


def eyes() -> list[tuple[str, str]]:
    """Every stream with every audience that can look at it."""
    streams = Stream.objects.order_by("id").values_list("id", flat=True)
    return [(stream, audience) for stream in streams for audience in AUDIENCES[stream.partition(":")[0]]]


@pytest.mark.parametrize("scened", NAMES, indirect=True)
def test_whose_own_part_changes_is_sent_it(scened: Any) -> None:
    """Whoever acts is sent their own part after the answer; the others only when an event of the room is personal."""
    name, w, actor, data = scened
    before, seq = own_parts(w), Stream.objects.get(pk=w.room.stream).seq
    assert ask(actor, name, **data).ok
    after = own_parts(w)
    others = {key for key in before if before[key] != after[key]} - {actor.key}
    events = Event.objects.filter(stream=w.room.stream, seq__gt=seq).values_list("kind", flat=True)
    personal = any(KINDS["room"].events[kind].personal for kind in events)
    assert (bool(others) and not personal) == (name in TELLS_NOBODY)


def own_parts(w: World) -> dict[str, object]:
    """What each person in the room sees of their own."""
    kind, key = kind_of(w.room.stream)
    seats = [Viewer(actor, "participant", "it") for actor in w.residents + w.officials]
    parts = kind.mine(key, [Viewer(w.f, "facilitator", "it"), *seats])
    return {viewer.actor.key: part for viewer, part in parts.items()}
