"""The few things a client does by HTTP: log in, fetch a large snapshot, read what is published."""

import asyncio
import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 20.0  # seconds for an answer
_threads = ThreadPoolExecutor(max_workers=16, thread_name_prefix="web")


async def get(url: str, path: str, cookie: str = "") -> Any:
    """Fetch JSON. Raises OSError when it does not come whole."""
    _status, _cookies, text = await _ask(url, "GET", path, cookie)
    return _read(text)


async def log_in(url: str, code: str) -> str:
    """Log in with a printed code; returns the Cookie header of the session."""
    _status, cookies, _text = await _ask(url, "GET", "/accounts/printed/", "")
    form = urlencode({"code": code, "csrfmiddlewaretoken": cookies["csrftoken"]}).encode()
    status, more, _text = await _ask(url, "POST", "/accounts/printed/", _cookie(cookies), form)
    if "sessionid" not in more:
        raise RuntimeError(f"the printed code was not taken ({status})")
    return _cookie(cookies | more)


def _cookie(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise OSError("an answer that is no JSON") from None


async def _ask(
    url: str, method: str, path: str, cookie: str, body: bytes | None = None
) -> tuple[int, dict[str, str], str]:
    return await asyncio.get_running_loop().run_in_executor(_threads, _exchange, url, method, path, cookie, body)


def _exchange(url: str, method: str, path: str, cookie: str, body: bytes | None) -> tuple[int, dict[str, str], str]:
    link = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    headers = {"Cookie": cookie, "Origin": url, "Referer": f"{url}/", "Accept-Language": "it"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        link.request(method, path, body, headers)
        answer = link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if answer.status >= 500:
            raise OSError(f"{path} answered {answer.status}")
        jar = SimpleCookie()
        for line in answer.msg.get_all("Set-Cookie") or []:
            jar.load(line)
        return answer.status, {name: morsel.value for name, morsel in jar.items()}, text
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        link.close()
