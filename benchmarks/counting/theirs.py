"""The same count by an outside package, with its own objects made before the clock starts: `theirs.py KIND FILE`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Told = dict[str, Any]


def shares(data: Told) -> Callable[[], Told]:
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
    from pabutools.rules import method_of_equal_shares

    projects = {name: Project(name, cost) for name, cost in data["costs"].items()}
    instance = Instance(projects.values(), budget_limit=data["budget"])
    ballots = [ApprovalBallot(projects[name] for name in approved) for approved in data["ballots"]]
    profile = ApprovalProfile(ballots, instance=instance)

    def count() -> Told:
        found = method_of_equal_shares(instance, profile, Cost_Sat, voter_budget_increment=1)
        return {"chosen": sorted(project.name for project in found)}

    return count


def opinions(data: Told) -> Callable[[], Told]:
    from reddwarf.implementations.polis import run_pipeline

    votes = [
        {"participant_id": who, "statement_id": statement, "vote": vote, "modified": 0}
        for who, each in data["votes"].items()
        for statement, vote in each.items()
    ]

    def count() -> Told:
        found = run_pipeline(votes=votes, random_state=1)
        return {"groups": int(found.clusterer.n_clusters)}

    return count


def main(kind: str, file: str) -> None:
    count = {"shares": shares, "opinions": opinions}[kind](json.loads(Path(file).read_text(encoding="utf-8")))
    began = time.process_time()
    told = count()
    print(json.dumps({"cpu": time.process_time() - began, **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
