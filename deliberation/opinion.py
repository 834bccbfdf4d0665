"""The opinion map of a room or a process: what is common ground, who thinks alike, and how each side sees every card.

It is worked out when somebody asks and the last one is a few seconds old: never on the way of a vote or an event.
"""

import threading
import time
from typing import Any

from django.db.models import QuerySet

from deliberation.counting import SMALLEST
from deliberation.counting.opinion_groups import OpinionMap, opinion_map
from deliberation.counting.opinion_words import representative
from deliberation.counting.opinions import GroupVotes, common_ground, consensus, group_votes
from deliberation.models import Card, Stance
from people.models import SIDES, Side

FRESH = 4.0  # seconds
KEPT = 50  # rooms whose last map is remembered
_last: dict[str, tuple[float, dict[str, Any]]] = {}
_drawing = threading.Lock()  # one map at a time: who comes meanwhile gets the last one


def map_of(place: str) -> dict[str, Any]:
    """Return the map of "room:ID" or "process:ID" as `draw` makes it, at most a few seconds old once somebody asked."""
    at, known = _last.get(place, (0.0, {}))
    if known and (time.monotonic() - at < FRESH or _drawing.locked()):
        return known
    with _drawing:
        made = draw(place)
        while len(_last) >= KEPT:
            _last.pop(next(iter(_last)))
        _last[place] = (time.monotonic(), made)
    return made


def cards_of(place: str) -> QuerySet[Card]:
    """Return the cards that a map is of: those on the wall of a room; of a process those that may be read outside."""
    kind, _colon, key = place.partition(":")
    shown = Card.objects.filter(state=Card.State.SHOWN, activity__revealed=True)
    if kind == "room":
        return shown.filter(room=key).order_by("number")
    return shown.filter(room__process=key, room__rehearsal=False, publish=True).order_by("room", "number")


def draw(place: str) -> dict[str, Any]:
    """Work a map out anew.

    {"people", "answers": how many; "statements": [id, …] by agreement across the sides; "common": [id, …];
    "sides": side → statement → [agree, disagree, seen], only of sides of which five or more have answered;
    "groups": [{"people", "statements": statement → [agree, disagree, seen] (not beside a side that is held back),
    "stands_for": [[statement, word], …], "sides": side → people or null where there are fewer than five}], [] while
    groups are not clear;
    "points": [[x, y, group], …] in thousandths, in no order that tells who is who}.
    """
    cards = list(cards_of(place).values_list("pk", flat=True))
    votes: dict[str, dict[str, int]] = {}
    sides: dict[str, str] = {}
    rows = Stance.objects.filter(card__in=cards).order_by("participant", "card")
    for person, side, card, vote in rows.values_list("participant", "participant__side", "card", "vote"):
        votes.setdefault(person, {})[card] = vote
        sides[person] = side
    counted = group_votes(votes, sides, cards)
    heard = {side: counted[side] for side in SIDES if side in counted and _people(sides, side) >= SMALLEST}
    found = opinion_map(votes, cards)
    return {
        "people": len(votes),
        "answers": sum(len(each) for each in votes.values()),
        "statements": _by_agreement(heard, cards) if heard else cards,
        "common": _common(heard, cards),
        "sides": _figures(heard),
        # Beside the figures of the other sides, those of all groups together would tell what a small side said.
        "groups": _groups(found, votes, sides, cards, figures=len(heard) == len(counted)) if found.shown else [],
        "points": _points(found),
    }


def _people(sides: dict[str, str], side: str) -> int:
    return sum(each == side for each in sides.values())


def _by_agreement(counted: GroupVotes, cards: list[str]) -> list[str]:
    shares = consensus(counted, cards)
    return sorted(cards, key=lambda card: -shares[card])


def _common(heard: GroupVotes, cards: list[str]) -> list[str]:
    """Common ground needs both sides: what only one has answered is nobody's common ground."""
    both = {side: heard[side] for side in (Side.RESIDENT, Side.OFFICIAL) if side in heard}
    return common_ground(heard, cards) if len(both) == 2 else []


def _figures(counted: GroupVotes) -> dict[str, dict[str, list[int]]]:
    return {
        group: {card: [seen.agree, seen.disagree, seen.seen] for card, seen in each.items()}
        for group, each in counted.items()
    }


def _groups(
    found: OpinionMap, votes: dict[str, dict[str, int]], sides: dict[str, str], cards: list[str], *, figures: bool
) -> list[dict[str, Any]]:
    counted = group_votes(votes, found.groups, cards)
    telling, shown = representative(counted), _figures(counted) if figures else {}
    return [
        {
            "people": sum(each == group for each in found.groups.values()),
            **({"statements": shown[group]} if figures else {}),
            "stands_for": [list(each) for each in telling[group]],
            "sides": _sides_in(group, found, sides),
        }
        for group in sorted(counted)
    ]


def _sides_in(group: str, found: OpinionMap, sides: dict[str, str]) -> dict[str, int | None]:
    """Return how many of each side are in a group; null where fewer than five would be told, or could be worked out."""
    people = {side: sum(sides[p] == side for p, g in found.groups.items() if g == group) for side in SIDES}
    small = [side for side, n in people.items() if 0 < n < SMALLEST]
    return {side: None if small and n else n for side, n in people.items()}


def _points(found: OpinionMap) -> list[list[int]]:
    if not found.shown:
        return []
    most = max((abs(c) for point in found.points.values() for c in point), default=0) or 1
    return sorted(
        [round(1000 * x / most), round(1000 * y / most), int(found.groups[person])]
        for person, (x, y) in found.points.items()
    )
