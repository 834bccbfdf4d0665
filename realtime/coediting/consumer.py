"""The WebSocket door of co-editing: lets a socket to a table, takes its Yjs messages, answers each of its updates."""

import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from django.utils import translation

from realtime import metrics
from realtime.coediting import writers
from realtime.coediting.jobs import Job
from realtime.coediting.kinds import Right, admitted, kind_of
from realtime.coediting.line import bytes_line
from realtime.coediting.paper import UNREADABLE
from realtime.coediting.protocol import MOST_BYTES, Said, told_frame, understand
from realtime.coediting.table import NOTHING, Table
from realtime.coediting.tables import tables
from realtime.consumers import RESTART, TOO_FAST, _language
from realtime.frame import Frame
from realtime.hub import hub
from realtime.limits import Buckets
from realtime.outbox import FLOOD, TOO_SLOW, Outbox
from realtime.refusal import Busy, Invalid, Missing, Refused
from realtime.run import refusal
from realtime.streams import resolve_actor
from realtime.threads import in_database

log = logging.getLogger(__name__)

TOKEN = 1024  # bytes of an update that take one token more
writing = Buckets(rate=30, burst=120)  # updates and questions, by participant
murmuring = Buckets(rate=4, burst=12)  # who is where, by socket
failing = Buckets(rate=1, burst=40)  # what had to be refused unseen, by socket


class TextConsumer(AsyncConsumer):
    """One socket at the table of one text; see `realtime.coediting.jobs.Writer`."""

    right: Right
    name: str
    key: Any
    table: Table | None
    give: Callable[..., None]  # the outbox's own: a crowd is sent everything by it

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        # As in realtime.consumers: no task for each message, and no hop through the database thread.
        self.scope, self.base_send = scope, send
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self.dispatch(message)
        finally:
            self._gone()

    async def dispatch(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.receive":
            self._receive(message)
        elif message["type"] == "websocket.connect":
            await self._connect()

    async def _connect(self) -> None:
        route = self.scope["url_route"]["kwargs"]
        query = parse_qs(self.scope.get("query_string", b"").decode("ascii", "replace"))
        self.text = f"{route['kind']}:{route['key']}"
        self.seat = query.get("seat", [None])[0]
        self.lang = _language(self.scope, query.get("lang", [""])[0])
        self.right, self.name, self.key, self.client = "read", "", self, 0
        self.over, self.table, self.updates = False, None, 0
        self.outbox = Outbox(bytes_line(self.scope, self.base_send), lambda: self.end(TOO_SLOW))
        self.give = self.outbox.put
        hub.opened(self)  # type: ignore[arg-type]
        await self.base_send({"type": "websocket.accept"})
        if hub.draining:
            self.end(RESTART)
            return
        try:
            self.right, self.name = await in_database(self.look)
            kind, key = kind_of(self.text)
            self.fields = tuple(await in_database(kind.fields, key))
        except Missing:
            self.end(NOTHING)
        except Exception as error:
            log.warning("could not admit: %s", type(error).__name__)
            self.end(RESTART)
        else:
            self._sit()

    def _sit(self) -> None:
        if self.over:
            return
        self.looked_at, self.wrote_at = time.monotonic(), 0.0
        self.table = tables.sit(self.text, self)
        self.give(told_frame(may=self.right))
        self.table.add(Job(self, 0, b""))  # what it has more than we have; the answer comes in its turn

    def look(self) -> tuple[Right, str]:
        """Find out anew what this socket may do, on a thread of the database; raises Missing."""
        actor = resolve_actor(self.scope, self.seat)
        found = admitted(self.text, actor)
        self.key = actor.key if actor.key != "anonymous" else self
        return found

    def _receive(self, message: dict[str, Any]) -> None:
        if self.over or self.table is None:
            return
        data = message.get("bytes") or b""
        try:
            said = understand(data) if len(data) <= MOST_BYTES else None
        except ValueError:
            said = None
        if said is None:
            self._reject(Invalid(UNREADABLE))
        elif said.kind == "awareness":
            self._where(said)
        elif said.kind != "other":
            self._take(said)

    def _take(self, said: Said) -> None:
        assert self.table
        number = 0
        if said.kind == "update":
            self.updates = number = self.updates + 1
        # A long update is as much work as many short ones.
        enough = all(writing.take(self.key) for _token in range(1 + len(said.data) // TOKEN))
        if not enough or not self.table.add(Job(self, number, said.data)):
            self._reject(Busy(TOO_FAST), number)

    def _where(self, said: Said) -> None:
        assert self.table
        if not murmuring.take(self) or self.right != "write":
            return
        if not self.client and len(said.entries) == 1:
            (client,) = said.entries
            if self.table.owns(self, client):
                self.client = client
        if self.client in said.entries:
            self.table.awareness.says(self, writers.where(said.entries[self.client], self.fields))

    def _reject(self, no: Refused, number: int = 0) -> None:
        """Refuse what nobody has looked at."""
        if isinstance(no, Busy):
            metrics.busy()
        self.refuse(number, no)
        if not failing.take(self):
            self.end(FLOOD)

    def refuse(self, number: int, no: Refused) -> None:
        """Say that the update with this number (0: something else) was not taken, and why."""
        with translation.override(self.lang):
            said = refusal(no)
        self.give(told_frame(no=said.reason, code=said.code, update=number))

    def stored(self, number: int) -> None:
        """Say that the update with this number is in the database."""
        self.give(told_frame(stored=number))

    def put(self, *frames: Frame) -> None:
        """Pass on what the hub says to all sockets, its goodbye: JSON in text."""
        self.give(*(told_frame(**json.loads(frame.text)) for frame in frames))

    def end(self, code: int) -> None:
        """Close with this code, and hear nothing more."""
        if self.over:
            return
        self.over = True
        tables.rise(self.text, self)
        metrics.cut(code)
        self.outbox.close(code)

    def _gone(self) -> None:
        if hasattr(self, "outbox"):  # else it was closed before it was opened
            self.over = True
            for buckets in (murmuring, failing, writing):
                buckets.forget(self)
            hub.closed(self.text, self)  # type: ignore[arg-type]
            tables.rise(self.text, self)
