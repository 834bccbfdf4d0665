#!/usr/bin/env python3
"""Computes the recognition figures of a territory again from its open data: `python3 recount.py recognition.json`.

Stands alone: it needs Python 3.9 and nothing else. What each figure means is written in docs/recognition.md.
Exit status: 0 every figure agrees, 1 one does not, 2 the file cannot be read.
"""

import json
import sys
from datetime import date

RUNGS = ["informed", "consulted", "involved", "partnership", "entrusted"]


def share(part, whole):
    """A share in percent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def middle(values):
    """The median: of an even number the mean of the two in the middle."""
    values = sorted(values)
    half = len(values) // 2
    if not values:
        return None
    return float(values[half]) if len(values) % 2 else (values[half - 1] + values[half]) / 2


def recount(data):
    """Return every figure, from the tables of the file alone."""
    tables, today = data["tables"], data["as_of"]
    together = [row for row in tables["proposals"] if row["basis"] == "adopted"]
    residents = [row for row in together if row["resident_authors"]]
    asked = [row for row in tables["answers"] if row["answered"] or not row["forwarded"]]
    given = [row for row in asked if row["answered"]]
    dated = [row for row in given if row["due"]]
    acts = [row for row in given if row["act"]]
    replied = [row for row in tables["evaluations"] if row["replied"]]
    took = [(date.fromisoformat(row["answered"]) - date.fromisoformat(row["sent"])).days for row in given]
    return {
        "adopted": {
            "n": len(together),
            "with_residents": len(residents),
            "with_officials": len([row for row in together if row["official_authors"]]),
            "share": share(len(residents), len(together)),
        },
        "answers": {
            "asked": len(asked),
            "answered": len(given),
            "share": share(len(given), len(asked)),
            "dated": len(dated),
            "in_time": len([row for row in dated if row["answered"] <= row["due"]]),
            "late": len([row for row in asked if not row["answered"] and row["due"] and row["due"] < today]),
            "median_days": middle(took),
        },
        "acts": {
            "answers": len(given),
            "citing": len(acts),
            "acts": len({row["act"] for row in acts}),
            "proposals": len({row["proposal"] for row in acts}),
            "share": share(len(acts), len(given)),
        },
        "evaluations": {
            "n": len(tables["evaluations"]),
            "replied": len(replied),
            "share": share(len(replied), len(tables["evaluations"])),
        },
        "rungs": [
            {"process": row["process"], "declared": row["declared"], "perceived": perceived(row["process"], tables)}
            for row in tables["processes"]
        ],
    }


def perceived(process, tables):
    """The lower median of each side whose counts are published."""
    found = {}
    for side in sorted({row["side"] for row in tables["perceived"] if row["process"] == process}):
        rows = [row for row in tables["perceived"] if (row["process"], row["side"]) == (process, side)]
        people = [RUNGS.index(row["rung"]) for row in rows for _one in range(row["people"])]
        found[side] = RUNGS[sorted(people)[(len(people) - 1) // 2]]
    return found


def main(words):
    try:
        with open(words[0], encoding="utf-8") as file:
            data = json.load(file)
        found, told = recount(data), data["figures"]
    except (IndexError, OSError, ValueError, KeyError, TypeError) as error:
        print(f"This is not the open data of a territory ({type(error).__name__}).", file=sys.stderr)
        return 2
    for name, figure in found.items():
        print(f"{'agrees' if told.get(name) == figure else 'DIFFERS'}: {name}: {json.dumps(figure)}")
    return 0 if found == told else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
