"""Sheets (CSV): grades, one voter a row; Polis' participants-votes.csv; a list of who belongs to which group."""

import csv
from collections.abc import Collection, Iterator

from deliberation.outside.table import Grades, Opinions, Text, once

BEST = 6
POLIS = {"participant", "group-id", "n-votes", "n-agree", "n-disagree"}
FORMULA = ("=", "+", "@", "\t")


def rows_of(text: Text) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of the rows that are not empty. Raises Uncountable for a sheet that cannot be read."""
    reader = csv.reader(text.text.splitlines(), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise text.wrong(reader.line_num, f"not a sheet with commas: {error}") from None


def is_polis_sheet(text: Text) -> bool:
    return set(text.text.partition("\n")[0].strip().split(",")) >= POLIS


def read_polis_sheet(text: Text) -> Opinions:
    """Read 1 agree, -1 disagree, 0 pass, empty unseen; statements are the columns whose name is a number."""
    rows = rows_of(text)
    line, head = next(rows)
    once(text, line, head, "column")
    columns = [(place, name) for place, name in enumerate(head) if name.isdigit()]
    group = head.index("group-id")
    votes: dict[str, dict[str, int]] = {}
    groups: dict[str, str] = {}
    for line, cells in rows:
        who = _voter(text, line, cells, head, votes)
        votes[who] = {name: _vote(text, line, cells[place]) for place, name in columns if cells[place]}
        if cells[group]:
            groups[who] = cells[group]
    return Opinions([name for _place, name in columns], votes, groups=groups)


def read_grades(text: Text) -> Grades:
    """Read the voter in the first column and a grade from 0 to 6 in each of the others."""
    rows = rows_of(text)
    line, head = next(rows)
    options = head[1:]
    if not options:
        raise text.wrong(line, "a sheet of grades has the voter and one column for each option")
    once(text, line, options, "option")
    ballots: dict[str, dict[str, int]] = {}
    for line, cells in rows:
        who = _voter(text, line, cells, head, ballots)
        ballots[who] = {name: _grade(text, line, cell) for name, cell in zip(options, cells[1:], strict=True)}
    if not ballots:
        raise text.wrong(line, "there are no ballots")
    return Grades(options, ballots)


def read_groups(text: Text) -> dict[str, str]:
    """Read `participant,group`, with or without that line on top."""
    groups: dict[str, str] = {}
    for line, cells in rows_of(text):
        if len(cells) != 2:
            raise text.wrong(line, f"a row of groups is `participant,group`; this one has {len(cells)} cells")
        if cells == ["participant", "group"] and not groups:
            continue
        if cells[0] in groups:
            raise text.wrong(line, f"{cells[0][:40]!r} comes twice")
        if not cells[1]:
            raise text.wrong(line, "a group without a name")
        groups[cells[0]] = cells[1]
    return groups


def _voter(text: Text, line: int, cells: list[str], head: list[str], seen: Collection[str]) -> str:
    if len(cells) != len(head):
        raise text.wrong(line, f"{len(cells)} cells under {len(head)} columns")
    who = cells[0]
    if who.startswith(FORMULA):
        raise text.wrong(line, "a formula in place of a voter")
    if not who or who in seen:
        raise text.wrong(line, f"the voter {who[:40]!r} comes twice" if who else "a row without a voter")
    return who


def _vote(text: Text, line: int, cell: str) -> int:
    if cell not in ("1", "-1", "0", "1.0", "-1.0", "0.0"):
        raise text.wrong(line, f"a vote is 1, -1, 0 or empty, not {cell[:40]!r}")
    return int(float(cell))


def _grade(text: Text, line: int, cell: str) -> int:
    if len(cell) != 1 or cell not in "0123456":
        raise text.wrong(line, f"a grade is a number from 0 to {BEST}, not {cell[:40]!r}")
    return int(cell)
