"""Several people in one text: a real server, real sockets, real Yjs documents."""

import asyncio
import random

import pytest

from tests.realtime.coediting.pens import awareness, sync


async def test_two_who_write_at_once_read_the_same(desk):
    async with desk.pen("w1") as one, desk.pen("w2") as two:
        await asyncio.gather(one.write("aaa 😀 "), two.write("نعم "))
        for pen in (one, two):
            await pen.until(lambda pen=pen: "نعم" in pen.read() and "😀" in pen.read() and pen.read("why"))
            await pen.until_stored()
        assert one.read() == two.read()
        assert one.read("why") == "Perché: 😀 نعم"
    assert desk.run("found = texts.texts_of(text)") == {"what": one.read(), "why": "Perché: 😀 نعم"}


async def test_twenty_who_write_and_delete_read_the_same_and_nothing_is_lost(desk):
    pens = [desk.pen(f"w{number}") for number in range(20)]
    await asyncio.gather(*(pen.open() for pen in pens))
    chance = random.Random(1)
    for turn in range(6):
        for number, pen in enumerate(pens):
            size = len(pen.texts["what"])
            await pen.write(f"[{number}.{turn}]", at=0 if chance.random() < 0.5 else size)
            if chance.random() < 0.3:
                await pen.write("x", "why")
                del pen.texts["why"][0:1]
                await pen.push()
        await asyncio.sleep(0.02)
    for pen in pens:
        await pen.until_stored()
    words = {f"[{number}.{turn}]" for number in range(20) for turn in range(6)}
    for pen in pens:
        await pen.until(lambda pen=pen: all(word in pen.read() for word in words))
    assert len({(pen.read(), pen.read("why")) for pen in pens}) == 1
    assert len(pens[0].read()) == sum(map(len, words))
    await asyncio.gather(*(pen.close() for pen in pens))
    assert desk.run("found = texts.texts_of(text)") == {"what": pens[0].read(), "why": "Perché: 😀 نعم"}


async def test_who_comes_back_brings_what_was_written_away_from_the_line(desk):
    one, two = desk.pen("w1"), desk.pen("w2")
    await one.open()
    await one.write("together ")
    await one.until_stored()
    await one.close()
    one.texts["what"].insert(0, "offline ")
    async with two:
        await two.write("meanwhile ")
        await two.until_stored()
        await one.open()
        await one.push()
        await one.until_stored()
        await two.until(lambda: "offline" in two.read())
        await one.until(lambda: "meanwhile" in one.read())
        assert one.read() == two.read()
    await one.close()


async def test_an_update_that_is_sent_again_is_stored_once(desk):
    async with desk.pen("w1") as pen:
        await pen.write("once ")
        await pen.until_stored()
        rows = desk.run("found = SharedText.objects.get(id=text).number")
        for _again in range(3):
            await pen.say(sync(2, pen.doc.get_update()))
        await pen.until_stored()
        assert desk.run("found = SharedText.objects.get(id=text).number") == rows
    async with desk.pen("w2") as other:
        await other.until(lambda: other.read() == "once ")


async def test_names_come_from_the_server_and_only_of_those_who_are_here(desk):
    async with desk.pen("w1") as one:
        async with desk.pen("w2") as two:
            await two.say(awareness(two.doc.client_id, 1, {"field": "why", "at": 3, "name": "The mayor", "x": "<b>"}))
            await one.until(lambda: one.states)
            assert one.states == {two.doc.client_id: {"field": "why", "at": 3, "name": "W2"}}
            await one.say(awareness(two.doc.client_id, 9, {"field": "what"}))  # speaks for somebody else
            await asyncio.sleep(0.6)
            assert one.states == {two.doc.client_id: {"field": "why", "at": 3, "name": "W2"}}
        await one.until(lambda: one.states == {two.doc.client_id: None})


async def test_who_comes_later_learns_who_is_where_and_strange_places_are_nowhere(desk):
    async with desk.pen("w1") as one:
        await one.say(awareness(one.doc.client_id, 1, {"field": "what"}))
        await asyncio.sleep(0.5)
        async with desk.pen("w2") as two:
            await two.until(lambda: two.states == {one.doc.client_id: {"field": "what", "name": "W1"}})
            await one.say(awareness(one.doc.client_id, 2, {"field": "secret"}))
            await two.until(lambda: two.states == {one.doc.client_id: None})


async def test_a_save_without_a_socket_is_heard_by_those_who_write(desk):
    async with desk.pen("w1") as pen:
        await pen.write("Una piazza")
        await pen.until_stored()
        said = 'found = texts.replace_text(text=text, field="what", before="Una piazza", after="Una piazza verde 🌳")'
        assert desk.run(said) == "Una piazza verde 🌳"
        await pen.until(lambda: pen.read() == "Una piazza verde 🌳")


@pytest.mark.parametrize("name", ["nobody", "x"])
async def test_a_stranger_learns_nothing_but_that_there_is_nothing(desk, name):
    pen = desk.pen(name)
    await pen.open()
    assert await pen.closed() == 4004
    assert pen.steps == 0


async def test_the_server_says_when_to_come_back_and_nothing_that_was_stored_is_gone(start_server, servers):
    from tests.plugins.services import WANTED
    from tests.realtime.coediting.conftest import Desk

    desk = Desk(start_server(on=WANTED))
    pen = desk.pen("w1")
    await pen.open()
    await pen.write("kept")
    await pen.until_stored()
    desk.server.process.terminate()
    assert await pen.closed() == 1012
    assert any("goodbye" in each for each in pen.told)
    assert desk.run("found = texts.texts_of(text)")["what"] == "kept"
