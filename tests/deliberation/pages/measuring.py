"""An intervention that was measured twice on one grid and answered once, and a solution that went further: as rows."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from monitoring.models import (
    Dimension,
    Grid,
    Item,
    Measurement,
    Monitor,
    PlanLine,
    Reply,
    Round,
    Sheet,
    Site,
    Value,
)
from proposals.models import Forwarding
from realtime.ids import new_id

FOUND = ((0, 0, 1), (1, 1, 1))  # of the two rounds: a third, then everybody


def measured_twice(made, office, seat):
    """Two closed rounds, the second final, three sheets each; the office replied to the first with a plan."""
    grid = Grid.objects.create(proposal=made, lang="en", state="open")
    site = Site.objects.create(grid=grid, name="Counter")
    group = Dimension.objects.create(grid=grid, label="Access")
    item = Item.objects.create(grid=grid, dimension=group, code="ACC1", label="Hours hang out", scale="yes_no")
    monitor = Monitor.objects.create(proposal=made, participant=seat, side=seat.side, trained_on=date(2027, 1, 1))
    for number, answers in enumerate(FOUND, 1):
        days = {"starts": date(2027, 2, number), "ends": date(2027, 2, number)}
        round_ = Round.objects.create(grid=grid, number=number, **days, final=number == 2, closed_at=timezone.now())
        for answer in answers:
            sheet = Sheet.objects.create(
                round=round_, site=site, monitor=monitor, once=new_id(), observed_at=timezone.now()
            )
            Value.objects.create(sheet=sheet, item=item, value=answer)
        Measurement.objects.create(
            round=round_, indicator=made.indicators.first(), value=Decimal(4 * number), how="Counted by hand", lang="en"
        )
    reply = Reply.objects.create(round=grid.rounds.get(number=1), office=office, text="We listened.", lang="en")
    PlanLine.objects.create(reply=reply, item=item, measure="A second board", due=date(2027, 5, 1))
    return grid


def forwarded_late(solution, authority):
    """Sent on when the office was late by three days already; eight days of silence since."""
    return Forwarding.objects.create(
        proposal=solution, authority=authority, protocol="77/2027", reason="It is theirs to decide.", lang="en",
        sent_on=timezone.localdate() - timedelta(days=8), late=3,
    )  # fmt: skip
