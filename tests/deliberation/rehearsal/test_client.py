"""What a simulated phone says and does when the server asks, hides, is too busy, or closes."""

import asyncio

from deliberation.rehearsal import backoff, client, fetching, participant
from deliberation.rehearsal.backoff import Backoff
from deliberation.rehearsal.pace import Pace
from deliberation.rehearsal.participant import Participant
from tests.deliberation.rehearsal.peer import ROOM, meeting, snapshot


async def test_a_phone_begins_by_saying_where_it_stands_and_answers_every_question():
    async with meeting() as (peer, _phone):
        await peer.say({"ask": 3, "now": 0}, {"snapshot": snapshot(3)}, {"seq": 4}, {"ask": 4, "now": 0})
        await peer.until(lambda: len(peer.heard) == 3)
        assert peer.heard == [{"since": None, "epoch": None}, {"have": 0}, {"have": 4}]


async def test_a_question_that_shows_a_hole_makes_it_ask_again(monkeypatch):
    monkeypatch.setattr(client, "ASK_AGAIN", 0.0)
    async with meeting() as (peer, phone):
        await peer.say({"snapshot": snapshot(3)}, {"ask": 5, "now": 0})
        await peer.until(lambda: len(peer.heard) == 3)
        assert peer.heard[1:] == [{"have": 3}, {"since": 3, "epoch": 0}]
        await peer.say({"seq": 4}, {"seq": 5})
        await peer.until(lambda: phone.ledger.last == 5)
        assert (phone.ledger.holes, phone.ledger.doubled, phone.ledger.disordered) == (1, 0, 0)


async def test_a_large_snapshot_is_fetched_and_what_arrived_meanwhile_comes_after_it():
    async with meeting() as (peer, phone):
        peer.pages["/large"] = snapshot(7, cards={"a": {"n": 7}})
        early = {"seq": 7, "event": "x", "set": {"cards": {"a": {"n": 6}}}}
        late = {"seq": 8, "event": "x", "set": {"cards": {"b": {"n": 8}}}}
        await peer.say({"fetch": "/large", "seq": 6, "epoch": 0}, early, late, {"ask": 8, "now": 0})
        await peer.until(lambda: peer.heard[-1] == {"have": 0})
        assert phone.ledger.last is None
        peer.open_pages.set()
        await peer.until(lambda: phone.ledger.last == 8)
        assert phone.ledger.tables == {"cards": {"a": {"n": 7}, "b": {"n": 8}}}
        assert (phone.ledger.covered, phone.ledger.holes, phone.fetching.count) == (1, 0, 1)


async def test_a_snapshot_that_cannot_be_fetched_is_asked_for_anew(monkeypatch):
    monkeypatch.setattr(fetching, "AGAIN", {"first": 0.01, "longest": 0.01})
    async with meeting() as (peer, _phone):
        peer.open_pages.set()
        await peer.say({"fetch": "/nowhere", "seq": 6, "epoch": 0})
        await peer.until(lambda: peer.heard == [{"since": None, "epoch": None}] * 2)


async def test_who_was_not_let_in_knocks_again(monkeypatch):
    monkeypatch.setattr(client, "BUSY", {"first": 0.01, "longest": 0.01})
    async with meeting() as (peer, _phone):
        await peer.say({"ref": None, "no": "A moment.", "code": "busy"})
        await peer.until(lambda: peer.heard == [{"since": None, "epoch": None}] * 2)


async def test_a_cut_phone_comes_back_with_its_number_and_its_unanswered_command():
    async with meeting() as (peer, phone):
        await peer.say({"snapshot": snapshot(3)})
        waiting = asyncio.create_task(phone.do("card.add", {"text": "x"}))
        await peer.until(lambda: len(peer.heard) == 2)
        await peer.links[-1].close(backoff.TOO_SLOW)
        await peer.until(lambda: len(peer.heard) == 4)
        assert peer.heard[2] == {"since": 3, "epoch": 0}
        assert peer.heard[3] == peer.heard[1]
        await peer.say({"ref": peer.heard[1]["ref"], "ok": 4, "data": {}})
        assert (await waiting)["ok"] == 4
        assert (phone.reconnects, dict(phone.closes)) == (1, {backoff.TOO_SLOW: 1})


async def test_who_types_a_card_says_so_again_and_again_and_never_what(monkeypatch):
    monkeypatch.setattr(participant, "TOLD_EVERY", 0.05)
    async with meeting() as (peer, phone):
        person = Participant(phone, side="resident", lang="it", pace=Pace("1", 0.005))
        await person._type("Non capisco i moduli dello sportello", "a1")
        await peer.until(lambda: peer.heard[-1] == {"doing": {}})
        said = peer.heard[1:-1]
        assert len(said) > 1 and said == [{"doing": {"writing": "a1"}}] * len(said)


async def test_a_seat_that_was_taken_away_ends_it():
    async with meeting() as (peer, phone):
        await peer.links[-1].close(backoff.OUT)
        await peer.until(lambda: bool(phone.gone))
        assert (phone.gone, phone.room, phone.reconnects) == ("The seat was taken away.", ROOM, 0)
        assert await phone.do("card.add", {}) == {"no": "The seat was taken away.", "code": "gone"}


def test_after_a_flood_it_rests_and_after_a_goodbye_it_keeps_to_what_was_told():
    rest = Backoff()
    assert {5 <= rest.rest(backoff.FLOOD, 0) <= 15 for _ in range(50)} == {True}
    rest.goodbye = 2.5
    assert rest.rest(backoff.RESTART, 0) == 2.5


def test_who_was_too_slow_comes_back_at_once_but_not_twice_in_ten_seconds():
    rest = Backoff(failed=5)
    assert rest.rest(backoff.TOO_SLOW, 100) == 0
    assert max(rest.rest(backoff.TOO_SLOW, 101) for _ in range(50)) > 0
    assert rest.rest(backoff.TOO_SLOW, 200) == 0


def test_failed_attempts_wait_longer_each_time_never_more_than_fifteen_seconds():
    waits = [max(Backoff(failed=tries).rest(1006, 0) for _ in range(200)) for tries in (0, 2, 9)]
    assert [wait <= most for wait, most in zip(waits, (0.5, 2, 15), strict=True)] == [True] * 3
    assert waits[0] < waits[1] < waits[2]
