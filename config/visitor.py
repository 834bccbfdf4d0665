"""Who opened a socket: found when asked, on the thread that asks, and asked again each time."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http.cookie import parse_cookie
from django.utils.functional import LazyObject


class Visitor:
    """Put `cookies` and `user` in the scope without a query: a thousand people connect at once, and must be answered.

    The scope is kept as long as the socket, so it is not copied, and the headers are thrown away.
    """

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers: dict[bytes, bytes] = dict(scope.pop("headers", None) or [])
        scope["cookies"] = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        scope["user"] = LiveUser(scope["cookies"].get(settings.SESSION_COOKIE_NAME))
        await self.inner(scope, receive, send)


class LiveUser(LazyObject):
    """The user of a session. `is_authenticated` looks again: who logs out must not go on speaking by an old socket."""

    def __init__(self, session_key: str | None):
        self.__dict__["_session_key"] = session_key
        super().__init__()

    def _setup(self) -> None:
        store = import_module(settings.SESSION_ENGINE).SessionStore
        self._wrapped = get_user(SimpleNamespace(session=store(self._session_key)))  # type: ignore[arg-type]

    @property
    def is_authenticated(self) -> bool:
        self._setup()
        return self._wrapped.is_authenticated
