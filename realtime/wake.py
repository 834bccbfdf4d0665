"""Hints between commit and hub: here by a direct call, elsewhere by Redis. A lost hint delays and never loses."""

import asyncio
import json
import logging
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)
_hub: Any = None  # the hub of this process, once its loop runs


def attach(hub: Any) -> None:
    """Let this process's hub hear of what is committed here."""
    global _hub
    _hub = hub


def said(stream: str) -> None:
    """A stream has new events (called after commit, from any thread)."""
    _pass_on({"stream": stream})


def nudged(stream: str) -> None:
    """A stream's ephemeral numbers changed (called after commit, from any thread)."""
    _pass_on({"stream": stream, "live": True})


def _pass_on(hint: dict[str, Any]) -> None:
    if _hub is None or _hub.loop is None or _hub.loop.is_closed():
        return  # a management command: the servers find it by their safety poll
    _hub.loop.call_soon_threadsafe(_hub.heard, hint, True)


class RedisWake:
    """Carries `{stream}` hints between processes: the process that commits publishes, all others listen."""

    channel = "tessera.wake"

    def __init__(self, hub: Any):
        import redis.asyncio as redis

        self.hub = hub
        # socket_timeout=None: an idle subscription must not die every few seconds.
        self.link = redis.from_url(settings.REDIS_URL, socket_timeout=None, socket_connect_timeout=2)

    async def publish(self, hint: dict[str, Any]) -> None:
        try:
            await asyncio.wait_for(self.link.publish(self.channel, json.dumps(hint)), 2)
        except Exception as error:  # the safety poll of the others makes up for it
            log.warning("wake not passed on: %s", type(error).__name__)

    async def listen(self) -> None:
        while True:
            try:
                async with self.link.pubsub() as heard:
                    await heard.subscribe(self.channel)
                    async for message in heard.listen():
                        if message["type"] == "message":
                            self.hub.heard(json.loads(message["data"]), False)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("wake link lost: %s", type(error).__name__)
            await asyncio.sleep(1)
