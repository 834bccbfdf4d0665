"""Which parts of two lists are the same, in order: by what is unique on both sides, and in bounded time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

MOST_EDITS = 200  # in a stretch without anything unique; one with more edits counts as rewritten
WORK_EACH = 20  # steps allowed for each element of both lists together
WORK_ALWAYS = 200_000


class Match(NamedTuple):
    """before[i : i + n] == after[j : j + n], n ≥ 1."""

    i: int
    j: int
    n: int


class _Work:
    """What may still be spent: a hostile text gets a coarser answer, not a longer wait."""

    def __init__(self, size: int) -> None:
        self.splits = WORK_ALWAYS + WORK_EACH * size
        self.edits = WORK_ALWAYS + WORK_EACH * size


def matching(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Return the equal runs, in order on both sides and never overlapping. Perhaps not the most: the most readable.

    Elements that occur once on both sides hold the rest in place ("patience"); between them the fewest edits are looked
    for ("Myers"), as long as there are at most MOST_EDITS of them. Steps grow with the sum of both lengths.
    """
    pairs: list[tuple[int, int]] = []
    work = _Work(len(before) + len(after))
    todo = [(0, len(before), 0, len(after))]
    while todo:
        i, i_end, j, j_end = todo.pop()
        while i < i_end and j < j_end and before[i] == after[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and before[i_end - 1] == after[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            pairs.append((i_end, j_end))
        if i == i_end or j == j_end or work.splits <= 0:
            continue
        work.splits -= i_end - i + j_end - j
        anchors = _unique(before, after, i, i_end, j, j_end)
        if not anchors:
            common = set(before[i:i_end]) & set(after[j:j_end])
            # Blanks alone hold nothing together: words between them would be torn apart for them.
            if work.edits > 0 and any(each.strip(" ") for each in common):
                pairs += _fewest_edits(before, after, i, i_end, j, j_end, work)
            continue
        for i_at, j_at in anchors:
            todo.append((i, i_at, j, j_at))
            i, j = i_at, j_at  # the anchor itself is the equal start of the next stretch
        todo.append((i, i_end, j, j_end))
    return _runs(sorted(pairs))


def _unique(
    before: Sequence[str], after: Sequence[str], i: int, i_end: int, j: int, j_end: int
) -> list[tuple[int, int]]:
    """Return the places of what occurs once on both sides, as many as stand in the same order on both."""
    counts, others = Counter(before[i:i_end]), Counter(after[j:j_end])
    places = {after[at]: at for at in range(j, j_end) if others[after[at]] == 1}
    pairs = [(at, places[before[at]]) for at in range(i, i_end) if counts[before[at]] == 1 and before[at] in places]
    ends: list[int] = []  # the least j at which an ordered row of each length can end
    last: list[int] = []  # and which pair it is
    previous = [-1] * len(pairs)
    for n, (_i, j_at) in enumerate(pairs):
        length = bisect_left(ends, j_at)
        previous[n] = last[length - 1] if length else -1
        ends[length : length + 1] = [j_at]
        last[length : length + 1] = [n]
    row, n = [], last[-1] if last else -1
    while n >= 0:
        row.append(pairs[n])
        n = previous[n]
    return row[::-1]


def _fewest_edits(
    before: Sequence[str], after: Sequence[str], i: int, i_end: int, j: int, j_end: int, work: _Work
) -> list[tuple[int, int]]:
    """Return equal pairs by the fewest edits, after Myers (1986). Nothing when there are too many edits."""
    wide, high = i_end - i, j_end - j
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(wide + high, MOST_EDITS) + 1):
        trail.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            start = x = reach[k + 1] if down else reach[k - 1] + 1
            while x < wide and x - k < high and before[i + x] == after[j + x - k]:
                x += 1
            reach[k] = x
            work.edits -= 2 + x - start
            if x >= wide and x - k >= high:
                return [(i + x, j + y) for x, y in _back(trail, wide, high)]
        if work.edits <= 0:
            break
    return []


def _back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """Walk from the end to the start along the remembered paths and return the equal pairs met."""
    pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, k = trail[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        k_from = k + 1 if down else k - 1
        x_from = reach[k_from] if edits else 0
        y_from = x_from - k_from if edits else 0
        while x > x_from and y > y_from:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = x_from, y_from
    return pairs


def _runs(pairs: list[tuple[int, int]]) -> list[Match]:
    found: list[Match] = []
    for i, j in pairs:
        if found and (found[-1].i + found[-1].n, found[-1].j + found[-1].n) == (i, j):
            found[-1] = found[-1]._replace(n=found[-1].n + 1)
        else:
            found.append(Match(i, j, 1))
    return found
