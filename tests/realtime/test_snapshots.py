"""Snapshots: built once for a crowd; by HTTP with a tag that changes when something lasting has changed."""

import json
import threading
from typing import Any

import pytest

from people.models import DeviceSeat
from realtime import snapshots
from realtime.refusal import Missing
from realtime.streams import Viewer
from tests.helpers.doors import enter
from tests.helpers.world import World, do, world

HERE = pytest.mark.django_db
THREADS = pytest.mark.django_db(transaction=True)


@pytest.fixture
def w() -> World:
    return world(residents=2, officials=0)


def ask(client: Any, w: World, actor: Any, tag: str = "", **query: str) -> Any:
    asked = {**enter(client, actor), **query}
    headers = {"If-None-Match": tag} if tag else {}
    return client.get(f"/api/room/{w.room.pk}", asked, headers=headers)


@THREADS
def test_a_crowd_of_threads_has_one_shared_part_built(w, monkeypatch):
    snapshots._kept.clear()
    built, got, ready = [], [], threading.Barrier(8)
    real = snapshots._built
    monkeypatch.setattr(snapshots, "_built", lambda *what: (built.append(what), real(*what))[1])

    def look() -> None:
        from django.db import connections

        ready.wait(20)
        got.append(snapshots.shared(w.room.stream, "participant"))
        connections.close_all()

    threads = [threading.Thread(target=look) for _n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert (len(built), len(got), len(set(map(id, got)))) == (1, 8, 1)


@HERE
def test_a_shared_part_is_built_anew_after_an_event_and_never_for_another_audience(w):
    first = snapshots.shared(w.room.stream, "participant")
    assert snapshots.shared(w.room.stream, "participant") is first
    assert snapshots.shared(w.room.stream, "facilitator").text != first.text
    do(w.f, "room.next", room=w.room.pk)
    assert snapshots.shared(w.room.stream, "participant").seq == first.seq + 1


@HERE
def test_memory_holds_only_so_many_shared_parts(w, monkeypatch):
    monkeypatch.setattr(snapshots, "KEPT", 2)
    for audience in ("participant", "facilitator", "screen"):
        snapshots.shared(w.room.stream, audience)
    assert (len(snapshots._kept), (w.room.stream, "participant") in snapshots._kept) == (2, False)


@HERE
def test_what_has_not_changed_is_not_sent_again(w, client):
    first = ask(client, w, w.residents[0])
    again = ask(client, w, w.residents[0], first["ETag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
    assert again["ETag"].removeprefix("W/") == first["ETag"].removeprefix("W/")
    assert json.loads(first.content)["audience"] == "participant"


@HERE
def test_the_clock_and_the_running_numbers_change_no_tag(w, client):
    activity = w.at("cards")
    tag = ask(client, w, w.residents[0])["ETag"]
    w.residents[1].participant.room_seats.update(state="out")  # counted in the running numbers, told by no event
    answer = ask(client, w, w.residents[0])
    assert (json.loads(answer.content)["live"]["silent"], answer["ETag"]) == ({activity.pk: 1}, tag)


@HERE
def test_an_event_changes_the_tag(w, client):
    tag = ask(client, w, w.residents[0])["ETag"]
    do(w.f, "room.next", room=w.room.pk)
    assert ask(client, w, w.residents[0], tag).status_code == 200


@HERE
def test_a_change_of_the_own_part_alone_changes_the_tag_of_that_viewer_alone(w, client):
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    tags = [ask(client, w, seat)["ETag"] for seat in w.residents]
    do(w.residents[0], "ballot.cast", poll=poll, choice={"answer": "yes"}, nonce="0" * 32)  # leaves no event
    answers = [ask(client, w, seat, tag) for seat, tag in zip(w.residents, tags, strict=True)]
    assert [answer.status_code for answer in answers] == [200, 304]
    assert json.loads(answers[0].content)["mine"]["voted"] == {poll: True}


@HERE
def test_a_tag_made_weak_by_compression_still_matches(w, client):
    tag = ask(client, w, w.residents[0])["ETag"].removeprefix("W/")
    assert [ask(client, w, w.residents[0], each).status_code for each in (f"W/{tag}", f'"x", W/{tag}', '"x"')] == [
        304, 304, 200,
    ]  # fmt: skip


@HERE
def test_another_viewers_tag_never_matches(w, client):
    viewers = [w.residents[0], w.residents[1], w.f]
    tags = [ask(client, w, actor)["ETag"] for actor in viewers]
    matches = [[ask(client, w, actor, tag).status_code == 304 for tag in tags] for actor in viewers]
    assert matches == [[one == other for other in range(3)] for one in range(3)]


@HERE
def test_sentences_are_in_the_language_that_was_asked_for(w, client):
    said = {}
    for lang in ("it", "en", "ar", "xx"):
        answer = ask(client, w, w.residents[0], lang=lang)
        said[lang] = json.loads(answer.content)["mine"]["can"]["card.add"]
    assert said["en"].startswith("Not in this part")
    assert (len({said["it"], said["en"], said["ar"]}), said["xx"] in said.values()) == (3, True)


@HERE
def test_who_may_no_longer_look_is_told_nothing(w, client):
    seat = w.residents[0]
    DeviceSeat.objects.filter(participant=seat.participant).update(revoked_at="2026-01-01T00:00:00Z")
    with pytest.raises(Missing):
        snapshots.fetched(w.room.stream, Viewer(seat, "participant", "it"))
    assert [ask(client, w, actor).status_code for actor in (seat, w.residents[1])] == [404, 200]
