"""What one socket was sent, applied by the reducer's rules and checked: nothing lost, doubled or out of order."""

from dataclasses import dataclass, field
from typing import Any

from deliberation.rehearsal.views import NOTHING, View, Views


@dataclass
class Ledger:
    """The state of a room as this device sees it, and the faults it noticed.

    A frame is applied only when its seq is last + 1. `holes` are gaps (asked for again, so not yet a loss), `doubled`
    frames whose number was already sent on this connection, `disordered` ones that came after a later one. A frame that
    a snapshot already contains is neither: it is counted as `covered`. `present`: everything missed is here by now.
    """

    views: Views = field(default_factory=Views)
    view: View = NOTHING
    last: int | None = None
    epoch: int | None = None
    mine: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Any] = field(default_factory=dict)
    present: bool = False
    behind: bool = False  # a hole is known: what comes after it is sent once more
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
        self.asked()
        self.present = self.behind = False

    def asked(self) -> None:
        """What came after our last number was asked for again."""
        self.seen.clear()
        self.highest = self.last or 0

    def take(self, frame: dict[str, Any]) -> bool:
        """Apply one frame; False when it shows that something is missing (ask with since)."""
        if "snapshot" in frame:
            self._snapshot(frame["snapshot"])
            return True
        if "ask" in frame:
            return self._whole(frame["ask"])
        if "mine" in frame and "ref" not in frame:
            self.mine = frame["mine"]
        if "live" in frame:
            self.live = {**self.live, **frame["live"]}
            self.present = self._whole(frame.get("seq", 0))
            return self.present
        if "seq" in frame:
            return self._event(frame)
        return True

    def _whole(self, seq: int) -> bool:
        if self.last is None:
            return True  # the first picture is still on its way
        if seq > self.last and not self.behind:
            self._hole()
        return seq <= self.last

    def _hole(self) -> None:
        self.holes += 1
        self.behind = True

    def _snapshot(self, snapshot: dict[str, Any]) -> None:
        self.snapshots += 1
        self.view = self.views.whole(snapshot)
        self.last, self.epoch = snapshot["seq"], snapshot["epoch"]
        self.mine, self.live = snapshot.get("mine") or {}, snapshot.get("live") or {}
        self.present, self.behind = True, False

    def _event(self, frame: dict[str, Any]) -> bool:
        seq = frame["seq"]
        self.events += 1
        ahead = self.last is None or seq > self.last + 1
        if ahead and self.behind:
            return False  # it was on its way when we asked, and comes once more
        if seq in self.seen:
            self.doubled += 1
            return True
        self.disordered += seq < self.highest
        self.seen.add(seq)
        self.highest = max(self.highest, seq)
        if ahead:
            self._hole()
            return False
        if seq <= (self.last or 0):
            self.covered += 1
            return True
        self.view = self.views.after(self.view, frame)
        self.last, self.behind = seq, False
        return True

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        return self.view.rows(table)

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """All rows, by table and id."""
        return self.view.tables

    @property
    def room(self) -> dict[str, Any]:
        """The room's own row, empty before the first snapshot."""
        return self.view.room

    @property
    def activity(self) -> dict[str, Any]:
        """The activity that runs now, empty when none does."""
        return self.view.activity

    @property
    def poll(self) -> dict[str, Any] | None:
        """The open poll."""
        return self.view.poll
