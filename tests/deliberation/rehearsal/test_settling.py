"""The last look at a rehearsal: faults that were planted must all be found, and told."""

import asyncio
import uuid
from typing import Any

import pytest

from deliberation.rehearsal import settling
from deliberation.rehearsal.client import Client
from deliberation.rehearsal.effort import Effort
from deliberation.rehearsal.files import allow
from deliberation.rehearsal.hall import Hall
from deliberation.rehearsal.http import Browser
from deliberation.rehearsal.plan import Plan
from deliberation.rehearsal.settling import Settled, Word, differences, settle
from deliberation.rehearsal.summary import Count, count, table, total, verdict
from deliberation.rehearsal.views import View

NOWHERE = "http://127.0.0.1:9"  # nothing listens there
ROOM = "0" * 12


def phone(seq: int, n: int = 1, **mine: Any) -> Client:
    client = Client(Browser(NOWHERE), ROOM, seat=uuid.uuid4().hex[:12])
    tables = {"cards": {"a": {"n": n}}}
    client.ledger.take({"snapshot": {"seq": seq, "epoch": 0, "tables": tables, "mine": mine, "live": {}}})
    return client


def hall_with(*phones: Client) -> Hall:
    row = {"id": ROOM, "code": "123456", "present": {}}
    hall = Hall(Plan(NOWHERE, ROOM, participants=3), row, place=1, door=asyncio.Semaphore(1), say=print)
    hall.phones = list(phones)
    return hall


def last_word(client: Client, seq: int, **mine: Any) -> Word:
    return Word(client, View(seq, {"cards": {"a": {"n": 1}}}), mine)


def test_phones_that_hold_what_the_server_holds_are_well():
    here = [phone(5), phone(5)]
    found = settling._compared(here, [last_word(here[0], 5)])
    assert (found.lost, found.compared, found.differing, found.rows) == (0, 2, 0, [])


def test_a_phone_that_missed_the_last_events_has_lost_them():
    here = [phone(5), phone(3)]
    found = settling._compared(here, [last_word(here[0], 5)])
    assert (found.lost, found.compared, found.differing) == (2, 1, 0)


def test_a_phone_with_another_row_differs_and_the_row_is_named():
    here = [phone(5), phone(5, n=2)]
    found = settling._compared(here, [last_word(here[0], 5)])
    assert (found.lost, found.differing, found.rows) == (0, 1, ["cards a"])


def test_a_phone_that_does_not_know_its_own_vote_differs():
    here = [phone(5, voted={})]
    found = settling._compared(here, [last_word(here[0], 5, voted={"p": True})])
    assert (found.differing, found.rows) == (1, ["own voted"])


def test_a_console_is_compared_with_its_own_snapshot_and_is_no_phone():
    here, console = [phone(5)], phone(5, n=2)
    console.seat = ""
    found = settling._compared(here, [last_word(here[0], 5), last_word(console, 5)])
    assert (found.compared, found.differing) == (1, 1)


def test_rows_that_only_one_has_are_differences_too():
    assert differences({"cards": {"a": {}}}, {"polls": {"p": {}}}) == ["cards a", "polls p"]
    assert differences({"cards": {}}, {}) == []


async def test_a_server_that_gives_no_last_word_is_told_and_counts_as_a_fault():
    hall = hall_with(phone(5))
    settled = await settle(hall, hurry=lambda: True)
    counted = count(hall, settled)
    assert (counted.unheard, counted.faulty) == (1, True)
    assert any("no last word: No server answers at" in line for line in verdict([hall], [settled], counted))


async def test_phones_that_never_come_to_the_last_word_are_told(monkeypatch):
    monkeypatch.setattr(settling, "SETTLING", 0.0)
    ahead, hall = phone(6), hall_with(phone(6))

    async def word(client: Client) -> Word:
        return last_word(client, 5)

    monkeypatch.setattr(settling, "_last_word", word)
    hall.phones.append(ahead)
    settled = await settle(hall, hurry=lambda: False)
    assert settled.unheard == "2 phones elsewhere than the server, 0 commands without an answer"


def test_who_was_shown_out_is_no_silent_absence():
    hall = hall_with(phone(5))
    hall.phones[0].gone = "The seat was taken away."
    counted = count(hall, Settled())
    assert counted.faulty
    assert "  shown out: The seat was taken away." in verdict([hall], [Settled()], counted)


@pytest.mark.parametrize(
    "fault", ["lost", "doubled", "disordered", "differing", "receipts", "failures", "unheard"]
)  # fmt: skip
def test_every_kind_of_fault_is_a_fault_and_survives_the_adding_up(fault):
    assert total([Count(seated=4), Count(seated=3, **{fault: 1})]).faulty
    assert not total([Count(seated=4, busy=9, refused=2, holes=1, back=5)]).faulty


def test_the_table_has_a_line_for_each_room_and_one_for_all():
    halls = [hall_with(phone(5), phone(5)), hall_with(phone(5))]
    settled = [Settled(digest="d1gest", compared=len(hall.phones)) for hall in halls]
    lines = table(halls, [count(hall, each) for hall, each in zip(halls, settled, strict=True)], settled)
    assert [line.split()[0] for line in lines] == ["room", "123456", "123456", "all"]
    assert "0/6" in lines[-1] and "0 of 3" in lines[-1]
    assert lines[1].endswith("d1gest")


def test_too_few_open_files_are_told_before_anybody_comes_in():
    assert allow(1) == ""
    assert "Raise it first" in allow(10**9)


async def test_a_simulation_that_was_too_busy_says_so(monkeypatch):
    effort = Effort()
    assert len(effort.told(5)) == 1
    effort.busiest = 0.8
    assert "seat fewer people" in effort.told(5)[1]
