"""How far a territory recognises its residents, computed from published rows and nothing else: pure functions.

What each figure means is written in docs/recognition.md. `recount_recognition.py` computes the same without this file.
"""

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Any

Row = dict[str, Any]
RUNGS = ("informed", "consulted", "involved", "partnership", "entrusted")


def figures(tables: dict[str, list[Row]], as_of: str) -> Row:
    """Return every figure. `tables`: of queries/recognition.py; `as_of`: the day, as 2027-01-31."""
    return {
        "adopted": _adopted(tables["proposals"]),
        "answers": _answers(tables["answers"], as_of),
        "acts": _acts(tables["answers"]),
        "evaluations": _evaluations(tables["evaluations"]),
        "rungs": _rungs(tables["processes"], tables["perceived"]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _adopted(proposals: list[Row]) -> Row:
    together = [row for row in proposals if row["basis"] == "adopted"]
    by_residents = sum(row["resident_authors"] for row in together)
    by_officials = sum(row["official_authors"] for row in together)
    return {
        "n": len(together),
        "with_residents": by_residents,
        "with_officials": by_officials,
        "share": _share(by_residents, len(together)),
    }


def _answers(answers: list[Row], as_of: str) -> Row:
    # What went on to an authority that decides is not the office's to answer any more.
    asked = [row for row in answers if row["answered"] or not row["forwarded"]]
    given = [row for row in asked if row["answered"]]
    dated = [row for row in asked if row["due"]]
    days = [_days(row["sent"], row["answered"]) for row in given]
    return {
        "asked": len(asked),
        "answered": len(given),
        "share": _share(len(given), len(asked)),
        "dated": sum(1 for row in dated if row["answered"]),
        "in_time": sum(1 for row in dated if row["answered"] and row["answered"] <= row["due"]),
        "late": sum(1 for row in dated if not row["answered"] and row["due"] < as_of),
        "median_days": float(median(days)) if days else None,
    }


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _acts(answers: list[Row]) -> Row:
    given = [row for row in answers if row["answered"]]
    citing = [row for row in given if row["act"]]
    return {
        "answers": len(given),
        "citing": len(citing),
        "acts": len({row["act"] for row in citing}),
        "proposals": len({row["proposal"] for row in citing}),
        "share": _share(len(citing), len(given)),
    }


def _evaluations(evaluations: list[Row]) -> Row:
    replied = sum(1 for row in evaluations if row["replied"])
    return {"n": len(evaluations), "replied": replied, "share": _share(replied, len(evaluations))}


def _rungs(processes: list[Row], perceived: list[Row]) -> list[Row]:
    said: dict[str, dict[str, dict[str, int]]] = {}
    for row in perceived:
        said.setdefault(row["process"], {}).setdefault(row["side"], {})[row["rung"]] = row["people"]
    return [
        {
            "process": row["process"],
            "declared": row["declared"],
            "perceived": {side: middle(counts) for side, counts in sorted(said.get(row["process"], {}).items())},
        }
        for row in processes
    ]


def middle(counts: dict[str, int]) -> str:
    """Return the rung that at least half of the people perceive or a lower one: the lower median."""
    order: Iterable[str] = (rung for rung in RUNGS for _one in range(counts.get(rung, 0)))
    every = list(order)
    return every[(len(every) - 1) // 2] if every else ""
