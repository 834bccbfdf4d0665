"""The load generator's side of the wire: frames cut apart, messages counted, holes and repeats noticed."""

from collections import Counter
from types import SimpleNamespace

import pytest

from benchmarks.realtime.crowd import Crowd
from benchmarks.realtime.dialects import Plain, SocketIo, Tessera
from benchmarks.realtime.line import Line, State
from benchmarks.realtime.page import BEGIN, END, put_in
from benchmarks.realtime.wire import CLOSE, PING, TEXT, Broken, masked, request, split, welcomed


def framed(payload: bytes, opcode: int = TEXT) -> bytes:
    """A frame as a server sends it."""
    length = len(payload)
    if length < 126:
        return bytes((0x80 | opcode, length)) + payload
    mark, size = (126, 2) if length < 1 << 16 else (127, 8)
    return bytes((0x80 | opcode, mark)) + length.to_bytes(size, "big") + payload


def unmasked(frame: bytes) -> bytes:
    start = {126: 4, 127: 10}.get(frame[1] & 0x7F, 2)
    key, hidden = frame[start : start + 4], frame[start + 4 :]
    return bytes(byte ^ key[place % 4] for place, byte in enumerate(hidden))


@pytest.mark.parametrize("length", [0, 1, 5, 125, 126, 65535, 65536])
def test_a_client_frame_says_its_length_and_can_be_unmasked(length):
    payload = bytes(number % 251 for number in range(length))
    frame = masked(payload)
    assert (frame[0], frame[1] & 0x80, unmasked(frame)) == (0x81, 0x80, payload)


@pytest.mark.parametrize("length", [0, 125, 126, 70_000])
def test_frames_are_cut_apart_wherever_the_bytes_were_cut(length):
    stream = framed(b"x" * length) + framed(b"", PING) + framed(b"\x03\xe8", CLOSE)
    for cut in {0, 1, 2, 3, 4, len(stream) // 2, len(stream)}:
        first, rest = split(stream[:cut])
        second, left = split(rest + stream[cut:])
        assert (first + second, left) == ([(TEXT, b"x" * length), (PING, b""), (CLOSE, b"\x03\xe8")], b"")


def test_a_fragment_is_not_understood():
    with pytest.raises(Broken):
        split(b"\x01\x01x")


def test_a_handshake_is_whole_at_its_empty_line_and_checked():
    opening, accept = request("127.0.0.1:1", "/ws/", {"Cookie": "a=b"})
    answer = b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    assert (b"Cookie: a=b\r\n" in opening, welcomed(answer[:-1], accept), welcomed(answer + b"x", accept)) == (
        True, None, b"x",
    )  # fmt: skip
    with pytest.raises(Broken):
        welcomed(answer.replace(accept, b"other"), accept)
    with pytest.raises(Broken):
        welcomed(b"HTTP/1.1 403 Forbidden\r\n\r\n", accept)


@pytest.mark.parametrize(
    ("dialect", "payload", "number"),
    [
        (Plain(), b'{"seq":12,"event":"card.added"}', 12),
        (Tessera(), b'{"seq":12}', 12),
        (Tessera(), b'{"live":{},"seq":12,"now":1}', None),
        (Tessera(), b'{"ask":12,"now":1}', None),
        (SocketIo(), b'42["m",{"seq":12,"event":"card.added"}]', 12),
        (SocketIo(), b"2", None),
    ],
)
def test_only_messages_carry_a_number(dialect, payload, number):
    assert dialect.number(payload) == number


def listener(crowd: Crowd) -> SimpleNamespace:
    """A line without a socket, with the real counting."""
    line = SimpleNamespace(crowd=crowd, rest=b"", last=0, missing=set(), state=State.OPEN)
    line.odd = lambda number: Line.odd(line, number)
    crowd.lines.append(line)
    return line


@pytest.mark.parametrize(
    ("heard", "lost", "doubled", "disordered"),
    [
        ([1, 2, 3], 0, 0, 0),
        ([1, 3], 1, 0, 0),
        ([1, 2], 1, 0, 0),
        ([1, 3, 2], 0, 0, 1),
        ([1, 2, 2, 3], 0, 1, 0),
        ([], 3, 0, 0),
        ([3, 1, 1], 1, 1, 1),
    ],
)
def test_what_is_lost_doubled_or_out_of_order_is_counted(heard, lost, doubled, disordered):
    crowd = Crowd(SimpleNamespace(), Plain())
    line = listener(crowd)
    for number in heard:
        crowd.take(line, framed(b'{"seq":%d,"x":1}' % number))
    crowd.head = 3
    assert (crowd.lost, crowd.doubled, crowd.disordered, crowd.got) == (lost, doubled, disordered, len(heard))


def test_bytes_that_were_read_once_are_counted_for_everybody_and_half_a_frame_waits():
    crowd = Crowd(SimpleNamespace(), Plain())
    lines = [listener(crowd) for _n in range(3)]
    data = framed(b'{"seq":1,"x":"%s"}' % (b"y" * 300)) + framed(b'{"seq":2}')
    for line in lines[:2]:
        crowd.take(line, data)
    crowd.take(lines[2], data[:200])
    crowd.take(lines[2], data[200:])
    assert ([line.last for line in lines], crowd.got, Counter(crowd.numbers)) == ([2, 2, 2], 6, Counter({1: 3, 2: 3}))


def test_results_take_the_place_of_those_before_and_touch_nothing_else():
    before = f"# Title\n\n{BEGIN}\n\nold\n\n{END}\n\nThe end.\n"
    assert put_in(before, "new") == f"# Title\n\n{BEGIN}\n\nnew\n\n{END}\n\nThe end.\n"
    with pytest.raises(ValueError, match="lacks"):
        put_in("# Title", "new")
