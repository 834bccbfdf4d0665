"""One hub per process: keeps a desk for every stream that somebody here looks at."""

import asyncio
import logging
import random
from typing import Any

from django.conf import settings

from realtime import wake
from realtime.desk import SAFETY, Desk, Socket, encode
from realtime.models import Stream
from realtime.threads import in_database

log = logging.getLogger(__name__)


class Hub:
    """All desks of this process. Runs on the server's event loop."""

    def __init__(self) -> None:
        self.desks: dict[str, Desk] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.redis: wake.RedisWake | None = None
        self.tasks: set[asyncio.Task] = set()

    def desk(self, stream: str) -> Desk:
        if self.loop is not asyncio.get_running_loop():
            self._start()
        desk = self.desks.get(stream)
        if desk is None:
            desk = self.desks[stream] = Desk(stream)
            desk.start()
        return desk

    def _start(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.desks = {}
        wake.attach(self)
        self._keep(self._safety())
        self.redis = wake.RedisWake(self) if settings.REDIS_URL else None
        if self.redis:
            self._keep(self.redis.listen())

    def _keep(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def heard(self, hint: dict[str, Any], own: bool) -> None:
        """Take a hint on the loop's thread; our own ones are passed on to the other processes."""
        desk = self.desks.get(hint["stream"])
        if desk:
            (desk.live_stirred if hint.get("live") else desk.stirred).set()
        if own and self.redis:
            self._keep(self.redis.publish(hint))

    async def join(self, stream: str, socket: Socket, since: int | None, epoch: int | None) -> None:
        """Let a socket in at the desk of a stream; the desk stays for those who are on their way in."""
        desk = self.desk(stream)
        desk.guests += 1
        try:
            await desk.welcome(socket, since, epoch)
        finally:
            desk.guests -= 1
            self._tidy(desk)

    def leave(self, stream: str, socket: Socket) -> None:
        desk = self.desks.get(stream)
        if desk is None or socket not in desk.sockets:
            return
        desk.sockets.discard(socket)
        desk.live_stirred.set()
        self._tidy(desk)

    def _tidy(self, desk: Desk) -> None:
        if not desk.sockets and not desk.guests and self.desks.get(desk.stream) is desk:
            desk.stop()
            del self.desks[desk.stream]

    async def _safety(self) -> None:
        while True:
            await asyncio.sleep(SAFETY)
            try:
                heads = await in_database(_heads, list(self.desks))
            except Exception as error:
                log.warning("safety poll: %s", type(error).__name__)
                continue
            for stream, seq in heads.items():
                desk = self.desks.get(stream)
                if desk and seq > desk.last:
                    desk.stirred.set()

    async def goodbye(self) -> None:
        """Tell every socket when to come back, spread over three seconds, and close with 1012."""
        for desk in list(self.desks.values()):
            for socket in list(desk.sockets):
                await socket.put(encode({"goodbye": random.randint(0, 3000)}))
                await socket.end(1012)


def _heads(streams: list[str]) -> dict[str, int]:
    return dict(Stream.objects.filter(id__in=streams).values_list("id", "seq"))


hub = Hub()
