"""Showing: every view ends as the database is, nothing comes from another room, and what was hidden stays hidden."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from tests.chaos.findings import HIDDEN, LEAK, STALE, Finding
from tests.chaos.record import Evidence, Heard, History, Log, Said, Shown

FACILITATOR = "facilitator"  # reads hidden cards, to judge them


class Timeline:
    """What every card of one stream was at every number: shown, hidden or withdrawn; and when the wall was turned.

    A room of these runs has one step with cards, so it has one reveal.
    """

    def __init__(self, log: Log):
        self.head = log.head
        self.changes: dict[str, list[tuple[int, str]]] = {}
        self.clock = list(accumulate((event.at for event in log.events), max))
        self.numbers = [event.seq for event in log.events]
        reveals = [event.seq for event in log.events if event.kind == "cards.revealed"]
        self.revealed = min(reveals, default=log.head + 1)
        for event in sorted(log.events):
            for card in event.body.get("cards", []):
                self._note(card, event.seq, event.kind)

    def _note(self, card: str, seq: int, kind: str) -> None:
        changes = self.changes.setdefault(card, [])
        if kind == "card.added":
            changes.append((seq, "shown"))
        elif kind == "card.withdrawn":
            changes.append((seq, "withdrawn"))
        elif kind == "card.hidden":  # hides what is shown, and shows what is hidden
            changes.append((seq, "hidden" if changes and changes[-1][1] == "shown" else "shown"))

    def until(self, at: float) -> int:
        """Return the highest number that can have been committed by then."""
        place = bisect_right(self.clock, at)
        return self.numbers[place - 1] if place else 0

    def may_be_there(self, card: str, first: int, last: int) -> bool:
        """Say whether the card was not withdrawn at some number from `first` to `last`."""
        return any(state != "withdrawn" for state in self._states(card, first, last))

    def may_be_read(self, card: str, first: int, last: int, audience: str) -> bool:
        """Say whether this audience could read the card at some number from `first` to `last`."""
        allowed = {"shown", "hidden"} if audience == FACILITATOR else {"shown"}
        if self.revealed > last:
            return False
        return any(state in allowed for state in self._states(card, max(first, self.revealed), last))

    def _states(self, card: str, first: int, last: int) -> Iterator[str]:
        changes = self.changes.get(card, [])
        for place, (seq, state) in enumerate(changes):
            end = changes[place + 1][0] - 1 if place + 1 < len(changes) else self.head
            if seq <= max(first, last) and end >= first:
                yield state


def check(evidence: Evidence) -> Iterator[Finding]:
    timelines = {stream: Timeline(log) for stream, log in evidence.logs.items()}
    refs = {
        entry.ref: history.stream
        for history in evidence.histories
        for entry in history.entries
        if isinstance(entry, Said)
    }
    for history in evidence.histories:
        yield from _final(evidence, history)
        yield from _foreign(evidence.homes, refs, history)
        yield from _unseen(timelines[history.stream], history)


def _final(evidence: Evidence, history: History) -> Iterator[Finding]:
    wanted = evidence.views[history.stream, history.audience]
    for table in sorted(wanted.keys() | history.tables.keys()):
        there, here = wanted.get(table, {}), history.tables.get(table, {})
        for row in sorted(there.keys() | here.keys()):
            if there.get(row) != here.get(row):
                yield Finding(STALE, history.name, f"{table} {row} is {here.get(row)}, and should be {there.get(row)}")
    own = evidence.own.get((history.stream, history.actor))
    if own is not None and history.mine is not None and history.mine != own:
        parts = [key for key in sorted(own.keys() | history.mine.keys()) if own.get(key) != history.mine.get(key)]
        yield Finding(STALE, history.name, f"its own part differs in {', '.join(parts)}")


def _foreign(homes: Mapping[str, str], refs: Mapping[str, str], history: History) -> Iterator[Finding]:
    told: set[str] = set()
    for _at, _seq, rows in _glimpses(history):
        for table, each in rows.items():
            for row, text in each.items():
                wrote = refs.get(text.partition(" ")[0]) if text else None
                if {homes.get(row, history.stream), wrote or history.stream} != {history.stream} and row not in told:
                    told.add(row)
                    yield Finding(LEAK, history.name, f"was shown {table} {row} of {homes.get(row) or wrote}")


def _unseen(timeline: Timeline, history: History) -> Iterator[Finding]:
    for at, seq, rows in _glimpses(history):
        for card, text in rows.get("cards", {}).items():
            last = timeline.until(at)
            if not timeline.may_be_there(card, seq, last):
                yield Finding(HIDDEN, history.name, f"card {card}, withdrawn, at {seq}")
            elif text is not None and not timeline.may_be_read(card, seq, last, history.audience):
                yield Finding(HIDDEN, history.name, f"the text of card {card} at {seq}")


def _glimpses(history: History) -> Iterator[tuple[float, int, Mapping[str, Mapping[str, str | None]]]]:
    """Yield (when, number, rows) of all that this client was ever sent; rows may be newer than the number."""
    for entry in history.entries:
        if isinstance(entry, Shown):
            yield entry.at, entry.seq, entry.rows
        elif isinstance(entry, Heard) and "event" in entry.frame:
            yield entry.at, entry.frame["seq"], glimpse(entry.frame["set"])


def glimpse(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str | None]]:
    """Reduce rows to what the checker needs: the ids, and the texts that could be read."""
    return {table: dict(_texts(rows.items())) for table, rows in tables.items()}


def _texts(rows: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str | None]]:
    for row, shown in rows:
        if shown is not None:
            yield row, shown.get("text") if isinstance(shown.get("text"), str) else None
