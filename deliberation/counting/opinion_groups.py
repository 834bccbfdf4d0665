"""Opinion groups: people who vote alike, found as Polis finds them, and shown only when they are clear.

People are gathered into at most 100 small clusters, those into 2 to 5 groups; how many is what the silhouette of the
small clusters says. Deterministic: the first centre is the point farthest from the middle, each next one the point
farthest from those there are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import dist
from typing import Any

from deliberation.counting.opinion_points import Point, numbers, project
from deliberation.counting.opinions import Votes

VOTES = 7  # or all statements, if there are fewer: who has voted less is not placed
CLUSTERS, GROUPS, ROUNDS = 100, range(2, 6), 100
MANY = 10_000  # distances in one round, above which arrays are faster than lists
PEOPLE, CLEAR, SMALLEST = 20, 0.25, 5  # fewer people, less silhouette, a smaller group: no groups are shown


@dataclass(frozen=True)
class OpinionMap:
    """`points` and `groups` by participant ("0" is the largest group); `shown`: whether the groups are clear enough."""

    points: dict[str, Point]
    groups: dict[str, str]
    silhouette: float
    shown: bool


def opinion_map(votes: Votes, statements: Sequence[str], out: frozenset[str] = frozenset()) -> OpinionMap:
    """Place everybody who has voted enough, and group them. Statements in `out` count for nothing."""
    place = {statement: number for number, statement in enumerate(s for s in statements if s not in out)}
    needed = min(VOTES, len(statements))
    people = [who for who, each in votes.items() if len(each) >= needed and needed]
    if len(people) < 3 or not place:
        return OpinionMap({}, {}, 0.0, False)
    points = project([votes[who] for who in people], place)
    small, centres = k_means(points, [1.0] * len(points), min(CLUSTERS, len(points)))
    weights = Counter(small)
    best: tuple[float, list[int]] = (-1.0, [0] * len(centres))
    for number in GROUPS:
        if number >= len(centres):
            break
        found, _middles = k_means(centres, [float(weights[n]) for n in range(len(centres))], number)
        best = max(best, (silhouette(centres, found), found), key=lambda each: each[0])
    labels = [best[1][cluster] for cluster in small]
    name = {label: str(rank) for rank, (label, _people) in enumerate(Counter(labels).most_common())}
    groups = {who: name[label] for who, label in zip(people, labels, strict=True)}
    sizes = Counter(groups.values())
    shown = len(people) >= PEOPLE and best[0] >= CLEAR and len(sizes) > 1 and min(sizes.values()) >= SMALLEST
    return OpinionMap(dict(zip(people, points, strict=True)), groups, best[0], shown)


def k_means(points: Sequence[Point], weights: Sequence[float], number: int) -> tuple[list[int], list[Point]]:
    """Return (cluster of each point, centres of the clusters); clusters without points are left out."""
    np = numbers() if len(points) * number > MANY else None
    if np is not None:
        return _with_numpy(np, points, weights, number)
    centres = _far_apart(points, weights, number)
    labels = _nearest(points, centres)
    for _round in range(ROUNDS):
        moved = _middles(points, weights, labels, centres)
        labels, before = _nearest(points, moved), labels
        centres = moved
        if labels == before:
            break
    return _used(labels, centres)


def _with_numpy(
    np: Any, points: Sequence[Point], weights: Sequence[float], number: int
) -> tuple[list[int], list[Point]]:
    spots, heavy = np.array(points), np.array(weights)
    first = spots[((spots - np.average(spots, axis=0, weights=heavy)) ** 2).sum(axis=1).argmax()]
    chosen, nearest = [first], ((spots - first) ** 2).sum(axis=1)
    while len(chosen) < number and nearest.max() > 0:
        chosen.append(spots[nearest.argmax()])
        nearest = np.minimum(nearest, ((spots - chosen[-1]) ** 2).sum(axis=1))
    ends = np.array(chosen)
    lifted = np.column_stack([spots, np.ones(len(spots))])
    labels = np.full(len(spots), -1)
    for _round in range(ROUNDS + 1):
        # The square of the distance, less that of the point to the origin, which is the same for all centres.
        far = lifted @ np.vstack([-2 * ends.T, (ends**2).sum(axis=1)])
        found = far.argmin(axis=1)
        if (found == labels).all():
            break
        labels = found
        total = np.bincount(labels, heavy, len(ends))
        sums = np.column_stack([np.bincount(labels, heavy * spots[:, axis], len(ends)) for axis in range(2)])
        ends = np.where(total[:, None] > 0, sums / np.maximum(total, 1e-300)[:, None], ends)
    return _used(labels.tolist(), [(x, y) for x, y in ends.tolist()])


def _used(labels: Sequence[int], centres: Sequence[Point]) -> tuple[list[int], list[Point]]:
    used = {old: new for new, old in enumerate(sorted(set(labels)))}
    return [used[label] for label in labels], [centres[old] for old in used]


def silhouette(points: Sequence[Point], labels: Sequence[int]) -> float:
    """Return the mean over the points of (b - a) / max(a, b): a to their own group, b to the nearest other one."""
    members: dict[int, list[int]] = {}
    for number, label in enumerate(labels):
        members.setdefault(label, []).append(number)
    if len(members) < 2:
        return 0.0
    total = 0.0
    for number, label in enumerate(labels):
        if len(members[label]) == 1:
            continue
        away = {each: sum(dist(points[number], points[other]) for other in members[each]) for each in members}
        own = away[label] / (len(members[label]) - 1)
        near = min(away[each] / len(members[each]) for each in members if each != label)
        total += (near - own) / max(near, own, 1e-12)
    return total / len(points)


def _far_apart(points: Sequence[Point], weights: Sequence[float], number: int) -> list[Point]:
    middle = _middles(points, weights, [0] * len(points), [points[0]])[0]
    centres = [max(points, key=lambda point: dist(point, middle))]
    nearest = [dist(point, centres[0]) for point in points]
    while len(centres) < number:
        place = max(range(len(points)), key=nearest.__getitem__)
        if nearest[place] == 0:
            break  # fewer places than clusters
        centres.append(points[place])
        nearest = [min(far, dist(point, centres[-1])) for far, point in zip(nearest, points, strict=True)]
    return centres


def _nearest(points: Sequence[Point], centres: Sequence[Point]) -> list[int]:
    return [min(range(len(centres)), key=lambda n: dist(point, centres[n])) for point in points]


def _middles(
    points: Sequence[Point], weights: Sequence[float], labels: Sequence[int], before: Sequence[Point]
) -> list[Point]:
    sums: Mapping[int, list[float]] = {number: [0.0, 0.0, 0.0] for number in range(len(before))}
    for (x, y), weight, label in zip(points, weights, labels, strict=True):
        figures = sums[label]
        figures[0] += x * weight
        figures[1] += y * weight
        figures[2] += weight
    return [
        (figures[0] / figures[2], figures[1] / figures[2]) if figures[2] else before[number]
        for number, figures in sums.items()
    ]
