"""What is due of proposals: reminders before the time for writing ends, and the clock of answers."""

from proposals.office.reminding import to_tell, turn_of
from proposals.writing.stages import to_remind
from realtime.clock import to_ms
from realtime.run import run
from realtime.schedule import CLOCK, job


@job("stages")
def remind_of_stages() -> int:
    """Remind of every time for writing that ends within a week, once each."""
    due = [(stage.pk, to_ms(stage.closes_at)) for stage in to_remind()]
    return sum(run("stage.remind", CLOCK, {"stage": key}, f"remind:{key}:{ends}").ok for key, ends in due)


@job("answers")
def tell_of_answers() -> int:
    """Tell both sides of every answer that is due soon, today or late, once each."""
    due = [(each.pk, turn_of(each), moment) for each, moment in to_tell()]
    return sum(
        run("answer.remind", CLOCK, {"referral": key, "moment": moment}, f"answers:{key}:{turn}:{moment}").ok
        for key, turn, moment in due
    )
