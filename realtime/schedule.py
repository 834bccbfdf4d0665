"""What is done when its time has come: by a loop in the server, or by cron through `manage.py tick`.

A job looks at the database for what is due and runs ordinary commands as the clock, each with a `ref` that names the
occasion: two schedulers, or one that was restarted, do it once.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from realtime.threads import in_writing

log = logging.getLogger(__name__)

EVERY = 20.0  # seconds between two looks
JOBS: dict[str, Callable[[], int]] = {}


@dataclass(frozen=True)
class Clock:
    """The actor of what is due: nobody's seat, nobody's account."""

    person: None = None
    participant: None = None
    device: None = None
    key: str = "clock"
    label: str = ""

    def light(self) -> "Clock":
        return self


CLOCK = Clock()


def job(name: str) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Register a function that does all that is due now and returns how much it did."""

    def register(work: Callable[[], int]) -> Callable[[], int]:
        JOBS[name] = work
        return work

    return register


def tick() -> dict[str, int]:
    """Do all that is due; returns how much each job did. One that fails is tried again and stops no other."""
    done = {}
    for name, work in JOBS.items():
        try:
            done[name] = work()
        except Exception as error:
            log.error("what is due of %s failed: %s", name, type(error).__name__)
    return done


async def ticking() -> None:
    """Look again and again, for as long as the server runs."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await in_writing(tick)
        except Exception as error:  # the database is away: the next look may find it
            log.warning("could not look at what is due: %s", type(error).__name__)
