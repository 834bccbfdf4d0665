"""Reads one page again and again over connections that stay open, and times every answer."""

import http.client
import threading
import time
from dataclasses import dataclass, field

HEADERS = {"Accept-Language": "it", "Accept-Encoding": "gzip", "Connection": "keep-alive"}
TIMEOUT = 60  # seconds


@dataclass
class Read:
    """What a number of requests took: seconds of each, and how many were not answered with a page."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0


def read(port: int, path: str, session: str, *, clients: int, requests: int) -> Read:
    """Read the page so often in all, by so many clients at once; each asks again when it has its answer."""
    found, share = Read(), max(1, requests // clients)
    threads = [
        threading.Thread(target=_client, args=(port, path, _headers(session), share, found)) for _n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def fetched(port: int, path: str, session: str = "", encoding: str = "br, gzip") -> tuple[dict[str, str], bytes]:
    """Fetch one address; return its headers (small letters) and its body as it came over the line."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    link.request("GET", path, headers={**_headers(session), "Accept-Encoding": encoding})
    answer = link.getresponse()
    body = answer.read()
    link.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return {name.lower(): value for name, value in answer.getheaders()}, body


def _headers(session: str) -> dict[str, str]:
    return {**HEADERS, **({"Cookie": f"sessionid={session}"} if session else {})}


def _client(port: int, path: str, headers: dict[str, str], requests: int, found: Read) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    for _n in range(requests):
        began = time.perf_counter()
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        answer.read()
        found.seconds.append(time.perf_counter() - began)
        found.failed += answer.status != 200
    link.close()
