"""What is counted: made with a fixed seed, the same every time; and real budgets, if the reference cases are there."""

import json
import os
import random
from pathlib import Path
from typing import Any

SEED = 2026
CAMPS = ((1, 1, 0, -1), (-1, -1, 0, 1))  # how somebody votes on a statement that their side likes, or does not


def budget(voters: int, projects: int, money: int) -> dict[str, Any]:
    """Return approvals of 3 to 17 projects, some of which are far more popular than others."""
    chance = random.Random(SEED)
    costs = {f"p{number:03}": chance.randint(money // 100, money // 8) for number in range(projects)}
    popular = [chance.random() ** 2 + 0.05 for _project in costs]
    ballots = [sorted(set(chance.choices(list(costs), popular, k=chance.randint(3, 17)))) for _voter in range(voters)]
    return {"budget": money, "costs": costs, "ballots": ballots}


def opinions(people: int, statements: int) -> dict[str, Any]:
    """Return votes of three camps; everybody has seen a fifth of the statements."""
    chance = random.Random(SEED)
    votes = {
        str(person): {
            str(statement): chance.choice(CAMPS[person % 3 == statement % 3])
            for statement in sorted(chance.sample(range(statements), statements // 5))
        }
        for person in range(people)
    }
    return {"statements": [str(statement) for statement in range(statements)], "votes": votes}


def write(folder: Path, name: str, data: dict[str, Any]) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def real_budgets(base: Path) -> dict[str, dict[str, Any]]:
    """Return the budgets with approvals among the reference cases (TESSERA_CASES), by the name of the file."""
    from deliberation.outside.read import read
    from deliberation.outside.table import Budget

    found = {}
    cases = Path(os.environ.get("TESSERA_CASES") or base.parent / "shared" / "cases")
    for path in sorted(cases.rglob("*.pb")):
        if "vote_type;approval" in path.read_text(encoding="utf-8"):
            table = read(path)
            assert isinstance(table, Budget)
            ballots = [sorted(p for p, points in each.items() if points) for each in table.ballots.values()]
            found[path.stem] = {"budget": table.budget, "costs": table.costs, "ballots": ballots}
    return found
