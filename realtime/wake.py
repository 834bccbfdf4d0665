"""Hints between commit and hub: here by a direct call, elsewhere by Redis. A lost hint delays and never loses."""

import asyncio
import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from realtime import metrics

log = logging.getLogger(__name__)
_hub: Any = None  # the hub of this process, once its loop runs
CHANNEL = "tessera.wake"
PATIENCE = 2.0  # seconds for Redis to take a hint; the safety poll needs one
AGAIN = 1.0
QUIET = 5.0  # seconds without a word from Redis after which it is asked whether it is still there


def attach(hub: Any) -> None:
    """Let this process's hub hear of what is committed here."""
    global _hub
    _hub = hub


def said(heads: Mapping[str, int], nudged: Iterable[str] = ()) -> None:
    """Streams have reached these numbers; `nudged` ones have new ephemeral numbers (after commit, from any thread)."""
    # A number of 0 is below every other: whoever hears it knows that only the ephemeral lane can be new.
    hints = {**dict.fromkeys(nudged, 0), **heads}
    if not hints or _hub is None or _hub.loop is None or _hub.loop.is_closed():
        return  # a management command: the servers find it by their safety poll
    try:
        _hub.loop.call_soon_threadsafe(_hub.committed, hints)
    except RuntimeError:  # the loop was closed this moment; what is committed stays committed
        log.warning("nobody was woken: the server stops")


class RedisWake:
    """Carries `{stream, seq}` between processes: the process that commits publishes, all others listen."""

    def __init__(self, hub: Any):
        import redis.asyncio as redis

        self.hub = hub
        # socket_timeout=None: an idle subscription must not die every few seconds.
        self.link = redis.from_url(
            settings.REDIS_URL, socket_timeout=None, socket_connect_timeout=PATIENCE, socket_keepalive=True
        )
        self.untold: dict[str, int] = {}  # the highest number of each stream that the others were not told yet
        self.stirred = asyncio.Event()

    def tell(self, stream: str, seq: int) -> None:
        """Pass a hint on soon; while one is on its way, those of one stream become one."""
        self.untold[stream] = max(seq, self.untold.get(stream, 0))
        self.stirred.set()

    async def publish(self) -> None:
        """Pass hints on, for ever. What Redis does not take is found by the safety poll of the others."""
        while True:
            await self.stirred.wait()
            self.stirred.clear()
            untold, self.untold = self.untold, {}
            try:
                async with asyncio.timeout(PATIENCE), self.link.pipeline(transaction=False) as line:
                    for stream, seq in untold.items():
                        line.publish(CHANNEL, json.dumps({"stream": stream, "seq": seq}))
                    await line.execute()
                metrics.hint_sent(len(untold))
            except Exception as error:
                log.warning("wake not passed on: %s", type(error).__name__)
                await asyncio.sleep(AGAIN)  # a Redis that is away is not asked for every command

    async def listen(self) -> None:
        """Hear the hints of all processes, for ever; one's own come back too and change nothing."""
        while True:
            try:
                async with self.link.pubsub() as heard:
                    await heard.subscribe(CHANNEL)
                    await self._hear_all(heard)
            except Exception as error:
                log.warning("wake link lost: %s", type(error).__name__)
            metrics.wake_link(False)
            await asyncio.sleep(AGAIN)

    async def _hear_all(self, heard: Any) -> None:
        """Return when Redis has become silent: a link that broke without a word looks like one that is idle."""
        asked = False
        while True:
            message = await heard.get_message(timeout=QUIET)
            if message is None:
                if asked:
                    return
                await heard.ping()
            else:
                metrics.wake_link(True)
                if message["type"] == "message":
                    self._hear(message["data"])
            asked = message is None

    def _hear(self, data: bytes) -> None:
        try:
            hint = json.loads(data)
            stream, seq = str(hint["stream"]), int(hint["seq"])
        except Exception:  # not ours, whatever it is
            return
        metrics.hint_heard()
        self.hub.heard(stream, seq)
