"""Hints between processes, over a real Redis of these tests' own: numbers and nothing else; losing it loses nothing."""

import asyncio
import json
import subprocess
from typing import Any

import pytest
import redis.asyncio as redis

from config.verify import services
from realtime import metrics, wake
from realtime.hub import Hub
from tests.realtime.conftest import stop
from tests.realtime.ears import Ear

pytestmark = pytest.mark.django_db(transaction=True)


class Server:
    """A Redis that can be stopped and started again on the same port."""

    def __init__(self, folder: Any):
        (folder / "redis").mkdir()
        self.service = services.redis(folder)
        self.command = self.service.process.args
        self.url = self.service.url

    def kill(self) -> None:
        self.service.process.kill()
        self.service.process.wait()

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self.service.process = subprocess.Popen(self.command, stdin=quiet, stdout=quiet, stderr=quiet)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("REDIS_URL", raising=False)
        made = Server(tmp_path_factory.mktemp("wake"))
    yield made
    made.service.stop()


class Ring:
    """Stands for a hub: keeps what it hears."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.news = asyncio.Event()

    def heard(self, stream: str, seq: int) -> None:
        self.told.append((stream, seq))
        self.news.set()

    async def until(self, *told: tuple[str, int], seconds: float = 15) -> None:
        async with asyncio.timeout(seconds):
            while not set(told) <= set(self.told):
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def ends(server, settings, monkeypatch):
    """Two processes' ends of the wake: one tells, the other hears; and a client that looks at the channel."""
    settings.REDIS_URL = server.url
    monkeypatch.setattr(wake, "AGAIN", 0.1)
    tells, hears = wake.RedisWake(Ring()), wake.RedisWake(Ring())
    looks = redis.from_url(server.url)
    tasks = [asyncio.create_task(work) for work in (tells.publish(), hears.listen())]
    await subscribed(looks)
    yield tells, hears, looks
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for link in (tells.link, hears.link, looks):
        await link.aclose()


async def subscribed(looks: Any) -> None:
    async with asyncio.timeout(15):
        while not dict(await looks.pubsub_numsub(wake.CHANNEL))[wake.CHANNEL.encode()]:
            await asyncio.sleep(0.02)


async def test_a_hint_is_a_stream_and_a_number_and_nothing_else(ends):
    tells, hears, looks = ends
    async with looks.pubsub(ignore_subscribe_messages=True) as heard:
        await heard.subscribe(wake.CHANNEL)
        await heard.get_message(timeout=1)
        tells.tell("room:a", 412)
        tells.tell("room:b", 0)
        await hears.hub.until(("room:a", 412), ("room:b", 0))
        said = [json.loads((await heard.get_message(timeout=5))["data"]) for _n in range(2)]
    assert said == [{"stream": "room:a", "seq": 412}, {"stream": "room:b", "seq": 0}]


async def test_hints_of_one_stream_become_one_while_they_wait(ends):
    tells, hears, _looks = ends
    for seq in (*range(1, 500), 7):
        tells.tell("room:a", seq)
    tells.tell("room:b", 3)
    await hears.hub.until(("room:a", 499), ("room:b", 3))
    assert hears.hub.told == [("room:a", 499), ("room:b", 3)]


@pytest.mark.parametrize(
    "noise",
    [b"", b"null", b"[1]", b'"text"', b"{", b"\xff\xfe", b'{"stream": "room:a"}', b'{"stream": "x", "seq": 1e999}',
     b'{"stream": "x", "seq": "many"}', b"[" * 100_000, b'{"stream": "x", "seq": NaN}'],
)  # fmt: skip
async def test_what_is_no_hint_is_passed_over_and_the_link_stays(ends, noise):
    tells, hears, looks = ends
    await looks.publish(wake.CHANNEL, noise)
    tells.tell("room:a", 1)
    await hears.hub.until(("room:a", 1), seconds=3)
    assert hears.hub.told == [("room:a", 1)]


async def test_after_redis_was_killed_the_subscription_comes_back(ends, server):
    tells, hears, _looks = ends
    tells.tell("room:a", 1)
    await hears.hub.until(("room:a", 1))
    server.kill()
    tells.tell("room:a", 2)
    await asyncio.sleep(0.5)
    server.start()
    async with asyncio.timeout(30):
        while ("room:a", 3) not in hears.hub.told:
            tells.tell("room:a", 3)
            await asyncio.sleep(0.1)
    assert metrics.LINK._value.get() == 1


async def test_a_link_that_broke_without_a_word_is_noticed(monkeypatch):
    """Nothing tells us when the other side has vanished behind a dead network: it has to be asked."""
    monkeypatch.setattr(wake, "QUIET", 0.05)
    asked = []

    class Dead:
        async def get_message(self, timeout: float) -> None:
            await asyncio.sleep(timeout)

        async def ping(self) -> None:
            asked.append("ping")

    end = wake.RedisWake.__new__(wake.RedisWake)
    async with asyncio.timeout(5):
        await end._hear_all(Dead())
    assert asked == ["ping"]


async def test_an_idle_link_that_answers_is_kept(ends, monkeypatch):
    tells, hears, looks = ends
    monkeypatch.setattr(wake, "QUIET", 0.1)
    tells.tell("room:a", 1)
    await hears.hub.until(("room:a", 1))
    lines = [each["id"] for each in await looks.client_list(_type="pubsub")]
    await asyncio.sleep(1)
    assert [each["id"] for each in await looks.client_list(_type="pubsub")] == lines


async def test_without_redis_what_is_committed_arrives_within_two_seconds(toys, settings, server):
    from tests.realtime.toy import Toy

    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # nobody is there
    toy, hub = Toy(), Hub()
    ear = Ear(toy.viewer())
    await hub.join(toy.stream, ear, None, None)
    began = asyncio.get_running_loop().time()
    seq = await toy.say(None, a={"n": 1})  # as another process writes it
    await ear.at(seq)
    took = asyncio.get_running_loop().time() - began
    stop(hub)
    assert (ear.code, took <= 2) == (0, True)


async def test_a_server_that_stops_does_not_turn_a_commit_into_an_error(monkeypatch):
    class Closing:
        def is_closed(self) -> bool:
            return False

        def call_soon_threadsafe(self, *_what: Any) -> None:
            raise RuntimeError("Event loop is closed")

    hub = Hub()
    hub.loop = Closing()
    monkeypatch.setattr(wake, "_hub", hub)
    wake.said({"room:a": 1})
