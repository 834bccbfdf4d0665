"""Thousands of messages from a seed, over many real sockets, to one real server in whose room others are at work."""

import asyncio
from typing import Any

from realtime import consumers
from realtime.decode import decode
from realtime.refusal import Refused
from tests.realtime.hostile.house import House, Phone
from tests.realtime.hostile.nonsense import Nonsense, times
from tests.realtime.hostile.raw import BINARY, TEXT, frame

PHONES, AT_ONCE = 72, 4
EACH = 70  # messages of one phone; a hundred refusals at once are forgiven, more would end its socket
ROUNDS = times()
SMALL = 12_000  # bytes: 70 of these stay below what a socket may send within a second
DOCUMENTED = {1002, 1007, 1009, 4009}  # the codes with which nonsense may end


async def test_everything_is_answered_or_ends_its_socket_and_the_room_goes_on(house: House, seed: int) -> None:
    _status, shown = await house.console.read(f"/api/rooms/{house.room}")
    phones = await house.seats(PHONES)
    nonsense = Nonsense(seed, _things(shown["tables"], phones))
    sent, ends = 0, {}
    async with house.undisturbed("nonsense"):
        for _n in range(ROUNDS):
            for start in range(0, PHONES, AT_ONCE):
                few = phones[start : start + AT_ONCE]
                done = await asyncio.gather(*(_utter(house, phone, nonsense) for phone in few))
                for count, code in done:
                    sent += count
                    ends[code] = ends.get(code, 0) + 1
    print(f"{sent} messages over {PHONES * ROUNDS} sockets, which ended so: {ends}")
    assert sent >= 5000 * ROUNDS
    assert set(ends) <= DOCUMENTED | {0}
    assert (await house.step())["id"] == house.activity


def _things(tables: dict[str, Any], phones: list[Phone]) -> dict[str, list[str]]:
    """Return ids by the names of the fields that take them, as far as a phone can know them."""
    names = {
        "room": ["room"], "activities": ["activity"], "cards": ["card", "cards"], "groups": ["group", "into"],
        "polls": ["poll"], "proposals": ["proposal", "problems", "solutions"], "participants": ["participant"],
    }  # fmt: skip
    found = {name: list(rows) or ["0" * 12] for table, rows in tables.items() for name in names.get(table, [])}
    return {**found, "participant": [phone.seat for phone in phones]}


async def _utter(house: House, phone: Phone, nonsense: Nonsense) -> tuple[int, int]:
    """Say many things at once; return how many were sent and the code that ended the socket, 0 if none did."""
    raw = await house.open(phone)
    wanted, count = 0, 0
    for _n in range(EACH):
        data = _small(nonsense)
        is_text = nonsense.chance.random() < 0.97 and _utf8(data)
        raw.send(frame(data, TEXT if is_text else BINARY))
        wanted += _is_answered(data)
        count += 1
    while not raw.code and len([answer for answer in raw.answers if "ref" in answer]) < wanted:
        await raw.answer(30)
    if not raw.code:
        raw.send(_last(nonsense))
        count += 1
        try:
            await raw.ended(2)
        except TimeoutError:
            pass  # half a frame, or one that was not wrong
    raw.drop()
    return count, raw.code


def _small(nonsense: Nonsense) -> bytes:
    while len(data := nonsense.wild() if nonsense.chance.random() < 0.3 else nonsense.broken()) > SMALL:
        pass
    return data


def _last(nonsense: Nonsense) -> bytes:
    """Return what is no frame, or one that breaks the rules: the last thing a socket says."""
    pick = nonsense.chance.choice
    broken = frame(nonsense.chance.randbytes(30), pick(range(16)), fin=pick([True, False]), rsv=pick(range(8)))
    return pick(
        [broken, frame(b"\xff\xfe"), frame(b"x" * 70_000), nonsense.chance.randbytes(40), frame(b"x", masked=False)]
    )


def _utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_answered(data: bytes) -> bool:
    try:
        said = decode(data)
        consumers._understand(said)
    except Refused:
        return True
    return "do" in said
