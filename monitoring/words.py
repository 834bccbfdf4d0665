"""Results in words and figures, in the reader's language and way of writing numbers."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.counting import LEAST, Change, Counted
from monitoring.scales import MEASURES, SCALES, Scale


def figure(scale: Scale, value: Decimal | None) -> str:
    """Return a value with its unit: "40%", "34 minutes", "1.3 of 3"."""
    if value is None:
        return _("too few")
    number = plain(value)
    if scale.unit == "%":
        return f"{number}%"
    if scale.key == "minutes":
        return _("%(n)s min") % {"n": number}
    if scale.measure == "mean":
        return _("%(n)s of %(most)s") % {"n": number, "most": scale.most}
    return number


def plain(value: Decimal) -> str:
    """Return a number without needless noughts."""
    whole = value == value.to_integral_value()
    return str(number_format(int(value) if whole else value.normalize(), force_grouping=True))


def seen(counted: Counted) -> str:
    """Return how many observations there are, without telling one or two."""
    if counted.few:
        return _("fewer than %(n)s") % {"n": LEAST} if counted.n else "0"
    return str(counted.n)


def measure(scale: str) -> str:
    return str(MEASURES[SCALES[scale].measure])


def difference(change: Change) -> str:
    """Return "+20", "−4.5", "0" or nothing."""
    if change.by is None:
        return ""
    sign = "+" if change.by > 0 else "−" if change.by < 0 else ""
    return f"{sign}{plain(abs(change.by))}"


def sentence(scale: Scale, change: Change, before: Counted, after: Counted) -> str:
    """Say how one item changed."""
    facts = {"before": figure(scale, before.value), "after": figure(scale, after.value)}
    if change.verdict == "better":
        return _("Better: from %(before)s to %(after)s.") % facts
    if change.verdict == "worse":
        return _("Worse: from %(before)s to %(after)s.") % facts
    if change.verdict == "same":
        return _("Unchanged: %(after)s.") % facts
    return _("Too few observations to compare.")


def first(scale: Scale, counted: Counted, number: int) -> str:
    """Say what the only round found for one item."""
    if counted.value is None:
        return _("Too few observations to tell.")
    facts = {"number": number, "value": figure(scale, counted.value), "measure": MEASURES[scale.measure]}
    return _("Round %(number)s: %(value)s (%(measure)s).") % facts


def summary(changes: list[Change], before: int, after: int) -> str:
    """Say in one sentence how a round compares with the one before it."""
    count = {name: sum(1 for each in changes if each.verdict == name) for name in ("better", "worse", "same")}
    facts: dict[str, Any] = {"before": before, "after": after, **count}
    if not sum(count.values()):
        return _("Rounds %(before)s and %(after)s cannot be compared: there are too few observations.") % facts
    return (
        _("From round %(before)s to round %(after)s: better %(better)s, worse %(worse)s, unchanged %(same)s.") % facts
    )


def single(n: int, sites: int) -> str:
    """Say what one round rests on."""
    sheets = ngettext("%(n)s sheet", "%(n)s sheets", n) % {"n": n}
    where = ngettext("%(n)s site", "%(n)s sites", sites) % {"n": sites}
    return _("Measured with %(sheets)s at %(where)s.") % {"sheets": sheets, "where": where}
