"""Every closed vote of a process, with what came out, the bars of both sides and the reasons."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from deliberation.documents.report.told import Told
from deliberation.documents.votes import vote_blocks
from deliberation.queries.minutes import vote_told
from documents import blocks as b
from documents.blocks import Block


def votes(told: Told) -> Iterator[Block | None]:
    """One after the other, the oldest first."""
    if told.polls:
        yield b.heading(_("Decisions"))
    for poll in told.polls:
        yield from vote_blocks(vote_told(poll, poll.room, told.lang), told.address)
        yield None
