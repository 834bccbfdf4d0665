"""Pabulib's participatory budgets (.pb): sections META, PROJECTS and VOTES, each a table with semicolons."""

import csv
from decimal import Decimal, InvalidOperation

from deliberation.outside.table import Budget, Text, once, whole

SECTIONS = ("META", "PROJECTS", "VOTES")
# How cities call the support that a project needs to be looked at.
THRESHOLDS = ("min_project_score_threshold", "min_project_votes_threshold", "min_project_threshold")
KINDS = ("approval", "cumulative", "scoring", "ordinal", "choose-1")

Row = tuple[int, dict[str, str]]


def is_pabulib(text: Text) -> bool:
    return text.text.lstrip().partition("\n")[0].strip().upper() == "META"


def read_pabulib(text: Text) -> Budget:
    """Read projects, budget and votes; counts that the head declares must be right."""
    parts = _sections(text)
    meta = {row.get("key", "").strip(): (line, row.get("value", "").strip()) for line, row in parts["META"]}
    kind = meta.get("vote_type", (1, "approval"))
    if kind[1] not in KINDS:
        raise text.wrong(kind[0], f"votes of the kind {kind[1][:40]!r} are not known")
    if "budget" not in meta:
        raise text.wrong(1, "META declares no budget")
    costs = _costs(text, parts["PROJECTS"])
    ballots = _ballots(text, parts["VOTES"], costs, kind[1])
    for key, there in (("num_projects", len(costs)), ("num_votes", len(ballots))):
        if key in meta and whole(text, meta[key][0], meta[key][1], key) != there:
            raise text.wrong(meta[key][0], f"{key} declares {meta[key][1]}, there are {there}")
    found = next((meta[key] for key in THRESHOLDS if key in meta), (1, "0"))
    threshold = -(-_money(text, found[0], found[1], "the threshold") // 1)
    return Budget(costs, int(_money(text, *meta["budget"], "the budget")), ballots, int(threshold))


def _sections(text: Text) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {}
    name, head = "", None
    for line, content in text.lines():
        if content.strip().upper() in SECTIONS:
            name, head = content.strip().upper(), None
            if name in parts:
                raise text.wrong(line, f"the section {name} comes twice")
            parts[name] = []
        elif content.strip():
            cells = next(csv.reader([content], delimiter=";"))
            if head is None:
                head = [cell.strip() for cell in cells]
                continue
            if len(cells) > len(head) and name != "META":
                raise text.wrong(line, f"{len(cells)} cells under {len(head)} columns")
            parts[name].append((line, dict(zip(head, cells, strict=False))))
    missing = [each for each in SECTIONS if each not in parts]
    if missing:
        raise text.wrong(1, f"the section {missing[0]} is missing")
    return parts


def _costs(text: Text, rows: list[Row]) -> dict[str, int]:
    costs: dict[str, int] = {}
    for line, row in rows:
        project = row.get("project_id", "").strip()
        once(text, line, [*costs, project] if project in costs else [project], "project")
        costs[project] = int(_money(text, line, row.get("cost", ""), "the cost"))
    if not costs:
        raise text.wrong(1, "there are no projects")
    return costs


def _ballots(text: Text, rows: list[Row], costs: dict[str, int], kind: str) -> dict[str, dict[str, int]]:
    ballots: dict[str, dict[str, int]] = {}
    for line, row in rows:
        voter = row.get("voter_id", "").strip()
        if not voter or voter in ballots:
            raise text.wrong(line, f"the voter {voter[:40]!r} comes twice" if voter else "a voter without an id")
        chosen = [each.strip() for each in row.get("vote", "").split(",") if each.strip()]
        unknown = next((each for each in chosen if each not in costs), None)
        if unknown is not None:
            raise text.wrong(line, f"there is no project {unknown[:40]!r}")
        once(text, line, chosen, "project of one vote")
        ballots[voter] = _points(text, line, row, chosen, kind)
    return ballots


def _points(text: Text, line: int, row: dict[str, str], chosen: list[str], kind: str) -> dict[str, int]:
    given = row.get("points", "").strip()
    if kind in ("cumulative", "scoring") and given:
        points = [whole(text, line, each, "points") for each in given.split(",")]
        if len(points) != len(chosen):
            raise text.wrong(line, f"{len(points)} points for {len(chosen)} projects")
        return dict(zip(chosen, points, strict=True))
    if kind == "ordinal":  # the first of k gets k points
        return {project: len(chosen) - place for place, project in enumerate(chosen)}
    return dict.fromkeys(chosen, 1)


def _money(text: Text, line: int, value: str, what: str) -> Decimal:
    try:
        amount = Decimal(value.strip().replace(",", "."))
    except InvalidOperation:
        raise text.wrong(line, f"{what} should be a number, not {value[:40]!r}") from None
    if not amount.is_finite() or not 0 <= amount < 10**15:
        raise text.wrong(line, f"{what} should be a number from 0, not {value[:40]!r}")
    return amount
