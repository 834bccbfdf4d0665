"""The commands on proposals. Who may and when stands in the workflow's table; here is only what they carry."""

from proposals.commands import (
    amendments,
    answers,
    comments,
    following,
    hiding,
    problems,
    reminders,
    replies,
    solutions,
    stages,
    together,
    verification,
    writing,
)

__all__ = [
    "amendments",
    "answers",
    "comments",
    "following",
    "hiding",
    "problems",
    "reminders",
    "replies",
    "solutions",
    "stages",
    "together",
    "verification",
    "writing",
]
