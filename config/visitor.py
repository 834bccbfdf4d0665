"""Who opened a socket: found when asked, on the thread that asks, and asked again each time."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.utils.functional import LazyObject


class Visitor:
    """Put `user` in the scope without a query: a thousand people connect at once, and the server must answer them.

    Needs `cookies` in the scope.
    """

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        key = scope["cookies"].get(settings.SESSION_COOKIE_NAME)
        await self.inner({**scope, "user": LiveUser(key)}, receive, send)


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
