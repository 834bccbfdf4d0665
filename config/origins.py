"""Sockets open only for our own pages: the exact origin is compared, scheme, host and port."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from config.hosts import known

PORTS = {"http": 80, "https": 443}
Triple = tuple[str, str, int]


class SameOrigin:
    """Refuse a socket (403) whose Origin is not the address it asks for.

    Cookies travel with a socket opened by any site, and a socket has no CSRF token: the origin is what tells. Programs
    that speak the protocol send the Origin header themselves.
    """

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if allowed(scope):
            await self.inner(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close"})


def allowed(scope: dict[str, Any]) -> bool:
    """Say whether a socket's Origin header is the very address it connects to."""
    headers: dict[bytes, bytes] = dict(scope.get("headers") or [])
    host = headers.get(b"host", b"").decode("latin-1").lower()
    if not host or not known(host):
        return False
    said = origin(headers.get(b"origin", b"").decode("latin-1"))
    return said is not None and said == origin(f"{_scheme(scope, headers)}://{host}")


def origin(text: str) -> Triple | None:
    """Read `scheme://host[:port]` as a triple; anything more, anything else and `null` is None."""
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or parts.path or parts.query or parts.fragment:
        return None
    if "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname, port


def _scheme(scope: dict[str, Any], headers: dict[bytes, bytes]) -> str:
    if settings.BEHIND_PROXY:
        # Only a proxy of ours is believed, and only when the settings say there is one.
        return headers.get(b"x-forwarded-proto", b"http").decode("latin-1").strip().lower()
    return "https" if scope.get("scheme") == "wss" else "http"
