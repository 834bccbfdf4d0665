"""Tickets: printing, finding, redeeming once, giving a lost seat back. Commands and views call these functions."""

from people.tickets.finding import find, held, usable
from people.tickets.printing import MOST_AT_ONCE, issue, reissue, secrets_of, void
from people.tickets.redeeming import Entry, redeem

__all__ = ["MOST_AT_ONCE", "Entry", "find", "held", "issue", "redeem", "reissue", "secrets_of", "usable", "void"]
