"""A browser's part that a simulated device needs: cookies, the CSRF token, a form, a JSON command."""

import asyncio
import http.client
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 30  # seconds until an answer must come
_pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="device")


class Unreachable(Exception):
    """The server did not answer, or with something that is not for us."""


class Browser:
    """One device: its cookies, against one server. `url` is "http://host:port"."""

    def __init__(self, url: str, lang: str = "it"):
        self.url = url.rstrip("/")
        self.parts = urlsplit(self.url)
        self.lang = lang
        self.cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """The Cookie header of this device."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> tuple[int, str]:
        """Fetch a page; returns (status, text)."""
        return await self._ask("GET", path)

    async def read(self, path: str) -> tuple[int, Any]:
        """Fetch JSON; returns (status, what it says), which is empty unless the status is 200."""
        status, text = await self.get(path)
        try:
            return status, json.loads(text) if status == 200 else {}
        except ValueError:
            raise Unreachable(f"{path}: the server answered without JSON") from None

    async def command(self, name: str, data: dict[str, Any], ref: str = "") -> dict[str, Any]:
        """Run a command by REST: `{ok, data}` or `{no, code, fields}`. The same `ref` acts once."""
        if "csrftoken" not in self.cookies:
            await self.get("/join/")
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Idempotency-Key": ref or str(uuid.uuid4()),
            "Accept": "application/json",
        }
        status, text = await self._ask("POST", f"/api/do/{name}", json.dumps(data).encode(), headers)
        try:
            return dict(json.loads(text))
        except ValueError:
            raise Unreachable(f"{name}: the server answered {status} without JSON") from None

    async def log_in(self, code: str) -> None:
        """Log in with a printed one-time code. Raises Unreachable when the code is not taken."""
        await self.get("/accounts/printed/")
        form = {"code": code, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _text = await self._ask("POST", "/accounts/printed/", urlencode(form).encode(), headers)
        if "sessionid" not in self.cookies:
            raise Unreachable(f"The log-in code was not taken ({status}). Each works once: print another one.")

    async def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_pool, self._exchange, method, path, body, headers or {})

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, str]:
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        link = kind(self.parts.hostname or "", self.parts.port, timeout=PATIENCE)
        own = {"Cookie": self.cookie, "Accept-Language": self.lang, "Origin": self.url, "Referer": f"{self.url}/"}
        try:
            link.request(method, path, body, {**own, **headers})
            answer = link.getresponse()
            self._keep(answer.msg.get_all("Set-Cookie") or [])
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(
                f"No server answers at {self.url} ({error}). Start it with `python3 manage.py demo` or `serve`, "
                "or give its address with --url."
            ) from error
        finally:
            link.close()

    def _keep(self, set_cookies: list[str]) -> None:
        for line in set_cookies:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
