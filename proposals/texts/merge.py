"""Joining what two people did to the same text at the same time; where they disagree, both versions stay."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from proposals.texts.stretches import Sides, ends_sentence, sides, weight
from proposals.texts.words import Token


class Conflict(NamedTuple):
    """One place that both changed differently: what stood there, and what each made of it. Any may be empty."""

    base: str
    mine: str
    theirs: str


class Merged(NamedTuple):
    """The joined text, and the places where it needs a person: there it holds mine, then theirs."""

    text: str
    conflicts: tuple[Conflict, ...]

    @property
    def exact(self) -> bool:
        """Everything both sides did went in as they did it."""
        return not self.conflicts


class _Region(NamedTuple):
    """Tokens base[at:end] and what stands in their place on each side."""

    at: int
    end: int
    mine: tuple[int, int]
    theirs: tuple[int, int]


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Put together what `mine` and `theirs` each did to `base`, word by word.

    Changes at different places are joined. The same place changed in the same way counts once; changed in different
    ways it is a conflict, also when only spaces or a comma lie between: "30 days" made "60 days" and "30 months" must
    not become "60 months" unseen. Every word that either side newly wrote is in the text.
    """
    left, right = sides(base, mine), sides(base, theirs)
    parts: list[str] = []
    conflicts: list[Conflict] = []
    at = 0
    for region in _regions(left, right):
        parts.append(_text(left.before[at : region.at]))
        at = region.end
        old = _text(left.before[region.at : region.end])
        one, other = _text(left.after[slice(*region.mine)]), _text(right.after[slice(*region.theirs)])
        if one == other or other == old:
            parts.append(one)
        elif one == old:
            parts.append(other)
        else:
            conflicts.append(Conflict(old, one, other))
            parts.append(_both(one, other))
    parts.append(_text(left.before[at:]))
    return Merged("".join(parts), tuple(conflicts))


def _regions(left: Sides, right: Sides) -> Iterator[_Region]:
    """Yield in order every place that at least one side changed; changes that touch or overlap are one place."""
    changes = [(each.i, each.i_end, 0) for each in left.stretches if not each.same]
    changes += [(each.i, each.i_end, 1) for each in right.stretches if not each.same]
    places: list[tuple[int, int, set[int]]] = []
    for at, end, side in sorted(changes):
        if places and _together(places[-1], at, side, left.before):
            first, last, by = places[-1]
            places[-1] = (first, max(last, end), by | {side})
        else:
            places.append((at, end, {side}))
    own, their = _Follower(left), _Follower(right)
    for at, end, _by in places:
        yield _Region(at, end, own.span(at, end), their.span(at, end))


def _together(place: tuple[int, int, set[int]], at: int, side: int, base: list[Token]) -> bool:
    _first, last, by = place
    if at <= last:
        return True
    between = base[last:at]
    # The same side changed both: it knew what it did, and the other side did nothing here.
    if by == {side} or len(between) > 20:
        return False
    return weight(between) == 0 and not ends_sentence(between)


class _Follower:
    """Says where tokens of the base are on one side; asked for places in order, so that it never starts again."""

    def __init__(self, compared: Sides) -> None:
        self.changes = deque(each for each in compared.stretches if not each.same)
        self.shift = 0

    def span(self, at: int, end: int) -> tuple[int, int]:
        """Return the tokens of this side for base[at:end]: its changes lie in it whole, or do not touch it."""
        start = at + self.shift
        while self.changes and self.changes[0].i <= end:
            change = self.changes.popleft()
            self.shift = change.j_end - change.i_end
        return start, end + self.shift


def _both(mine: str, theirs: str) -> str:
    """Return one after the other, never grown together into a word that nobody wrote."""
    if not mine or not theirs or mine[-1].isspace() or theirs[0].isspace():
        return mine + theirs
    return f"{mine} {theirs}"


def _text(pieces: list[Token]) -> str:
    return "".join(piece.text for piece in pieces)
