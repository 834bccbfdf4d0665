"""Files beside a proposal and beside an answer: the page stores the file, then the command shows it."""

from typing import Any

from proposals.models import Attachment
from proposals.office.attaching import added_by, keep, may_keep, may_take_away, put_down_by, take_away
from proposals.workflow import streams_of
from realtime.command import Reach, command


@command(
    "attachment.keep",
    shape={"attachment": Reach(put_down_by)},
    stream=lambda attachment: streams_of(attachment.proposal),
    rule=may_keep,
)
def keep_attachment(*, actor: Any, attachment: Attachment) -> dict[str, Any]:
    """Show a file that was sent, beside the proposal or beside the last answer: at most 10 for one proposal."""
    keep(actor=actor, attachment=attachment)
    return {"attachment": attachment.pk}


@command(
    "attachment.remove",
    shape={"attachment": Reach(added_by)},
    stream=lambda attachment: streams_of(attachment.proposal),
    rule=may_take_away,
)
def remove_attachment(*, actor: Any, attachment: Attachment) -> None:
    """Take away a file that one added, until the vote or the answer. A line stays that says so."""
    take_away(actor=actor, attachment=attachment)
