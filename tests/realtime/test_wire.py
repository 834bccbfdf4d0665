"""The socket as a phone sees it: a real server process, real sockets, nothing mocked."""

import asyncio
import copy
import json
import re
import uuid
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from deliberation.rehearsal.http import Browser


class Phone:
    """One open socket; `heard` keeps every frame in order."""

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.heard: list[dict[str, Any]] = []

    async def until(self, wanted: Any, seconds: float = 20) -> dict[str, Any]:
        """Return the first frame for which wanted(frame) is true."""
        async with asyncio.timeout(seconds):
            while True:
                frame = json.loads(await self.socket.recv())
                self.heard.append(frame)
                if wanted(frame):
                    return frame

    async def say(self, frame: Any) -> None:
        await self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def do(self, name: str, ref: str = "", **data: Any) -> dict[str, Any]:
        ref = ref or str(uuid.uuid4())
        await self.say({"do": name, "with": data, "ref": ref})
        return await self.until(lambda f: f.get("ref") == ref)

    async def closed(self, seconds: float = 20) -> int:
        """Return the code with which the server closes."""
        async with asyncio.timeout(seconds):
            try:
                while True:
                    self.heard.append(json.loads(await self.socket.recv()))
            except ConnectionClosed as end:
                return end.rcvd.code if end.rcvd else 1006


class Hall:
    """The live demo room of a running server, and ways into it."""

    def __init__(self, server: Any):
        self.server = server
        printed = server.manage("load_demo")
        self.room = re.search(r"/rooms/(\w{12})/console", printed).group(1)  # type: ignore[union-attr]
        self.code = re.search(r"  (\S+)  Caterina", printed).group(1)  # type: ignore[union-attr]
        self.console: Browser | None = None

    async def seat(self, side: str = "resident", lang: str = "it") -> tuple[Browser, str]:
        browser = Browser(self.server.url, lang)
        made = await browser.command(
            "seat.join",
            {"room": self.room, "side": side, "nickname": "Prova", "lang": lang, "once": uuid.uuid4().hex},
        )
        if "token" in made["data"]:
            browser.cookies["tessera_device"] = made["data"]["token"]
        return browser, made["data"]["participant"]

    async def facilitator(self) -> Browser:
        if self.console is None:  # a printed code works once
            self.console = Browser(self.server.url)
            await self.console.log_in(self.code)
        return self.console

    def open(self, browser: Browser, seat: str = "", **query: str) -> Any:
        asked = "&".join(f"{k}={v}" for k, v in {"seat": seat, **query}.items() if v)
        address = f"{self.server.ws}/ws/room/{self.room}/?{asked}"
        return connect(address, additional_headers={"Cookie": browser.cookie}, origin=self.server.url)


@pytest.fixture(scope="module")
def hall(servers) -> Hall:
    """One server for all: every test takes seats of its own."""
    return Hall(servers())


async def test_a_phone_joins_writes_and_hears_its_own_event(hall):
    browser, seat = await hall.seat()
    facilitator = await hall.facilitator()
    async with hall.open(browser, seat) as one, hall.open(facilitator) as two:
        phone, console = Phone(one), Phone(two)
        await phone.say({"since": None, "epoch": None})
        await console.say({"since": None, "epoch": None})
        shown = (await phone.until(lambda f: "snapshot" in f))["snapshot"]
        assert shown["audience"] == "participant"
        assert "participants" not in shown["tables"]
        assert (await console.until(lambda f: "snapshot" in f))["snapshot"]["audience"] == "facilitator"
        moved = await console.do("room.next", room=hall.room)
        heard = await phone.until(lambda f: f.get("event") == "room.moved")
        assert heard["seq"] == moved["ok"]
        activity = heard["set"]["room"][hall.room]["activity"]
        ref = str(uuid.uuid4())
        first = await phone.do("card.add", ref, activity=activity, text="Non capisco i moduli", lang="it")
        again = await phone.do("card.add", ref, activity=activity, text="Non capisco i moduli", lang="it")
        assert (again["ok"], again["data"]) == (first["ok"], first["data"])
        other = await phone.do("card.add", ref, activity=activity, text="Altro", lang="it")
        assert other["code"] == "conflict"
        card = (await console.until(lambda f: f.get("event") == "card.added"))["set"]["cards"][first["data"]["card"]]
        assert card["text"] is None
        assert "Non capisco" not in json.dumps(console.heard)


async def test_who_comes_back_gets_what_was_missed_in_order(hall):
    browser, seat = await hall.seat()
    facilitator = await hall.facilitator()
    async with hall.open(browser, seat) as socket:
        phone = Phone(socket)
        await phone.say({"since": None, "epoch": None})
        shown = (await phone.until(lambda f: "snapshot" in f))["snapshot"]
    async with hall.open(facilitator) as socket:
        console = Phone(socket)
        await console.say({"since": None, "epoch": None})
        await console.until(lambda f: "snapshot" in f)
        for name in ("room.next", "room.next", "room.back", "room.next", "room.back"):
            last = await console.do(name, room=hall.room)
            assert "ok" in last
    async with hall.open(browser, seat) as socket:
        phone = Phone(socket)
        await phone.say({"since": shown["seq"], "epoch": shown["epoch"]})
        await phone.until(lambda f: f.get("seq") == last["ok"] and "live" not in f)
        numbers = [f["seq"] for f in phone.heard if "event" in f or set(f) == {"seq"}]
        assert numbers == list(range(shown["seq"] + 1, last["ok"] + 1))


async def test_what_is_no_honest_message_gets_a_sentence_and_harms_nobody(hall):
    browser, seat = await hall.seat(lang="it")
    async with hall.open(browser, seat) as socket:
        phone = Phone(socket)
        bad = ["null", "[1]", "NaN", '"text"', "{", '{"do": "card.add", "with": {"text": "\\ud800"}, "ref": "x"}']
        for frame in [*bad, '{"a":' * 20 + "1" + "}" * 20]:
            await phone.say(frame)
            answer = await phone.until(lambda f: "no" in f)
            assert (answer["code"], answer["ref"]) == ("invalid", None)
        assert (await phone.do("card.add", activity="x", text="y", lang="it", seat="z"))["code"] == "invalid"
        assert (await phone.do("nothing.here"))["code"] == "missing"
        await phone.say({"since": None, "epoch": None})
        assert "snapshot" in await phone.until(lambda f: "snapshot" in f)


async def test_a_removed_seat_is_shown_out_within_a_second(hall):
    browser, seat = await hall.seat()
    facilitator = await hall.facilitator()
    async with hall.open(browser, seat) as one, hall.open(facilitator) as two:
        phone, console = Phone(one), Phone(two)
        await phone.say({"since": None, "epoch": None})
        await phone.until(lambda f: "snapshot" in f)
        await console.say({"since": None, "epoch": None})
        await console.do("seat.remove", participant=seat, room=hall.room)
        started = asyncio.get_running_loop().time()
        assert await phone.closed() == 4003
        assert asyncio.get_running_loop().time() - started < 5


async def test_a_stranger_learns_nothing_but_that_there_is_no_room(hall):
    for query in ({}, {"seat": "0" * 12}):
        async with hall.open(Browser(hall.server.url), **query) as socket:
            assert await Phone(socket).closed() == 4004


async def test_a_flood_is_answered_busy_and_the_socket_stays_usable(hall):
    browser, seat = await hall.seat()
    async with hall.open(browser, seat) as socket:
        phone = Phone(socket)
        for number in range(40):
            await phone.say({"do": "seat.here", "with": {"room": hall.room}, "ref": f"flood-{number}"})
        answers = [await phone.until(lambda f: "ref" in f) for _n in range(40)]
        assert sum(a.get("code") == "busy" for a in answers) >= 15
        await asyncio.sleep(1.5)
        assert "ok" in await phone.do("seat.here", room=hall.room)


async def test_two_processes_on_postgresql_and_redis_hear_each_other(live_server_process):
    first = live_server_process(on="postgres", demo=True)
    second = live_server_process(beside=first)
    here = Hall(first)
    there = copy.copy(here)
    there.server = second
    browser, seat = await there.seat()
    facilitator = await here.facilitator()
    async with there.open(browser, seat) as one, here.open(facilitator) as two:
        phone, console = Phone(one), Phone(two)
        await phone.say({"since": None, "epoch": None})
        await phone.until(lambda f: "snapshot" in f)
        await console.say({"since": None, "epoch": None})
        moved = await console.do("room.next", room=here.room)
        heard = await phone.until(lambda f: f.get("event") == "room.moved", 5)
        assert heard["seq"] == moved["ok"]
