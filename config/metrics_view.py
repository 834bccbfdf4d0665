"""The address of the metrics, in front of Django: no session, no database, and hidden from everybody who may not ask.

Only with TESSERA_METRICS_TOKEN and `Authorization: Bearer TOKEN`, or with TESSERA_METRICS=local and straight from this
machine: no forwarding header (a proxy's visitors come from this machine too) and a local name in Host (a page from
outside can point its own name at 127.0.0.1). Everybody else gets what Django says to an address that is not there.
"""

import hmac
import ipaddress
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port

from realtime import metrics

FORWARDED = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"via", b"cf-connecting-ip", b"true-client-ip")
HEADERS = [
    (b"content-type", b"text/plain; version=0.0.4; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class Metrics:
    """Answer `GET /metrics` for those who may ask; pass everything else on."""

    path = "/metrics"

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"] != self.path or scope["method"] != "GET" or not may_ask(scope):
            await self.inner(scope, receive, send)
            return
        body = metrics.text()
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, length]})
        await send({"type": "http.response.body", "body": body})


def may_ask(scope: dict[str, Any]) -> bool:
    """Say whether this request may read the metrics."""
    headers: list[tuple[bytes, bytes]] = list(scope.get("headers") or [])
    return _has_token(dict(headers)) or (settings.METRICS_LOCAL and _from_here(scope, headers))


def _has_token(headers: dict[bytes, bytes]) -> bool:
    wanted = settings.METRICS_TOKEN
    given = headers.get(b"authorization", b"")
    return bool(wanted) and hmac.compare_digest(given, b"Bearer " + wanted.encode())


def _from_here(scope: dict[str, Any], headers: list[tuple[bytes, bytes]]) -> bool:
    if any(name.lower().startswith(FORWARDED) for name, _value in headers):
        return False
    host, _port = split_domain_port(dict(headers).get(b"host", b"").decode("latin-1").lower())
    peer = (scope.get("client") or ("",))[0]
    return _loopback(peer) and (host == "localhost" or _loopback(host.strip("[]")))


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
