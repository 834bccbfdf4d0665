"""The promises that have a number: measured from the histories and the killer's notes. Pure, like the checker."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.chaos.participant import STALL
from tests.chaos.record import Deed, Evidence, Heard, History, Link, Told

AROUND = 3.0  # seconds before and after a fault in which nothing else may happen, if it is to be measured
TOO_LARGE = 1009  # the close code after a frame that its sender should not have sent
SOON = 5.0  # seconds for a single server to be up again
FAR = 8.0  # seconds after which an event that was not delivered belongs to another fault


class Figure(NamedTuple):
    """One promise: what was measured, how often, the worst, and the most it may be (None: only told)."""

    name: str
    times: int
    median: float
    p95: float
    worst: float
    most: float | None
    judged: str = "worst"

    @property
    def kept(self) -> bool:
        return self.most is None or not self.times or getattr(self, self.judged) <= self.most


def figures(evidence: Evidence, deeds: Sequence[Deed], several: bool) -> list[Figure]:
    """Measure everything that this run allows to measure; `several` processes served it."""
    calm = [deed for deed in deeds if _alone(deed, deeds)]
    accepted = sorted(t.at for h in evidence.histories for t in h.entries if isinstance(t, Told) and t.ok is not None)
    down = [deed for deed in calm if deed.target == "redis"]
    databases = [deed for deed in calm if deed.target == "postgres"]
    servers = [deed for deed in calm if deed.target.startswith("server")]
    deploys, crashes = ([deed for deed in servers if deed.sort == sort] for sort in ("term", "kill"))
    late = [late for deed in down for late in _lateness(evidence, deed)]
    closed = [float(sum(_closings(evidence.histories, deed))) for deed in down]
    return [
        _figure("first acknowledgement after PostgreSQL accepts again, s", _first(accepted, databases), 5.0),
        _figure("Redis down: acknowledgements a second", [_rate(accepted, deed) for deed in down], None),
        _figure("Redis down: from acknowledgement to delivery, s", late, 2.0),
        _figure("Redis down: sockets closed", closed, 0.0),
        _figure("a server stops in order, s", [d.gone - d.at for d in deeds if d.sort == "term"], None),
        _figure("back after a server was stopped in order, s", _back(evidence.histories, deploys, several), 6.0, "p95"),
        _figure("back after a server was killed, s", _back(evidence.histories, crashes, several), 6.0, "p95"),
    ]


def _figure(name: str, values: Sequence[float], most: float | None, judged: str = "worst") -> Figure:
    some = sorted(values) or [0.0]
    return Figure(name, len(values), some[len(some) // 2], some[int(len(some) * 0.95)], some[-1], most, judged)


def catch_up(name: str, seconds: Sequence[float]) -> Figure:
    """The same form for what the run measured by itself."""
    return _figure(name, seconds, 2.0)


def _alone(deed: Deed, deeds: Sequence[Deed]) -> bool:
    first, last = deed.at - AROUND, deed.until + AROUND
    return not any(other is not deed and other.at < last and other.until > first for other in deeds)


def _first(accepted: Sequence[float], deeds: Sequence[Deed]) -> list[float]:
    places = [(deed, bisect_left(accepted, deed.until)) for deed in deeds]
    return [accepted[place] - deed.until for deed, place in places if place < len(accepted)]


def _rate(accepted: Sequence[float], deed: Deed) -> float:
    return (bisect_right(accepted, deed.until) - bisect_left(accepted, deed.at)) / max(0.001, deed.until - deed.at)


def _closings(histories: Sequence[History], deed: Deed) -> Iterator[int]:
    for history in histories:
        links = [entry for entry in history.entries if isinstance(entry, Link)]
        own = {entry.link for entry in links if entry.now in {"stalled", "broke"} or entry.code == TOO_LARGE}
        yield sum(e.now == "closed" and deed.at < e.at < deed.until + 1 and e.link not in own for e in links)


def _lateness(evidence: Evidence, deed: Deed) -> Iterator[float]:
    """For each event acknowledged while Redis was down: how long until each socket of its room had it.

    Who had stopped reading by choice is left out: their lateness says nothing about the server.
    """
    told = {
        (history.stream, entry.ok): entry.at
        for history in evidence.histories
        for entry in history.entries
        if isinstance(entry, Told) and entry.ok and deed.at < entry.at < deed.until
    }
    for history in evidence.histories:
        if _stalled(history, deed):
            continue
        for entry in history.entries:
            if isinstance(entry, Heard) and deed.at < entry.at < deed.until + FAR:
                since = told.get((history.stream, entry.frame["seq"]))
                if since is not None:
                    yield max(0.0, entry.at - since)


def _stalled(history: History, deed: Deed) -> bool:
    first, last = deed.at - STALL, deed.until + FAR
    return any(isinstance(e, Link) and e.now == "stalled" and first < e.at < last for e in history.entries)


def _back(histories: Sequence[History], deeds: Sequence[Deed], several: bool) -> list[float]:
    """How long everybody who lost the line with these servers was away.

    With one process there is nowhere to go before it is up again: it counts from then, and only when it was up soon,
    for whoever finds nobody waits longer each time.
    """
    found = []
    for deed in deeds if several else [deed for deed in deeds if deed.until - deed.gone < SOON]:
        for history in histories:
            links = [entry for entry in history.entries if isinstance(entry, Link)]
            lost = next((e for e in links if e.now == "closed" and deed.at < e.at < deed.until + 1), None)
            again = lost and next((e for e in links if e.now == "in" and e.at > lost.at), None)
            if lost and again:
                found.append(max(0.0, again.at - (lost.at if several else max(lost.at, deed.until))))
    return found
