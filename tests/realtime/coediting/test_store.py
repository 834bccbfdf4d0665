"""Texts in the database: begun once, numbered without holes, merged while others write, kept over a crash."""

import asyncio
import threading

import pytest
from django.db import connection, transaction
from pycrdt import Doc, Text

from realtime.coediting import store
from realtime.coediting.texts import erase_text, replace_text, texts_of
from realtime.models import SharedText, TextUpdate
from realtime.refusal import Invalid, Missing
from tests.plugins.services import WANTED
from tests.realtime.coediting.conftest import Desk
from tests.realtime.coediting.kind import FIELDS
from tests.realtime.coediting.pens import sync


def letters(text: str, count: int, client: int) -> list[bytes]:
    """Return updates that put in one letter each."""
    doc: Doc = Doc(client_id=client)
    for _number, update in store.open_text(text)[1]:
        doc.apply_update(update)
    heard: list[bytes] = []
    watch = doc.observe(lambda event: heard.append(event.update))
    for number in range(count):
        doc.get("what", type=Text).insert(0, "abcdefghij"[number % 10])
    assert watch
    return heard


def in_threads(*works):
    """Run these at the same moment, each on a thread and a connection of its own."""
    gate = threading.Barrier(len(works))
    problems = []

    def run(work):
        gate.wait()
        try:
            work()
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.django_db(transaction=True)
def test_a_text_that_many_open_at_once_is_begun_once(text):
    found = []
    in_threads(*[lambda: found.append(store.open_text(text))] * 6)
    assert [rows for _names, rows in found] == [[(1, store.seed(text))]] * 6
    assert texts_of(text) == FIELDS


@pytest.mark.django_db(transaction=True)
def test_those_who_write_at_once_leave_no_hole_and_merging_loses_nothing(text):
    store.open_text(text)
    works = [letters(text, 130, client) for client in (100, 200)]

    def write(updates):
        for update in updates:
            store.keep(text, 0, update)

    in_threads(lambda: write(works[0]), lambda: write(works[1]), *[lambda: store.merge(text)] * 3)
    head = SharedText.objects.get(id=text)
    numbers = list(TextUpdate.objects.filter(text=text).values_list("number", flat=True))
    assert (head.number, numbers) == (261, list(range(head.base, 262)))
    assert sorted(texts_of(text)["what"]) == sorted("abcdefghij" * 26)


@pytest.mark.django_db
def test_after_many_rows_there_is_one_again_that_says_the_same(text):
    for update in letters(text, store.MANY + 5, 100):
        store.keep(text, 0, update)
    assert TextUpdate.objects.filter(text=text).count() == 6
    assert len(texts_of(text)["what"]) == store.MANY + 5


@pytest.mark.django_db
def test_who_did_not_read_the_rows_before_the_merge_reads_the_merged_one(text):
    updates = letters(text, 20, 100)
    for update in updates[:10]:
        store.keep(text, 0, update)
    last = 5
    store.merge(text)
    kept = store.keep(text, last, updates[10])
    assert (kept.number, [number for number, _update in kept.missed]) == (12, [11])


@pytest.mark.django_db
def test_reading_a_text_does_not_begin_it(text):
    assert texts_of(text) == FIELDS
    assert SharedText.objects.count() == 0
    with pytest.raises(Missing):
        texts_of("unknown:000000000000")


@pytest.mark.django_db
def test_a_textarea_is_saved_by_as_little_as_differs(text):
    assert (
        replace_text(text=text, field="what", before="", after="Una piazza\r\nverde 🌳\r\n") == "Una piazza\nverde 🌳\n"
    )
    size = sum(len(bytes(each.update)) for each in TextUpdate.objects.filter(text=text, number__gt=2))
    after = "Una piazza\nmolto verde 🌳🌳\n"
    assert replace_text(text=text, field="what", before="Una piazza\r\nverde 🌳\r\n", after=after) == after
    last = TextUpdate.objects.filter(text=text).last()
    assert size == 0 and len(bytes(last.update)) < 60
    assert replace_text(text=text, field="what", before="Una piazza\nverde 🌳\n", after=after) == after
    assert TextUpdate.objects.filter(text=text).last() == last
    with pytest.raises(Invalid):
        replace_text(text=text, field="who", before="", after="x")


@pytest.mark.django_db
def test_a_save_that_is_rolled_back_leaves_nothing(text):
    store.open_text(text)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        replace_text(text=text, field="what", before="", after="gone")
        raise ZeroDivisionError
    assert texts_of(text)["what"] == ""


@pytest.mark.django_db
def test_an_erased_text_leaves_no_row(text):
    replace_text(text=text, field="what", before="", after="erase me")
    erase_text(text=text)
    assert (SharedText.objects.count(), TextUpdate.objects.count(), texts_of(text)) == (0, 0, FIELDS)


async def test_what_is_sent_again_after_a_crash_before_the_answer_is_there_once(start_server):
    first = start_server(on=WANTED)
    pen = Desk(first, "0" * 12).pen("w1")
    await pen.open()
    await pen.write("kept ")
    await pen.until_stored()
    pen.texts["what"].insert(0, "unsure ")
    await pen.say(sync(2, pen.unsent[-1]))  # stored or not: nobody hears of it
    await asyncio.sleep(0.01)
    first.kill()
    await pen.close()
    second = Desk(start_server(on=WANTED, beside=first), "0" * 12)
    pen.url, pen.sent, pen.stored, pen.told = second.server.url, 0, 0, []
    await pen.open()
    await pen.push()
    await pen.until_stored()
    await pen.close()
    assert second.run("found = texts.texts_of(text)")["what"] == "unsure kept "


async def test_two_processes_write_in_one_text(start_server):
    """On PostgreSQL with Redis' hints; on SQLite two processes are told by the safety poll alone."""
    first = start_server(on=WANTED)
    second = start_server(on=WANTED, beside=first)
    here, there = Desk(first), Desk(second)
    there.key = here.key
    async with here.pen("w1") as one, here.pen("w2") as two, there.pen("w3") as three, there.pen("w4") as four:
        pens = (one, two, three, four)
        for turn in range(15):
            for number, pen in enumerate(pens):
                await pen.write(f"[{number}.{turn}]", at=0 if turn % 2 else len(pen.texts["what"]))
        words = {f"[{number}.{turn}]" for number in range(4) for turn in range(15)}
        for pen in pens:
            await pen.until_stored()
        for pen in pens:
            await pen.until(lambda pen=pen: all(word in pen.read() for word in words))
        assert len({pen.read() for pen in pens}) == 1
        assert len(one.read()) == sum(map(len, words))
        assert here.run("found = texts.texts_of(text)")["what"] == one.read()


@pytest.mark.postgres
async def test_who_writes_in_another_process_is_named_too(start_server):
    from tests.realtime.coediting.pens import awareness

    first = start_server(on=WANTED)
    here, there = Desk(first), Desk(start_server(on=WANTED, beside=first))
    there.key = here.key
    async with here.pen("w1") as one, there.pen("w2") as two:
        await two.say(awareness(two.doc.client_id, 1, {"field": "why"}))
        await one.until(lambda: one.states == {two.doc.client_id: {"field": "why", "name": "W2"}})
