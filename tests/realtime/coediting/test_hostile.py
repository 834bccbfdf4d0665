"""What strangers, readers and vandals send to a real server: refused with a sentence, and the text is as it was."""

import asyncio
import os

import pytest
from pycrdt import Doc, Map, Text
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.realtime.coediting.pens import sync
from tests.realtime.coediting.test_update import MALFORMED, OTHER, made


async def test_a_reader_reads_along_and_may_not_write(desk):
    async with desk.pen("w1") as one, desk.pen("r1") as two:
        await one.write("for all")
        await two.until(lambda: two.read() == "for all")
        assert two.told[0] == {"may": "read"}
        await two.write("mine ")
        no = await two.refused()
        assert (no["code"], no["update"]) == ("refused", 1)
        await one.write("still ")
        await one.until_stored()
    assert desk.run("found = texts.texts_of(text)")["what"] == "still for all"


async def test_what_is_no_text_is_refused_and_harms_nobody(desk):
    async with desk.pen("w1") as one, desk.pen("w2") as two:
        await one.write("safe")
        await one.until_stored()
        for number, update in enumerate([*MALFORMED.values(), *(made(change) for change in OTHER.values())]):
            await two.say(sync(2, update))
            no = await two.refused()
            assert (no["code"] in {"invalid", "behind"}, no["update"]) == (True, number + 1)
        await one.write("very ")
        await one.until_stored()
        await two.until(lambda: two.read() == "very safe")
    assert desk.run("found = texts.texts_of(text)") == {"what": "very safe", "why": "Perché: 😀 نعم"}


async def test_messages_that_are_none_are_refused_and_enough_of_them_close_the_line(desk):
    async with desk.pen("w1") as pen:
        for message in (b"", b"\0", b"\0\7\0", b"\x05", b"\1\2\1\1", b"\xff" * 12, os.urandom(40), b"\0\2\3"):
            await pen.say(message)
            assert (await pen.refused())["code"] == "invalid"
        for _more in range(60):
            await pen.say(b"\x07")
        assert await pen.closed() == 4009


async def test_a_message_over_64_kib_closes_the_line(desk):
    async with desk.pen("w1") as pen:
        await pen.say(sync(2, b"\0" * 70_000))
        assert await pen.closed() == 1009


async def test_a_long_paste_in_parts_is_taken_and_a_text_over_the_bound_is_not(desk):
    async with desk.pen("w1") as pen, desk.pen("w2") as other:
        for _part in range(4):
            await pen.write("parola " * 7000)
            await pen.until_stored()
            await asyncio.sleep(1.5)
        await pen.write("parola " * 600)
        assert (await pen.refused())["code"] == "long"
        await other.until(lambda: len(other.read()) == 4 * 49_000)


async def test_a_flood_of_updates_is_answered_busy_and_the_socket_stays_usable(desk):
    async with desk.pen("w1") as pen:
        for number in range(160):
            await pen.write("x", at=number)
            if number % 40 == 39:
                await asyncio.sleep(0.3)
        no = await pen.refused()
        assert no["code"] == "busy"
        await asyncio.sleep(2)
        await pen.say(sync(2, pen.doc.get_update()))
        await pen.until(lambda: pen.told[-1] == {"stored": pen.sent})
    assert desk.run("found = texts.texts_of(text)")["what"] == "x" * 160


async def test_nobody_writes_under_the_number_of_another(desk):
    async with desk.pen("w1") as one, desk.pen("w2") as two:
        await one.write("mine ")
        await two.until(lambda: two.read())
        forged: Doc = Doc(client_id=one.doc.client_id)
        forged.apply_update(two.doc.get_update())
        state = forged.get_state()
        forged.get("what", type=Text).insert(0, "forged ")
        await two.say(sync(2, forged.get_update(state)))
        assert (await two.refused())["code"] == "invalid"
        await one.write("and mine ")
        await one.until_stored()
        await two.until(lambda: two.read() == "and mine mine ")


async def test_whose_right_ends_is_shown_out_and_what_they_write_then_is_not_stored(desk):
    async with desk.pen("w1") as one, desk.pen("w2") as two:
        await one.write("before")
        await one.until_stored()
        desk.rights(w1=None, w2="read")
        began = asyncio.get_running_loop().time()
        assert await one.closed() == 4003
        assert asyncio.get_running_loop().time() - began < 5
        await asyncio.sleep(began + 5.1 - asyncio.get_running_loop().time())
        await two.write("after too ")
        assert (await two.refused())["code"] == "refused"
        assert {"may": "read"} in two.told
    assert desk.run("found = texts.texts_of(text)")["what"] == "before"


async def test_who_only_looks_is_shown_out_too(desk):
    async with desk.pen("r1") as pen:
        await pen.until(lambda: pen.steps)
        desk.rights(r1=None)
        assert await pen.closed() == 4003


async def test_another_site_may_not_open_a_line(desk):
    address = f"{desk.server.ws}/ws/texts/note/{desk.key}/?seat=w1"
    for origin in (None, "http://evil.example"):
        with pytest.raises(InvalidStatus) as caught:
            await connect(address, origin=origin)
        assert caught.value.response.status_code == 403


async def test_addresses_that_are_none_and_seats_that_are_none_lead_nowhere(desk):
    for path in ("texts/note/UPPER0000000/", "texts/note/short/", "texts/note/"):
        with pytest.raises(InvalidStatus):
            await connect(f"{desk.server.ws}/ws/{path}", origin=desk.server.url)
    for path in (f"texts/other/{desk.key}/?seat=w1", f"texts/note/{desk.key}/?seat=w-x", f"texts/note/{desk.key}/"):
        async with connect(f"{desk.server.ws}/ws/{path}", origin=desk.server.url) as socket:
            with pytest.raises(ConnectionClosed) as end:
                await socket.recv()
            assert end.value.rcvd.code == 4004


async def test_a_text_that_is_erased_is_gone_for_everybody(desk):
    async with desk.pen("w1") as pen:
        await pen.write("erase me")
        await pen.until_stored()
        assert desk.run("texts.erase_text(text=text); found = TextUpdate.objects.filter(text_id=text).count()") == 0
        assert await pen.closed() == 4004
    assert desk.run("found = texts.texts_of(text)")["what"] == ""


async def test_nothing_of_a_text_or_a_name_is_in_the_log(desk):
    async with desk.pen("wsecretname") as pen:
        await pen.write("secret words")
        await pen.say(sync(2, made(lambda doc: doc.get("what", type=Map).update({"secret": "words"}))))
        await pen.refused()
    said = desk.server.said().lower()
    assert [word for word in ("secret words", "secretname") if word in said] == []
