"""A small kind of stream for tests of delivery: its rows are in memory, its log is in the real database."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from realtime.hub import Hub
from realtime.ids import new_id
from realtime.models import Event, Stream
from realtime.streams import EventKind, StreamKind, Viewer
from realtime.threads import in_writing

TOYS: dict[str, "Toy"] = {}


@dataclass(frozen=True)
class Someone:
    """Whoever looks. `key` is as in the log of what was done."""

    name: str
    sort: str = "seat"

    @property
    def key(self) -> str:
        return f"{self.sort}:{self.name}"


class Toy:
    """`things` are for everybody, `secrets` for the audience "lead"; `own` and `live` are what the database would say.

    Before an event is committed its rows are changed, so a reading finds rows that are newer than its number at most.
    """

    def __init__(self) -> None:
        self.key = new_id()
        self.stream = f"toy:{self.key}"
        self.things: dict[str, dict[str, Any]] = {}
        self.secrets: dict[str, dict[str, Any]] = {}
        self.own: dict[str, Any] = {}  # name → own part; None: out
        self.live: dict[str, Any] = {}
        self.asked: list[str] = []  # the readings of rows, own parts and numbers
        TOYS[self.key] = self

    def viewer(self, name: str = "somebody", audience: str = "crowd") -> Viewer:
        return Viewer(Someone(name, "person" if audience == "lead" else "seat"), audience, "en")

    async def say(self, hub: Hub | None, kind: str = "thing.changed", *, new_epoch: bool = False, **rows: Any) -> int:
        """Commit an event that changes these things (None takes one away); wake this hub unless its hint is lost."""
        seq = await in_writing(self.commit, kind, new_epoch, rows)
        if hub:
            hub.heard(self.stream, seq)
        return seq

    def commit(self, kind: str, new_epoch: bool = False, rows: dict[str, Any] | None = None) -> int:
        table = "secrets" if kind == "secret.changed" else "things"
        for key, row in (rows or {}).items():
            if row is None:
                getattr(self, table).pop(key, None)
            else:
                getattr(self, table)[key] = row
        with transaction.atomic():
            head, _made = Stream.objects.select_for_update().get_or_create(pk=self.stream)
            head.seq, head.epoch = head.seq + 1, head.epoch + int(new_epoch)
            head.save()
            Event.objects.create(stream=head, seq=head.seq, kind=kind, body={table: list(rows or {})})
        return head.seq


def _things(key: str, _audience: str, ids: Collection[str] | None) -> dict[str, Any]:
    return _rows(TOYS[key], "things", ids)


def _secrets(key: str, _audience: str, ids: Collection[str] | None) -> dict[str, Any]:
    return _rows(TOYS[key], "secrets", ids)


def _rows(toy: Toy, table: str, ids: Collection[str] | None) -> dict[str, Any]:
    toy.asked.append(table if ids is None else f"some {table}")
    rows = dict(getattr(toy, table))
    return {key: dict(row) for key, row in rows.items() if ids is None or key in ids}


def _mine(key: str, viewers: list[Viewer]) -> dict[Viewer, Any]:
    toy = TOYS[key]
    toy.asked.append("mine")
    return {viewer: toy.own.get(viewer.actor.name, {}) for viewer in viewers}


def _live(key: str) -> dict[str, Any]:
    TOYS[key].asked.append("live")
    return dict(TOYS[key].live)


KIND = StreamKind(
    name="toy",
    tables={"things": _things, "secrets": _secrets},
    events={
        "thing.changed": EventKind(("things",)),
        "secret.changed": EventKind(("secrets",)),
        "all.changed": EventKind(("things",), personal=True),
    },
    admit=lambda actor, key, wish: "crowd",
    mine=_mine,
    live=_live,
    private={"secrets": frozenset({"lead"})},
    presence=lambda viewer: None if viewer.audience == "lead" else (viewer.actor.name[0], viewer.actor.name),
    doing=frozenset({"writing"}),
    named=frozenset({"lead"}),
)
