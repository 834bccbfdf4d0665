"""Commands on their way to the database: in order, bounded, as many together as came while the last were written."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence

from realtime import metrics
from realtime.run import Answer
from realtime.threads import in_writing
from realtime.together import Order, busy, run_together

log = logging.getLogger(__name__)

MOST = 512  # commands of one stream that may wait; more are answered `busy` at once
TOGETHER = 64  # commands under one commit: an answer never waits for more than these


class Queue:
    """One per stream and process. A crowd in one hot room waits here, not for a connection each.

    There is no waiting in order to gather more: the first command is carried out at once, and what comes meanwhile is
    the next batch. So a quiet room answers as fast as before, and a busy one shares its commits.
    """

    def __init__(self, stream: str):
        self.stream = stream
        self.waiting: deque[tuple[Order, asyncio.Future[Answer], float]] = deque()
        self.worker: asyncio.Task[None] | None = None

    async def put(self, order: Order) -> Answer:
        """Return what became of the command, after its commit; `busy` when too many wait."""
        if len(self.waiting) >= MOST:
            metrics.busy()
            return busy(order)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.waiting.append((order, answer, time.monotonic()))
        metrics.waiting(1)
        if self.worker is None:
            self.worker = asyncio.create_task(self._work())
        return await answer

    async def empty(self) -> None:
        """Wait until everything that was taken is answered."""
        if self.worker:
            await asyncio.shield(self.worker)

    async def _work(self) -> None:
        try:
            while self.waiting:
                some = [self.waiting.popleft() for _n in range(min(TOGETHER, len(self.waiting)))]
                answers = await self._carried_out([order for order, _answer, _came in some])
                metrics.waiting(-len(some))
                metrics.batch(len(some))
                for (order, future, came), answer in zip(some, answers, strict=True):
                    metrics.answered(order.name, "ok" if answer.ok else answer.code, time.monotonic() - came)
                    if not future.done():  # a socket that is gone no longer waits
                        future.set_result(answer)
        finally:
            self.worker = None

    async def _carried_out(self, orders: Sequence[Order]) -> list[Answer]:
        try:
            return await in_writing(run_together, self.stream, orders)
        except Exception as error:  # who hears nothing would wait for ever
            log.error("commands failed: %s", type(error).__name__)
            return [busy(order) for order in orders]
