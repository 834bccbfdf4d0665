"""Polis' votes as JSON: a list of objects, each with participant, statement, vote and when; the last one counts."""

import json
from typing import Any

from deliberation.outside.table import Opinions, Text

WHO, WHAT = ("pid", "participant_id"), ("tid", "statement_id")


def is_polis_json(text: Text) -> bool:
    return text.text.lstrip().startswith("[")


def read_polis_json(text: Text) -> Opinions:
    """Read 1 agree, -1 disagree, 0 pass. Of several votes of one person on one statement the latest counts."""
    try:
        rows = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        raise text.wrong(getattr(error, "lineno", 1), "this is no JSON") from None
    if not isinstance(rows, list) or not rows:
        raise text.wrong(1, "a list of votes was expected")
    votes: dict[str, dict[str, int]] = {}
    when: dict[tuple[str, str], int] = {}
    statements: set[int] = set()
    for number, row in enumerate(rows, start=1):
        who, what, vote, at = _vote(text, number, row)
        statements.add(what)
        key = (str(who), str(what))
        if at >= when.get(key, at):
            when[key] = at
            votes.setdefault(str(who), {})[str(what)] = vote
    return Opinions([str(each) for each in sorted(statements)], votes)


def _vote(text: Text, number: int, row: Any) -> tuple[int, int, int, int]:
    where = f"vote {number} of the list"
    if not isinstance(row, dict):
        raise text.wrong(1, f"{where} is no object")
    who, what = (next((row[key] for key in keys if key in row), None) for keys in (WHO, WHAT))
    vote, at = row.get("vote"), row.get("modified", 0)
    whole = all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in (who, what))
    if not whole or not isinstance(vote, int) or vote not in (1, 0, -1):
        raise text.wrong(1, f"{where} lacks a participant, a statement, or a vote of 1, 0 or -1")
    try:
        time = int(float(at or 0))
    except (TypeError, ValueError, OverflowError):
        raise text.wrong(1, f"{where} has no time that could be read") from None
    return who, what, vote, time  # type: ignore[return-value]
