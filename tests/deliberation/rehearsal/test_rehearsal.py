"""A rehearsal against a real server: HTTP, cookies and sockets only; nothing lost when networks break."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.door import sit_down
from deliberation.rehearsal.evening import Evening
from deliberation.rehearsal.http import Browser, Unreachable
from deliberation.rehearsal.plan import Plan
from deliberation.rehearsal.settling import differences
from tests.plugins.live import LiveServer

LOOK = """
from deliberation.models import Room
from people.models import Organisation, Person
from people.printed import issue_code
print(issue_code(person=Person.objects.get(email__startswith="caterina@")))
print(Room.objects.get(rehearsal=True).pk, Room.objects.get(entry="open").pk)
print(*Organisation.objects.filter(kind="municipal_office").values_list("pk", flat=True))
"""
ROOMS = "from deliberation.models import Room; print(*Room.objects.filter(rehearsal=True).values_list('pk', flat=True))"


@dataclass
class Demo:
    """`room` is a rehearsal, `square` a real room that is open to anybody; `code` logs the facilitator in once."""

    server: LiveServer
    code: str
    room: str
    square: str
    offices: list[str]

    def ask(self, python: str) -> str:
        return self.server.manage("shell", "-v0", "-c", python)

    def another_code(self) -> str:
        found = re.search(r"^  (\S+)  Caterina", self.server.manage("load_demo"), re.MULTILINE)
        assert found
        return found[1]

    def erase(self) -> str:
        return self.server.manage("rehearse", self.room, "--erase")


@pytest.fixture(scope="module")
def demo(servers) -> Iterator[Demo]:
    server = servers(demo=True)
    code, room, square, *offices = server.manage("shell", "-v0", "-c", LOOK).split()
    yield Demo(server, code, room, square, offices)
    server.stop()


async def test_a_whole_evening_is_led_and_every_phone_saw_everything(demo):
    said: list[str] = []
    plan = Plan(demo.server.url, demo.room, participants=14, officials="mixed", pace=0.01, lead=True)
    plan.code, plan.offices = demo.code, demo.offices
    evening = Evening(plan, said.append)
    counted = await evening.rehearse()
    assert (counted.faulty, evening.halls[0].failures) == (False, [])
    assert (counted.seated, counted.compared, counted.silent) == (14, 14, 0)
    text = "\n".join(said)
    assert "double-majority: 14 of 14 voted, adopted" in text
    assert "supported" in text
    steps = [line for line in text.splitlines() if line.startswith("— ")]
    assert steps[-1] == "— Closing"  # a slow machine may still print how far the last step is
    assert any(line.startswith("  lost 0, doubled 0, out of order 0") for line in evening.lines)
    assert (await asyncio.to_thread(demo.erase)).startswith("Erased: 14 simulated participants")


def test_two_rooms_are_opened_filled_led_and_taken_away_again(demo):
    how = ("--participants", "4", "--pace", "0.02", "--minutes", "0.05", "--url", demo.server.url)
    said = demo.server.manage("rehearse", demo.room, "--rooms", "2", "--code", demo.another_code(), *how)
    assert re.search(r"^  all 2 +8/8 .* 0 of 8 ", said, re.MULTILINE)
    assert len(re.findall(r"^  \d{6}  Caterina L\. +4/4 ", said, re.MULTILINE)) == 2
    assert "lost 0, doubled 0, out of order 0, phones that differ from the server in the end 0 of 8" in said
    erased = demo.erase()
    assert erased.startswith("Erased: 8 simulated participants")
    assert "Further rooms taken away: 1;" in erased
    assert demo.ask(ROOMS).split() == [demo.room]


async def test_stopped_while_people_come_in_it_still_gives_its_summary(demo):
    evening = Evening(Plan(demo.server.url, demo.room, participants=40, pace=4.0), print)
    work = asyncio.create_task(evening.rehearse())
    while not evening.halls or not evening.halls[0].people:
        await asyncio.sleep(0.02)
    evening.stop()
    evening.stop()
    counted = await asyncio.wait_for(work, 20)
    assert 0 < counted.seated < 40
    assert (counted.lost, counted.doubled, counted.disordered) == (0, 0, 0)


async def test_sockets_that_are_cut_again_and_again_lose_nothing_and_double_nothing(demo):
    room = demo.room
    writers = [await enter(demo, f"Onda {n}") for n in range(3)]
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
    assert [differences(client.ledger.tables, final["tables"]) for client in writers] == [[]] * 3
    assert sum(client.reconnects for client in writers) == 8
    for client in writers:
        await client.stop()
    await asyncio.gather(*tasks)


async def enter(demo: Demo, name: str) -> Client:
    browser = Browser(demo.server.url)
    seat = await sit_down(browser, demo.room, side="resident", nickname=name, lang="it")
    return Client(browser, demo.room, seat=seat)


async def last_word(client: Client, clients: list[Client]) -> dict:
    for _attempt in range(100):
        _status, final = await client.browser.read(client.page)
        if all(each.ledger.last == final["seq"] for each in clients):
            break
        await asyncio.sleep(0.1)
    return final


async def test_a_removed_seat_is_told_and_does_not_come_back(demo):
    client = await enter(demo, "Faro 1")
    task = asyncio.create_task(client.run())
    while client.ledger.last is None:
        await client.news(1)
    await asyncio.to_thread(demo.erase)
    await asyncio.wait_for(task, 20)
    assert (client.gone, client.reconnects) == ("The seat was taken away.", 0)


def test_a_real_room_takes_no_simulated_participant(demo):
    with pytest.raises(AssertionError, match="not marked as a rehearsal"):
        demo.server.manage("rehearse", demo.square, "--participants", "2", "--url", demo.server.url)


async def test_over_the_wire_a_room_that_is_no_rehearsal_is_not_even_seen(demo):
    with pytest.raises(Unreachable, match="only rehearsals may be watched"):
        await Evening(Plan(demo.server.url, demo.square), print).rehearse()


async def test_a_log_in_code_that_was_used_or_never_printed_is_told(demo):
    with pytest.raises(Unreachable, match="Each works once"):
        await Evening(Plan(demo.server.url, demo.room, participants=1, lead=True, code="0"), print).rehearse()


async def test_a_server_that_is_away_is_told_with_what_to_do():
    with pytest.raises(Unreachable, match=r"No server answers at .* or give its address with --url"):
        await Evening(Plan("http://127.0.0.1:9", "0" * 12), print).rehearse()
