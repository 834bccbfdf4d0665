"""What a durable command costs on SQLite: one by one, together in one commit, and through the whole socket door."""

import json
import os
import shutil
import subprocess
from typing import Any

from benchmarks.realtime.designs import Room
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.names import DAPHNE, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.rows.asking import Asking
from benchmarks.realtime.runs import measured
from benchmarks.realtime.servers import BASE, entry, on_servers_core

SEATS = 32
AT_ONCE = 400  # through the door: each seat says no more than its bucket holds
COUNT = 640
PATIENCE = 60.0  # seconds
OTHERS, WAYS = ("note", "ballot"), ("alone", "together")


def measure(ground: Ground, plan: Plan) -> dict[str, Any]:
    """Return milliseconds of CPU for one command: `card.add`, `note` (the engine's own part), a ballot."""
    ways = ["alone", "together", "door", *(f"{each}_{way}" for each in OTHERS for way in WAYS)]
    found: dict[str, Any] = {way: [] for way in ways}
    for _n in range(plan.repeats):
        inside = _without_socket(ground)
        cost = inside["card.add"] | {f"{each}_{way}": inside[each][way] for each in OTHERS for way in WAYS}
        cost["door"] = _through_the_door(ground)
        for way, ms in cost.items():
            found[way].append(round(ms, 3))
        print("  " + ", ".join(f"{way} {ms:.2f} ms" for way, ms in cost.items()), flush=True)
    return {**found, "listeners": SEATS}


def _without_socket(ground: Ground) -> dict[str, dict[str, float]]:
    data = ground.folder / "data-commands"
    shutil.copytree(ground.prepared, data)
    with on_servers_core():
        done = subprocess.run(
            [*entry("commands"), str(ground.folder / "halls.json"), str(SEATS), str(COUNT)],
            env={**os.environ, "TESSERA_DATA": str(data)}, cwd=BASE, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
    shutil.rmtree(data)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout))


def _through_the_door(ground: Ground) -> float:
    room = ground.start(DAPHNE, SEATS)
    assert isinstance(room, Room)
    room.fill(SEATS)
    ground.loop.rest(0.5)
    asking = Asking(room)

    def work() -> float:
        for _n in range(AT_ONCE):
            asking.ask()
        asking.finish(PATIENCE)
        return 0.0

    run = measured(room, WHOLE, AT_ONCE, work)
    ok = asking.outcome()["ok"]
    room.stop()
    if ok != AT_ONCE:
        raise RuntimeError(f"{ok} of {AT_ONCE} commands were acknowledged")
    return run.cpu * 1000 / AT_ONCE
