"""A client's view of its room: applies what comes by the four lines of the protocol, and writes it all down."""

import json
import time
from collections import OrderedDict
from typing import Any, NamedTuple

from tests.chaos.checks.showing import glimpse
from tests.chaos.record import Fetch, Heard, History, Shown

RECENT = 5000  # frames: a room is sent each within moments


class Frame(NamedTuple):
    """One frame as it came, and what of it goes into the record."""

    said: dict[str, Any]
    kept: dict[str, Any]


class Pool:
    """What a whole room is sent is read once; of what must be remembered, every word is kept once."""

    def __init__(self) -> None:
        self.frames: OrderedDict[str, Frame] = OrderedDict()
        self.words: dict[str, str] = {}

    def read(self, text: str) -> Frame:
        if not text.startswith('{"seq":'):
            return Frame(json.loads(text), {})
        found = self.frames.get(text)
        if found is None:
            found = self.frames[text] = self._read(text)
            if len(self.frames) > RECENT:
                self.frames.popitem(last=False)
        return found

    def _read(self, text: str) -> Frame:
        said = json.loads(text)
        if "event" not in said:
            return Frame(said, said)
        rows = said["set"].items()
        kept = {self._word(table): {self._word(row): self._row(each[row]) for row in each} for table, each in rows}
        return Frame(said, {"seq": said["seq"], "event": self._word(said["event"]), "set": kept})

    def glimpse(self, tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, str | None]]:
        """Reduce a snapshot for the record."""
        return {
            self._word(table): {self._word(row): text and self._word(text) for row, text in rows.items()}
            for table, rows in glimpse(tables).items()
        }

    def _row(self, row: dict[str, Any] | None) -> dict[str, Any] | None:
        return row and {"text": row.get("text")}

    def _word(self, word: str) -> str:
        return self.words.setdefault(word, word)


class View:
    """What one client shows. `missing` is set when a number shows that something was not received."""

    def __init__(self, history: History, pool: Pool):
        self.history, self.pool = history, pool
        self.seq: int | None = None
        self.epoch: int | None = None
        self.missing = self.loading = False
        self.held: list[dict[str, Any]] = []  # events that came while a snapshot was fetched

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        return self.history.tables

    def take(self, whole: Frame, link: int) -> None:
        """Take any frame that is not an answer to a command."""
        frame = whole.said
        if "snapshot" in frame:
            self.show(frame["snapshot"], link, "socket")
        elif "fetch" in frame:
            self.history.entries.append(Fetch(time.time(), link, frame["seq"]))
            self.loading, self.held = True, []
        elif "mine" in frame:
            self.history.mine = frame["mine"]
        elif "live" in frame or "ask" in frame:
            self._hear(frame.get("ask", frame.get("seq", 0)))
        elif "seq" in frame:
            self.history.entries.append(Heard(time.time(), link, whole.kept))
            if self.loading:
                self.held.append(frame)
            else:
                self._apply(frame)

    def show(self, snapshot: dict[str, Any], link: int, by: str) -> None:
        """Begin from a snapshot."""
        self.seq, self.epoch = snapshot["seq"], snapshot["epoch"]
        self.history.tables = snapshot["tables"]
        self.history.mine, self.history.seq = snapshot["mine"] or None, snapshot["seq"]
        rows = self.pool.glimpse(snapshot["tables"])
        self.history.entries.append(Shown(time.time(), link, snapshot["seq"], snapshot["epoch"], rows, by))
        self.missing = self.loading = False
        held, self.held = self.held, []
        for frame in held:
            self._apply(frame)

    def dropped(self) -> None:
        """The line is gone: what was being fetched for it is not waited for."""
        self.loading, self.held, self.missing = False, [], False

    def _hear(self, number: int) -> None:
        if self.seq is not None and number > self.seq and not self.loading:
            self.missing = True

    def _apply(self, frame: dict[str, Any]) -> None:
        seq = frame["seq"]
        if self.seq is None or seq <= self.seq:
            return
        if seq > self.seq + 1:
            self.missing = True
            return
        self.seq = self.history.seq = seq
        for table, rows in frame.get("set", {}).items():
            self._assign(self.tables.setdefault(table, {}), rows)

    @staticmethod
    def _assign(table: dict[str, Any], rows: dict[str, Any]) -> None:
        for row, shown in rows.items():
            if shown is None:
                table.pop(row, None)
            else:
                table[row] = shown
