"""The form of a territory's own kind, as rows: what stands in it now, or what was typed and refused."""

from typing import Any

from django.http import QueryDict

from proposals.programming.kinds import LANGUAGES, Kind
from proposals.programming.languages import name_of

ADDED = 4  # empty rows offered to a page without script
MOST = 20
Row = dict[str, Any]


def form_of(kind: Kind) -> Row:
    """Return the form of a kind as it is, with empty rows to fill up."""
    fields = [{"key": f.key, "needed": f.needed, "words": _words(f.titles)} for f in kind.fields]
    indicators = [{"unit": i.unit_in(""), "direction": i.direction, "words": _words(i.labels)} for i in kind.indicators]
    return {"names": _words(kind.titles), "fields": _filled_up(fields), "indicators": _filled_up(indicators)}


def empty_form() -> Row:
    """Return a form in which nothing is written."""
    return {"names": _words({}), "fields": _filled_up([]), "indicators": _filled_up([])}


def forms_typed(typed: QueryDict) -> Row:
    """Return the form as it was typed."""
    fields, indicators = [], []
    for row in range(MOST):
        before = f"fields[{row}]"
        if any(key.startswith(before) for key in typed):
            words = _words({code: typed.get(f"{before}titles.{code}", "") for code in LANGUAGES})
            needed = typed.get(f"{before}needed") == "true"
            fields.append({"key": typed.get(f"{before}key", ""), "needed": needed, "words": words})
        before = f"indicators[{row}]"
        if any(key.startswith(before) for key in typed):
            words = _words({code: typed.get(f"{before}labels.{code}", "") for code in LANGUAGES})
            told = {part: typed.get(before + part, "") for part in ("unit", "direction")}
            indicators.append({**told, "words": words})
    names = _words({code: typed.get(f"names.{code}", "") for code in LANGUAGES})
    return {"names": names, "fields": _filled_up(fields), "indicators": _filled_up(indicators)}


def _words(words: Any) -> list[Row]:
    return [{"code": code, "name": name_of(code), "text": words.get(code, "")} for code in LANGUAGES]


def _filled_up(rows: list[Row]) -> list[Row]:
    empty: Row = {"key": "", "needed": False, "unit": "", "direction": "up"}
    count = min(MOST, max(ADDED, len(rows) + 1))
    rows = [*rows, *({**empty, "words": _words({})} for _each in range(count - len(rows)))]
    return [{"row": str(number), **each} for number, each in enumerate(rows)]
