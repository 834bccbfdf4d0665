"""The making of reports: one worker takes one that waits, says how far it is, and stores page and file together.

Two processes, or a worker that was thought dead, never make the same one: taking is one UPDATE, and so is finishing.
"""

import hashlib
import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from deliberation.documents.report import document, steps_of
from deliberation.models import Report, ReportFile
from documents.pdf import TooLong, pdf
from documents.texts import fit
from realtime.ids import new_id
from realtime.threads import in_background

log = logging.getLogger(__name__)

State = Report.State
DEAD = 60  # seconds without a sign of life, and somebody else takes it up
TRIES = 3
SAY_EVERY = 0.5  # seconds between two words on how far it is
MOST = 4_000_000  # characters: a report is longer than what a page makes while somebody waits
KEPT = timedelta(days=30)


class Lost(Exception):
    """Somebody else has taken this report up meanwhile."""


def start() -> None:
    """Begin now, in a thread of its own: whoever asked does not wait, and the schedule finds what was left."""
    in_background(make_all)


def make_all() -> int:
    """Make every report that waits, or whose worker died; return how many were made."""
    made = 0
    while report := take():
        made += make(report)
    return made


def take() -> Report | None:
    """Take the report that waits longest. Only one worker gets it."""
    free = _free()
    for key in free.order_by("asked_at", "pk").values_list("pk", flat=True)[:10]:
        claim, now = new_id(), timezone.now()
        mine = free.filter(pk=key).update(
            state=State.RUNNING, claim=claim, beat_at=now, done=0, tries=F("tries") + 1
        )  # fmt: skip
        if mine:
            return Report.objects.select_related("process__territory").get(pk=key, claim=claim)
    return None


def _free():  # type: ignore[no-untyped-def]
    dead = Q(state=State.RUNNING, beat_at__lt=timezone.now() - timedelta(seconds=DEAD))
    given_up = Report.objects.filter(dead, tries__gte=TRIES)
    given_up.update(state=State.FAILED)
    return Report.objects.filter(Q(state=State.WAITING) | dead)


def make(report: Report) -> int:
    """Make one report that was taken. Returns 1 when it is done; a failure is kept with the report."""
    try:
        return _make(report)
    except Lost:
        return 0
    except Exception as error:
        # Nothing of what people wrote belongs in a log: the kind of mistake is enough to find it.
        log.error("a report could not be made: %s", type(error).__name__)
        again = State.WAITING if report.tries < TRIES and not isinstance(error, TooLong) else State.FAILED
        _mine(report).update(state=again, claim="")
        return 0


def _make(report: Report) -> int:
    said = 0.0
    address = reverse("process_report", args=[report.process_id])
    total = steps_of(report.process) + 1  # the last step is the file

    def tell(done: int) -> None:
        nonlocal said
        if time.monotonic() - said >= SAY_EVERY:
            said = time.monotonic()
            _say(report, done, total)

    _say(report, 0, total)
    data = document(report.process, report.lang, address, tell)
    _say(report, total - 1, total)
    body = pdf("document", data, lang=report.lang, most=MOST)
    _store(report, data, body, total)
    return 1


def _mine(report: Report):  # type: ignore[no-untyped-def]
    return Report.objects.filter(pk=report.pk, claim=report.claim, state=State.RUNNING)


def _say(report: Report, done: int, total: int) -> None:
    if not _mine(report).update(done=done, total=total, beat_at=timezone.now()):
        raise Lost


def _store(report: Report, data: dict, body: bytes, total: int) -> None:
    now, digest = timezone.now(), hashlib.sha256(body).hexdigest()
    parts = fit(data["blocks"])
    with transaction.atomic():
        done = {"state": State.DONE, "done": total, "total": total, "made_at": now, "digest": digest, "parts": parts}
        if not _mine(report).update(**done):
            raise Lost
        ReportFile.objects.update_or_create(report=report, defaults={"body": body})
        older = Report.objects.filter(process=report.process_id, lang=report.lang, asked_at__lt=report.asked_at)
        older.exclude(pk=report.pk).filter(state__in=(State.DONE, State.FAILED)).delete()


def forget() -> int:
    """Take away reports that are older than thirty days: what people took back must not live on in a file."""
    _rows, gone = Report.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
    return gone.get(Report._meta.label, 0)
