"""The answer clock of a process: how many were sent, answered, answered in time, and how many are late today."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents.report.told import Told
from documents import blocks as b
from documents.blocks import Block
from proposals.models import Referral
from proposals.office.clock import clock_figures


def clock(told: Told) -> Iterator[Block]:
    """The same figures as on the territory's page, of this process alone."""
    sent = Referral.objects.filter(proposal__process=told.process)
    n = clock_figures(sent if told.process.rehearsal else sent.filter(proposal__rehearsal=False))
    yield b.heading(_("Do the offices answer?"))
    if not n["sent"]:
        yield b.paragraph(_("Nothing was sent to an office yet"))
        return
    said = ngettext(
        "%(answered)s of %(sent)s proposal sent to the offices was answered.",
        "%(answered)s of %(sent)s proposals sent to the offices were answered.",
        n["sent"],
    )
    yield b.paragraph(said % {"answered": n["answered"], "sent": n["sent"]})
    share = 100 * n["answered"] / n["sent"]
    yield b.bars([b.bar(_("Answered"), [b.part(share)], f"{n['answered']} / {n['sent']}")])
    rows = [
        (_("Sent"), n["sent"]),
        (_("Answered"), n["answered"]),
        (_("Answered in time"), n["in_time"]),
        (_("Waiting"), n["waiting"]),
        (_("Late now"), n["late"]),
    ]
    yield b.table([_("Answers"), _("How many")], [[name, str(value)] for name, value in rows])
