"""What a whole room sees over the wire: presence, turnout, heartbeat, snapshots by HTTP, and what no hint told."""

import asyncio
import copy
import gzip
import re
import urllib.request
import uuid
from typing import Any

import pytest

from deliberation.rehearsal.http import Browser
from tests.realtime.test_wire import Hall, Phone

BY_HAND = """
from deliberation.models import Room, RoomRole
from people.actors import Actor
from realtime.run import run
room = Room.objects.get(pk="{room}")
lead = Actor(person=RoomRole.objects.filter(room=room).first().person)
print("seq", run("room.{verb}", lead, {{"room": room.pk}}, "{ref}").seq)
"""


@pytest.fixture(scope="module")
def hall(servers) -> Hall:
    return Hall(servers(TESSERA_METRICS="local"))


class Awake(Phone):
    """A phone that answers while it waits."""

    async def until(self, wanted: Any, seconds: float = 20) -> dict[str, Any]:
        async with asyncio.timeout(seconds):
            while True:
                frame = await super().until(lambda f: "ask" in f or wanted(f), seconds)
                if "ask" in frame:
                    await self.say({"have": frame["ask"]})
                if wanted(frame):
                    return frame


async def joined(socket: Any) -> Phone:
    phone = Awake(socket)
    await phone.say({"since": None, "epoch": None})
    await phone.until(lambda f: "snapshot" in f)
    return phone


def live(**wanted: Any) -> Any:
    return lambda f: "live" in f and {key: f["live"].get(key) for key in wanted} == wanted


async def test_what_a_command_line_writes_reaches_the_phones_within_two_seconds(hall):
    """Another program writes, and nobody tells the server: it looks by itself."""
    browser, seat = await hall.seat()
    async with hall.open(browser, seat) as one:
        phone = await joined(one)
        code = BY_HAND.format(room=hall.room, verb="next", ref=uuid.uuid4())
        # It answers meanwhile: starting a program can take longer than a silent phone is kept.
        listening = asyncio.create_task(phone.until(lambda f: f.get("event") == "room.moved", 300))
        printed = await asyncio.to_thread(hall.server.manage, "shell", "-c", code)
        moved = await asyncio.wait_for(listening, 2)
        assert moved["seq"] == int(re.search(r"seq (\d+)", printed).group(1))
    await asyncio.to_thread(hall.server.manage, "shell", "-c", code.replace("room.next", "room.back"))


async def test_who_is_here_and_who_writes_is_counted_and_forgotten(hall):
    (one, here), (two, there) = await hall.seat(), await hall.seat("official")
    lead = await hall.facilitator()
    async with hall.open(lead) as third, hall.open(one, here) as first:
        console, phone = await joined(third), await joined(first)
        async with hall.open(two, there) as second:
            other = await joined(second)
            named = await console.until(lambda f: "live" in f and set(f["live"].get("names", [])) == {here, there})
            assert (named["live"]["here"], named["live"]["online"]) == ({"official": 1, "resident": 1}, 2)
            await other.say({"doing": {"writing": "abc"}})
            await phone.until(live(doing={"writing": {"abc": 1}}))
            began = asyncio.get_running_loop().time()
            await phone.until(live(doing={}))
            assert 4 < asyncio.get_running_loop().time() - began < 9
        await phone.until(live(here={"resident": 1}, online=1))
        assert all("names" not in f.get("live", {}) for f in phone.heard)


async def test_an_ask_carries_the_last_number_and_who_answers_stays(hall):
    browser, seat = await hall.seat()
    async with hall.open(browser, seat) as socket:
        phone = await joined(socket)
        snapshot = next(f["snapshot"] for f in phone.heard if "snapshot" in f)
        for _n in range(2):
            asked = await phone.until(lambda f: "ask" in f, 9)
            assert (asked["ask"], set(asked)) == (snapshot["seq"], {"ask", "now"})


async def test_a_snapshot_by_http_is_compressed_and_its_tag_still_matches(hall):
    browser, seat = await hall.seat()
    first = await asyncio.to_thread(_fetch, hall, browser, seat, "")
    again = await asyncio.to_thread(_fetch, hall, browser, seat, first["headers"]["ETag"])
    assert (first["status"], first["headers"]["Content-Encoding"]) == (200, "gzip")
    assert (first["headers"]["ETag"][:2], b'"audience":"participant"' in gzip.decompress(first["body"])) == ("W/", True)
    assert (again["status"], again["body"], again["headers"]["Cache-Control"]) == (304, b"", "private, no-cache")


def _fetch(hall: Hall, browser: Browser, seat: str, tag: str) -> dict[str, Any]:
    headers = {"Cookie": browser.cookie, "Accept-Encoding": "gzip", "If-None-Match": tag}
    request = urllib.request.Request(f"{hall.server.url}/api/room/{hall.room}?seat={seat}", headers=headers)
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as no:
        answer = no
    return {"status": answer.status, "headers": answer.headers, "body": answer.read()}


async def test_a_goodbye_reaches_those_who_have_not_joined(servers):
    server = servers()
    hall = Hall(server)
    browser, seat = await hall.seat()
    async with hall.open(browser, seat) as inside, hall.open(browser, seat) as outside:
        await joined(inside)
        stopping = asyncio.create_task(asyncio.to_thread(server.stop))
        phones = [Phone(inside), Phone(outside)]
        assert [await phone.closed() for phone in phones] == [1012, 1012]
        assert [[f for f in phone.heard if "goodbye" in f] != [] for phone in phones] == [True, True]
        await stopping


async def test_while_a_vote_is_open_turnout_is_all_that_is_told_and_no_ballot_is_an_event(servers):
    hall = Hall(servers())
    seats = [await hall.seat() for _n in range(6)]
    lead = await hall.facilitator()
    async with hall.open(lead) as third:
        console = await joined(third)
        tables = next(f["snapshot"]["tables"] for f in console.heard if "snapshot" in f)
        charter = next(a["id"] for a in tables["activities"].values() if a["kind"] == "charter")
        while (await lead.read(f"/api/room/{hall.room}"))[1]["tables"]["room"][hall.room]["activity"] != charter:
            assert "ok" in await console.do("room.next", room=hall.room)
        opened = await console.do("poll.open", activity=charter, method="double-majority")
        poll, seq = opened["data"]["poll"], opened["ok"]
        await console.until(live(voted={poll: {"resident": 0, "official": 0, "civil": 0}}), 5)
        choices = ["yes", "no", "yes", "no", "yes", "yes"]
        answers = await asyncio.gather(*(_vote(browser, seat, poll, choice) for (browser, seat), choice in
                                         zip(seats, choices, strict=True)))  # fmt: skip
        assert [answer["ok"] for answer in answers] == [0] * 6
        last = await console.until(lambda f: f.get("live", {}).get("voted", {}).get(poll, {}).get("resident") == 6)
        assert last["seq"] == seq
        told = [f for f in console.heard if "live" in f and poll in f["live"].get("voted", {})]
        assert len(told) <= 4 * 5 + 2
        assert {key for f in told for key in f["live"]["voted"][poll]} <= {"resident", "official", "civil"}
        assert "yes" not in str([f["live"] for f in told])


async def _vote(browser: Browser, seat: str, poll: str, answer: str) -> dict[str, Any]:
    data = {"poll": poll, "choice": {"answer": answer}, "nonce": uuid.uuid4().hex}
    return await browser.command("ballot.cast", data)


async def test_when_a_hundred_came_and_went_the_server_has_none_left(hall):
    seats = [await hall.seat() for _n in range(25)]
    for _wave in range(4):
        sockets = await asyncio.gather(*(hall.open(*each) for each in seats))
        await asyncio.gather(*(joined(socket) for socket in sockets))
        await asyncio.gather(*(socket.close() for socket in sockets))
    async with asyncio.timeout(10):
        while _open(hall) > 0:
            await asyncio.sleep(0.1)


def _open(hall: Hall) -> float:
    text = urllib.request.urlopen(f"{hall.server.url}/metrics", timeout=10).read().decode()
    return sum(float(count) for count in re.findall(r"^tessera_sockets\{[^}]*\} (\S+)$", text, re.MULTILINE))


@pytest.mark.postgres
async def test_two_processes_count_the_people_of_both_until_one_dies(live_server_process):
    first = live_server_process(on="postgres")
    second = live_server_process(beside=first)
    here = Hall(first)
    there = copy.copy(here)
    there.server = second
    (one, seat), (two, other) = await here.seat(), await there.seat("official")
    async with here.open(one, seat) as near:
        phone = await joined(near)
        async with there.open(two, other) as far:
            away = await joined(far)
            both = {"official": 1, "resident": 1}
            await phone.until(live(here=both, online=2), 6)
            await away.say({"doing": {"writing": "abc"}})
            await phone.until(live(doing={"writing": {"abc": 1}}), 6)
            second.kill()
            began = asyncio.get_running_loop().time()
            await phone.until(live(here={"resident": 1}, online=1), 25)
            assert asyncio.get_running_loop().time() - began < 20
