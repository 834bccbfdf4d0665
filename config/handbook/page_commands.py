"""docs/commands.md: one section for each command, from its shape, its rule and its source."""

import json
from collections.abc import Iterator
from itertools import groupby

from config.handbook import fields, may, traces
from realtime.command import COMMANDS, Command

HEAD = """# Commands: everything that changes something

<!-- Written by `python3 manage.py docs` from the code. Do not edit: change the command and run that line. -->

Every change is one command. It comes in by three doors, with the same fields and the same answers
([protocol.md](protocol.md) has the details):

- a form: `POST /do/<command>`
- REST: `POST /api/do/<command>` with a JSON object and the header `Idempotency-Key`
- the room's WebSocket: `{"do": "<command>", "with": {…}, "ref": "…"}`

How to read a section. **Who**: all lines must hold; the first that does not is the sentence of the refusal.
**Locks**: the streams whose row is locked while the command runs, so that everything on a stream happens in one
order. **Events**: what it may record; each is explained in [events.md](events.md). **Taken back by**: the command
that `undo.last` runs. *Secret*: leaves no event, no time, no stored answer. *Private*: its answer is not stored,
because it holds a code or a token; repeating it is safe all the same. An id is 12 characters; one that the actor may
not see answers like one that does not exist (`missing`). Unknown fields are refused.
"""
DOTS = (
    "The choice: `{option id: number}` for dots; for a consent round `agree`, `reservation`, `aside` or `object`; "
    "else `yes`, `no` or `abstain`."
)
MORE = {
    "ballot.cast": DOTS,
    "ballot.enter": DOTS,
    "rehearsal.erase": "`python3 manage.py rehearse ROOM --erase` runs it too.",
}
OTHERS = {"undo.last": "those of the command that takes it back"}


def page() -> str:
    return "\n".join([HEAD, *_contents(), *(line for name in sorted(COMMANDS) for line in _section(COMMANDS[name]))])


def _contents() -> Iterator[str]:
    for noun, names in groupby(sorted(COMMANDS), key=lambda name: name.partition(".")[0]):
        yield f"- **{noun}**: " + ", ".join(f"[`{name}`](#{name.replace('.', '')})" for name in names)
    yield ""


def _section(command: Command) -> Iterator[str]:
    yield f"## {command.name}"
    yield ""
    yield " ".join(command.doc.split())
    if command.name in MORE:
        yield MORE[command.name]
    yield ""
    yield from _facts(command)
    yield ""
    yield from _payload(command)


def _facts(command: Command) -> Iterator[str]:
    if command.secret or command.private:
        yield f"- *{'Secret' if command.secret else 'Private'}*"
    yield "- Who: " + " · ".join(may.who(command.rule))
    yield "- Locks: " + (", ".join(traces.streams_of(command)) or "nothing")
    yield "- Events: " + (OTHERS.get(command.name) or _listed(traces.events_of(command)) or "none")
    undone = traces.undo_of(command)
    if undone:
        yield "- Taken back by: " + _listed(undone)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _payload(command: Command) -> Iterator[str]:
    shape = command.shape()
    yield "| field | type | required | limits |"
    yield "| --- | --- | --- | --- |"
    for name, kind, required, limits in fields.rows(shape):
        yield f"| `{name}` | {kind} | {required} | {limits.replace('|', chr(92) + '|')} |"
    yield ""
    yield "```json"
    yield json.dumps(fields.example(shape), ensure_ascii=False)
    yield "```"
    yield ""
