"""What a kind of stream shows to whom: tables of rows, one query function for page, API and socket."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from realtime.clock import now_ms
from realtime.command import Actor
from realtime.models import Stream
from realtime.prepared import Prepared, Slot
from realtime.refusal import Missing

Rows = dict[str, dict[str, Any] | None]


@dataclass(frozen=True)
class Viewer:
    """One pair of eyes: who, as which audience, reading in which language."""

    actor: Any
    audience: str
    lang: str


class Said(Protocol):
    """One event of the log, as a model or as a row."""

    @property
    def seq(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def body(self) -> dict[str, list[str]]: ...


@dataclass(frozen=True)
class EventKind:
    """Which tables an event may name; `personal` ones make every viewer's own part be sent again."""

    tables: tuple[str, ...]
    personal: bool = False


@dataclass(frozen=True)
class StreamKind:
    """A room or another stream. All functions are synchronous and may query.

    `tables[name](key, audience, ids)` returns rows by id (`ids=None`: all); `admit(actor, key, wish)` returns an
    audience or None; `mine(key, viewers)` returns {viewer: own part, or None when they may no longer look};
    `live(key)` returns the ephemeral numbers; `hears(key, event, body)` puts an event of the stream that this one
    follows into its own tables ({}: it does not concern it). `presence(viewer)` asks nothing of the database and
    returns (group, id) of somebody who is counted as here, or None; `doing` are the things a client may say it is
    doing just now, counted and never named; the `named` audiences may see the ids of those who are here.
    """

    name: str
    tables: Mapping[str, Callable[[str, str, Collection[str] | None], Rows]]
    events: Mapping[str, EventKind]
    admit: Callable[[Any, str, str], str | None]
    mine: Callable[[str, list[Viewer]], dict[Viewer, dict[str, Any] | None]]
    live: Callable[[str], dict[str, Any]]
    private: Mapping[str, frozenset[str]] = field(default_factory=dict)  # table → the audiences that may see it
    hears: Callable[[str, str, dict[str, list[str]]], dict[str, list[str]]] = lambda key, event, body: {}
    presence: Callable[[Viewer], tuple[str, str] | None] = lambda viewer: None
    doing: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def shows(self, table: str, audience: str) -> bool:
        """Say whether there is such a table for this audience; a newer process may write of one we do not know."""
        return table in self.tables and audience in self.private.get(table, frozenset({audience}))

    def is_personal(self, event: str) -> bool:
        """Say whether everybody's own part may have changed; of an event we do not know, one must assume it."""
        return event not in self.events or self.events[event].personal


KINDS: dict[str, StreamKind] = {}
_POSITION = Prepared(lambda: Stream.objects.filter(id=Slot("stream")).values_list("seq", "epoch"))


def register(kind: StreamKind) -> None:
    """Add a kind of stream; its events say which tables they may name."""
    KINDS[kind.name] = kind


def kind_of(stream: str) -> tuple[StreamKind, str]:
    """Split "room:ID" into its kind and key; Missing for an unknown kind."""
    name, _colon, key = stream.partition(":")
    if name not in KINDS:
        raise Missing
    return KINDS[name], key


def resolve_actor(source: Any, seat: str | None = None) -> Actor:
    """Find out who acts, from a request or a socket's scope, by the function that the settings name.

    Missing when `seat` is no id at all: a NUL in it would be an error of the database.
    """
    if seat and not (seat.isascii() and seat.isalnum()):
        raise Missing
    return import_string(settings.REALTIME_ACTOR)(source, seat)


def admitted(stream: str, actor: Any, lang: str, wish: str = "") -> Viewer:
    """Return the viewer that this actor is in this stream, or raise Missing."""
    kind, key = kind_of(stream)
    audience = kind.admit(actor, key, wish)
    if audience is None:
        raise Missing
    return Viewer(actor, audience, lang)


def position(stream: str) -> tuple[int, int]:
    """Return (seq, epoch); a stream nobody has written to stands at (0, 0)."""
    seq, epoch = _POSITION.first(stream=stream) or (0, 0)
    return seq, epoch


def tables(stream: str, audience: str) -> dict[str, Any]:
    """Return the shared part of a snapshot. The seq is read before the rows: rows may be newer, never older."""
    kind, key = kind_of(stream)
    seq, epoch = position(stream)
    rows = {name: read(key, audience, None) for name, read in kind.tables.items() if kind.shows(name, audience)}
    return {"seq": seq, "epoch": epoch, "audience": audience, "tables": rows}


def snapshot(stream: str, viewer: Viewer) -> dict[str, Any]:
    """Return everything one viewer needs to draw the stream: shared tables, own part, ephemeral numbers."""
    kind, key = kind_of(stream)
    shared = tables(stream, viewer.audience)
    own = kind.mine(key, [viewer]).get(viewer)
    return {**shared, "now": now_ms(), "mine": own or {}, "live": kind.live(key)}


def frames(stream: str, events: Sequence[Said], audience: str) -> list[dict[str, Any]]:
    """Return one frame per event, with the rows as they are now, each row only in the last frame that names it.

    An event that this audience may not see becomes an empty `{seq}`, so that filtering makes no gap.
    """
    kind, key = kind_of(stream)
    last: dict[tuple[str, str], int] = {}
    for event in events:
        for table, ids in event.body.items():
            last.update({(table, row): event.seq for row in ids})
    wanted: dict[str, list[str]] = {}
    for table, row in last:
        if kind.shows(table, audience):
            wanted.setdefault(table, []).append(row)
    rows = {table: kind.tables[table](key, audience, ids) for table, ids in wanted.items()}
    return [_frame(event, rows, last) for event in events]


def _frame(event: Said, rows: dict[str, Rows], last: dict[tuple[str, str], int]) -> dict[str, Any]:
    seen = {table: ids for table, ids in event.body.items() if table in rows}
    if event.body and not seen:
        return {"seq": event.seq}
    changed = {
        table: {row: rows[table].get(row) for row in ids if last[table, row] == event.seq}
        for table, ids in seen.items()
    }
    return {"seq": event.seq, "event": event.kind, "set": {table: each for table, each in changed.items() if each}}
