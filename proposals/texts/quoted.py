"""Comments on a passage: remembering it by its words, and finding it again when the text has changed."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from proposals.texts.words import Token, tokens

MOST = 200  # characters of the passage that are remembered
CONTEXT = 30  # characters before and after
ALIKE = 0.6  # 1.0: the same; below this another passage is meant
TELLING = 12  # a shorter quote is found by chance: something of its surroundings must be there too
ENOUGH = 5  # characters of them
_WINDOWS = 5  # places that are compared letter by letter


class Anchor(NamedTuple):
    """The words a comment speaks about, with what stands just before and after them."""

    quote: str
    before: str
    after: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """Remember text[start:end]; of a longer passage the first 200 characters. ValueError when empty or outside."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a passage lies inside its text and is not empty")
    end = min(end, start + MOST)
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return (start, end) of the passage in a text that may have changed, or None when it is no longer there.

    First the same words in the same surroundings, then the same words where the surroundings are most alike, then words
    like them (at least 60 % the same). In the unchanged text it is always the same place, when it can be told apart.
    """
    if not anchor.quote:
        return None
    return _whole(text, anchor) or _same_words(text, anchor) or _like(text, anchor)


def _whole(text: str, anchor: Anchor) -> tuple[int, int] | None:
    whole = anchor.before + anchor.quote + anchor.after
    at = text.find(whole)
    # Short surroundings mean that the passage stood at the start or at the end: there first.
    if len(anchor.after) < CONTEXT and text.endswith(whole):
        at = len(text) - len(whole)
    if len(anchor.before) < CONTEXT and text.startswith(whole):
        at = 0
    return _span(at + len(anchor.before), anchor) if at >= 0 else None


def _same_words(text: str, anchor: Anchor) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    for at in _occurrences(text, anchor.quote):
        kept = _surroundings(text, at, at + len(anchor.quote), anchor)
        if best is None or kept > best[0]:
            best = (kept, at)
            if kept == 2 * CONTEXT:
                break
    if best is None or (len(anchor.quote) < TELLING and best[0] < ENOUGH):
        return None
    return _span(best[1], anchor)


def _like(text: str, anchor: Anchor) -> tuple[int, int] | None:
    found: tuple[float, int, int] | None = None
    for start, end in (*_windows(text, anchor.quote), *_between(text, anchor)):
        alike = SequenceMatcher(None, anchor.quote, text[start:end], autojunk=False).ratio()
        kept = _surroundings(text, start, end, anchor)
        if len(anchor.quote) < TELLING and kept < ENOUGH:
            continue
        near = kept / (20 * CONTEXT)  # at most a tenth: it only decides between equals
        if alike >= ALIKE and (found is None or alike + near > found[0]):
            found = (alike + near, start, end)
    return found[1:] if found else None


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _surroundings(text: str, start: int, end: int, anchor: Anchor) -> int:
    """Return how many characters next to the passage are still the same on both sides, 0 to 60."""
    back, ahead = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _common(anchor.before[::-1], back[::-1]) + _common(anchor.after, ahead)


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _windows(text: str, quote: str) -> list[tuple[int, int]]:
    """Return the places with the most words of the quote, as many words long as it is: one walk through the text."""
    wanted = Counter(token.text for token in tokens(quote) if token.kind == "word")
    placed = list(_placed(text))
    size = min(sum(wanted.values()), len(placed))
    have: Counter[str] = Counter()
    shared, found = 0, []
    for n, (word, _start, _end) in enumerate(placed):
        have[word] += 1
        shared += have[word] <= wanted[word]
        if n >= size > 0:
            old = placed[n - size][0]
            shared -= have[old] <= wanted[old]
            have[old] -= 1
        if n >= size - 1 and size and 2 * shared >= size:
            found.append((-shared, n - size + 1, n))
    return [(placed[first][1], placed[last][2]) for _shared, first, last in sorted(found)[:_WINDOWS]]


def _between(text: str, anchor: Anchor) -> Iterator[tuple[int, int]]:
    """Yield what now stands between the old surroundings, when both are still there and not far apart."""
    if len(anchor.before) < CONTEXT // 2 or len(anchor.after) < CONTEXT // 2:
        return
    before, after = anchor.before[-CONTEXT // 2 :], anchor.after[: CONTEXT // 2]
    at = text.find(before)
    if at < 0:
        return
    start = at + len(before)
    end = text.find(after, start, start + 2 * len(anchor.quote) + CONTEXT)
    if end > start:
        yield start, end


def _placed(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    token: Token
    for token in tokens(text):
        if token.kind == "word":
            yield token.text, at, at + len(token.text)
        at += len(token.text)


def _span(start: int, anchor: Anchor) -> tuple[int, int]:
    return start, start + len(anchor.quote)
