"""docs/events.md: the kinds of streams, their tables, and every event with who records it."""

from collections.abc import Iterator

from config.handbook import traces
from realtime.command import COMMANDS
from realtime.streams import KINDS, StreamKind

HEAD = """# Streams and their events

<!-- Written by `python3 manage.py docs` from the code. Do not edit: change the stream's kind and run that line. -->

A stream is one order of events: a room, or a process. Each event has a number (`seq`, without holes), a kind, and the
ids of the rows that changed, by table. It never holds a text, a choice or a name: the rows are read when the frame is
sent, with the fields its audience may see ([protocol.md](protocol.md)). A table that an audience may not see is left
out; when nothing is left, the frame is `{"seq": n}` alone.

*Personal* events make each viewer's own part (`mine`) be sent again. A room follows its process: what is recorded
there and concerns the room is recorded in the room too, under the room's own number.
"""
AUDIENCES = {
    "room": "`screen` (the projector), `participant` (who has a seat), `facilitator` (who leads the room)",
    "process": "`public` (whoever may see the process)",
}


def page() -> str:
    return "\n".join([HEAD, *(line for kind in KINDS.values() for line in _stream(kind))])


def _stream(kind: StreamKind) -> Iterator[str]:
    yield f"## Stream `{kind.name}:<id>`"
    yield ""
    yield f"Audiences: {AUDIENCES[kind.name]}."
    plural = kind.name + ("es" if kind.name.endswith("s") else "s")
    yield f"Snapshot: `GET /api/{plural}/<id>` · socket: `/ws/{kind.name}/<id>/`"
    yield ""
    yield "| table | who sees it |"
    yield "| --- | --- |"
    for table in kind.tables:
        seen = ", ".join(sorted(kind.private[table])) if table in kind.private else "every audience"
        yield f"| `{table}` | {seen} |"
    yield ""
    yield "| event | tables | personal | recorded by |"
    yield "| --- | --- | --- | --- |"
    by = _recorders()
    for name, event in kind.events.items():
        tables = ", ".join(f"`{table}`" for table in event.tables)
        yield f"| `{name}` | {tables} | {'yes' if event.personal else ''} | {', '.join(by.get(name, []))} |"
    yield ""


def _recorders() -> dict[str, list[str]]:
    by: dict[str, list[str]] = {}
    for name, command in sorted(COMMANDS.items()):
        for event in traces.events_of(command):
            by.setdefault(event, []).append(f"[`{name}`](commands.md#{name.replace('.', '')})")
    return by
