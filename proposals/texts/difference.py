"""What changed between two versions of a text, in whole words, as people read it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from proposals.texts.stretches import sides
from proposals.texts.words import Token

Kind = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """Some of the text, never empty. `gone` stood only before, `new` stands only after."""

    kind: Kind
    text: str


class Passage(NamedTuple):
    """Paragraphs in a row of which at least one changed. `left_out`: unchanged paragraphs not shown just before them.

    The last passage may have no pieces: then only its number counts, of paragraphs left out at the end.
    """

    left_out: int
    pieces: tuple[Piece, ...]


def differences(before: str, after: str) -> list[Piece]:
    """Return pieces of which same + gone joined are `before`, and same + new joined are `after`.

    What was replaced comes as gone, then new. The time grows with the length; a text that only a very long search could
    compare is shown as replaced.
    """
    compared = sides(before, after)
    found: list[Piece] = []
    for each in compared.stretches:
        old, new = _text(compared.before[each.i : each.i_end]), _text(compared.after[each.j : each.j_end])
        if each.same:
            found.append(Piece("same", new))
            continue
        found += [Piece("gone", old)] if old else []
        found += [Piece("new", new)] if new else []
    return found


def paragraphs(before: str, after: str, *, context: int = 1) -> list[Passage]:
    """Return only what changed, with `context` unchanged paragraphs around it; nothing when the texts are equal.

    A paragraph is a line with words; blank lines stay with the one before and are not counted.
    """
    cut = list(_paragraphs(differences(before, after)))
    changed = [n for n, pieces in enumerate(cut) if any(piece.kind != "same" for piece in pieces)]
    if not changed:
        return []
    shown = sorted({n for at in changed for n in range(max(0, at - context), min(len(cut), at + context + 1))})
    found: list[Passage] = []
    last = -1
    for n in shown:
        if found and n == last + 1:
            found[-1] = Passage(found[-1].left_out, found[-1].pieces + tuple(cut[n]))
        else:
            found.append(Passage(n - last - 1, tuple(cut[n])))
        last = n
    left = len(cut) - 1 - last
    return [*found, Passage(left, ())] if left else found


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Cut at the newlines that both versions have: what changed is never torn apart."""
    current: list[Piece] = []
    for piece in pieces:
        if piece.kind != "same":
            if piece.text.strip() and _over(current):
                yield current
                current = []
            current.append(piece)
            continue
        for line in piece.text.splitlines(keepends=True):
            # A paragraph is over when its line ended and something other than a blank line follows.
            if line.strip() and _over(current):
                yield current
                current = []
            current.append(Piece("same", line))
    if current:
        yield current


def _over(current: list[Piece]) -> bool:
    return bool(current) and current[-1].kind == "same" and current[-1].text.endswith("\n")


def _text(pieces: list[Token]) -> str:
    return "".join(piece.text for piece in pieces)
