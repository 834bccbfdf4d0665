"""The table of goals: what was to be reached, what was measured, and whether it was. Reads the record alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.realtime.arithmetic import Ratio, ratio, short
from benchmarks.realtime.names import ALONE, DAPHNE, SOCKETIO, TUTORIAL, TWO, UVICORN, WHOLE, WS

NOT_RUN = "not run"
ENDS = {100, 2000}  # sockets between which a goal must be reached
Record = dict[str, Any]
Sizes = dict[int, Ratio | None]


@dataclass(frozen=True)
class Goal:
    """One row; `reached` is None when it was not run or cannot be judged. `beside` is said and not judged."""

    name: str
    target: str
    measured: str = NOT_RUN
    reached: bool | None = None
    beside: str = ""

    @property
    def verdict(self) -> str:
        return {True: "yes", False: "no", None: "–"}[self.reached]


def delivery_goals(records: list[Record]) -> list[Goal]:
    """Return the rows about CPU for one delivery. Every size counts."""
    return [
        _to_floor(records, DAPHNE, "CPU per delivery / floor, Daphne", 1.0),
        _to_floor(records, TWO, "the same with Redis, 2 processes", 1.3),
        _to_floor(records, UVICORN, "the same under uvicorn, portable path", 1.6),
        _to_peer(records, WS, "against node ws", 1.2),
        _to_peer(records, SOCKETIO, "against socket.io", 1.15),
        _to_tutorial(records),
    ]


def usable(records: Iterable[Record]) -> list[Record]:
    """Leave out void runs: the generator may have held the server up."""
    return [each for each in records if not each["void"] and not each["floor"]["void"]]


def by_size(records: list[Record], design: str, way: str) -> Sizes:
    """Return {sockets: CPU per delivery as a ratio to the floor}; None where every run was void."""
    mine = [each for each in records if (each["design"], each["way"]) == (design, way)]
    sizes = sorted({each["sockets"] for each in mine})
    return {size: ratio([_each(run) for run in usable(mine) if run["sockets"] == size]) for size in sizes}


def against(records: list[Record], peer: str) -> Sizes:
    """Return {sockets: our ratio to a peer}: both ratios to the floor of one round, divided."""
    ours, theirs = _rounds(records, DAPHNE), _rounds(records, peer)
    both = sorted(ours.keys() & theirs.keys())
    sizes = dict.fromkeys(size for size, _round in both)
    return {size: ratio([(ours[each], theirs[each]) for each in both if each[0] == size]) for size in sizes}


def _rounds(records: list[Record], design: str) -> dict[tuple[int, int], float]:
    mine = [each for each in usable(records) if (each["design"], each["way"]) == (design, ALONE)]
    return {(run["sockets"], run["round"]): _each(run)[0] / _each(run)[1] for run in mine}


def _each(run: Record) -> tuple[float, float]:
    floor = run["floor"]
    return run["cpu"] / max(1, run["deliveries"]), floor["cpu"] / max(1, floor["deliveries"])


def _told(found: Sizes) -> str:
    return " · ".join(f"{size}: {each or 'void'}" for size, each in found.items())


def _all_within(found: Sizes, most: float) -> bool | None:
    """Say no when a size misses; yes only when small and large halls were measured, each with a usable run."""
    if any(each and each.middle > most for each in found.values()):
        return False
    return None if None in found.values() or not found.keys() >= ENDS else True


def _to_floor(records: list[Record], design: str, name: str, most: float) -> Goal:
    alone, whole = by_size(records, design, ALONE), by_size(records, design, WHOLE)
    if not alone:
        return Goal(name, f"≤ {most}")
    return Goal(name, f"≤ {most}", _told(alone), _all_within(alone, most), f"with the log read: {_told(whole)}")


def _to_peer(records: list[Record], peer: str, name: str, most: float) -> Goal:
    found = against(records, peer)
    return Goal(name, f"≤ {most}", _told(found), _all_within(found, most)) if found else Goal(name, f"≤ {most}")


def _to_tutorial(records: list[Record]) -> Goal:
    name, target = "against the tutorial, 1,000 sockets", "≥ 50 times less CPU"
    theirs, ours = by_size(records, TUTORIAL, ALONE), by_size(records, DAPHNE, ALONE)
    times = {size: them.middle / us.middle for size, them in theirs.items() if them and (us := ours.get(size))}
    said = " · ".join(f"{size}: {short(each)} times" for size, each in times.items())
    if 1000 not in times:
        return Goal(name, target, beside=said)
    return Goal(name, target, said, times[1000] >= 50)
