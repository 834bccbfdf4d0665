"""Frames that break the rules of WebSocket: each ends its own socket with the code that says why, and nothing else."""

import asyncio
import struct
from itertools import cycle

import pytest

from tests.realtime.hostile.house import House
from tests.realtime.hostile.raw import BINARY, CLOSE, PING, PONG, TEXT, frame

PROTOCOL, NOT_UTF8, TOO_LARGE, NORMAL = 1002, 1007, 1009, 1000
KIB64 = 64 * 1024


def code(number: int, reason: bytes = b"") -> bytes:
    return frame(struct.pack("!H", number) + reason, CLOSE)


BROKEN = {
    "an opcode that is none": (PROTOCOL, frame(b"x", 3)),
    "a control opcode that is none": (PROTOCOL, frame(b"x", 11)),
    "the first reserved bit": (PROTOCOL, frame(b"x", rsv=4)),
    "the second reserved bit": (PROTOCOL, frame(b"x", rsv=2)),
    "the third reserved bit": (PROTOCOL, frame(b"x", rsv=1)),
    "all reserved bits on a close": (PROTOCOL, frame(b"", CLOSE, rsv=7)),
    "no mask": (PROTOCOL, frame(b'{"have": 0}', masked=False)),
    "no mask on a ping": (PROTOCOL, frame(b"", PING, masked=False)),
    "a continuation of nothing": (PROTOCOL, frame(b"x", 0)),
    "a new message inside a message": (PROTOCOL, frame(b"x", fin=False) + frame(b"y")),
    "a ping in parts": (PROTOCOL, frame(b"x", PING, fin=False)),
    "a ping of 126 bytes": (PROTOCOL, frame(b"x" * 126, PING)),
    "a pong of 126 bytes": (PROTOCOL, frame(b"x" * 126, PONG)),
    "a length told in more bytes than it needs": (PROTOCOL, b"\x81\xfe\x00\x05" + b"\0\0\0\0hello"),
    "a length beyond 63 bits": (PROTOCOL, frame(b"x", says=2**63)),
    "a close of one byte": (PROTOCOL, frame(b"x", CLOSE)),
    "a close with a code nobody may send": (PROTOCOL, code(1005)),
    "a close with a code below 1000": (PROTOCOL, code(999)),
    "a close with a code above 4999": (PROTOCOL, code(5000)),
    "a close whose reason is no text": (NOT_UTF8, code(1000, b"\xff")),
    "a text that is no UTF-8": (NOT_UTF8, frame(b'{"have": "\xff"}')),
    "a text that ends within a letter": (NOT_UTF8, frame(b'"\xc3')),
    "a letter that is broken between two parts": (NOT_UTF8, frame(b'"\xc3', fin=False) + frame(b'x"', 0)),
    "a lone surrogate as bytes": (NOT_UTF8, frame(b'"\xed\xa0\x80"')),
    "an overlong slash": (NOT_UTF8, frame(b'"\xc0\xaf"')),
    "one byte too many": (TOO_LARGE, frame(b"x" * (KIB64 + 1))),
    "one byte too many in bytes": (TOO_LARGE, frame(b"x" * (KIB64 + 1), BINARY)),
    "1 MB": (TOO_LARGE, frame(b"x" * 2**20)),
    "a terabyte, announced": (TOO_LARGE, frame(b"x", says=2**40)),
    "too large in two parts": (TOO_LARGE, frame(b"x" * KIB64, fin=False) + frame(b"x", 0)),
    "too large in seventy parts": (TOO_LARGE, frame(b"x" * 1000, fin=False) + frame(b"x" * 1000, 0, fin=False) * 70),
    "a plain goodbye": (NORMAL, code(1000)),
    "a goodbye without a code": (NORMAL, frame(b"", CLOSE)),
    "a goodbye with a code of one's own": (NORMAL, code(4999, "perché".encode())),
}


async def test_every_broken_frame_ends_its_socket_with_its_own_code(house: House) -> None:
    phones = cycle(await house.seats(3))  # one person may say `since` twenty times at once
    async with house.undisturbed("broken frames"):
        found = {}
        for what, (_code, data) in BROKEN.items():
            raw = await house.open(next(phones))
            raw.send(data)
            found[what] = await raw.ended(5)
            raw.drop()
        assert found == {what: code for what, (code, _data) in BROKEN.items()}


async def test_whoever_does_not_answer_the_close_is_cut_soon(house: House) -> None:
    before = house.lines()
    phone = await house.seat()
    raws = [await house.open(phone) for _n in range(20)]
    for raw in raws:
        raw.send(frame(b"x", rsv=4))
        assert await raw.ended(5) == PROTOCOL
    lived = [await raw.gone(5) for raw in raws]
    assert max(lived) < 5
    for raw in raws:
        raw.drop()
    await asyncio.sleep(0.3)
    assert house.lines() <= before


async def test_a_frame_that_never_ends_holds_nothing_up(house: House) -> None:
    """The phone goes on: its half frame is dropped with its socket, and costs what was sent."""
    phone = await house.seat()
    async with house.undisturbed("half frames"):
        raws = [await house.open(phone) for _n in range(20)]
        before = house.memory()
        for raw in raws:
            raw.send(frame(b"x" * 1000, says=60_000))
        await asyncio.sleep(1)
        assert house.memory() - before < 16
        for raw in raws:
            raw.drop()


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
async def test_64_kib_are_read_in_one_piece_and_in_many(house: House, opcode: int) -> None:
    phone = await house.seat()
    text = b'{"do": "' + b"x" * (KIB64 - 34) + b'", "with": {}, "ref": "r"}'
    assert len(text) == KIB64
    raw = await house.open(phone)
    parts = [text[at : at + 1024] for at in range(0, KIB64, 1024)]
    pieces = [frame(part, 0, fin=n == len(parts) - 2) for n, part in enumerate(parts[1:])]
    for data in (frame(text, opcode), frame(parts[0], opcode, fin=False) + b"".join(pieces)):
        raw.send(data)
        answer = await raw.answer()
        assert (answer["ref"], answer["code"]) == ("r", "missing")
    raw.drop()


async def test_a_ping_is_answered_also_within_a_message(house: House) -> None:
    raw = await house.open(await house.seat())
    raw.send(frame(b'{"ha', fin=False), frame(b"?", PING), frame(b've": {}}', 0))
    assert (await raw.answer())["code"] == "invalid"
    assert raw.pongs == 1
    raw.drop()


async def test_compression_is_never_agreed_to(house: House) -> None:
    """A kilobyte that swells to megabytes cannot be sent where nothing is unpacked."""
    phone = await house.seat()
    offers = ["permessage-deflate", "permessage-deflate; client_max_window_bits", "permessage-bzip2", "x; y=\xff"]
    for offer in offers:
        raw = await house.open(phone, Sec_WebSocket_Extensions=offer, join=False)
        raw.send(frame(b"\xaa\x56\x4a", rsv=4))  # the beginning of a compressed message
        assert await raw.ended(5) == PROTOCOL
        raw.drop()
