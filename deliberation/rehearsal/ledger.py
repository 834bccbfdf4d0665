"""What one socket was sent, applied by the reducer's rules and checked: nothing lost, doubled or out of order."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Ledger:
    """The state of a room as this device sees it, and the faults it noticed.

    A frame is applied only when its seq is last + 1. `holes` are gaps (asked for again, so not yet a loss), `doubled`
    frames whose number was already sent on this connection, `disordered` ones that came after a later one. A frame that
    a snapshot already contains is neither: it is counted as `covered`.
    """

    last: int | None = None
    epoch: int = 0
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    mine: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Any] = field(default_factory=dict)
    events: int = 0
    snapshots: int = 0
    holes: int = 0
    doubled: int = 0
    disordered: int = 0
    covered: int = 0
    highest: int = 0  # on this connection
    seen: set[int] = field(default_factory=set)  # on this connection

    def connected(self) -> None:
        """A new connection: numbers may come again from where we stopped."""
        self.seen.clear()
        self.highest = self.last or 0

    def take(self, frame: dict[str, Any]) -> bool:
        """Apply one frame; False when it shows that something is missing (ask with since)."""
        if "snapshot" in frame:
            self._snapshot(frame["snapshot"])
            return True
        if "mine" in frame and "ref" not in frame:
            self.mine = frame["mine"]
        if "live" in frame:
            self.live = {**self.live, **frame["live"]}
            return self._whole(frame.get("seq", 0))
        if "seq" in frame:
            return self._event(frame)
        return True

    def _whole(self, seq: int) -> bool:
        return self.last is not None and seq <= self.last

    def _snapshot(self, snapshot: dict[str, Any]) -> None:
        self.snapshots += 1
        self.last, self.epoch = snapshot["seq"], snapshot["epoch"]
        self.tables = {name: dict(rows) for name, rows in snapshot["tables"].items()}
        self.mine, self.live = snapshot.get("mine") or {}, snapshot.get("live") or {}

    def _event(self, frame: dict[str, Any]) -> bool:
        seq = frame["seq"]
        self.events += 1
        if seq in self.seen:
            self.doubled += 1
            return True
        self.disordered += seq < self.highest
        self.seen.add(seq)
        self.highest = max(self.highest, seq)
        if self.last is None or seq > self.last + 1:
            self.holes += 1
            return False
        if seq <= self.last:
            self.covered += 1
            return True
        for table, rows in frame.get("set", {}).items():
            held = self.tables.setdefault(table, {})
            held.update({key: row for key, row in rows.items() if row is not None})
            for key in [key for key, row in rows.items() if row is None]:
                held.pop(key, None)
        self.last = seq
        return True

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        return list(self.tables.get(table, {}).values())

    @property
    def room(self) -> dict[str, Any]:
        """The room's own row, empty before the first snapshot."""
        return next(iter(self.rows("room")), {})

    @property
    def activity(self) -> dict[str, Any]:
        """The activity that runs now, empty when none does."""
        return dict(self.tables.get("activities", {}).get(self.room.get("activity") or "", {}))

    @property
    def poll(self) -> dict[str, Any] | None:
        """The open poll."""
        return next((poll for poll in self.rows("polls") if poll["state"] == "open"), None)
