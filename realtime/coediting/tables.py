"""All tables of this process: made when somebody sits down, told what others have stored, cleared at the end."""

import asyncio
import itertools
import logging
import time
from collections.abc import Coroutine
from typing import Any

from django.conf import settings

from realtime.clock import now_ms
from realtime.coediting import elsewhere, store
from realtime.coediting.jobs import Writer
from realtime.coediting.kinds import PREFIX
from realtime.coediting.protocol import told_frame
from realtime.coediting.table import FRESH, Table
from realtime.coediting.writers import EVERY
from realtime.hub import hub
from realtime.threads import in_database

log = logging.getLogger(__name__)

SAFETY = 1.0  # seconds between two looks at the database: no hint can be trusted to have been heard
LOOK_EVERY = 2.5  # seconds between two looks at rights: of those who have just written, so that no letter waits for it,
LOOK_PARTS = 6  # and of a part of all
ALIVE = 32  # turns of the awareness after which each line says that it is there: 8 s, and browsers wait for 20
NOTES = 4  # turns after which processes tell each other who writes where


class Tables:
    """One per process. Everything here runs on the server's event loop."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self._begin()

    def _begin(self) -> None:
        self.tables: dict[str, Table] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def sit(self, text: str, writer: Writer) -> Table:
        """Return the table of a text, made when there is none, with this writer at it."""
        self._start()
        table = self.tables.get(text)
        if table is None:
            table = self.tables[text] = Table(text, self._stored)
        table.writers[writer] = None
        return table

    def rise(self, text: str, writer: Writer) -> None:
        table = self.tables.get(text)
        if table is None or writer not in table.writers:
            return
        del table.writers[writer]
        table.awareness.says(writer, None)
        self._tidy(table)

    def heard(self, hint: str, number: int) -> None:
        """A text has reached this row, as the hub was told; 0: rights have changed, or it was erased."""
        table = self.tables.get(hint.removeprefix(PREFIX)) if hint.startswith(PREFIX) else None
        if table is None:
            return
        table.heard(number)
        if number == 0:
            self._keep(self._look_at(table, list(table.writers)))

    def _stored(self, text: str, number: int) -> None:
        if hub.redis:
            hub.redis.tell(PREFIX + text, number)

    def _start(self) -> None:
        if self.loop is asyncio.get_running_loop():
            return
        self.loop = asyncio.get_running_loop()
        self._begin()
        hub.also[PREFIX] = self.heard
        for work in (self._safety(), self._rights(), self._awareness()):
            self._keep(work)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _tidy(self, table: Table) -> None:
        # What they have said last is still being stored: the table goes when it is idle.
        if not table.writers and table.idle and self.tables.get(table.text) is table:
            table.stop()
            del self.tables[table.text]
            self._keep(elsewhere.forget(table.text))

    async def _safety(self) -> None:
        while True:
            await asyncio.sleep(SAFETY)
            for table in list(self.tables.values()):
                self._tidy(table)
            open_ones = [text for text, table in self.tables.items() if table.paper]
            try:
                heads = await in_database(store.heads, open_ones) if open_ones else {}
            except Exception as error:
                log.warning("safety poll of texts: %s", type(error).__name__)
                continue
            for text in open_ones:
                self._compare(text, heads.get(text))

    def _compare(self, text: str, head: int | None) -> None:
        table = self.tables.get(text)
        if table is None:
            return
        if head is None:
            table.erased()
        else:
            table.heard(head)

    async def _rights(self) -> None:
        """Show out whose right has ended, though they do not write."""
        for turn in itertools.count():
            await asyncio.sleep(LOOK_EVERY)
            for table in list(self.tables.values()):
                turns = list(table.writers)[turn % LOOK_PARTS :: LOOK_PARTS]
                busy = [each for each in table.writers if each.wrote_at > time.monotonic() - FRESH]
                await self._look_at(table, list(dict.fromkeys([*turns, *busy])))

    async def _look_at(self, table: Table, writers: list[Writer]) -> None:
        try:
            await table.look(writers)
        except Exception as error:
            log.warning("rights at a text not read: %s", type(error).__name__)

    async def _awareness(self) -> None:
        """Tell each table who is writing where, and that the line is alive."""
        for turn in itertools.count():
            await asyncio.sleep(EVERY)
            for table in list(self.tables.values()):
                if settings.REDIS_URL and turn % NOTES == 0:
                    await self._share(table)
                if news := table.awareness.news():
                    table.to_all(news)
                if turn % ALIVE == 0:
                    table.to_all(told_frame(now=now_ms()))

    async def _share(self, table: Table) -> None:
        try:
            table.awareness.elsewhere = await elsewhere.share(table.text, table.awareness.states())
        except Exception as error:
            log.warning("who writes elsewhere not read: %s", type(error).__name__)


tables = Tables()
