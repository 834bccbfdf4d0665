"""The WebSocket door: lets a socket into a stream, takes what it says, hands its commands to the queue."""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from channels.consumer import AsyncConsumer
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from realtime import metrics
from realtime.decode import decode
from realtime.frame import Frame
from realtime.hub import hub
from realtime.limits import Buckets
from realtime.lines import line_of
from realtime.outbox import FLOOD, TOO_SLOW, Outbox
from realtime.presence import DOING
from realtime.pulse import next_slot
from realtime.refusal import Busy, Invalid, Missing, Refused
from realtime.run import Answer, refusal
from realtime.snapshots import encode
from realtime.streams import Viewer, admitted, kind_of, resolve_actor
from realtime.threads import in_database
from realtime.together import Order

log = logging.getLogger(__name__)

RESTART, SILENT, OUT, NOTHING = 1012, 4002, 4003, 4004
JOINING = 20.0  # seconds until a socket must have said where it stands; and for being brought to the present
UNDER_WAY = 32  # commands of one socket that may wait for their answers at once
SAYINGS = ({"do", "with", "ref"}, {"since", "epoch"}, {"have"}, {"doing"})  # the keys of what may be said
FIRST = {"do", "since", "have", "doing"}  # one of these says which it is
THING = re.compile(r"[0-9a-z]{1,32}")  # others are told what somebody is busy with: an id, never a text
TOO_FAST = _("That was very fast. Wait a moment and try again.")
UNREADABLE = _("This message could not be read.")

speaking = Buckets()  # commands and returns, by participant
murmuring = Buckets(rate=4, burst=12)  # what is not answered, by participant
failing = Buckets(rate=1, burst=100)  # what had to be refused unseen, by socket


class StreamConsumer(AsyncConsumer):
    """One socket in one stream. Accepts first, then admits; a stranger learns no more than 4004."""

    put: Callable[..., None]  # the outbox's own: a hall is sent everything by it

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        # Channels would start a task to wait for each message, and its dispatch hops through the database thread for
        # every one: one slow query would stall all sockets.
        self.scope, self.base_send = scope, send
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self.dispatch(message)
        finally:
            self._gone()  # also when the server has cancelled us, or one of our own mistakes has ended us

    async def dispatch(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.receive":
            await self._receive(message)
        elif message["type"] == "websocket.connect":
            await self._connect()

    async def _connect(self) -> None:
        route = self.scope["url_route"]["kwargs"]
        query = parse_qs(self.scope.get("query_string", b"").decode("ascii", "replace"))
        self.stream = f"{route['kind']}:{route['key']}"
        self.seat = query.get("seat", [None])[0]
        self.wish = query.get("as", [""])[0]
        self.lang = _language(self.scope, query.get("lang", [""])[0])
        self.viewer = Viewer(None, "", self.lang)
        self.over = self.joined = self.asked = False
        self.slot = next_slot()
        self.doing: dict[str, tuple[str, float]] = {}
        self.work: set[asyncio.Task[None]] = set()
        self.outbox = Outbox(line_of(self.scope, self.base_send), lambda: self.end(TOO_SLOW))
        self.put = self.outbox.put
        self.waits = asyncio.get_running_loop().call_later(JOINING, self._silent)
        hub.opened(self)
        await self.base_send({"type": "websocket.accept"})
        if hub.draining:
            self.end(RESTART)
            return
        try:
            self.viewer = await in_database(self.admit)
        except Missing:
            self.end(NOTHING)
        except Exception as error:
            log.warning("could not admit: %s", type(error).__name__)
            self.end(RESTART)

    def admit(self) -> Viewer:
        """Find out who this is and what they may see, on a thread of the database; raises Missing."""
        viewer = admitted(self.stream, self._who(), self.lang, self.wish)
        return replace(viewer, actor=viewer.actor.light())

    def _who(self) -> Any:
        # Asked again for every command: a removed seat must not act through an old socket.
        return resolve_actor(self.scope, self.seat)

    def _silent(self) -> None:
        if not self.joined:
            self.end(SILENT)

    async def _receive(self, message: dict[str, Any]) -> None:
        if self.over:
            return
        try:
            said = decode(message.get("text") or message.get("bytes") or b"")
            _understand(said)
        except Refused as no:
            self._refuse(None, no)
            return
        if "have" in said:
            self.asked = False
        elif "doing" in said:
            self._busy_with(said["doing"])
        elif not speaking.take(self._name) or len(self.work) >= UNDER_WAY:
            self._refuse(said.get("ref"), Busy(TOO_FAST))
        elif "do" in said:
            self._start(self._do(said["do"], said.get("with"), said.get("ref")))
        else:
            await self._join(said["since"], said.get("epoch"))

    async def _join(self, since: int | None, epoch: int | None) -> None:
        self.joined, self.asked = True, False
        try:
            async with asyncio.timeout(JOINING):
                await hub.join(self.stream, self, since, epoch)
        except Exception as error:
            log.warning("could not join: %s", type(error).__name__)
            self.end(RESTART)

    async def _do(self, name: Any, data: Any, ref: Any) -> None:
        order = Order(name, data, ref, self.lang, self.viewer.actor.key, self._who)
        answer = await hub.carry_out(self.stream, order)
        self._answer(ref, answer)
        if answer.ok:
            hub.owe(self.stream, self)

    def _busy_with(self, doing: dict[str, Any]) -> None:
        if not murmuring.take(self._name):
            return
        until = time.monotonic() + DOING
        before = {what: thing for what, (thing, _until) in self.doing.items()}
        now = {what: thing for what, thing in doing.items() if self._may_tell(what, thing)}
        self.doing = {what: (thing, until) for what, thing in now.items()}
        if now != before:
            hub.does(self.stream, self)

    def _may_tell(self, what: str, thing: Any) -> bool:
        kind, _key = kind_of(self.stream)
        return what in kind.doing and isinstance(thing, str) and THING.fullmatch(thing) is not None

    def _refuse(self, ref: Any, no: Refused) -> None:
        if isinstance(no, Busy):
            metrics.busy()
        with translation.override(self.lang):
            self._answer(ref, refusal(no))
        if not failing.take(self):
            self.end(FLOOD)

    def _answer(self, ref: Any, answer: Answer) -> None:
        told: dict[str, Any] = {"ref": ref if isinstance(ref, str) else None}
        if answer.ok:
            told |= {"ok": answer.seq, "data": answer.data}
        else:
            told |= {"no": answer.reason, "code": answer.code, "fields": answer.fields}
        self.put(Frame(encode(told)))

    @property
    def _name(self) -> Any:
        key = self.viewer.actor.key
        return (key, self.viewer.audience, self.stream) if key != "anonymous" else self

    @property
    def address(self) -> str:
        """Where this viewer's snapshot can be fetched."""
        asked = {"seat": self.seat, "as": self.wish, "lang": self.lang}
        return f"/api/{self.stream.replace(':', '/')}?{urlencode({k: v for k, v in asked.items() if v})}"

    def end(self, code: int) -> None:
        """Close with this code, and hear nothing more."""
        if self.over:
            return
        self.over = True
        hub.leave(self.stream, self)
        metrics.cut(code)
        self.outbox.close(code)

    def _gone(self) -> None:
        if hasattr(self, "outbox"):  # else it was closed before it was opened
            self.over = True
            self.waits.cancel()
            failing.forget(self)
            murmuring.forget(self)
            speaking.forget(self)
            hub.closed(self.stream, self)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.work.add(task)
        task.add_done_callback(self.work.discard)


def _understand(said: dict[str, Any]) -> None:
    """Raise Invalid unless this is one of the four things that can be said, with numbers where numbers belong."""
    known = any(said.keys() <= keys and said.keys() & FIRST for keys in SAYINGS)
    counted = all(_number(said.get(key)) for key in ("since", "epoch", "have"))
    if not known or not counted or not isinstance(said.get("doing", {}), dict):
        raise Invalid(UNREADABLE)


def _number(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _language(scope: dict[str, Any], asked: str) -> str:
    known = dict(settings.LANGUAGES)
    cookie = scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME, "")
    return next((lang for lang in (asked, cookie) if lang in known), settings.LANGUAGE_CODE)
