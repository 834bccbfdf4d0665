"""What waits for one socket: bounded, in order, the ephemeral given up first; a slow reader delays nobody else."""

import asyncio
from collections.abc import Callable

from realtime import metrics
from realtime.frame import Frame
from realtime.lines import Line

MOST_FRAMES = 512
MOST_BYTES = 1024 * 1024
AT_ONCE = 64 * 1024  # bytes handed to the line in one go: what it has taken cannot be replaced or dropped any more
TOO_SLOW, FLOOD = 4008, 4009
PATIENCE = 5.0  # seconds from close() until the line is cut, whether or not the peer has read and answered
CUT = 1.0  # the same for those who are closed because they do not read, or write too much


class Outbox:
    """One per socket. Used only on the event loop's thread; never blocks, never awaits, never raises.

    `too_slow` is called once, when more than 512 frames or 1 MB would wait although everything ephemeral was dropped;
    from then on nothing is taken any more, and the caller is expected to close with 4008. `bytes` is what waits here,
    not what the line or the kernel has taken. A put onto an empty outbox is taken whole, however large.
    """

    __slots__ = ("bytes", "code", "line", "queue", "taking", "too_slow")

    def __init__(self, line: Line, too_slow: Callable[[], None]):
        self.line = line
        self.too_slow = too_slow
        self.queue: list[Frame] = []  # nearly always empty: a deque would take twenty times the room
        self.bytes = 0
        self.code = 0  # with which to close once everything has been sent
        self.taking = True
        line.on_free = self._flush

    @property
    def waiting(self) -> int:
        return len(self.queue)

    def put(self, *frames: Frame) -> None:
        """Send these frames, in this order, after all that waits."""
        if not self.taking:
            return
        if not self.queue and self.line.free and (len(frames) == 1 or sum(each.size for each in frames) <= AT_ONCE):
            self.line.write(frames)  # nearly always: nothing waits, and the line is free
            return
        empty = not self.queue
        for frame in frames:
            self._keep(frame)
        if not empty and self._full():
            metrics.dropped(self._forget(lambda frame: bool(frame.key)))
            if self._full():
                self.taking = False
                self._forget(lambda frame: True)
                self.too_slow()
                return
        self._flush()

    def close(self, code: int) -> None:
        """Send what waits, then close; a peer that does not read is cut. With 4008 and 4009 nothing more is sent."""
        if self.code:
            return
        self.code, self.taking = code, False
        hopeless = code in (TOO_SLOW, FLOOD)
        if hopeless:
            self._forget(lambda frame: True)
            self.line.close(code)
        asyncio.get_running_loop().call_later(CUT if hopeless else PATIENCE, self.line.abort)
        if not hopeless:
            self._flush()

    def _keep(self, frame: Frame) -> None:
        if frame.key:
            # The new one goes to the end: it may speak of events that wait before it.
            metrics.dropped(self._forget(lambda waiting: waiting.key == frame.key))
        self.queue.append(frame)
        self.bytes += frame.size

    def _full(self) -> bool:
        return len(self.queue) > MOST_FRAMES or self.bytes > MOST_BYTES

    def _forget(self, which: Callable[[Frame], bool]) -> int:
        """Drop frames that wait; return how many."""
        kept = [frame for frame in self.queue if not which(frame)]
        dropped = len(self.queue) - len(kept)
        if dropped:
            self.queue = kept
            self.bytes = sum(frame.size for frame in kept)
        return dropped

    def _flush(self) -> None:
        """Hand over as much as the line takes; the line calls this whenever it has become free."""
        queue, line = self.queue, self.line
        while queue and line.free:
            some = [queue.pop(0)]
            size = some[0].size
            while queue and size + queue[0].size <= AT_ONCE:
                some.append(queue.pop(0))
                size += some[-1].size
            self.bytes -= size
            line.write(some)
        if self.code and not queue and line.free:
            line.close(self.code)
