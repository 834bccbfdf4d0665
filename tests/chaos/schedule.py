"""Which faults come when: drawn from the seed alone, so that a run can be had again."""

import random
from typing import NamedTuple


class Plan(NamedTuple):
    """One fault: after `wait` seconds; `down` seconds pass before what was killed is started again."""

    wait: float
    sort: str
    target: str
    down: float = 0.0


LONG_CUT = 10.0  # seconds for which nobody has a network
# sort, target, how often, seconds it stays down
KILLS = (
    ("kill", "server", 5, (0.0, 1.0)),
    ("kill", "redis", 3, (0.2, 3.0)),
    ("kill", "postgres", 2, (0.0, 1.5)),
)
WEATHER = (
    ("term", "server", 2, (0.0, 0.5)),
    ("snap", "network", 2, (0.0, 0.0)),
    ("drip", "network", 1, (2.0, 5.0)),
    ("lag", "network", 2, (2.0, 5.0)),
    ("cut", "network", 1, (1.0, 4.0)),
)


def schedule(*, seed: int, kills: int, seconds: float, processes: int, everything: bool) -> list[Plan]:
    """Spread `kills` kills over `seconds`, with bad weather between them, and one cut of ten seconds in the middle.

    Without `everything` (SQLite) only the server can be killed.
    """
    chance = random.Random(f"schedule {seed}")
    possible = KILLS if everything else KILLS[:1]
    plans: list[Plan] = []
    step = max(0.2, (seconds - (LONG_CUT if seconds > 6 * LONG_CUT else 0)) / max(1, kills))
    for number in range(kills):
        plans.append(_drawn(chance, possible, processes, step))
        if seconds > 6 * LONG_CUT and number == kills // 2:
            plans.append(Plan(0.5, "cut", "network", LONG_CUT))
        elif chance.random() < 0.35:
            plans.append(_drawn(chance, WEATHER, processes, step)._replace(wait=0.0))
    return plans


def _drawn(
    chance: random.Random, possible: tuple[tuple[str, str, int, tuple[float, float]], ...], processes: int, step: float
) -> Plan:
    sort, target, _often, down = chance.choices(possible, [each[2] for each in possible])[0]
    name = f"server-{chance.randrange(processes)}" if target == "server" else target
    return Plan(chance.uniform(0.5, 1.5) * step, sort, name, chance.uniform(*down))
