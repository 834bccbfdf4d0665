"""Openings that are none: each gets an HTTP status or a cut, never a socket, and the log stays clean."""

import asyncio
import os
import random

from tests.realtime.hostile.house import House
from tests.realtime.hostile.raw import Raw, dial, frame, handshake

DEFLATE = "permessage-deflate; server_max_window_bits=8"  # fewer bits than there can be
CUT = 0  # no status: the connection was ended
OPEN = 101
NOTHING, FLOOD = 4004, 4009


def openings(house: House, path: str, cookie: str) -> dict[str, tuple[int, bytes]]:
    """What → (status, bytes)."""

    def hello(at: str = path, **headers: str) -> bytes:
        return handshake(house.host, at, **{"Cookie": cookie, **headers})

    here, length = f"/ws/room/{house.room}/", {"Content_Length": "500000000"}
    return {
        "as it should be": (OPEN, hello()),
        "no key": (400, hello(Sec_WebSocket_Key="")),
        "a key that is none": (400, hello(Sec_WebSocket_Key="x")),
        "a version of the future": (400, hello(Sec_WebSocket_Version="99")),
        "a version that is no number": (400, hello(Sec_WebSocket_Version="x")),
        "no version": (400, hello(Sec_WebSocket_Version="")),
        "no upgrade of the connection": (400, hello(Connection="close")),
        "another upgrade": (404, hello(Upgrade="h2c")),
        "by POST": (405, hello().replace(b"GET", b"POST", 1)),
        "no origin": (403, hello(Origin="")),
        "no host": (400, hello(Host="")),
        "a host that is none": (403, hello(Host="[")),
        "two hosts": (400, hello()[:-2] + b"Host: evil.example\r\n\r\n"),
        "two origins": (400, hello()[:-2] + b"Origin: http://evil.example\r\n\r\n"),
        "a subprotocol": (OPEN, hello(Sec_WebSocket_Protocol="chat")),
        "a subprotocol that is not ASCII": (OPEN, hello(Sec_WebSocket_Protocol="caf\xe9")),
        "a place of one's own for the site": (OPEN, hello(Daphne_Root_Path="/evil")),
        "a place that is not ASCII": (OPEN, hello(Daphne_Root_Path="/\xe9")),
        "extensions without sense": (OPEN, hello(Sec_WebSocket_Extensions="=;,;=\xff")),
        "two hundred extensions": (400, hello(Sec_WebSocket_Extensions=", ".join([DEFLATE] * 200))),
        "a header that is not ASCII": (OPEN, hello(X_Thing="\xff\xfe\x80")),
        "an address that is none": (403, hello("/ws/")),
        "the home page": (403, hello("/")),
        "an id in capitals": (403, hello("/ws/room/ABCDEFGHIJKL/")),
        "a line end in the address": (403, hello(f"{here}%0a")),
        "a NUL in the address": (403, hello("/ws/room/%00%ff/")),
        "a long address": (403, hello("/ws/" + "a" * 9000)),
        "an address that is not ASCII": (400, hello("/ws/\xe9/")),
        "an address with a fragment": (400, hello(f"{path}#x")),
        "no address but a star": (403, hello("*")),
        "a question that is not ASCII": (400, hello(f"{path}&x=\xe9")),
        "three thousand questions": (OPEN, hello(path + "&a=1" * 3000)),
        "a body": (OPEN, hello(Content_Length="4") + b"abcd"),
        "a body of 500 MB": (413, hello(**length)),
        "a body of 500 MB, if wanted": (413, hello(**length, Expect="100-continue")),
        "a method that is not ASCII": (400, hello().replace(b"GET", b"G\xe9T", 1)),
        "another protocol": (400, hello().replace(b"HTTP/1.1", b"XTTP/1.1", 1)),
        "a line without a colon": (400, hello()[:-2] + b"nocolon\r\n\r\n"),
        "two hundred headers": (400, hello()[:-2] + b"".join(b"X%d: y\r\n" % n for n in range(200)) + b"\r\n"),
        "a header of 70 kB": (CUT, hello(X_Thing="y" * 70_000)),
        "an address of 70 kB": (CUT, hello("/ws/" + "y" * 70_000)),
        "nothing that makes sense": (400, b"\x00\xff\r\n\r\n"),
    }


async def test_every_opening_gets_its_status(house: House) -> None:
    phone = await house.seat()
    found, wanted = {}, {}
    async with house.undisturbed("strange openings"):
        for what, (status, data) in openings(house, house.path(phone), phone.cookie).items():
            raw = await dial(house.port)
            raw.send(data)
            found[what], wanted[what] = await _status(raw), status
            raw.drop()
        assert {what: (status, found[what]) for what, status in wanted.items() if found[what] != status} == {}


async def _status(raw: Raw) -> int:
    answer = await raw.head(10)
    return int(answer.split(" ", 2)[1]) if answer else CUT


async def test_after_a_refusal_there_is_no_second_answer(house: House) -> None:
    """Twisted asked for the body behind our 413, and a client took that for the answer to its next request."""
    raw = await dial(house.port)
    raw.send(handshake(house.host, "/join/", Upgrade="", Content_Length="500000000", Expect="100-continue"))
    assert (await raw.head()).startswith("HTTP/1.1 413 ")
    assert await raw.rest() == b"Larger than this page takes.\n"
    raw.drop()


async def test_messages_hidden_in_the_body_of_an_opening_are_a_flood_like_any_other(house: House) -> None:
    phone, hidden = await house.seat(), frame(b"x" * 100) * 9000
    raw = await dial(house.port)
    opening = handshake(house.host, house.path(phone), Cookie=phone.cookie, Content_Length=str(len(hidden)))
    raw.send(opening, hidden)
    assert await _status(raw) == OPEN
    assert await raw.ended() == FLOOD
    raw.drop()


STRANGE = {
    "a seat that is a NUL": "seat=%00",
    "a seat that is a lone surrogate": "seat=%ed%a0%80",
    "a seat without end": "seat=" + "x" * 8000,
    "a seat of nobody": "seat=000000000000",
    "a wish that is a NUL": "as=%00",
    "a language that is a NUL": "lang=%00",
    "nothing": "",
}
COOKIES = {
    "no cookie": "",
    "a token that is none": "tessera_device=abc",
    "a token in strange letters": "tessera_device=\xff\xfe",
    "a token with a NUL": 'tessera_device="\\000"',
    "a session with a NUL": 'sessionid="\\000aaaaaaaaaaaa"',
    "a session that is none": "sessionid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "a session without end": "sessionid=" + "a" * 8000,
    "a language with a NUL": 'django_language="\\000"',
    "a cookie that is broken": ";;=;=\x7f;a",
}


async def test_a_stranger_with_strange_papers_learns_that_there_is_nothing(house: House) -> None:
    """No error and nothing said: 4004, or no socket at all where a NUL would reach the database."""
    found, wanted = {}, {}
    for papers, cookie in COOKIES.items():
        for question, query in STRANGE.items():
            raw = await dial(house.port)
            raw.send(handshake(house.host, f"/ws/room/{house.room}/?{query}", Cookie=cookie))
            status = await _status(raw)
            found[papers, question] = await raw.ended() if status == OPEN else status
            wanted[papers, question] = 403 if "NUL" in papers + question else NOTHING
            assert raw.answers == []
            raw.drop()
    assert {pair: code for pair, code in found.items() if code != wanted[pair]} == {}


async def test_the_same_papers_at_the_pages_make_no_error(house: House) -> None:
    found = {}
    for papers, cookie in COOKIES.items():
        for question, query in STRANGE.items():
            raw = await dial(house.port)
            address = f"/api/rooms/{house.room}?{query}"
            raw.send(handshake(house.host, address, Cookie=cookie, Upgrade="", Connection="close"))
            found[papers, question] = await _status(raw)
            raw.drop()
    assert {pair: status for pair, status in found.items() if status != (400 if "NUL" in "".join(pair) else 404)} == {}


async def test_who_hangs_up_while_the_door_opens_leaves_nothing_behind(house: House) -> None:
    """A hundred connections, each let go at another moment between its first byte and its first message."""
    phones = await house.seats(5)
    before, chance = house.lines(), random.Random(7)
    async with house.undisturbed("hanging up"):
        for n in range(100):
            phone = phones[n % len(phones)]
            data = handshake(house.host, house.path(phone), Cookie=phone.cookie) + frame(b'{"since":null,"epoch":null}')
            raw = await dial(house.port)
            raw.send(data[: chance.randrange(len(data))] if n % 3 == 0 else data)
            await asyncio.sleep(chance.choice([0, 0, 0.001, 0.005, 0.02]))
            raw.drop()
        await asyncio.sleep(1)
    assert house.lines() <= before


async def test_noise_is_answered_or_ignored(house: House) -> None:
    chance = random.Random(11)
    for _n in range(60):
        raw = await dial(house.port)
        raw.send(os.urandom(chance.randrange(1, 4000)) + chance.choice([b"", b"\r\n\r\n"]))
        await asyncio.sleep(0.01)
        raw.drop()
