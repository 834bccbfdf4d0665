"""The time of an intervention as a drawing: months, milestones, today. It runs the way its reader's writing runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, MARGIN, LANE, TOP, BAR = 720, 28, 34, 40, 14  # in pixels of the drawing
APART = 30  # two milestones nearer than this stand one below the other
LABELS = 9  # months written at most
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months from one mark to the next
MOST_LANES = 6
Row = dict[str, Any]


@dataclass(frozen=True)
class Timeline:
    """`months`: [{x, day}]; `marks`: [{x, y, number, state}] of milestones; `now`: x of today, None outside."""

    width: int
    height: int
    start: float
    length: float
    bar: int
    past: Row
    months: list[Row]
    marks: list[Row]
    now: float | None


def timeline_of(
    starts: date, ends: date, milestones: Sequence[tuple[date, str]], today: date, *, rtl: bool = False
) -> Timeline:
    """Draw it. `milestones`: (day, state: reached, open, late or dropped) in the order of their numbers."""
    whole = max(1, (ends - starts).days)
    length = WIDTH - 2 * MARGIN

    def at(day: date) -> float:
        part = min(max((day - starts).days / whole, 0), 1)
        return round(MARGIN + length * (1 - part if rtl else part), 1)

    marks, lanes = [], _lanes([at(day) for day, _state in milestones])
    for number, ((day, state), lane) in enumerate(zip(milestones, lanes, strict=True), 1):
        marks.append({"x": at(day), "y": TOP + BAR + LANE * (lane + 1), "number": number, "state": state})
    height = TOP + BAR + LANE * (max(lanes, default=0) + 1) + 26
    inside = starts <= today <= ends
    gone = min(max((today - starts).days / whole, 0), 1) * length
    past = {"x": round(WIDTH - MARGIN - gone if rtl else MARGIN, 1), "width": round(gone, 1)}
    months = [{"x": at(day), "day": day} for day in _months(starts, ends)]
    return Timeline(WIDTH, height, MARGIN, length, TOP, past, months, marks, at(today) if inside else None)


def _lanes(places: list[float]) -> list[int]:
    """Return the lane of each: the first in which it does not touch another."""
    lanes: list[list[float]] = [[]]
    found = []
    for x in places:
        free = next((n for n, lane in enumerate(lanes) if all(abs(x - other) >= APART for other in lane)), len(lanes))
        free = min(free, MOST_LANES - 1)
        if free == len(lanes):
            lanes.append([])
        lanes[free].append(x)
        found.append(free)
    return found


def _months(starts: date, ends: date) -> list[date]:
    """Return the first days of months that are marked: all of them, or as many as can be written."""
    first = starts.year * 12 + starts.month - (starts.day == 1)
    last = ends.year * 12 + ends.month - 1
    step = next((each for each in STEPS if (last - first) // each < LABELS), STEPS[-1])
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1) if n % step == 0 or step == 1]
