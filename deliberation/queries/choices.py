"""What came out of a choice among options, ready to be drawn: for every option a bar of each side, with its figures.

A bar is made of parts `{key, x, width}` in hundredths of its length; `key` names its look (`grade-5`, `for`, …). What
is drawn stands beside it as text, and once more in a table.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.counting.judgment import WORDS
from deliberation.words import sides_in_words
from deliberation.words_choice import grade_name
from proposals.money import euros

Row = dict[str, Any]


def choice_rows(method: str, result: Row, options: list[Row]) -> Row:
    """Return `{rows, key, half, about, columns}`; with a hidden side what was chosen. `options`: {id, title, lang}."""
    known = {option["id"]: option for option in options}
    flat = [option for tier in result["order"] for option in tier]
    order = [*dict.fromkeys([*result["winners"], *flat, *known])]
    kind = KINDS[method]
    details = result["details"]
    rows = [
        {
            **known[option],
            "place": place if option in flat else None,
            "chosen": option in result["winners"],
            "note": kind.note(details, option) if details else "",
            "bars": kind.bars(details, option, result["counts"]) if details else [],
        }
        for place, option in enumerate(order, 1)
        if option in known
    ]
    return {"rows": rows, "key": kind.key(), "half": kind.half, "about": kind.about(), "columns": kind.columns()}


class Kind:
    """How one rule is drawn."""

    half = False

    def key(self) -> list[Row]:
        """Return what the looks of the parts mean: `[{key, text}]`."""
        return []

    def about(self) -> str:
        """Return what the bars show, where it is not plain; or ""."""
        return ""

    def columns(self) -> list[str]:
        return [_("For"), _("Voted")]

    def note(self, details: Row, option: str) -> str:
        """Return one sentence about an option, or ""."""
        return ""

    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        """Return one bar for each side that could vote: `{side, parts, text, cells}`."""
        raise NotImplementedError


class Judgment(Kind):
    half = True

    def key(self) -> list[Row]:
        return [{"key": f"grade-{grade}", "text": grade_name(grade)} for grade in reversed(range(len(WORDS)))]

    def columns(self) -> list[str]:
        return [*(grade_name(grade) for grade in reversed(range(len(WORDS)))), _("Half or more say")]

    def note(self, details: Row, option: str) -> str:
        why, side = details.get("why_not", {}).get(option, ("", ""))
        if not why:
            return ""
        words = {"few": _("%(who)s: fewer than half gave it a grade."), "below": _("%(who)s: not passable.")}
        return words[why] % {"who": sides_in_words([side]).capitalize()}

    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        bars = []
        for side, profile in details["profiles"][option].items():
            if counts.get(side, {}).get("eligible"):
                grade = details["grades"][option][side]
                word = _("no grades") if grade is None else grade_name(grade)
                parts = stacked({f"grade-{n}": profile[n] for n in reversed(range(len(profile)))})
                bars.append({"side": side, "parts": parts, "text": word, "cells": [*reversed(profile), word]})
        return bars


class Marks(Kind):
    def key(self) -> list[Row]:
        return [{"key": f"grade-{mark}", "text": str(mark)} for mark in (5, 4, 3, 2, 1, 0)]

    def columns(self) -> list[str]:
        return ["5", "4", "3", "2", "1", "0", _("On average")]

    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        bars = []
        for side, people in details["marks"][option].items():
            if counts.get(side, {}).get("eligible"):
                mean = f"{sum(n * each for n, each in enumerate(people)) / (sum(people) or 1):.1f}"
                parts = stacked({f"grade-{n}": people[n] for n in reversed(range(len(people)))})
                bars.append({"side": side, "parts": parts, "text": mean, "cells": [*reversed(people), mean]})
        return bars


class Support(Kind):
    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        return [
            _share(side, people, counts[side]["cast"], _("%(n)s of %(all)s want it"))
            for side, people in details["support"][option].items()
            if counts.get(side, {}).get("eligible")
        ]


class Budget(Support):
    def note(self, details: Row, option: str) -> str:
        cost = _("It costs %(cost)s.") % {"cost": euros(details["costs"][option])}
        more = details.get("lacking", {}).get(option)
        if not more:
            return cost
        lacking = ngettext("%(n)s more supporter was needed.", "%(n)s more supporters were needed.", more)
        return f"{cost} {lacking % {'n': more}}"


class Ranking(Kind):
    half = True

    def about(self) -> str:
        return _("The bars show how many prefer an option to leaving things as they are.")

    def columns(self) -> list[str]:
        return [_("Prefer it to no change"), _("Voted")]

    def note(self, details: Row, option: str) -> str:
        side = details.get("why_not", {}).get(option)
        if not side:
            return ""
        return _("%(who)s do not prefer it to leaving things as they are.") % {
            "who": sides_in_words([side]).capitalize()
        }

    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        quo = details.get("status_quo", "")
        if option == quo:
            return []
        return [
            _share(side, duels[option].get(quo, 0), counts[side]["cast"], _("%(n)s of %(all)s"))
            for side, duels in details["sides"].items()
            if counts.get(side, {}).get("eligible")
        ]


class Election(Kind):
    def columns(self) -> list[str]:
        return [_("Votes at first"), _("Votes at the end")]

    def bars(self, details: Row, option: str, counts: Row) -> list[Row]:
        rounds = details.get("rounds", [])
        if not rounds:
            return []
        first = rounds[0]["votes"].get(option, "0.00000")
        last = next((each["votes"][option] for each in reversed(rounds) if option in each["votes"]), first)
        most = max((float(n) for each in rounds for n in each["votes"].values()), default=1) or 1
        parts = [{"key": "for", "x": "0.0", "width": f"{100 * float(last) / most:.1f}"}]
        shown = [n.removesuffix(".00000") for n in (first, last)]
        return [{"side": "", "parts": parts, "text": shown[1], "cells": shown}]


KINDS: dict[str, Kind] = {
    "majority-judgment": Judgment(),
    "schulze": Ranking(),
    "equal-shares": Budget(),
    "stv": Election(),
    "approval": Support(),
    "score": Marks(),
}


def stacked(people: dict[str, int]) -> list[Row]:
    """Return the parts of one bar, in order, each as wide as its share; none for nobody."""
    whole, at, parts = sum(people.values()), 0, []
    for key, n in people.items():
        if n:
            parts.append({"key": key, "x": f"{100 * at / whole:.1f}", "width": f"{100 * n / whole:.1f}"})
        at += n
    return parts


def _share(side: str, part: int, whole: int, words: str) -> Row:
    width = f"{100 * part / whole:.1f}" if whole else "0.0"
    parts = [{"key": "for", "x": "0.0", "width": width}]
    return {"side": side, "parts": parts, "text": words % {"n": part, "all": whole}, "cells": [part, whole]}
