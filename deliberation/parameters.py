"""The parameters of a poll: the charter's rules and what whoever leads the room has chosen, frozen at opening."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deliberation.counting import LIVE, ONLINE, dots_cap, dots_each
from deliberation.counting.publishing import what_is_published
from deliberation.models import Activity, Poll, PollOption
from deliberation.putting import CHOICES
from people.models import Side
from realtime.refusal import Refused

RULE_VERSION = 2
EXTENSION = 7  # days; once, when a side that decides has no quorum at the end of a vote outside the room
MONEY = 10**12  # cents; the most that any budget or cost may be


def parameters(
    *,
    activity: Activity,
    method: str,
    options: list[PollOption],
    eligible: dict[str, int],
    seats: int,
    budget: int,
    days: int,
) -> dict[str, Any]:
    """Return the parameters as plain data without floats. Raises Refused when what was chosen does not fit."""
    rules = activity.room.process.charter_rules
    params: dict[str, Any] = {
        "rule": method,
        "version": RULE_VERSION,
        "quorum": list((ONLINE if days else LIVE).as_integer_ratio()),
        "consenting": rules.get("consenting", [Side.RESIDENT.value, Side.OFFICIAL.value]),
        "eligible": eligible,
    }
    if days:
        params |= {"days": days, "extension": min(days, EXTENSION)}
    params |= _own(activity, method, options, rules, seats, budget)
    ballots = what_is_published(method, len(options), params)
    return params | {"published": ["opening", "roll-counts", ballots]}


def _own(
    activity: Activity, method: str, options: list[PollOption], rules: dict[str, Any], seats: int, budget: int
) -> dict[str, Any]:
    if method == Poll.Method.DOTS:
        return {
            "dots": dots_each(len(options)),
            "cap": dots_cap(len(options)),
            "shortlist": min(len(options), activity.settings.get("shortlist", 3)),
            "counting": rules.get("dots", "residents"),
        }
    if method == Poll.Method.DOUBLE_MAJORITY:
        return {"statute": bool(rules.get("statute", False))}
    if method in CHOICES:
        return {"status_quo": options[-1].pk}
    if method == Poll.Method.EQUAL_SHARES:
        if not budget:
            raise Refused(_("Write how much money there is."))
        return {"budget": budget, "parity": rules.get("budget") == "parity"}
    if method == Poll.Method.STV:
        if not 1 <= seats < len(options):
            raise Refused(_("There must be more candidates than seats, and at least one seat."))
        return {"seats": seats}
    return {}
