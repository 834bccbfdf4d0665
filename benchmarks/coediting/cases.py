"""The cases: some clients, some edits a second, one text; what came out of it."""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field

from benchmarks.coediting.pens import Pens, Prompt
from benchmarks.realtime import machine
from benchmarks.realtime.arithmetic import percentile
from benchmarks.realtime.crowd import Loop, clock
from benchmarks.realtime.servers import BASE, Server
from realtime.ids import new_id

SETTLE = 20  # seconds after the last edit in which it must have arrived


@dataclass
class Outcome:
    """Milliseconds from sending an edit until the last client had it, and whether all ended with the same text."""

    clients: int
    rate: int  # edits a second, over all
    joined: int
    join_ms: float = 0.0
    edits: int = 0
    median_ms: float = 0.0
    p95_ms: float = 0.0
    most_ms: float = 0.0
    lost: int = 0  # edits that are not exactly once in the text
    same: bool = False  # all clients and the database have the same text
    refused: int = 0
    server_cpu: float = 0.0  # share of its core
    generator_cpu: float = 0.0
    ended: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def write(server: Server, environment: dict[str, str], clients: int, rate: int, seconds: float) -> Outcome:
    """Let so many clients into a new text and write at a steady rate, in turn; the clock runs from the due time."""
    loop = Prompt()
    pens = Pens(loop, new_id())
    began = clock()
    found = Outcome(clients, rate, pens.connect(server.port, clients), (clock() - began) * 1000)
    if found.joined == clients and rate:
        _warm(loop, pens, clients)
        _measure(loop, pens, found, server, rate, seconds)
        _compare(pens, found, environment)
    found.ended = dict(pens.ended)
    pens.leave()
    return found


def _warm(loop: Loop, pens: Pens, clients: int) -> None:
    for who in range(clients):
        pens.edit(who, clock())
        loop.rest(0.005)
    loop.until(lambda: pens.finished, SETTLE)
    loop.rest(0.3)


def _measure(loop: Loop, pens: Pens, found: Outcome, server: Server, rate: int, seconds: float) -> None:
    first = len(pens.due)
    cpu, own, began = server.cpu(), time.process_time(), clock()
    for number in range(int(rate * seconds)):
        due = began + number / rate
        while (wait := due - clock()) > 0:
            loop.turn(wait)
        pens.edit(number % found.clients, due)
        loop.turn(0)
    spent = clock() - began
    found.server_cpu = (server.cpu() - cpu) / spent
    found.generator_cpu = (time.process_time() - own) / spent
    loop.until(lambda: pens.finished, SETTLE)
    times = [(done - due) * 1000 for due, done in zip(pens.due[first:], pens.done[first:], strict=True) if done]
    found.edits, found.refused = len(pens.due) - first, pens.refused
    found.median_ms, found.p95_ms = percentile(times, 0.5), percentile(times, 0.95)
    found.most_ms = max(times, default=0.0)


def _compare(pens: Pens, found: Outcome, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "benchmarks.coediting.entry", "read", pens.key]
    done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=True, timeout=60)
    stored = json.loads(done.stdout)["what"]
    found.lost = pens.lost(stored)
    found.same = {stored, *pens.texts()} == {stored}


def saturate(
    server: Server, environment: dict[str, str], clients: int, rates: list[int], most_ms: float
) -> list[Outcome]:
    """Raise the rate until p95 is over the bound, or something is lost; return every step."""
    steps: list[Outcome] = []
    for rate in rates:
        steps.append(write(server, environment, clients, rate, 5))
        if not good(steps[-1], most_ms):
            break
    return steps


def good(found: Outcome, most_ms: float) -> bool:
    return found.joined == found.clients and found.same and not found.lost and found.p95_ms <= most_ms


def cores() -> tuple[int, int]:
    """Return the core of the server and ours."""
    return machine.SERVERS, machine.GENERATOR
