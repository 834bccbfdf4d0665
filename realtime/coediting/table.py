"""The table of one text in one process: takes what is written in turn, stores it, then tells everybody."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from pycrdt import merge_updates

from realtime import metrics
from realtime.coediting import store
from realtime.coediting.jobs import Job, Writer, look_at
from realtime.coediting.paper import EMPTY, UNREADABLE, Broken, Paper
from realtime.coediting.protocol import BytesFrame, lacking_frame, state_frame, told_frame, update_frame
from realtime.coediting.writers import Writers
from realtime.models import SharedText
from realtime.refusal import Invalid, Missing, Refused
from realtime.threads import in_database, in_writing

log = logging.getLogger(__name__)

MOST = 512  # messages that may wait; more are answered `busy` at once
TOGETHER = 64  # messages under one commit
FRESH = 5.0  # seconds for which a right that was looked at is believed when somebody writes
AGAIN = 1.0  # seconds until a database that did not answer is asked again
OUT, NOTHING = 4003, 4004
READING = _("You may read this text, and not change it.")


class Table:
    """`paper` is what is stored up to row `last`, and nothing else, whenever somebody is told of it."""

    def __init__(self, text: str, stored: Callable[[str, int], None]):
        self.text = text
        self.tell_others = stored  # what is called with each row that was stored here
        self.writers: dict[Writer, None] = {}
        self.awareness = Writers()
        self.owners: dict[int, object] = {}  # Yjs client → who has written with it here
        self.waiting: deque[Job] = deque()
        self.last = self.head = 0  # the row we have read, the highest we have heard of
        self.paper: Paper | None = None
        self.culprit: Job | None = None  # what must not be tried again
        self.idle = False
        self.stirred = asyncio.Event()
        self.task = asyncio.create_task(self._work())

    def stop(self) -> None:
        self.task.cancel()

    def add(self, job: Job) -> bool:
        """Give a message its turn; False when too many wait."""
        if len(self.waiting) >= MOST:
            metrics.busy()
            return False
        self.waiting.append(job)
        self.stirred.set()
        return True

    def heard(self, number: int) -> None:
        """The text has reached this row, by another process or by somebody without a socket."""
        self.head = max(self.head, number)
        if self.head > self.last:
            self.stirred.set()

    def erased(self) -> None:
        """The text is no longer there: nobody may read it from memory."""
        self._end_all()
        self.paper = None
        self.stirred.set()

    def to_all(self, frame: BytesFrame, but: Writer | None = None) -> None:
        some = [each for each in self.writers if each is not but]
        for each in some:
            each.give(frame)
        metrics.sent(len(some), len(some) * frame.size)

    async def look(self, writers: Sequence[Writer]) -> None:
        """Look at rights again: who may no longer be here is shown out, who may no longer write is told."""
        found = await in_database(look_at, writers)
        now = time.monotonic()
        for writer, (right, name) in zip(writers, found, strict=True):
            writer.looked_at = now  # also of those shown out: what they have said still waits, and is refused
            if right is None:
                writer.right = "read"
                writer.end(OUT)
            elif (right, name) != (writer.right, writer.name):
                writer.right, writer.name = right, name
                writer.give(told_frame(may=right))

    async def _work(self) -> None:
        while True:
            try:
                if self.paper is None:
                    self.paper = await self._opened()
                await self._turn(self.paper)
            except (Missing, SharedText.DoesNotExist):
                self._end_all()
                self.paper = None
                await asyncio.sleep(AGAIN)
            except _Anew:
                self.paper = None
            except Exception as error:
                log.warning("a text is read again: %s", type(error).__name__)
                self.paper = None
                await asyncio.sleep(AGAIN)

    def _end_all(self) -> None:
        self.waiting.clear()
        for writer in list(self.writers):
            writer.end(NOTHING)

    async def _opened(self) -> Paper:
        names, rows = await in_writing(store.open_text, self.text)
        self.last = rows[-1][0]
        return Paper(names, [update for _number, update in rows])

    async def _turn(self, paper: Paper) -> None:
        if not self.waiting and self.head <= self.last:
            self.stirred.clear()
            self.idle = True
            await self.stirred.wait()
            self.idle = False
        jobs = [self.waiting.popleft() for _n in range(min(TOGETHER, len(self.waiting)))]
        try:
            await self._look_at_old([job.writer for job in jobs if job.number])
            new = self._take(paper, [job for job in jobs if job.number])
            if new.updates:
                await self._keep(paper, new)
            elif self.head > self.last:
                self._tell_missed(paper, await in_database(store.since, self.text, self.last))
        except Exception:
            # Nobody was told of anything: it is as if none of it had been said yet.
            self.waiting.extendleft(reversed([job for job in jobs if job is not self.culprit]))
            raise
        for job in new.jobs:
            job.writer.stored(job.number)
        for job in jobs:
            if not job.number:
                self._answer(paper, job)

    async def _look_at_old(self, writers: Sequence[Writer]) -> None:
        old = time.monotonic() - FRESH
        stale = list(dict.fromkeys(each for each in writers if each.looked_at < old))
        if stale:
            await self.look(stale)

    def _take(self, paper: Paper, jobs: Sequence[Job]) -> "_New":
        """Apply what is fit."""
        new = _New([], [])
        for job in jobs:
            try:
                written = self._applied(paper, job)
            except Refused as no:
                job.writer.refuse(job.number, no)
                continue
            except Broken:
                self.culprit = job
                job.writer.refuse(job.number, Invalid(UNREADABLE))
                raise _Anew from None
            new.jobs.append(job)
            job.writer.wrote_at = time.monotonic()
            if written:
                new.updates.append(written)
        return new

    def _applied(self, paper: Paper, job: Job) -> bytes | None:
        if job.data == EMPTY:
            return None
        if job.writer.right != "write":
            raise Refused(READING)
        update = paper.read(job.data)
        if not all(self.owns(job.writer, client) for client in update.new(paper.known)):
            raise Invalid(UNREADABLE)
        return paper.take(job.data, update)

    def owns(self, writer: Writer, client: int) -> bool:
        """Let a writer write as this Yjs client from now on; False when it is another's.

        Whoever wrote under the number of somebody else would make what that one writes next look as if it were known.
        """
        return client > store.SEED and self.owners.setdefault(client, writer.key) == writer.key

    async def _keep(self, paper: Paper, new: "_New") -> None:
        whole = new.updates[0] if len(new.updates) == 1 else merge_updates(*new.updates)
        kept = await in_writing(store.keep, self.text, self.last, whole)
        metrics.batch(len(new.jobs))
        self._tell_missed(paper, kept.missed)
        self.last = kept.number
        self.tell_others(self.text, kept.number)
        alone = {job.writer for job in new.jobs}
        self.to_all(update_frame(whole), alone.pop() if len(alone) == 1 else None)

    def _tell_missed(self, paper: Paper, rows: Sequence[store.Row]) -> None:
        for number, update in rows:
            paper.add(update)
            self.last = number
            self.to_all(update_frame(update))

    def _answer(self, paper: Paper, job: Job) -> None:
        if not job.data:  # a newcomer: what have they more than this, and who is where
            job.writer.give(state_frame(paper.state()), *filter(None, [self.awareness.frame()]))
            return
        try:
            job.writer.give(lacking_frame(paper.lacking(job.data)))
        except Refused as no:
            job.writer.refuse(0, no)


@dataclass(frozen=True)
class _New:
    """The jobs that are answered once it is stored, and what is to be stored."""

    jobs: list[Job]
    updates: list[bytes]


class _Anew(Exception):
    """The paper has to be made again from what is stored."""
