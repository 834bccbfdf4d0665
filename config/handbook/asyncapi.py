"""docs/asyncapi.json: the sockets in AsyncAPI 3.0, from the schemas of the messages and the shapes of the commands."""

import json
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from realtime.command import COMMANDS
from realtime.messages import CLIENT, CLOSES, SERVER
from realtime.streams import KINDS

ABOUT = (
    "A stream (a room, a process) over a WebSocket. Apply an event when its seq is the last one plus one; ignore what "
    "is not newer; when a number is missing, say `since`. docs/realtime.md says it in full. Close codes: "
)


def page() -> str:
    with translation.override("en"):  # the same words whoever asks
        return json.dumps(described(), ensure_ascii=False, indent=1) + "\n"


def described() -> dict[str, Any]:
    """Return the description as plain data."""
    shapes = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    sent = {**{f"client.{name}": CLIENT[name] for name in CLIENT if name != "do"}, **_commands()}
    heard = {f"server.{name}": schema for name, schema in SERVER.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tessera, live",
            "version": "1",
            "description": ABOUT + " ".join(f"{code}: {does}" for code, does in CLOSES.items()),
            "license": {"name": "AGPL-3.0-or-later"},
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(name, [*sent, *heard]) for name in KINDS},
        "operations": {
            **{f"{kind}.say": _operation(kind, "receive", list(sent)) for kind in KINDS},
            **{f"{kind}.hear": _operation(kind, "send", list(heard)) for kind in KINDS},
        },
        "components": {
            "messages": {name: {"name": name, "payload": schema} for name, schema in {**sent, **heard}.items()},
            "schemas": _used(shapes, sent),
        },
    }


def _channel(kind: str, messages: list[str]) -> dict[str, Any]:
    asked = {
        "seat": {"type": "string", "description": "Which of the device's seats speaks."},
        "as": {"enum": ["screen"], "description": "As the projector."},
        "lang": {"type": "string", "description": "The language of sentences; else that of the cookie."},
    }
    return {
        "address": f"/ws/{kind}/{{key}}/",
        "parameters": {"key": {"description": "The id: 12 characters of 0-9 and a-z."}},
        "bindings": {"ws": {"query": {"type": "object", "properties": asked}}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
    }


def _operation(kind: str, action: str, messages: list[str]) -> dict[str, Any]:
    # AsyncAPI speaks from the server's side: what a client says is received.
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{kind}"},
        "messages": [{"$ref": f"#/channels/{kind}/messages/{name}"} for name in messages],
    }


def _commands() -> dict[str, Any]:
    return {f"do.{name}": _command(name) for name in sorted(COMMANDS)}


def _command(name: str) -> dict[str, Any]:
    keys = CLIENT["do"]["properties"]
    shape = {"$ref": f"#/components/schemas/{_title(name)}"}
    return {
        **CLIENT["do"],
        "description": " ".join(COMMANDS[name].doc.split()),
        "properties": {**keys, "do": {"const": name}, "with": shape},
    }


def _title(name: str) -> str:
    return COMMANDS[name].shape.__name__


def _used(shapes: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """Keep the shapes that messages name, and those that these name."""
    wanted = json.dumps(sent)
    found: dict[str, Any] = {}
    while True:
        more = {name: shape for name, shape in shapes.items() if name not in found and f'/{name}"' in wanted}
        if not more:
            return dict(sorted(found.items()))
        found |= more
        wanted += json.dumps(more)
