"""Where people stand on the opinion map: the two directions in which their votes differ most.

As Polis does it: a vote is 1, 0 or -1; what somebody has not seen counts as what the others think on average; a person
stands where the seen votes put them, farther out the fewer they are: times √(statements / seen). Floats draw this
map; nothing is decided by it.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from math import sqrt
from typing import Any

Point = tuple[float, float]
TURNS = 60  # of the iteration at most; the gap between directions that matter is wide enough long before
NEAR = 1e-5  # of the greatest strength: a direction that is off by less is found


def numbers() -> Any:
    """Return numpy, or None where it is not installed: then small maps are drawn all the same."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy


def project(votes: Sequence[Mapping[str, int]], place: Mapping[str, int]) -> list[Point]:
    """`votes`: for each person {statement: vote}; `place`: statement → its column, others count for nothing.

    Return a point for each. Who has seen nothing stands in the middle.
    """
    np = numbers()
    if np is not None:
        return _with_numpy(np, votes, place)
    return _plain([{place[s]: vote for s, vote in each.items() if s in place} for each in votes], len(place))


def _with_numpy(np: Any, votes: Sequence[Mapping[str, int]], place: Mapping[str, int]) -> list[Point]:
    columns, everything = len(place), sum(map(len, votes))
    rows = np.repeat(np.arange(len(votes)), np.fromiter(map(len, votes), np.intp, len(votes)))
    there = np.fromiter(map(place.get, chain.from_iterable(votes), repeat(-1)), np.intp, everything)
    values = np.fromiter(chain.from_iterable(each.values() for each in votes), np.float32, everything)
    inside = there >= 0
    rows, there, values = rows[inside], there[inside], values[inside]
    mean = np.bincount(there, values, columns) / np.maximum(np.bincount(there, minlength=columns), 1)
    away = np.zeros((len(votes), columns), np.float32)  # an unseen cell is the mean: nothing away from it
    away[rows, there] = values - mean[there]
    stretch = np.sqrt(columns / np.maximum(np.bincount(rows, minlength=len(votes)), 1))
    points = away @ _directions(np, away).astype(np.float32) * stretch[:, None]
    return [(x, y) for x, y in _two(points.tolist())]


def _directions(np: Any, away: Any) -> Any:
    """Return the two strongest directions, sought in the space that four are pulled into, turn by turn."""
    columns = away.shape[1]
    block = np.array([_start(columns, place) for place in range(min(4, columns))]).T
    space, pulled = np.zeros((columns, 0)), np.zeros((columns, 0))
    for _turn in range(TURNS):
        for _twice in range(2):  # once leaves roundings behind
            block = np.linalg.qr(block - space @ (space.T @ block))[0]
        block = block[:, : columns - space.shape[1]]
        last = (away.T @ (away @ block.astype(np.float32))).astype(float)
        space, pulled = np.hstack([space, block]), np.hstack([pulled, last])
        strength, turn = np.linalg.eigh(space.T @ pulled)
        best, strength = turn[:, ::-1][:, :2], strength[::-1][:2]
        off = pulled @ best - space @ best * strength
        if np.abs(off).max() <= NEAR * strength[0] or space.shape[1] == columns:
            break
        block = last
    return space @ best


def _plain(votes: Sequence[Mapping[int, int]], columns: int) -> list[Point]:
    sums, known = [0.0] * columns, [0] * columns
    for each in votes:
        for column, vote in each.items():
            sums[column] += vote
            known[column] += 1
    mean = [total / max(1, count) for total, count in zip(sums, known, strict=True)]
    away = [{column: vote - mean[column] for column, vote in each.items()} for each in votes]
    directions: list[list[float]] = []
    for place in range(2):
        direction = _unit(_start(columns, place))
        for _turn in range(TURNS):
            pulled = [0.0] * columns
            for row in away:
                along = sum(value * direction[column] for column, value in row.items())
                for column, value in row.items():
                    pulled[column] += along * value
            for other in directions:
                shared = sum(a * b for a, b in zip(pulled, other, strict=True))
                pulled = [a - shared * b for a, b in zip(pulled, other, strict=True)]
            direction = _unit(pulled)
        directions.append(direction)
    points = []
    for row in away:
        stretch = sqrt(columns / max(1, len(row)))
        points.append([stretch * sum(value * line[c] for c, value in row.items()) for line in directions])
    return [(x, y) for x, y in _two(points)]


def _start(columns: int, place: int) -> list[float]:
    """Return a direction to begin with: always the same one, and leaning towards no statement."""
    return [((column * (7919 + 104_729 * place) + 17) % 1009) / 1009 - 0.5 for column in range(columns)]


def _unit(values: list[float]) -> list[float]:
    length = sqrt(sum(value * value for value in values))
    return [value / length for value in values] if length > 1e-12 else values


def _two(points: list[list[float]]) -> list[list[float]]:
    """Fill up to two figures: with one statement there is only one direction."""
    return [[*point, 0.0, 0.0][:2] for point in points]
