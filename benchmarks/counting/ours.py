"""One count by this project, in a process of its own: `python -m benchmarks.counting.ours KIND FILE [plain]`."""

import json
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from deliberation.counting import opinion_groups, opinion_points, shares_certain
from deliberation.counting.equal_shares import Allocation, count_equal_shares, wanted_of
from deliberation.counting.opinions import common_ground, consensus, group_votes


def shares(data: dict[str, Any]) -> dict[str, Any]:
    ballots = [(1, approved, Fraction(1)) for approved in data["ballots"]]
    found = count_equal_shares(ballots, costs=data["costs"], budget=data["budget"], draw=sorted(data["costs"]))
    return {"chosen": sorted(found.chosen), "part": float(found.endowment)}


def until_nothing_fits(data: dict[str, Any]) -> list[str]:
    """Return what is chosen at the first part after which nothing more would fit: there pabutools stops."""
    costs, budget = data["costs"], data["budget"]
    wanted = wanted_of([(1, approved, Fraction(1)) for approved in data["ballots"]], costs, sorted(costs))
    running = [project for project in costs if 0 < costs[project] <= budget and wanted.votes[project]]
    part, before = Fraction(budget, len(data["ballots"])), list[str]()
    while True:
        chosen = sorted(Allocation(wanted, running, part).chosen)
        left = budget - sum(costs[project] for project in chosen)
        if left < 0:
            return before
        if all(costs[project] > left for project in set(running) - set(chosen)):
            return chosen
        part, before = part + 1, chosen


def opinions(data: dict[str, Any]) -> dict[str, Any]:
    found = opinion_groups.opinion_map(data["votes"], data["statements"])
    counted = group_votes(data["votes"], found.groups, data["statements"])
    shared, ground = consensus(counted, data["statements"]), common_ground(counted, data["statements"])
    return {"groups": len(set(found.groups.values())), "consensus": len(shared), "ground": len(ground)}


KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"shares": shares, "opinions": opinions}


def main(kind: str, file: str, *plain: str) -> None:
    if plain:
        for module in (opinion_points, opinion_groups, shares_certain):
            setattr(module, "numbers", lambda: None)  # noqa: B010
    opinion_points.numbers()  # importing is not counted, of neither side
    data = json.loads(Path(file).read_text(encoding="utf-8"))
    began = time.process_time()
    told = KINDS[kind](data)
    spent = time.process_time() - began
    if plain and kind == "shares":
        told["stopped"] = until_nothing_fits(data)
    print(json.dumps({"cpu": spent, **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
