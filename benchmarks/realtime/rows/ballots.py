"""A hall that votes: a thousand secret ballots in ten seconds, one from each socket; what one costs, how late it is."""

import json
import secrets
from typing import Any

from benchmarks.realtime.arithmetic import percentile
from benchmarks.realtime.crowd import clock
from benchmarks.realtime.designs import Room
from benchmarks.realtime.ground import Ground
from benchmarks.realtime.line import Line
from benchmarks.realtime.names import DAPHNE, WHOLE
from benchmarks.realtime.plan import Plan
from benchmarks.realtime.runs import measured
from benchmarks.realtime.wire import masked

SECONDS = 10.0
PATIENCE = 60.0  # seconds
OPTIONS = ("Una pensilina", "Un semaforo", "Una panchina")


def measure(ground: Ground, plan: Plan) -> list[dict[str, Any]]:
    """Return for each time {"asked", "ok", "twice", "events", "ms" of CPU each, "p50", "p95", "p99" in seconds}."""
    return [_vote(ground, plan.hall) for _n in range(plan.repeats)]


def _vote(ground: Ground, size: int) -> dict[str, Any]:
    room = ground.start(DAPHNE, size)
    assert isinstance(room, Room) and room.hall
    room.fill(size)
    ground.loop.rest(0.5)
    voting = _Voting(room)
    voting.open(room.hall.room, room.hall.vote)
    ground.loop.rest(2.0)  # that the vote is open reaches everybody, own parts too
    run = measured(room, WHOLE, len(voting.lines), voting.cast)
    outcome = voting.outcome()
    room.stop()
    found = {**outcome, "events": run.deliveries, "ms": round(run.cpu * 1000 / max(1, outcome["ok"]), 3)}
    print(
        f"  {found['ok']} of {found['asked']} ballots acknowledged, {found['twice']} twice, {found['events']} events; "
        f"{found['ms']:.2f} ms of CPU each, p95 {found['p95'] * 1000:.0f} ms",
        flush=True,
    )
    return found


class _Voting:
    def __init__(self, room: Room):
        self.crowd = room.crowd
        self.lines = [line for line in room.crowd.lines if "seat=" in line.seat.path]
        self.lead = next(line for line in room.crowd.lines if "?" not in line.seat.path)
        self.sent: dict[str, float] = {}
        self.poll = ""
        self.options: list[str] = []

    def open(self, room: str, activity: str) -> None:
        """Go to the step that votes and open a vote there, from the console."""
        self._ask(self.lead, "room.next", {"room": room})
        options = [{"title": each, "lang": "it"} for each in OPTIONS]
        answer = self._ask(self.lead, "poll.open", {"activity": activity, "method": "approval", "options": options})
        self.poll = answer["data"]["poll"]

    def _ask(self, line: Line, do: str, data: dict[str, Any]) -> dict[str, Any]:
        ref = self._send(line, do, data)
        self.crowd.loop.until(lambda: ref in self.crowd.answers, PATIENCE)
        answer = self.crowd.answers[ref][1]
        if "ok" not in answer:
            raise RuntimeError(f"{do}: {answer}")
        return dict(answer)

    def _send(self, line: Line, do: str, data: dict[str, Any]) -> str:
        ref = secrets.token_hex(8)
        self.sent[ref] = clock()
        line.send(masked(json.dumps({"do": do, "with": data, "ref": ref}).encode()))
        return ref

    def cast(self) -> float:
        """Let everybody vote once, evenly over the time; return the seconds until the last was answered."""
        self.sent.clear()
        self.crowd.answers.clear()
        began = clock()
        for number, line in enumerate(self.lines):
            due = began + SECONDS * number / len(self.lines)
            while (left := due - clock()) > 0:
                self.crowd.loop.turn(left)
            ballot = {"poll": self.poll, "choice": {"approve": []}, "nonce": secrets.token_hex(16)}
            self._send(line, "ballot.cast", ballot)
        self.crowd.loop.until(lambda: len(self.crowd.answers) >= len(self.sent), PATIENCE)
        return clock() - began

    def outcome(self) -> dict[str, Any]:
        answers = {ref: (when, said) for ref, (when, said) in self.crowd.answers.items() if ref in self.sent}
        times = sorted(when - self.sent[ref] for ref, (when, said) in answers.items() if "ok" in said)
        receipts = [said["data"]["receipt"] for _when, said in answers.values() if "ok" in said]
        late = {f"p{share}": round(percentile(times, share / 100), 4) for share in (50, 95, 99)}
        twice = len(receipts) - len(set(receipts))
        return {"asked": len(self.sent), "ok": len(receipts), "twice": twice, **late}
