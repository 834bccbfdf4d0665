"""Greedy by support: the most wanted project first, as long as the money lasts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class GreedyResult:
    """`chosen` in the order of their choice; `rounds`: {"project", "support", "cost", "left", "chosen"} of each."""

    chosen: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]  # by support, those with the same support together
    spent: int
    rounds: tuple[dict[str, object], ...]
    ties: tuple[tuple[str, ...], ...]


def count_greedy(
    support: Mapping[str, int],
    *,
    costs: Mapping[str, int],
    budget: int,
    draw: Sequence[str],
    skip: bool = True,
    threshold: int = 0,
) -> GreedyResult:
    """`support`: votes or points of each project; those below `threshold`, and those nobody wants, are out.

    Of projects with the same support the cheaper comes first, then the lot decides. `skip`: one that is too dear is
    passed over; without it the count stops there.
    """
    turn = {project: place for place, project in enumerate(draw)}
    running = [p for p in costs if support.get(p, 0) >= max(1, threshold)]
    running.sort(key=lambda p: (-support[p], costs[p], turn[p]))
    chosen: list[str] = []
    rounds: list[dict[str, object]] = []
    left = budget
    for project in running:
        fits = costs[project] <= left
        left -= costs[project] if fits else 0
        chosen += [project] if fits else []
        figures = {"support": support[project], "cost": costs[project], "left": left}
        rounds.append({"project": project, **figures, "chosen": fits})
        if not fits and not skip:
            break
    level = _together(running, lambda p: (support[p], costs[p]))
    ties = tuple(group for group in level if len(group) > 1)
    order = _together(sorted(costs, key=lambda p: (-support.get(p, 0), turn[p])), lambda p: (support.get(p, 0),))
    return GreedyResult(tuple(chosen), order, budget - left, tuple(rounds), ties)


def _together(projects: Iterable[str], figure: Callable[[str], tuple[int, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for _figure, group in groupby(projects, key=figure))
