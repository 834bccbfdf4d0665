"""One hub per process: a desk for every stream somebody here looks at, a queue for every stream somebody writes to."""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings

from realtime import metrics, presence, readings, wake
from realtime.desk import Desk
from realtime.frame import Frame
from realtime.queue import Queue
from realtime.run import Answer
from realtime.schedule import ticking
from realtime.snapshots import encode
from realtime.threads import in_database, in_writing
from realtime.together import Order

if TYPE_CHECKING:
    from realtime.desk import Socket

log = logging.getLogger(__name__)

SAFETY = 1.0  # seconds between two looks at the database: no hint can be trusted to have been heard
SPREAD = 3000  # milliseconds over which those who are sent away come back
ANSWERS = 1.0  # seconds that a goodbye waits for commands under way


class Hub:
    """All desks and queues of this process. Everything here runs on the server's event loop."""

    def __init__(self) -> None:
        self.draining = False  # this process says goodbye: nobody new should be sent here
        self.loop: asyncio.AbstractEventLoop | None = None
        self.redis: wake.RedisWake | None = None
        self.also: dict[str, Callable[[str, int], None]] = {}  # who else hears of what has no desk, by name
        self._forget()

    def _forget(self) -> None:
        self.sockets: set[Socket] = set()  # every open one, those on their way in too
        self.desks: dict[str, Desk] = {}
        self.queues: dict[str, Queue] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def opened(self, socket: "Socket") -> None:
        """Know of a socket from its first moment to its last, so that a goodbye reaches it."""
        self.start()
        self.sockets.add(socket)

    def closed(self, stream: str, socket: "Socket") -> None:
        self.sockets.discard(socket)
        self.leave(stream, socket)

    async def join(self, stream: str, socket: "Socket", since: int | None, epoch: int | None) -> None:
        """Bring a socket to the present and let it in. Raises what the database raised."""
        desk = self.desk(stream)
        desk.remove(socket)  # one that asks again is brought to the present like a newcomer
        try:
            await desk.door.welcome(socket, since, epoch)
        except BaseException:
            desk.remove(socket)  # let in and given up in the same moment
            raise
        finally:
            self._tidy(desk)

    def leave(self, stream: str, socket: "Socket") -> None:
        desk = self.desks.get(stream)
        if desk:
            desk.door.turn_away(socket)
            desk.remove(socket)
            self._tidy(desk)

    def desk(self, stream: str) -> Desk:
        """Return the desk of a stream, made when there is none."""
        self.start()
        desk = self.desks.get(stream)
        if desk is None:
            desk = self.desks[stream] = Desk(stream)
            desk.start()
        return desk

    async def carry_out(self, stream: str, order: Order) -> Answer:
        """Put a command into the queue of its stream and return what became of it."""
        queue = self.queues.setdefault(stream, Queue(stream))
        try:
            return await queue.put(order)
        finally:
            if queue.worker is None and self.queues.get(stream) is queue:  # not one that came after it
                del self.queues[stream]

    def owe(self, stream: str, socket: "Socket") -> None:
        """A command of this socket may have changed its own part."""
        if stream in self.desks:
            self.desks[stream].own.owe(socket)

    def does(self, stream: str, socket: "Socket") -> None:
        """This socket says what it is doing just now, or that it has stopped."""
        desk = self.desks.get(stream)
        if desk and desk.has(socket):
            desk.pulse.does(socket)

    def committed(self, hints: Mapping[str, int]) -> None:
        """This process has committed: its own desks look, and the other processes are told."""
        for stream, seq in hints.items():
            self.heard(stream, seq)
            if self.redis:
                self.redis.tell(stream, seq)

    def heard(self, stream: str, seq: int) -> None:
        """A stream has reached this number; 0 says that only its ephemeral numbers are new."""
        desk = self.desks.get(stream)
        if desk is None:
            for hears in self.also.values():
                hears(stream, seq)
            return
        if seq == 0:
            desk.pulse.stir(stale=True)
        elif seq > desk.last:
            desk.stirred.set()

    async def goodbye(self) -> None:
        """Answer what is under way, tell every socket when to come back, and close with 1012."""
        self.draining = True
        busy = [asyncio.ensure_future(queue.empty()) for queue in list(self.queues.values())]
        if busy:
            await asyncio.wait(busy, timeout=ANSWERS)
        for socket in list(self.sockets):
            socket.put(Frame(encode({"goodbye": random.randint(1, SPREAD)})))
            socket.end(1012)

    def start(self) -> None:
        """Begin to hear of other processes and to tell them; the server calls it, else the first socket does."""
        if self.loop is asyncio.get_running_loop():
            return
        self.loop = asyncio.get_running_loop()
        self._forget()
        wake.attach(self)
        self._keep(self._safety())
        self._keep(metrics.watch_loop())
        if settings.SCHEDULER:
            self._keep(ticking())
        self.redis = wake.RedisWake(self) if settings.REDIS_URL else None
        if self.redis:
            self._keep(self.redis.listen())
            self._keep(self.redis.publish())

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _tidy(self, desk: Desk) -> None:
        if desk.deserted and self.desks.get(desk.stream) is desk:
            desk.stop()
            del self.desks[desk.stream]
            if self.redis:
                self._keep(self._unseen(desk.stream))

    async def _unseen(self, stream: str) -> None:
        try:
            await in_writing(presence.forget, stream)
        except Exception as error:  # the note of a process that is gone is not believed for long
            log.warning("presence of %s not cleared: %s", stream, type(error).__name__)
        if stream in self.desks:  # somebody came back meanwhile: say so again
            self.desks[stream].pulse.here.noted = None

    async def _safety(self) -> None:
        while True:
            await asyncio.sleep(SAFETY)
            before = {stream: desk.last for stream, desk in self.desks.items() if desk.ready.is_set()}
            if not before:
                metrics.lag(0)
                continue
            try:
                heads = await in_database(readings.heads, list(before))
            except Exception as error:
                log.warning("safety poll: %s", type(error).__name__)
                continue
            self._compare(heads, before)

    def _compare(self, heads: Mapping[str, int], before: Mapping[str, int]) -> None:
        behind = {stream: seq - self.desks[stream].last for stream, seq in heads.items() if stream in self.desks}
        metrics.lag(max(behind.values(), default=0))
        for stream, missing in behind.items():
            desk = self.desks[stream]
            if missing > 0 and desk.last == before[stream] and not desk.stirred.is_set():
                metrics.found(missing)
                desk.stirred.set()


hub = Hub()
