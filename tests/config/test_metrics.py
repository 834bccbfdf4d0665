"""What operators can read of a process: every promised number is there and moves, and nobody else sees them."""

import asyncio
import sqlite3
import time
from typing import Any

import pytest

from config import metrics_view
from tests.config import own
from tests.config.phones import Hall

TOKEN = "a-token-of-the-monitor"
PROMISED = {
    "sockets", "joins", "frames_sent", "bytes_sent", "frames_dropped", "sockets_closed", "commands_waiting",
    "commands_busy", "commands", "ack_seconds", "delivery_seconds", "batch_size", "seq_lag", "wake_hints",
    "wake_link_up", "safety_findings", "loop_lag_seconds", "process_resident_memory_bytes",
    "process_cpu_seconds", "process_open_fds", "process_max_fds",
}  # fmt: skip


def scope(client: str = "127.0.0.1", host: str = "127.0.0.1:8000", **headers: str) -> dict[str, Any]:
    said = [(b"host", host.encode())]
    said += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": "GET", "path": "/metrics", "client": (client, 5), "headers": said}


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (scope(), True),
        (scope(client="::1", host="localhost"), True),
        (scope(client="::1", host="[::1]:8000"), True),
        (scope(client="192.168.1.7"), False),
        (scope(host="evil.example"), False),
        (scope(x_forwarded_for="10.0.0.1"), False),
        (scope(x_forwarded_proto="https"), False),
        (scope(x_real_ip="10.0.0.1"), False),
        (scope(forwarded="for=10.0.0.1"), False),
        (scope(via="1.1 proxy"), False),
    ],
)
def test_local_means_straight_from_this_machine(settings: Any, asked: dict[str, Any], allowed: bool) -> None:
    settings.METRICS_LOCAL, settings.METRICS_TOKEN = True, ""
    assert metrics_view.may_ask(asked) is allowed
    settings.METRICS_LOCAL = False
    assert metrics_view.may_ask(asked) is False


@pytest.mark.parametrize(
    ("said", "allowed"),
    [(f"Bearer {TOKEN}", True), (f"Bearer {TOKEN}x", False), (TOKEN, False), ("Bearer ", False), ("", False)],
)
def test_a_token_opens_from_everywhere_and_nothing_else_does(settings: Any, said: str, allowed: bool) -> None:
    settings.METRICS_LOCAL, settings.METRICS_TOKEN = False, TOKEN
    assert metrics_view.may_ask(scope(client="192.0.2.1", host="example.org", authorization=said)) is allowed
    settings.METRICS_TOKEN = ""
    assert metrics_view.may_ask(scope(client="192.0.2.1", host="example.org", authorization=said)) is False


@pytest.fixture(scope="module")
def hall(servers: Any) -> Hall:
    live = servers(on="sqlite", TESSERA_METRICS="local", TESSERA_METRICS_TOKEN=TOKEN)
    server = own.Server(live.url, live.port, live.data, live.environment, live.log, live.process)
    hall = Hall(server)
    hall.taken = asyncio.run(hall.seats(4))
    asyncio.run(hall.console())
    return hall


@pytest.fixture
async def people(hall: Hall) -> Any:
    console = await hall.phone(await hall.console())
    phones = [await hall.phone(*seat) for seat in hall.taken]
    await asyncio.gather(*(each.join() for each in (console, *phones)))
    yield console, phones
    await hall.leave()


def test_others_are_told_that_there_is_no_such_page(hall: Hall) -> None:
    through = {"X-Forwarded-For": "10.0.0.1"}
    nothing, hidden = hall.server.ask("/nothing", **through), hall.server.ask("/metrics", **through)
    assert (nothing[0], hidden[0]) == (404, 404)
    assert ("tessera_" in hidden[1], title(hidden[1])) == (False, title(nothing[1]))
    assert hall.server.ask("/metrics", **through, Authorization=f"Bearer {TOKEN}")[0] == 200


def title(page: str) -> str:
    return page.partition("<title>")[2].partition("</title>")[0]


def test_every_promised_number_is_there_before_anything_happened(hall: Hall) -> None:
    status, text = hall.server.ask("/metrics")
    named = {line.split()[2].removeprefix("tessera_").removesuffix("_total") for line in text.splitlines()
             if line.startswith("# TYPE")}  # fmt: skip
    assert (status, PROMISED - named) == (200, set())
    numbers = hall.server.metrics()
    assert numbers['sockets_closed_total{code="4008"}'] == numbers['sockets{audience="participant"}'] == 0


async def test_what_people_do_moves_the_numbers(hall: Hall, people: Any) -> None:
    console, phones = people
    before = hall.server.metrics()
    assert (before['sockets{audience="participant"}'], before['sockets{audience="facilitator"}']) == (4, 1)
    assert before['joins_total{way="snapshot"}'] >= 5
    moved = await console.do("room.next", room=hall.room)
    for phone in phones:
        await phone.until(lambda frame: frame.get("seq") == moved["ok"] and "event" in frame)
    moves = changes(before, hall.server.metrics())
    assert moves['commands_total{code="ok",command="room.next"}'] == moves["ack_seconds_count"] == 1
    assert (moves["batch_size_count"], moves["delivery_seconds_count"]) == (1, 1)
    assert moves["frames_sent_total"] >= 5
    assert moves["bytes_sent_total"] > 500
    assert 0 < moves["ack_seconds_sum"] < 5


async def test_commands_that_wait_for_the_database_are_counted(hall: Hall, people: Any) -> None:
    _console, phones = people
    before = hall.server.metrics()
    lock = sqlite3.connect(hall.server.data / "tessera.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    answers = [asyncio.create_task(phone.do("seat.here", room=hall.room)) for phone in phones]
    await settles(hall, "commands_waiting", 4)
    lock.execute("COMMIT")
    lock.close()
    assert ["ok" in await each for each in answers] == [True] * 4
    await settles(hall, "commands_waiting", 0)
    assert changes(before, hall.server.metrics())["batch_size_sum"] == 4


MOVE = """
from deliberation.models import Room, RoomRole
from people.actors import Actor
from realtime.run import run
role = RoomRole.objects.select_related("person").filter(room="{room}").first()
print(run("room.back", Actor(person=role.person), {{"room": "{room}"}}, "from-elsewhere"))
"""


async def test_events_that_no_hint_told_of_are_lag_until_they_are_found(hall: Hall, people: Any) -> None:
    """A management command is another process: on SQLite nobody tells the server what it wrote."""
    before = hall.server.metrics()
    done = asyncio.create_task(asyncio.to_thread(hall.server.manage, "shell", "-c", MOVE.format(room=hall.room)))
    await settles(hall, "seq_lag", 1)
    assert "ok=True" in await done
    await settles(hall, "seq_lag", 0)
    moves = changes(before, hall.server.metrics())
    assert (moves["safety_findings_total"], moves["delivery_seconds_count"]) == (1, 1)


async def test_too_much_too_large_and_too_fast_are_counted(hall: Hall, people: Any) -> None:
    _console, (large, fast, wild, _other) = people
    before = hall.server.metrics()
    await large.socket.send("x" * 70_000)
    for number in range(30):
        await fast.say({"do": "seat.here", "with": {"room": hall.room}, "ref": f"fast-{number}"})
    await fast.until(lambda frame: frame.get("code") == "busy")
    for _n in range(400):
        await wild.say({"have": 0})
    assert (await large.closed(), await wild.closed()) == (1009, 4009)
    moves = changes(before, hall.server.metrics())
    assert moves["commands_busy_total"] >= 5
    assert (moves['sockets_closed_total{code="1009"}'], moves['sockets_closed_total{code="4009"}']) == (1, 1)


async def test_a_slow_reader_loses_what_may_be_lost_and_is_then_cut(hall: Hall, people: Any) -> None:
    _console, (other, *_rest) = people
    slow = await (await hall.phone(*hall.taken[3], narrow=True)).join()
    before = hall.server.metrics()
    slow.socket.transport.pause_reading()
    for number in range(34):  # more snapshots than fit between the server and a reader who does not read
        await slow.say({"since": None, "epoch": None})
        await asyncio.sleep(0 if number < 16 else 0.2)
    deadline = time.monotonic() + 20
    while not (moves := changes(before, hall.server.metrics()))['sockets_closed_total{code="4008"}']:
        assert time.monotonic() < deadline
        await other.say({"doing": {"writing": "0123456789ab"} if moves["loop_lag_seconds_count"] % 2 else {}})
        await asyncio.sleep(0.5)
    slow.socket.transport.abort()
    assert moves["frames_dropped_total"] > 0
    assert other.code == 0


def changes(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: value - before.get(name, 0) for name, value in after.items()}


async def settles(hall: Hall, name: str, value: float, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while (now := await asyncio.to_thread(hall.server.metrics))[name] != value:
        assert time.monotonic() < deadline, f"{name} is {now[name]}"
        await asyncio.sleep(0.05)
