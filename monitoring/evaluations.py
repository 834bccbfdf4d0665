"""Tells the indicators of a territory which evaluations are finished, and to which the office has replied."""

from collections.abc import Collection

from django.db.models import Exists, F, Min, OuterRef
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Round, Sheet
from proposals.evaluations import Evaluation, tells_evaluations


@tells_evaluations
def closed_rounds_in(territories: Collection[str]) -> list[Evaluation]:
    """Every closed round in which something was measured; rehearsals count for nothing."""
    rounds = Round.objects.exclude(closed_at=None).filter(
        Exists(Sheet.objects.filter(round=OuterRef("pk"), superseded_at=None)),
        grid__proposal__process__territory__in=territories,
        grid__proposal__rehearsal=False,
        grid__proposal__process__rehearsal=False,
    )
    rows = rounds.order_by("closed_at", "pk").annotate(
        proposal=F("grid__proposal"),
        process=F("grid__proposal__process"),
        territory=F("grid__proposal__process__territory"),
        title=F("grid__proposal__title"),
        lang=F("grid__proposal__lang"),
        replied=Min("replies__at"),  # the first: what is added later answers nothing anew
    )
    return [
        {
            "territory": row["territory"], "process": row["process"], "id": row["pk"], "title": row["title"],
            "lang": row["lang"], "closed": timezone.localdate(row["closed_at"]),
            "replied": timezone.localdate(row["replied"]) if row["replied"] else None,
            "path": reverse("monitoring", args=[row["proposal"]]),
        }
        for row in rows.values("pk", "closed_at", "replied", "proposal", "process", "territory", "title", "lang")
    ]  # fmt: skip
