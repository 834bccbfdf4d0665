"""Where sockets arrive."""

from typing import Any

from django.urls import re_path

from realtime.coediting.consumer import TextConsumer
from realtime.consumers import StreamConsumer


async def nowhere(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Refuse (403) a socket to an address that is none; Channels would raise, and each guess would fill the log."""
    await receive()
    await send({"type": "websocket.close"})


websocket_urlpatterns = [
    re_path(r"^ws/texts/(?P<kind>[a-z]+)/(?P<key>[0-9a-z]{12})/$", TextConsumer.as_asgi()),  # type: ignore[arg-type]
    re_path(r"^ws/(?P<kind>[a-z]+)/(?P<key>[0-9a-z]{12})/$", StreamConsumer.as_asgi()),  # type: ignore[arg-type]
    re_path(r"", nowhere),  # type: ignore[arg-type]
]
