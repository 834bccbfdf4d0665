"""The commands on proposals. Who may and when stands in the workflow's table; here is only what they carry."""

from proposals.commands import (
    amendments,
    answers,
    attachments,
    comments,
    following,
    hiding,
    problems,
    reminders,
    replies,
    routing,
    solutions,
    stages,
    together,
    writing,
)

__all__ = [
    "amendments",
    "answers",
    "attachments",
    "comments",
    "following",
    "hiding",
    "problems",
    "reminders",
    "replies",
    "routing",
    "solutions",
    "stages",
    "together",
    "writing",
]
