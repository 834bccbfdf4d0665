"""What is due of proposals: reminders before the time for writing ends."""

from proposals.stages import to_remind
from realtime.clock import to_ms
from realtime.run import run
from realtime.schedule import CLOCK, job


@job("stages")
def remind_of_stages() -> int:
    """Remind of every time for writing that ends within a week, once each."""
    due = [(stage.pk, to_ms(stage.closes_at)) for stage in to_remind()]
    return sum(run("stage.remind", CLOCK, {"stage": key}, f"remind:{key}:{ends}").ok for key, ends in due)
