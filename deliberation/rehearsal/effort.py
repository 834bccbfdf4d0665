"""How much the simulation itself had to do: when it is busy, what it measures is not the server any more."""

import asyncio
import time

TICK = 0.1  # seconds between two looks at the clock
MUCH = 0.7  # share of a core above which figures are not to be trusted


class Effort:
    """Counts the CPU time of this process, and how late its own clock was."""

    def __init__(self) -> None:
        self.began, self.cpu_began = time.monotonic(), time.process_time()
        self.worst = 0.0
        self.busiest = 0.0  # share of a core in the busiest ten seconds

    async def watch(self) -> None:
        """Look at the clock until cancelled."""
        began, cpu = time.monotonic(), time.process_time()
        while True:
            due = time.monotonic() + TICK
            await asyncio.sleep(TICK)
            now = time.monotonic()
            self.worst = max(self.worst, now - due)
            if now - began >= 10:
                self.busiest = max(self.busiest, (time.process_time() - cpu) / (now - began))
                began, cpu = now, time.process_time()

    def told(self, people: int) -> list[str]:
        """Return the lines for the summary."""
        seconds = max(0.001, time.monotonic() - self.began)
        share = (time.process_time() - self.cpu_began) / seconds
        each = share / max(1, people) * 1000
        busiest = max(share, self.busiest)
        lines = [
            f"  the simulation itself: {share:.0%} of one core ({busiest:.0%} in its busiest ten seconds), "
            f"{each:.2f} ms a second for each person, {_memory()}late by {self.worst * 1000:.0f} ms at worst"
        ]
        if busiest > MUCH:
            lines.append("  It was so busy that the times above are partly its own: seat fewer people or go slower.")
        return lines


def _memory() -> str:
    try:
        import resource
    except ImportError:
        return ""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / 1024:.0f} MB, "  # kilobytes on Linux
