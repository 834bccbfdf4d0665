"""What is no plain text in known fields is refused before any library reads it, and the text is as it was."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlFragment

from realtime.coediting.kinds import MOST_CHARACTERS
from realtime.coediting.paper import Behind, Paper, TooLong
from realtime.coediting.varints import number, sized
from realtime.refusal import Invalid, Refused

FIELDS = ("what", "why")


def paper(words: str = "a😀b") -> Paper:
    return Paper(FIELDS, [made(lambda doc: doc.get("what", type=Text).insert(0, words), client=7)])


def made(change: Any, client: int = 9, start: Paper | None = None) -> bytes:
    """Return the update of a change to a document, which begins as a copy of `start`."""
    doc: Doc = Doc(client_id=client)
    if start:
        doc.apply_update(start.everything())
    heard: list[bytes] = []
    watch = doc.observe(lambda event: heard.append(event.update))
    with doc.transaction():
        change(doc)
    assert watch
    return heard[-1]


def refusal(paper: Paper, update: bytes) -> str:
    """Return the code with which the update is refused; the text is as it was."""
    before = (paper.read_fields(), paper.everything(), paper.known)
    with pytest.raises(Refused) as caught:
        paper.take(update, paper.read(update))
    assert (paper.read_fields(), paper.everything(), paper.known) == before
    return caught.value.code


def in_text(change: Any) -> Any:
    return lambda doc: change(doc.get("what", type=Text))


OTHER = {
    "an unknown field": lambda doc: doc.get("who", type=Text).insert(0, "x"),
    "a map": lambda doc: doc.get("what", type=Map).update({"x": 1}),
    "an array": lambda doc: doc.get("what", type=Array).append("x"),
    "a document in it": lambda doc: doc.get("what", type=Array).append(Doc()),
    "xml": lambda doc: doc.get("what", type=XmlFragment).children.append("x"),
    "a format": in_text(lambda text: text.insert(0, "x", {"bold": True})),
    "a format over text": in_text(lambda text: text.format(0, 1, {"bold": True})),
    "an embedded thing": in_text(lambda text: text.insert_embed(0, {"image": "x"})),
}


@pytest.mark.parametrize("name", OTHER)
def test_anything_but_text_in_a_known_field_is_refused(name):
    start = paper()
    assert refusal(start, made(OTHER[name], start=start if "over" in name else None)) == "invalid"


def items(*some: bytes, client: int = 9, clock: int = 0, deleted: bytes = b"\0") -> bytes:
    count = number(1) + number(len(some)) + number(client) + number(clock) if some else b"\0"
    return count + b"".join(some) + deleted


WHAT = b"\4\1" + sized(b"what")
MALFORMED = {
    "nothing": b"",
    "a promise of more": b"\1",
    "noise": b"\xff" * 30,
    "a length that would fill the memory": items(WHAT + number(2**40)),
    "a million clients": number(10**6),
    "bytes after the end": items(WHAT + sized(b"x")) + b"\0",
    "no UTF-8": items(WHAT + sized(b"\xff\xfe")),
    "a lone surrogate": items(WHAT + sized(b"\xed\xa0\x80")),
    "an empty item": items(WHAT + sized(b"")),
    "a hole": items(b"\x0a" + number(5)),
    "a clock beyond all counting": items(WHAT + sized(b"x"), clock=2**31),
    "a client twice": number(2) + (number(1) + number(9) + number(0) + WHAT + sized(b"x")) * 2 + b"\0",
    "an item that waits for itself": items(b"\x84" + number(9) + number(0) + sized(b"x")),
    "neighbours the wrong way round": items(b"\xc4" + number(7) + number(3) + number(7) + number(0) + sized(b"X")),
    "one neighbour on both sides": items(b"\xc4" + number(7) + number(0) + number(7) + number(0) + sized(b"X")),
    "half an emoji before": items(b"\xc4" + number(7) + number(1) + number(7) + number(2) + sized(b"X")),
    "half an emoji deleted": items(deleted=number(1) + number(7) + number(1) + number(1) + number(1)),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_update_is_refused(name):
    assert refusal(paper(), MALFORMED[name]) == "invalid"


def test_neighbours_in_two_fields_are_refused():
    start = paper()
    update = made(lambda doc: doc.get("why", type=Text).insert(0, "other"), client=8)
    start.take(update, start.read(update))
    assert refusal(start, items(b"\xc4" + number(7) + number(0) + number(8) + number(2) + sized(b"X"))) == "invalid"
    assert refusal(start, items(b"\xc4" + number(8) + number(0) + number(7) + number(3) + sized(b"X"))) == "invalid"


def test_items_that_wait_for_each_other_in_a_circle_are_refused():
    one = number(1) + number(20) + number(0) + b"\x84" + number(21) + number(0) + sized(b"x")
    two = number(1) + number(21) + number(0) + b"\x84" + number(20) + number(0) + sized(b"y")
    assert refusal(paper(), number(2) + one + two + b"\0") == "invalid"


AHEAD = {
    "later items of somebody": items(WHAT + sized(b"x"), clock=5),
    "an unknown neighbour": items(b"\x84" + number(8) + number(0) + sized(b"x")),
    "what nobody has written deleted": items(deleted=number(1) + number(7) + number(1) + number(3) + number(9)),
}


@pytest.mark.parametrize("name", AHEAD)
def test_an_update_that_builds_on_what_is_not_here_is_told_so(name):
    assert refusal(paper(), AHEAD[name]) == "behind"


def test_there_is_no_room_for_more_than_the_most_characters():
    full = paper("ن" * (MOST_CHARACTERS - 3))
    assert refusal(full, made(in_text(lambda text: text.insert(0, "نننن")), start=full)) == "long"
    update = made(in_text(lambda text: text.insert(0, "نن")), client=10, start=full)
    assert full.take(update, full.read(update)) == update
    other = made(lambda doc: doc.get("why", type=Text).insert(0, "xx"), client=11)
    assert refusal(full, other) == "long"


def test_a_full_text_may_be_replaced_by_another_of_its_length():
    full = paper("a" * MOST_CHARACTERS)

    def change(text: Text) -> None:
        del text[0:50_000]
        text.insert(0, "b" * 50_000)

    update = made(in_text(change), start=full)
    full.take(update, full.read(update))
    assert full.read_fields()["what"] == "b" * 50_000 + "a" * (MOST_CHARACTERS - 50_000)


def test_what_is_stored_is_written_by_our_own_library_and_holds_only_what_is_new():
    start = paper("abc")
    update = made(in_text(lambda text: text.insert(3, "d")), start=start)
    assert start.take(update, start.read(update)) == update
    assert start.take(update, start.read(update)) is None
    assert start.take(start.everything(), start.read(start.everything())) is None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_harm(data):
    start = paper()
    before = start.read_fields()
    try:
        start.take(data, start.read(data))
    except (Invalid, Behind, TooLong):
        assert start.read_fields() == before


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 60), st.integers(0, 255), st.integers(0, 60), st.integers(0, 255))
def test_an_honest_update_with_wrong_bytes_is_taken_whole_or_not_at_all(at, byte, at_two, byte_two):
    start = paper("hello 😀 world")
    data = bytearray(made(lambda doc: doc.get("what", type=Text).insert(3, "نعم 😀"), start=start))
    data[at % len(data)], data[at_two % len(data)] = byte, byte_two
    before = start.read_fields()
    try:
        start.take(bytes(data), start.read(bytes(data)))
    except (Invalid, Behind, TooLong):
        assert start.read_fields() == before
    else:
        assert Paper(FIELDS, [start.everything()]).read_fields() == start.read_fields()
