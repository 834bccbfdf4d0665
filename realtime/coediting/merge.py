"""Puts a whole-textarea save into a text that others have changed meanwhile: pure functions of plain strings."""

import re
from difflib import SequenceMatcher

Step = tuple[int, int, str]  # from, to (characters of the text as it is now), what stands there then
TOKENS = 1500  # words of what others changed that are compared one by one; more are one block
WORD = re.compile(r"\w+|\s+|.", re.S)


def steps(before: str, after: str, now: str) -> list[Step]:
    """Return what turns `now` into what somebody wants who saw `before` and wrote `after`.

    To be done from the last to the first. Only what they took away is taken away, and nothing that others have written
    since. Said twice, it is done once.
    """
    if now == after or before == after:
        return []
    start, end, put = _change(before, after)
    blocks = _kept(before, now)
    gone = [
        (there + max(start, here) - here, there + min(end, here + size) - here)
        for here, there, size in blocks
        if max(start, here) < min(end, here + size)
    ]
    first, last = _place(blocks, start, len(now), last=False), _place(blocks, start, len(now), last=True)
    if put and not gone and put in now[first:last]:
        put = ""  # the same form came before: what it says stands there
    found = [(a, b, "") for a, b in gone]
    if put:
        found = _put(found, gone[0][0] if gone else last, put)
    return found


def _put(found: list[Step], at: int, put: str) -> list[Step]:
    for number, (start, end, _nothing) in enumerate(found):
        if start == at:
            return [*found[:number], (start, end, put), *found[number + 1 :]]
    return sorted([*found, (at, at, put)])


def _change(one: str, two: str) -> tuple[int, int, str]:
    """Return the part of `one` that differs, and what stands there in `two`."""
    start = _same(one, two)
    end = _same(one[start:][::-1], two[start:][::-1])
    return start, len(one) - end, two[start : len(two) - end]


def _same(one: str, two: str) -> int:
    """Return how many characters the two have in common at the beginning."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _kept(before: str, now: str) -> list[tuple[int, int, int]]:
    """Return the blocks (place before, place now, characters) that others have left as they were, in order."""
    start, end, put = _change(before, now)
    blocks = [(0, 0, start)]
    one, two = WORD.findall(before[start:end]), WORD.findall(put)
    if one and two and len(one) + len(two) <= TOKENS:
        at_one, at_two = _ends(one, start), _ends(two, start)
        for a, b, size in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks():
            blocks.append((at_one[a], at_two[b], at_one[a + size] - at_one[a]))
    blocks.append((end, start + len(put), len(before) - end))
    return [block for block in blocks if block[2]]


def _ends(words: list[str], start: int) -> list[int]:
    """Return where each word begins, and where the last one ends."""
    places = [start]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _place(blocks: list[tuple[int, int, int]], at: int, length: int, *, last: bool) -> int:
    """Return where a place of `before` is now: at the end of what others have put in there, or before it."""
    ends = [there + at - here for here, there, size in blocks if here <= at <= here + size]
    if ends:
        return ends[-1] if last else ends[0]
    left = max((there + size for here, there, size in blocks if here + size <= at), default=0)
    right = min((there for here, there, _size in blocks if here >= at), default=length)
    return right if last else left
