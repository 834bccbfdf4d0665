"""Messages that are no honest message: each is answered with a sentence, changes nothing, and the socket goes on."""

import json
from typing import Any

import pytest
from rest_framework import serializers

from realtime.command import COMMANDS
from realtime.refusal import Invalid
from realtime.run import asked
from tests.realtime.hostile.house import House
from tests.realtime.hostile.raw import BINARY, TEXT, frame

UNREADABLE = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[1]",
    "a text": b'"do"',
    "a number": b"7",
    "NaN": b"NaN",
    "NaN within": b'{"since": NaN}',
    "infinity": b'{"since": Infinity, "epoch": -Infinity}',
    "infinity in disguise": b'{"since": 1e999}',
    "a NUL": b'{"do": "card.add\\u0000", "with": {}, "ref": "r"}',
    "a NUL as it is": b'{"since": "\x00"}',
    "a lone surrogate": b'{"do": "\\ud800", "with": {}, "ref": "r"}',
    "a lone surrogate in a key": b'{"\\udfff": 1}',
    "a number without end": b'{"since": ' + b"9" * 5000 + b"}",
    "a number of 4,000 digits": b'{"since": ' + b"9" * 4000 + b"}",
    "one more than JavaScript can count": b'{"since": 9007199254740992, "epoch": 0}',
    "far below zero": b'{"since": -' + b"9" * 300 + b', "epoch": 0}',
    "depth nine": b'{"do": ' * 9 + b"1" + b"}" * 9,
    "depth thirty thousand": b"[" * 30_000 + b"]" * 30_000,
    "a key twice": b'{"since": null, "since": 1, "epoch": 0}',
    "a command twice": b'{"do": "seat.leave", "do": "seat.here", "with": {}, "ref": "r"}',
    "a key twice within": b'{"do": "seat.here", "with": {"room": "a", "room": "b"}, "ref": "r"}',
    "half an object": b'{"since": null',
    "an object and more": b'{"since": null, "epoch": null} x',
    "two objects": b'{"have": 1}{"have": 2}',
    "a mark of byte order": b'\xef\xbb\xbf{"since": null}',
    "single quotes": b"{'since': null}",
    "a comment": b'{"since": null /* */}',
    "an empty object": b"{}",
    "an unknown key": b'{"hello": 1}',
    "a prototype": b'{"__proto__": {"do": "room.close"}}',
    "a key too many": b'{"do": "seat.here", "with": {}, "ref": "r", "seat": "me"}',
    "two sayings in one": b'{"since": 1, "epoch": 0, "have": 1}',
    "a command in another's": b'{"do": "seat.here", "doing": {}, "ref": "r"}',
    "a ref alone": b'{"ref": "r"}',
    "an epoch alone": b'{"epoch": 1}',
    "a since that is a text": b'{"since": "1", "epoch": 0}',
    "a since that is true": b'{"since": true, "epoch": 0}',
    "a since that is half": b'{"since": 1.5, "epoch": 0}',
    "an epoch that is a list": b'{"since": 1, "epoch": [0]}',
    "a have that is an object": b'{"have": {"seq": 1}}',
    "a doing that is a text": b'{"doing": "writing"}',
    "a doing that is a list": b'{"doing": [1]}',
}
NO_TEXT = {
    "bytes that are no text": b"\xff\xfe\x00",
    "a surrogate as bytes": b'{"a": "\xed\xa0\x80"}',
    "UTF-16": '{"since": null}'.encode("utf-16"),
    "random": bytes(range(256)),
}


async def test_what_cannot_be_read_is_refused_and_the_socket_goes_on(house: House) -> None:
    raw = await house.open(await house.seat())
    for what, data in UNREADABLE.items():
        for opcode in (TEXT, BINARY):
            raw.send(frame(data, opcode))
            answer = await raw.answer()
            assert (answer.get("ref", 0), answer.get("code"), bool(answer.get("no"))) == (None, "invalid", True), what
    for what, data in NO_TEXT.items():
        raw.send(frame(data, BINARY))
        assert (await raw.answer()).get("code") == "invalid", what
    raw.drop()


def commands(room: str) -> dict[str, tuple[Any, str, str | None]]:
    """What → (message, the code it must get, the ref of the answer)."""
    right = {"do": "seat.here", "with": {"room": room}, "ref": "r"}
    return {
        "an unknown command": ({**right, "do": "room.burn"}, "missing", "r"),
        "a command that is a list": ({**right, "do": ["seat.here"]}, "missing", "r"),
        "a command that is an object": ({**right, "do": {"seat.here": 1}}, "missing", "r"),
        "no command": ({**right, "do": None}, "missing", "r"),
        "an attribute for a command": ({**right, "do": "__class__"}, "missing", "r"),
        "no content": ({**right, "with": None}, "invalid", "r"),
        "content left out": ({"do": "seat.here", "ref": "r"}, "invalid", "r"),
        "a list for content": ({**right, "with": [room]}, "invalid", "r"),
        "a text for content": ({**right, "with": "room"}, "invalid", "r"),
        "an unknown field": ({**right, "with": {"room": room, "seat": "x"}}, "invalid", "r"),
        "a field missing": ({**right, "with": {}}, "invalid", "r"),
        "a field that is a list": ({**right, "with": {"room": [room]}}, "invalid", "r"),
        "a field that is an object": ({**right, "with": {"room": {"id": room}}}, "invalid", "r"),
        "a field that is nothing": ({**right, "with": {"room": None}}, "invalid", "r"),
        "a field that is true": ({**right, "with": {"room": True}}, "invalid", "r"),
        "a field that is a number": ({**right, "with": {"room": 1.5}}, "missing", "r"),
        "a field without end": ({**right, "with": {"room": "x" * 60_000}}, "invalid", "r"),
        "an id of nothing": ({**right, "with": {"room": "0" * 12}}, "missing", "r"),
        "a stream of nobody": ({"do": "undo.last", "with": {"stream": "room:" + "0" * 12}, "ref": "r"}, "refused", "r"),
        "no ref": ({**right, "ref": None}, "invalid", None),
        "a ref left out": ({"do": "seat.here", "with": {"room": room}}, "invalid", None),
        "a ref that is a number": ({**right, "ref": 7}, "invalid", None),
        "a ref that is a list": ({**right, "ref": ["r"]}, "invalid", None),
        "an empty ref": ({**right, "ref": ""}, "invalid", ""),
        "a ref of 65 letters": ({**right, "ref": "r" * 65}, "invalid", "r" * 65),
    }


async def test_commands_that_are_none_get_their_code_and_change_nothing(house: House) -> None:
    said = list(commands(house.room).items())
    for start in range(0, len(said), 15):  # one person may say twenty things at once
        raw = await house.open(await house.seat())
        for what, (message, code, ref) in said[start : start + 15]:
            raw.say(message)
            answer = await raw.answer()
            assert (answer.get("code"), answer.get("ref")) == (code, ref), (what, answer)
        raw.drop()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_field_of_every_command_refuses_what_is_of_another_kind(name: str) -> None:
    for key, field in COMMANDS[name].shape().fields.items():
        for value in _other_kinds(field):
            with pytest.raises(Invalid) as no:
                asked(name, {key: value}, "r")
            assert key in no.value.fields, (key, value)


def _other_kinds(field: serializers.Field) -> list[Any]:
    wrong: list[Any] = [] if field.allow_null else [None]
    if isinstance(field, serializers.BooleanField):
        return [*wrong, "perhaps", 7, [], {}]
    if isinstance(field, serializers.IntegerField):
        return [*wrong, "many", 2**53, -(2**53), [], {}, 1.5]
    if getattr(field, "many", False):
        return [*wrong, "x", {}, True, 7]  # what a list of ids holds is looked up as text, and found missing
    if isinstance(field, serializers.ListField) and isinstance(field.child, serializers.CharField):
        return [*wrong, "x", {}, True, 7, [[]], [{}], [None]]  # a number is a text too
    if isinstance(field, serializers.ListField | serializers.ListSerializer):
        return [*wrong, "x", {}, True, 7, [[]], [7], [None]]
    if isinstance(field, serializers.BaseSerializer):
        return [*wrong, "x", [], True, 7]
    if isinstance(field, serializers.DictField):
        return [*wrong, "x", [], True, 7, {"it": []}]
    if isinstance(field, serializers.JSONField):
        return [*wrong, "x", [], True, 7]
    return [*wrong, True, [], [[]], {}, {"a": 1}]


async def test_what_was_refused_left_no_trace_in_the_room(house: House) -> None:
    raw = await house.open(await house.seat(), join=False)
    raw.say({"since": None, "epoch": None})
    before = await raw.until("live")
    for message, _code, _ref in list(commands(house.room).values())[:15]:
        raw.say(message)
        await raw.answer()
    raw.say({"since": before["seq"], "epoch": 0})
    assert (await raw.until("live"))["seq"] == before["seq"]
    assert "card.changed" not in json.dumps(raw.answers)
    raw.drop()
