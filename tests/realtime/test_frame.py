"""A frame on the wire, read back by another implementation of WebSockets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as TheirFrame
from websockets.frames import Opcode
from websockets.streams import StreamReader

from realtime.frame import Frame, framed
from realtime.snapshots import encode


def read(wire: bytes) -> tuple[bool, Opcode, bytes]:
    """Let the `websockets` library read one frame of a server."""
    stream = StreamReader()
    stream.feed_data(wire)
    stream.feed_eof()
    reading = TheirFrame.parse(stream.read_exact, mask=False)
    try:
        while True:
            next(reading)
    except StopIteration as end:
        frame = end.value
    assert bytes(stream.buffer) == b"", "bytes were left over"
    return frame.fin, frame.opcode, bytes(frame.data)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65535, 65536, 70000])
def test_a_frame_of_every_kind_of_length_is_read_by_others(length: int):
    payload = b"x" * length
    assert read(framed(payload)) == (True, Opcode.TEXT, payload)


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_arrives_as_it_was(text: str):
    assert read(Frame(encode({"said": text})).wire)[2].decode() == encode({"said": text})


def test_a_frame_is_made_once_and_its_size_is_that_of_its_bytes():
    frame = Frame('{"seq":1}')
    assert frame.wire is frame.wire
    assert (frame.size, len(frame.wire)) == (11, 11)


def test_half_a_character_is_sent_as_a_question_mark_and_breaks_nothing():
    assert read(Frame("a\ud800b").wire)[2] == b"a?b"


def test_a_frame_has_no_other_attributes_and_shows_its_beginning():
    frame = Frame('{"live":{}}', "live")
    assert hasattr(frame, "colour") is False
    assert repr(frame) == "Frame('{\"live\":{}}', key='live')"
