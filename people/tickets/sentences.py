"""The sentences a ticket is refused with."""

from django.utils.translation import gettext_lazy as _

from people.models import Process
from realtime.refusal import Refused

WRONG = _("This code is not right. Check the 8 characters on your ticket and type them again.")
USED = _("This ticket was already used. Every ticket lets in one person: ask the hosts for another one.")
VOID = _("This ticket is not valid any more. Ask the hosts for another one.")
CLOSED = _("This process is closed: nobody can come in any more.")


def still_open(process: Process) -> None:
    """Raise Refused when nobody can come into this process any more."""
    if process.state == Process.State.CLOSED:
        raise Refused(CLOSED)
