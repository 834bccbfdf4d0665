"""Whoever comes from elsewhere is not let in, whoever may no longer be here is shown out; neither learns a thing."""

import time
from typing import Any

from tests.realtime.hostile.house import House
from tests.realtime.hostile.papers import elsewhere
from tests.realtime.hostile.raw import Raw, dial, handshake

OUT, NOTHING = 4003, 4004
SOON = 3.0  # seconds; the promise is one, and machines that run tests are shared: the figure is printed


async def test_of_twelve_origins_one_is_accepted(house: House) -> None:
    port = house.server.port
    origins = [
        f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port}", "http://127.0.0.1", f"http://127.0.0.1:{port + 1}",
        f"http://localhost:{port}", f"http://127.0.0.2:{port}", f"http://127.0.0.1.evil.example:{port}",
        "http://evil.example", f"http://evil.example@127.0.0.1:{port}", f"http://127.0.0.1:{port}/page", "null", "file://",
    ]  # fmt: skip
    phone = await house.seat()
    found = {}
    for origin in origins:
        raw = await dial(port)
        raw.send(handshake(house.host, house.path(phone), Cookie=phone.cookie, Origin=origin))
        found[origin] = (await raw.head()).split(" ", 2)[1]
        raw.drop()
    assert [origin for origin, status in found.items() if status == "101"] == origins[:1]
    assert set(list(found.values())[1:]) <= {"403", "400"}


async def test_a_removed_seat_is_shown_out_and_does_not_come_back(house: House) -> None:
    phone = await house.seat()
    await _shown_out(house, phone, "seat.remove")


async def test_a_lost_phone_is_shown_out_when_its_seat_is_given_back(house: House) -> None:
    phone = await house.seat()
    await _shown_out(house, phone, "seat.reissue")


async def _shown_out(house: House, phone: Any, command: str) -> None:
    raws = [await house.open(phone) for _n in range(2)]
    async with house.undisturbed(command):
        done = await house.console.command(command, {"participant": phone.seat, "room": house.room})
        assert "ok" in done, done
        began = time.monotonic()
        codes = [await raw.ended() for raw in raws]
        took = time.monotonic() - began
    print(f"{command}: shown out after {took:.2f} s")
    assert (codes, took < SOON) == ([OUT, OUT], True)
    assert await _coming(house, house.path(phone), phone.cookie) == NOTHING


async def test_an_old_socket_cannot_act_for_a_seat_that_is_gone(house: House) -> None:
    """What it said at the same moment is refused or comes before; nothing of it is done after."""
    phone = await house.seat()
    raw = await house.open(phone)
    await house.console.command("seat.remove", {"participant": phone.seat, "room": house.room})
    raw.say({"do": "card.add", "with": {"activity": house.activity, "text": "Ancora", "lang": "it"}, "ref": "late"})
    await raw.ended()
    assert [answer for answer in raw.answers if answer.get("ref") == "late" and "ok" in answer] == []


async def test_a_room_that_is_not_mine_is_not_there(house: House) -> None:
    phone, other = await house.seat(), await elsewhere(house)
    told = {
        "process": await _process(house),
        "title": "Altra",
        "playbook": "listening",
        "lang": "it",
        "entry": "tickets",
    }
    beside = (await house.console.command("room.create", told))["data"]["room"]
    ways = {
        "a room beside, without a seat there": (f"/ws/room/{beside}/?seat={phone.seat}", phone.cookie),
        "a room of another territory": (f"/ws/room/{other['room']}/?seat={phone.seat}", phone.cookie),
        "there with somebody's seat": (f"/ws/room/{other['room']}/?seat={other['seat']}", phone.cookie),
        "there as who leads here": (f"/ws/room/{other['room']}/", house.console.cookie),
        "there as a screen": (f"/ws/room/{other['room']}/?as=screen", house.console.cookie),
        "here with somebody's seat": (f"/ws/room/{house.room}/?seat={other['seat']}", phone.cookie),
        "here without papers": (f"/ws/room/{house.room}/", ""),
        "here with a seat and no papers": (f"/ws/room/{house.room}/?seat={phone.seat}", ""),
        "a room that is none": ("/ws/room/000000000000/", house.console.cookie),
        "a kind that is none": (f"/ws/table/{house.room}/", house.console.cookie),
        "a process that is none": ("/ws/process/000000000000/", house.console.cookie),
    }
    found = {way: await _coming(house, path, cookie) for way, (path, cookie) in ways.items()}
    assert found == dict.fromkeys(ways, NOTHING)


async def test_what_is_elsewhere_cannot_be_reached_through_a_socket_here(house: House) -> None:
    phone, other = await house.seat(), await elsewhere(house)
    raw = await house.open(phone)
    reaching = {
        "card.add": {"activity": other["activity"], "text": "Da fuori", "lang": "it"},
        "seat.here": {"room": other["room"]},
        "room.close": {"room": other["room"]},
        "seat.remove": {"room": other["room"], "participant": other["seat"]},
        "undo.last": {"stream": f"room:{other['room']}"},
    }
    codes = {}
    for name, data in reaching.items():
        raw.say({"do": name, "with": data, "ref": name})
        codes[name] = (await raw.answer())["code"]
    assert codes == {**dict.fromkeys(reaching, "missing"), "undo.last": "refused"}
    raw.drop()


async def _coming(house: House, path: str, cookie: str) -> int:
    raw: Raw = await dial(house.server.port)
    raw.send(handshake(house.host, path, Cookie=cookie))
    assert " 101 " in await raw.head()
    raw.say({"since": None, "epoch": None})
    code = await raw.ended()
    assert raw.answers == []
    raw.drop()
    return code


async def _process(house: House) -> str:
    _status, shown = await house.console.read(f"/api/rooms/{house.room}")
    return str(shown["tables"]["room"][house.room]["process"]["id"])
