"""What is said over a socket: a JSON Schema for each message of either side. The docs and the tests read them."""

from typing import Any

Schema = dict[str, Any]

NUMBER = {"type": "integer", "minimum": 0}
SENTENCE = {"type": "string", "minLength": 1}
REF = {"type": "string", "minLength": 1, "maxLength": 64}
ROWS = {
    "type": "object",
    "additionalProperties": {"type": "object", "additionalProperties": {"type": ["object", "null"]}},
}


def _message(required: dict[str, Any], optional: dict[str, Any] | None = None, about: str = "") -> Schema:
    """Return the schema of an object with these keys and no others."""
    return {
        "type": "object",
        "description": about,
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


LIVE = {
    "type": "object",
    "description": "Numbers that need not be exact, and whatever else the stream's kind counts.",
    "properties": {
        "here": {"type": "object", "additionalProperties": NUMBER, "description": "People here, by side."},
        "online": NUMBER,
        "doing": {
            "type": "object",
            "description": "What people are busy with: {what: {id of the thing: how many}}.",
            "additionalProperties": {"type": "object", "additionalProperties": NUMBER},
        },
        "names": {"type": "array", "items": {"type": "string"}, "description": "Ids of those here, where they may be."},
    },
    "required": ["here", "online", "doing"],
}
SNAPSHOT = _message(
    {
        "seq": NUMBER,
        "epoch": NUMBER,
        "audience": {"type": "string"},
        "tables": {"type": "object", "additionalProperties": {"type": "object"}},
        "now": NUMBER,
        "mine": {"type": "object"},
        "live": {"type": "object"},
    },
    about="Everything needed to draw the stream, as one audience sees it, and one's own part.",
)

CLIENT: dict[str, Schema] = {
    "since": _message(
        {"since": {"type": ["integer", "null"]}, "epoch": {"type": ["integer", "null"]}},
        about="Where I stand. First of all, and whenever a number is missing; null asks for a snapshot.",
    ),
    "do": _message(
        {"do": {"type": "string"}, "with": {"type": "object"}, "ref": REF},
        about="A command. Say it again with the same ref until it is answered.",
    ),
    "have": _message({"have": NUMBER}, about="The answer to `ask`: the number I have applied; 0 before the first."),
    "doing": _message(
        {"doing": {"type": "object", "additionalProperties": {"type": "string", "pattern": "^[0-9a-z]{1,32}$"}}},
        about="What I am busy with: {what: id of the thing}; {} when nothing. Forgotten after 6 s unless said again.",
    ),
}

SERVER: dict[str, Schema] = {
    "snapshot": _message({"snapshot": SNAPSHOT}, about="The state to start from; it replaces everything."),
    "fetch": _message(
        {"fetch": {"type": "string", "pattern": "^/"}, "seq": NUMBER, "epoch": NUMBER},
        about="The snapshot is large: get it by HTTP from this path, with the same cookies, then go on from its `seq`.",
    ),
    "event": _message(
        {"seq": {"type": "integer", "minimum": 1}},
        {"event": {"type": "string"}, "set": ROWS},
        about="One event. A row replaces the one you have, null takes it away. Without `event`: not for this audience.",
    ),
    "mine": _message({"mine": {"type": "object"}}, about="One's own part again; it replaces the whole."),
    "live": _message(
        {"live": LIVE, "seq": NUMBER, "now": NUMBER},
        about="Ephemeral numbers, at most four times a second; the latest counts.",
    ),
    "ask": _message(
        {"ask": NUMBER, "now": NUMBER}, about="The heartbeat, with the last number: answer with `have` within 6 s."
    ),
    "done": _message({"ref": REF, "ok": NUMBER, "data": {"type": "object"}}, about="A command was carried out."),
    "refused": _message(
        {
            "ref": {"type": ["string", "null"]},
            "no": SENTENCE,
            "code": {"enum": ["refused", "missing", "conflict", "invalid", "busy"]},
            "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        },
        about="A command was not carried out: a sentence in the reader's language, and a code for programs.",
    ),
    "goodbye": _message(
        {"goodbye": {"type": "integer", "minimum": 1}},
        about="The server stops: come back after so many milliseconds. A close with 1012 follows.",
    ),
}

# What a close code asks of the client.
CLOSES: dict[int, str] = {
    1001: "Going away: come back, with a random wait.",
    1002: "The rules of WebSocket were broken: mend the client.",
    1007: "A text was not UTF-8: mend the client.",
    1009: "A message or frame was larger than 64 KiB: send less.",
    1012: "The server restarts, or could not let you in now: come back, after `goodbye` or a random wait.",
    4002: "You did not say where you stand within 20 s: come back, with a random wait.",
    4003: "You may no longer be here (seat removed or given back, phone revoked, role taken): do not come back.",
    4004: "There is nothing here for you: do not come back.",
    4008: "You did not read or answer fast enough: come back at once with `since`; a second time, with a random wait.",
    4009: "Far too many messages: come back after 5 to 15 s.",
}
