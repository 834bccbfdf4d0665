"""What one transaction adds to the log: numbers, events and answers, written once for all its commands."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from realtime.command import Running
from realtime.models import Done, Event, Stream
from realtime.refusal import Busy, Conflict


class Ledger:
    """The streams a transaction has locked, and what its commands have said so far.

    One command writes at its end; commands that share a transaction write together, which costs a few statements
    for all of them instead of a few for each.
    """

    def __init__(self) -> None:
        self.locked: dict[str, Stream] = {}
        self.events: list[Event] = []
        self.answers: dict[tuple[str, str], Done] = {}  # what was done before, and what is done now
        self.fresh: list[Done] = []
        self.nudged: set[str] = set()
        self.said: dict[str, int] = {}  # stream → number it has reached

    def lock(self, streams: list[str]) -> bool:
        """Lock these streams and those that follow them, in the order of their ids; a new one begins at 0.

        Returns whether there was anything to lock. All are locked at once, for a lock out of order could meet another
        process coming the other way: Busy when more are wanted than were locked.
        """
        if set(streams) <= set(self.locked):
            return False
        if self.locked:
            raise Busy
        # Made before anything is locked: two first commands may meet here, and neither may hold what the other needs.
        there = set(Stream.objects.filter(id__in=streams).values_list("id", flat=True))
        Stream.objects.bulk_create([Stream(id=each) for each in streams if each not in there], ignore_conflicts=True)
        concerned = Stream.objects.filter(Q(id__in=streams) | Q(follows__in=streams))
        self.locked = {row.id: row for row in concerned.select_for_update().order_by("id")}
        return True

    def of(self, streams: list[str]) -> dict[str, Stream]:
        """Return what a command that names these streams may write to: them, and those that follow them."""
        return {key: row for key, row in self.locked.items() if key in streams or row.follows in streams}

    def look_up(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read what these (actor, ref) pairs were answered before, with one query."""
        pairs = set(wanted)
        if not pairs:
            return
        # As pairs, which Django cannot say: 64 actors and 64 refs by themselves would be looked up 4,096 times.
        places = ", ".join(["(%s, %s)"] * len(pairs))
        asked = f"SELECT * FROM {Done._meta.db_table} WHERE (actor, ref) IN (VALUES {places})"
        found = Done.objects.raw(asked, [each for pair in pairs for each in pair])
        self.answers |= {(done.actor, done.ref): done for done in found}

    def answered(self, actor: str, ref: str, digest: str) -> dict[str, Any] | None:
        """Return the stored answer `{"seq", "data"}`, or None; Conflict when the content was another."""
        done = self.answers.get((actor, ref))
        if done is None:
            return None
        if done.digest != digest:
            raise Conflict
        return done.answer

    def marks(self) -> dict[str, tuple[int, int]]:
        """Return where the streams stand, for `undo_to` when the next command fails."""
        return {stream: (row.seq, row.epoch) for stream, row in self.locked.items()}

    def undo_to(self, marks: dict[str, tuple[int, int]]) -> None:
        """Set the streams back to where they stood: the command that moved them was refused."""
        for stream, (seq, epoch) in marks.items():
            self.locked[stream].seq, self.locked[stream].epoch = seq, epoch

    def add(self, now: Running) -> None:
        """Take over what a command has said, and the streams it has opened."""
        self.locked |= now.locked
        self.events += now.events
        self.nudged |= now.nudged

    def keep(self, done: Done) -> None:
        """Take over an answer that a retry is to get again."""
        self.answers[done.actor, done.ref] = done
        self.fresh.append(done)

    def write(self) -> None:
        """Write numbers, events and answers to the database, in as few statements as there are tables."""
        for stream in {event.stream_id for event in self.events}:
            row = self.locked[stream]
            Stream.objects.filter(id=stream).update(seq=row.seq, epoch=row.epoch)
            self.said[stream] = row.seq
        if self.events:
            Event.objects.bulk_create(self.events)
        if self.fresh:
            Done.objects.bulk_create(self.fresh)
        self.events, self.fresh = [], []
