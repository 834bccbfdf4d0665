"""The WebSocket door: joins a stream, hands commands to run(), never touches the database thread by itself."""

import asyncio
import logging
import time
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from realtime.command import COMMANDS
from realtime.decode import decode
from realtime.desk import encode
from realtime.hub import hub
from realtime.refusal import TOO_MUCH, Missing, Refused
from realtime.run import Answer, run
from realtime.streams import Viewer, admitted, kind_of, resolve_actor
from realtime.threads import in_database

log = logging.getLogger(__name__)

RATE, BURST = 5.0, 20.0  # commands per second and seat
WAITING = 32  # commands of one socket that may wait at once
FLOOD = 200  # refused commands after which the socket is closed


class StreamConsumer(AsyncConsumer):
    """One socket in one stream. Accepts first, then joins; a stranger learns no more than 4004."""

    async def dispatch(self, message: dict[str, Any]) -> None:
        # Channels' own dispatch hops through the database thread for every message; one slow query would stall all.
        if message["type"] == "websocket.connect":
            await self._connect()
            return
        if message["type"] == "websocket.receive":
            await self._receive(message)
            return
        if message["type"] == "websocket.disconnect":
            self._leave()
            raise StopConsumer

    async def _connect(self) -> None:
        route = self.scope["url_route"]["kwargs"]
        query = parse_qs(self.scope.get("query_string", b"").decode("ascii", "replace"))
        self.stream = f"{route['kind']}:{route['key']}"
        self.seat = query.get("seat", [None])[0]
        self.wish = query.get("as", [""])[0]
        self.lang = _language(self.scope, query.get("lang", [""])[0])
        self.viewer: Viewer | None = None
        self.joined = self.closed = False
        self.tokens, self.refilled, self.refused = BURST, time.monotonic(), 0
        self.work: set[asyncio.Task] = set()
        self.turn = asyncio.Lock()
        await self.send({"type": "websocket.accept"})
        try:
            self.viewer = await in_database(_admit, self.scope, self.stream, self.seat, self.lang, self.wish)
        except Missing:
            await self.end(4004)
        except Exception as error:
            log.warning("could not admit: %s", type(error).__name__)
            await self.end(1012)

    async def _receive(self, message: dict[str, Any]) -> None:
        if self.closed or self.viewer is None:
            return
        try:
            said = decode(message.get("text") or message.get("bytes") or b"")
        except Refused as no:
            with translation.override(self.lang):
                await self.put(encode({"ref": None, "no": str(no.reason), "code": no.code}))
            self._count_refusal()
            return
        if not self._allowed() or len(self.work) >= WAITING:  # a snapshot costs as much as a command
            await self._busy(said.get("ref"))
            return
        if "do" not in said:
            await self._join(said)
            return
        task = asyncio.create_task(self._do(said))
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    async def _join(self, said: dict[str, Any]) -> None:
        since, epoch = said.get("since"), said.get("epoch")
        number = since if isinstance(since, int) and not isinstance(since, bool) else None
        if self.joined:
            hub.leave(self.stream, self)
        self.joined = True
        try:
            await hub.join(self.stream, self, number, epoch if isinstance(epoch, int) else None)
        except Exception as error:
            log.warning("join failed: %s", type(error).__name__)
            await self.end(1012)

    async def _do(self, said: dict[str, Any]) -> None:
        ref = said.get("ref")
        name, data = said.get("do"), said.get("with")
        async with self.turn:  # one person's commands keep their order
            try:
                answer = await in_database(_run_in, self.lang, name, self.scope, self.seat, data, ref)
            except Exception as error:  # a sender that hears nothing would wait for ever
                log.error("%s failed: %s", name if str(name) in COMMANDS else "a command", type(error).__name__)
                answer = _failed(self.lang)
        await self.put(encode(_ack(ref, answer)))
        desk = hub.desks.get(self.stream)
        if answer.ok and desk and self.viewer and self.viewer.audience != "screen":
            desk.owe(self)

    def _allowed(self) -> bool:
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + (now - self.refilled) * RATE)
        self.refilled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    async def _busy(self, ref: Any) -> None:
        with translation.override(self.lang):
            sentence = _("That was very fast. Wait a moment and try again.")
        await self.put(encode({"ref": ref if isinstance(ref, str) else None, "no": sentence, "code": "busy"}))
        self._count_refusal()

    def _count_refusal(self) -> None:
        self.refused += 1
        if self.refused > FLOOD:
            task = asyncio.create_task(self.end(4003))
            self.work.add(task)
            task.add_done_callback(self.work.discard)

    async def put(self, text: str) -> None:
        if self.closed:
            return
        try:
            await self.send({"type": "websocket.send", "text": text})
        except Exception as error:  # one broken line must not keep the others from hearing
            log.info("line broken: %s", type(error).__name__)
            self.closed = True

    async def end(self, code: int) -> None:
        if self.closed:
            return
        self.closed = True
        self._leave()
        await self.send({"type": "websocket.close", "code": code})

    def _leave(self) -> None:
        if getattr(self, "stream", None):
            hub.leave(self.stream, self)


def _language(scope: dict[str, Any], asked: str) -> str:
    known = dict(settings.LANGUAGES)
    cookie = scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME, "")
    return next((lang for lang in (asked, cookie) if lang in known), settings.LANGUAGE_CODE)


def _admit(scope: dict[str, Any], stream: str, seat: str | None, lang: str, wish: str) -> Viewer:
    kind_of(stream)
    return admitted(stream, resolve_actor(scope, seat), lang, wish)


def _run_in(lang: str, name: Any, scope: dict[str, Any], seat: str | None, data: Any, ref: Any) -> Answer:
    # The actor is resolved again for every command: a removed seat must not act through an old socket.
    with translation.override(lang):
        return run(str(name), resolve_actor(scope, seat), data, ref)


def _failed(lang: str) -> Answer:
    with translation.override(lang):
        return Answer(False, reason=str(TOO_MUCH), code="busy")


def _ack(ref: Any, answer: Answer) -> dict[str, Any]:
    if answer.ok:
        return {"ref": ref, "ok": answer.seq, "data": answer.data}
    return {"ref": ref, "no": answer.reason, "code": answer.code, "fields": answer.fields}
