"""Two texts cut into stretches that are the same and stretches that changed: lines first, then words, no confetti."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from proposals.texts.aligning import Match, matching
from proposals.texts.words import Token, tokens

SHORT = 3  # letters: the longest word that does not by itself keep two changes apart
FAR = 4  # so many times more words on both sides of an island make it part of the change


@dataclass(frozen=True)
class Stretch:
    """Tokens before[i:i_end] and after[j:j_end]. When `same`, they are equal; otherwise one side may be empty."""

    same: bool
    i: int
    i_end: int
    j: int
    j_end: int


@dataclass(frozen=True)
class Sides:
    """Both texts in tokens, and the stretches that cover both from start to end; changed ones never touch."""

    before: list[Token]
    after: list[Token]
    stretches: list[Stretch]


def sides(before: str, after: str) -> Sides:
    """Compare two texts. The time grows with their length: 20,000 words take less than a second."""
    lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces, pieces_after = [tokens(line) for line in lines], [tokens(line) for line in others]
    starts, starts_after = _starts(pieces), _starts(pieces_after)
    left, right = _flat(pieces), _flat(pieces_after)
    texts, texts_after = [piece.text for piece in left], [piece.text for piece in right]
    found: list[Match] = []
    i = j = 0
    for match in [*matching(lines, others), Match(len(lines), len(others), 0)]:
        i_at, j_at = starts[match.i], starts_after[match.j]
        for inner in matching(texts[i:i_at], texts_after[j:j_at]):
            found.append(Match(i + inner.i, j + inner.j, inner.n))
        n = starts[match.i + match.n] - i_at
        found.append(Match(i_at, j_at, n))
        i, j = i_at + n, j_at + n
    return Sides(left, right, _readable(_stretches(found, len(left), len(right)), left))


def weight(pieces: Sequence[Token]) -> int:
    """Return the number of words among the tokens."""
    return sum(piece.kind == "word" for piece in pieces)


def ends_sentence(pieces: Sequence[Token]) -> bool:
    """Tell whether a sentence or a line ends here: what stands before and after belongs to different thoughts."""
    if any(piece.text == "\n" for piece in pieces):
        return True
    return any(first.text in ".!?…؟۔।。！？" and second.kind == "space" for first, second in pairwise(pieces))


def _starts(pieces: list[list[Token]]) -> list[int]:
    found = [0]
    for each in pieces:
        found.append(found[-1] + len(each))
    return found


def _flat(pieces: list[list[Token]]) -> list[Token]:
    return [token for each in pieces for token in each]


def _stretches(matches: list[Match], i_end: int, j_end: int) -> list[Stretch]:
    found: list[Stretch] = []
    i = j = 0
    for match in [*matches, Match(i_end, j_end, 0)]:
        if (i, j) != (match.i, match.j):
            found.append(Stretch(False, i, match.i, j, match.j))
        i, j = match.i + match.n, match.j + match.n
        if match.n and found and found[-1].same:
            last = found.pop()
            found.append(Stretch(True, last.i, i, last.j, j))
        elif match.n:
            found.append(Stretch(True, match.i, i, match.j, j))
    return found


def _readable(stretches: list[Stretch], before: list[Token]) -> list[Stretch]:
    """Join changes that only an island keeps apart: spaces, marks, one short word, or little amid much that changed."""
    found: list[Stretch] = []
    for each in stretches:
        if not each.same and len(found) > 1 and _island(found[-2], found[-1], each, before):
            found.pop()
            first = found.pop()
            each = Stretch(False, first.i, each.i_end, first.j, each.j_end)
        found.append(each)
    return found


def _island(left: Stretch, middle: Stretch, right: Stretch, before: list[Token]) -> bool:
    pieces = before[middle.i : middle.i_end]
    if len(pieces) > 40 or any(piece.text == "\n" for piece in pieces):
        return False
    count = weight(pieces)
    if count == 0:
        return not ends_sentence(pieces)
    if count == 1 and sum(len(piece.text) for piece in pieces if piece.kind == "word") <= SHORT:
        return not ends_sentence(pieces)
    return count * FAR <= min(_size(left), _size(right)) // 2


def _size(stretch: Stretch) -> int:
    """Return about how many words the larger side has: every second token is a space."""
    return max(stretch.i_end - stretch.i, stretch.j_end - stretch.j)
