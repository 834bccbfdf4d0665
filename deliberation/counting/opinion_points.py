"""Where people stand on the opinion map: the two directions in which their votes differ most.

As Polis does it: a vote is 1, 0 or -1; what somebody has not seen counts as what the others think on average; a person
stands where the seen votes put them, farther out the fewer they are: times √(statements / seen). Floats draw this
map; nothing is decided by it.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

Point = tuple[float, float]
TURNS = 60  # of the power iteration; the gap between directions that matter is wide enough long before


def numbers() -> Any:
    """Return numpy, or None where it is not installed: then small maps are drawn all the same."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy


def project(votes: Sequence[Mapping[int, int]], columns: int) -> list[Point]:
    """`votes`: for each person {column: vote}. Return a point for each. Who has seen nothing stands in the middle."""
    np = numbers()
    return _plain(votes, columns) if np is None else _with_numpy(np, votes, columns)


def _with_numpy(np: Any, votes: Sequence[Mapping[int, int]], columns: int) -> list[Point]:
    matrix = np.full((len(votes), columns), np.nan, dtype=np.float32)
    for row, each in enumerate(votes):
        if each:
            matrix[row, list(each)] = list(each.values())
    seen = ~np.isnan(matrix)
    counts = seen.sum(axis=1)
    known = np.maximum(seen.sum(axis=0), 1)
    away = np.where(seen, matrix, 0) - np.where(seen, np.where(seen, matrix, 0).sum(axis=0) / known, 0)
    away = away.astype(np.float32)  # an unseen cell is the mean: nothing away from it
    base = np.linalg.qr(np.array([_start(columns, place) for place in range(min(4, columns))]).T)[0]
    for _turn in range(TURNS):
        base = np.linalg.qr(away.T @ (away @ base))[0]
    # Within the small space that was found, the two strongest directions exactly.
    inside = away @ base
    _strength, turn = np.linalg.eigh(inside.T @ inside)
    directions = base @ turn[:, ::-1][:, :2]
    points = away @ directions * np.sqrt(columns / np.maximum(counts, 1))[:, None]
    return [(float(x), float(y)) for x, y in _two(points.tolist())]


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
