"""Bar pairs for the pages: both sides, same size, with figures, or the word that they are not published."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.words import what_now

ALWAYS = ("resident", "official")


def vote_bars(
    result: dict[str, Any], method: str, subject: str = "solution", *, sentence: bool = True
) -> dict[str, Any]:
    """Return the context of parts/bars.html for a consent round or a double majority. `result` is Poll.result."""
    build = _consent_row if method == "consent" else _vote_row
    hidden = result.get("suppressed", [])
    if method == "consent":
        columns = [_("Agree"), _("With a reservation"), _("Stand aside"), _("Object"), _("Voted"), _("Could vote")]
    else:
        columns = [_("Yes"), _("No"), _("Abstained"), _("Voted"), _("Could vote")]
    rows = [
        _hidden(side, bool(result["carried"].get(side)), columns) if side in hidden else build(side, result)
        for side in _sides(result)
    ]
    text = what_now(result, subject) if sentence else ""
    return {"sentence": text, "half": method != "consent", "columns": columns, "rows": rows}


def dots_bars(result: dict[str, Any], options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one entry per option, best first: `{id, title, lang, place, chosen, added (side or ""), bars}`.

    `options`: `{id, title, lang}`. Of a veiled vote only the list stands, so options without a place come last.
    """
    known = {option["id"]: option for option in options}
    order = [*result["order"], *(each for each in known if each not in result["order"])]
    added = {option: side for side, option in result["added"].items()}
    most = {side: max((sides.get(side, 0) for sides in result["totals"].values()), default=0) for side in ALWAYS}
    return [
        {
            **known[option],
            "place": place if option in result["order"] else None,
            "chosen": option in result["shortlist"],
            "added": added.get(option, ""),
            "bars": _dots(result, option, most),
        }
        for place, option in enumerate(order, 1)
        if option in known
    ]


def _dots(result: dict[str, Any], option: str, most: dict[str, int]) -> dict[str, Any]:
    columns, rows = [_("Dots"), _("People")], []
    for side in _sides(result):
        if side in result["suppressed"]:
            rows.append(_hidden(side, None, columns))
            continue
        dots = result["totals"].get(option, {}).get(side, 0)
        people = result["supporters"].get(option, {}).get(side, 0)
        text = ngettext("%(n)s dot", "%(n)s dots", dots) % {"n": dots}
        width = _width(dots, most.get(side) or dots or 1)
        rows.append({"side": side, "width": width, "text": text, "cells": [dots, people]})
    return {"sentence": "", "half": False, "columns": columns, "rows": rows}


def _vote_row(side: str, result: dict[str, Any]) -> dict[str, Any]:
    n = result["counts"][side]
    text = _("%(yes)s yes, %(no)s no") % {"yes": n["yes"], "no": n["no"]}
    cells = [n["yes"], n["no"], n["abstain"], n["cast"], n["eligible"]]
    width = _width(n["yes"], n["yes"] + n["no"])
    return {"side": side, "width": width, "text": text, "carried": result["carried"].get(side), "cells": cells}


def _consent_row(side: str, result: dict[str, Any]) -> dict[str, Any]:
    n = result["counts"][side]
    along = n["agree"] + n["reservation"]
    facts = {"along": along, "all": n["cast"]}
    cells = [n["agree"], n["reservation"], n["aside"], n["object"], n["cast"], n["eligible"]]
    return {
        "side": side,
        "width": _width(along, n["cast"]),
        "text": _("%(along)s of %(all)s go along") % facts,
        "carried": result["carried"].get(side),
        "cells": cells,
    }


def _hidden(side: str, carried: bool | None, columns: list[str]) -> dict[str, Any]:
    text = {
        True: _("this side carried it; fewer than five voted, so no figures"),
        False: _("this side did not carry it; fewer than five voted, so no figures"),
        None: _("fewer than five voted, so no figures"),
    }[carried]
    return {"side": side, "text": text, "carried": bool(carried), "suppressed": True, "cells": ["–"] * len(columns)}


def _sides(result: dict[str, Any]) -> list[str]:
    civil = result["counts"].get("civil", {}).get("eligible", 0) or "civil" in result.get("suppressed", [])
    return [*ALWAYS, "civil"] if civil else list(ALWAYS)


def _width(part: int, whole: int) -> str:
    # A string with a point: SVG reads no decimal comma, whatever the reader's language.
    return f"{100 * part / whole:.1f}" if whole else "0.0"
