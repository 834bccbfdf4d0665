"""What phones see of a room, worked out once for all that saw the same: five hundred people look at one wall."""

import hashlib
import json
from collections import OrderedDict
from functools import cached_property
from typing import Any

Tables = dict[str, dict[str, Any]]
KEPT = 256  # frames and steps remembered; a phone further behind works its own out
LONG = 16 * 1024  # characters; longer frames are pictures for one phone, nobody gets the same text


class View:
    """A room at one number. Never changed: an event makes another one."""

    def __init__(self, seq: int, tables: Tables):
        self.seq, self.tables = seq, tables

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        return list(self.tables.get(table, {}).values())

    @cached_property
    def room(self) -> dict[str, Any]:
        """The room's own row."""
        return next(iter(self.rows("room")), {})

    @cached_property
    def activity(self) -> dict[str, Any]:
        """The activity that runs now, empty when none does."""
        return dict(self.tables.get("activities", {}).get(self.room.get("activity") or "", {}))

    @cached_property
    def poll(self) -> dict[str, Any] | None:
        """The open poll."""
        return next((poll for poll in self.rows("polls") if poll["state"] == "open"), None)

    @cached_property
    def digest(self) -> str:
        """A hash of all rows; the order in which they came does not count, an empty table is no table."""
        rows = {name: table for name, table in self.tables.items() if table}
        text = json.dumps(rows, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


NOTHING = View(0, {})


class Views:
    """The frames and steps of one room, as one audience gets them. Phones that share it share the work and the rows.

    It is no short cut for the check: a view follows from the one before and the frame alone, so a phone that was sent
    something else has another view.
    """

    def __init__(self) -> None:
        self.frames: OrderedDict[str, dict[str, Any]] = OrderedDict()
        # Both sides of the key are held by the entry: an id stays theirs while it stands here.
        self.steps: OrderedDict[tuple[int, int], tuple[View, dict[str, Any], View]] = OrderedDict()
        self.latest: View = NOTHING

    def read(self, text: str) -> dict[str, Any]:
        """Return the frame that this text is; nobody may change it."""
        if len(text) > LONG:
            return dict(json.loads(text))
        known = self.frames.get(text)
        if known is None:
            known = self.frames[text] = json.loads(text)
            _shorten(self.frames)
        return known

    def whole(self, snapshot: dict[str, Any]) -> View:
        """Return the view that a snapshot shows: the one that others hold already, where it is the same."""
        tables = {name: dict(rows) for name, rows in snapshot["tables"].items()}
        made = View(snapshot["seq"], tables)
        if (self.latest.seq, self.latest.tables) == (made.seq, made.tables):
            return self.latest
        if made.seq >= self.latest.seq:
            self.latest = made
        return made

    def after(self, view: View, frame: dict[str, Any]) -> View:
        """Return the view after the next event."""
        key = (id(view), id(frame))
        known = self.steps.get(key)
        if known is None:
            known = self.steps[key] = (view, frame, _next(view, frame))
            _shorten(self.steps)
            if view is self.latest:
                self.latest = known[2]
        return known[2]


def _next(view: View, frame: dict[str, Any]) -> View:
    tables = view.tables
    for name, rows in frame.get("set", {}).items():
        held = {**tables.get(name, {}), **rows}
        tables = {**tables, name: {key: row for key, row in held.items() if row is not None}}
    return View(frame["seq"], tables)


def _shorten(kept: OrderedDict[Any, Any]) -> None:
    if len(kept) > KEPT:
        kept.popitem(last=False)
