"""A rehearsal against a real server: HTTP, cookies and sockets only; nothing lost when networks break."""

import asyncio
import json
import re
from collections.abc import Iterator

import pytest

from deliberation.rehearsal.client import Client, join
from deliberation.rehearsal.hall import Hall, Plan
from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.summary import differs
from tests.plugins.live import LiveServer


@pytest.fixture(scope="module")
def demo(servers) -> Iterator[LiveServer]:
    server = servers(demo=True)
    yield server
    server.stop()


def codes(server: LiveServer) -> tuple[str, str, str]:
    """Return the workshop's id, the open square's code and the facilitator's log-in code."""
    said = server.manage("load_demo")
    room = re.search(r"/rooms/(\w{12})/console/", said)
    square = re.search(r"An open room.*/r/(\d{6})/", said)
    login = re.search(r"^  (\S+)  Caterina", said, re.MULTILINE)
    assert room and square and login
    return room[1], square[1], login[1]


async def test_a_whole_evening_is_led_and_every_socket_saw_everything(demo):
    room, _square, login = codes(demo)
    said: list[str] = []
    plan = Plan(demo.url, room, participants=14, officials="mixed", pace=0.01, lead=True, code=login)
    plan.offices = await asyncio.to_thread(office_ids, demo)
    hall = Hall(plan, said.append)
    found = await hall.rehearse()
    assert (found.any, hall.failures) == (False, [])
    text = "\n".join(said)
    assert "double-majority: 14 of 14 voted, adopted" in text
    assert "supported" in text
    steps = [line for line in text.splitlines() if line.startswith("— ")]
    assert steps[-1] == "— Closing"  # a slow machine may still print how far the last step is
    assert any(line.startswith("  lost 0, doubled 0, out of order 0") for line in hall.lines)
    erased = await asyncio.to_thread(demo.manage, "rehearse", room, "--erase")
    assert erased.startswith("Erased: 14 simulated participants")


OFFICES = (
    "from people.models import Organisation as O;"
    "print(*O.objects.filter(kind='municipal_office').values_list('pk', flat=True))"
)


def office_ids(server: LiveServer) -> list[str]:
    return server.manage("shell", "-v0", "-c", OFFICES).split()


async def test_sockets_that_are_cut_again_and_again_lose_nothing_and_double_nothing(demo):
    room, _square, _login = codes(demo)
    writers = [await enter(demo, room, f"Onda {n}") for n in range(3)]
    tasks = [asyncio.create_task(client.run()) for client in writers]
    # The charter comes first in this room, so people leave and come back: each is an event.
    for turn in range(8):
        calls = [w.do("seat.leave" if turn % 2 == 0 else "seat.here", {"room": room}) for w in writers]
        together = asyncio.gather(*calls)
        await asyncio.sleep(0.02)
        while writers[turn % 3].link is None:
            await asyncio.sleep(0.01)
        await writers[turn % 3].cut()
        answers = await asyncio.wait_for(together, 60)
        assert [answer.get("no") for answer in answers] == [None, None, None]
    final = await last_word(writers[0], writers)
    books = [client.ledger for client in writers]
    assert [(b.last, b.doubled, b.disordered) for b in books] == [(final["seq"], 0, 0)] * 3
    assert [differs(client, final) for client in writers] == [False] * 3
    assert sum(client.reconnects for client in writers) == 8
    for client in writers:
        await client.stop()
    await asyncio.gather(*tasks)


async def enter(server: LiveServer, room: str, name: str) -> Client:
    return await join(Browser(server.url), room, side="resident", nickname=name, lang="it")


async def last_word(client: Client, clients: list[Client]) -> dict:
    for _attempt in range(100):
        _status, text = await client.browser.get(f"/api/rooms/{client.room}?seat={client.seat}")
        final = json.loads(text)
        if all(each.ledger.last == final["seq"] for each in clients):
            break
        await asyncio.sleep(0.1)
    return final


async def test_a_removed_seat_is_told_and_does_not_come_back(demo):
    room, _square, _login = codes(demo)
    client = await enter(demo, room, "Faro 1")
    task = asyncio.create_task(client.run())
    while client.ledger.last is None:
        await client.news(1)
    await asyncio.to_thread(demo.manage, "rehearse", room, "--erase")
    await asyncio.wait_for(task, 20)
    assert (client.gone, client.reconnects) == ("The seat was taken away.", 0)


async def test_a_real_room_takes_no_simulated_participant(demo):
    _room, square, _login = codes(demo)
    with pytest.raises(AssertionError, match="not marked as a rehearsal"):
        await asyncio.to_thread(demo.manage, "rehearse", square, "--participants", "2", "--url", demo.url)


async def test_over_the_wire_a_room_that_is_no_rehearsal_is_not_even_seen(demo):
    look = "from deliberation.models import Room; print(Room.objects.get(entry='open').pk)"
    square = (await asyncio.to_thread(demo.manage, "shell", "-v0", "-c", look)).strip()
    with pytest.raises(Unreachable, match="only rehearsals may be watched"):
        await Hall(Plan(demo.url, square), print).rehearse()


async def test_a_used_log_in_code_is_told(demo):
    room, _square, login = codes(demo)
    await Browser(demo.url).log_in(login)
    with pytest.raises(Unreachable, match="Each works once"):
        await Hall(Plan(demo.url, room, participants=1, lead=True, code=login), print).rehearse()
