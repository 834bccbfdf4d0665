"""The form of a programme as rows to fill in: what was typed, what the kind suggests, what an allocation decided."""

from typing import Any

from django.http import QueryDict

from proposals.programming.details import TAG
from proposals.programming.kinds import Kind
from proposals.programming.languages import name_of, offered

BUDGET, INDICATORS, RISKS = 6, 4, 4  # rows offered to a page without script
PARTS = {
    "budget": ("label", "euros", "source"),
    "indicators": ("label", "unit", "baseline", "target", "direction"),
    "risks": ("text", "likelihood", "impact", "response"),
}
CHOSEN = ("direction", "likelihood", "impact")  # these always have a value
Row = dict[str, Any]


def rows_typed(typed: QueryDict, name: str, least: int) -> list[Row]:
    """Return the rows of a list as typed, and empty ones to fill up."""
    sent = [key.removeprefix(f"{name}[").partition("]")[0] for key in typed if key.startswith(f"{name}[")]
    numbers = [int(n) for n in sent if n.isascii() and n.isdecimal() and len(n) < 4]
    count = min(50, max([least, *(n + 1 for n in numbers)]))
    rows = [{part: typed.get(f"{name}[{row}]{part}", "") for part in PARTS[name]} for row in range(count)]
    return [{"row": str(number), "used": _used(row), **row} for number, row in enumerate(rows)]


def _used(row: Row) -> bool:
    return any(text for part, text in row.items() if part not in CHOSEN)


def indicator_rows(typed: QueryDict, kind: Kind | None, lang: str) -> list[Row]:
    """Return the rows of indicators; while nothing is typed, those that fit the kind."""
    rows = rows_typed(typed, "indicators", INDICATORS)
    if kind and not any(row["used"] for row in rows):
        for row, each in zip(rows, kind.indicators, strict=False):
            row |= {"used": True, "label": each.label_in(lang), "unit": each.unit_in(lang), "direction": each.direction}
    return rows


def detail_fields(
    typed: QueryDict, kind: Kind | None, lang: str, spoken: list[str], wrong: dict[str, str]
) -> list[Row]:
    """Return the kind's own fields with what was typed: `{key, type, title, help, needed, text, error, choices}`."""
    return [
        {
            "key": field.key,
            "type": field.type,
            "title": field.title_in(lang),
            "help": field.help_in(lang),
            "needed": field.needed,
            "text": typed.get(f"details.{field.key}", ""),
            "error": wrong.get(f"details.{field.key}", ""),
            "choices": _choices(typed, field.key, field.type, spoken),
        }
        for field in (kind.fields if kind else ())
    ]


def _choices(typed: QueryDict, key: str, kind: str, spoken: list[str]) -> list[Row]:
    chosen = " ".join(typed.getlist(f"details.{key}")).lower().split()
    if kind == "languages":
        codes = offered([*spoken, *(each for each in chosen if TAG.fullmatch(each))])
        return [{"code": code, "name": name_of(code), "chosen": code in chosen} for code in codes]
    if kind == "messages":
        chosen = " ".join(typed.getlist("details.languages")).lower().split()
        codes = [each for each in dict.fromkeys(chosen or [code.lower() for code in spoken]) if TAG.fullmatch(each)]
        return [{"code": code, "name": name_of(code), "text": typed.get(f"details.{key}.{code}", "")} for code in codes]
    return []
