"""The commands on proposals. Who may and when stands in the workflow's table; here is only what they carry."""

from proposals.commands import answers, problems, solutions

__all__ = ["answers", "problems", "solutions"]
