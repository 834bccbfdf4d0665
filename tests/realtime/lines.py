"""Lines for tests: one that is free when the test says so, and one that is free as chance has it."""

import random
from collections.abc import Callable, Sequence

from realtime.frame import Frame


class TestLine:
    """Takes everything while it is free; with `room` only so many bytes, then it waits for `drain`."""

    __test__ = False  # its name begins like a test's

    def __init__(self, *, free: bool = True, room: int | None = None):
        self.free = free
        self.on_free: Callable[[], None] = lambda: None
        self.room, self.taken = room, 0
        self.frames: list[Frame] = []
        self.writes = 0
        self.code, self.aborted = 0, False

    @property
    def texts(self) -> list[str]:
        return [frame.text for frame in self.frames]

    def write(self, frames: Sequence[Frame]) -> None:
        assert self.free, "written to while it was not free"
        assert not self.code, "written to after its close"
        self.frames += frames
        self.writes += 1
        self.taken += sum(frame.size for frame in frames)
        if self.room is not None and self.taken > self.room:
            self.free = False

    def close(self, code: int) -> None:
        assert not self.code, "closed twice"
        self.code, self.free = code, False

    def abort(self) -> None:
        self.aborted, self.free = True, False

    def jam(self) -> None:
        self.free = False

    def drain(self) -> None:
        """The peer has read everything."""
        if self.code or self.aborted:
            return
        self.taken, self.free = 0, True
        self.on_free()


def chance_line(chance: random.Random) -> TestLine:
    """A line whose buffer is small at times."""
    return TestLine(free=chance.random() < 0.7, room=chance.choice([None, 0, 50, 400]))
