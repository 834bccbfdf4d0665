"""A chat as the tutorial of Channels makes it: a group of an in-memory layer, a consumer per socket, Daphne."""

# Daphne first: it installs Twisted's reactor on the asyncio loop.
from daphne.server import Server  # isort: skip

import asyncio
import json
import sys
import tempfile
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path
from twisted.internet import reactor

from benchmarks.realtime.entries.control import listen

GROUP = "chat_hall"
running: set[asyncio.Task[None]] = set()


class ChatConsumer(AsyncWebsocketConsumer):
    """Joins the group, sends to it what its socket says, sends on what the group is sent."""

    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive(self, text_data: str) -> None:
        await self.channel_layer.group_send(GROUP, {"type": "chat.message", "message": json.loads(text_data)})

    async def chat_message(self, event: dict[str, Any]) -> None:
        # Without spaces, so that it sends the same bytes as the others.
        await self.send(text_data=json.dumps(event["message"], ensure_ascii=False, separators=(",", ":")))


def said(line: bytes) -> None:
    message = {"type": "chat.message", "message": json.loads(line)}
    task = asyncio.get_running_loop().create_task(get_channel_layer().group_send(GROUP, message))
    running.add(task)
    task.add_done_callback(running.discard)


def main(port: int) -> None:
    settings.configure(
        INSTALLED_APPS=["channels"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{tempfile.mkdtemp()}/db.sqlite3"}},
        CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
    )
    django.setup()
    routes = URLRouter([re_path(r"^$", ChatConsumer.as_asgi())])
    loop: Any = reactor
    # The backlog is ours: with the usual one, a thousand do not even come in.
    server = Server(
        ProtocolTypeRouter({"websocket": routes}),
        endpoints=[f"tcp:port={port}:interface=127.0.0.1:backlog=2048"],
        websocket_handshake_timeout=60,
        websocket_connect_timeout=60,
        ready_callable=lambda: loop.callLater(0, listen, said),
    )
    server.run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
