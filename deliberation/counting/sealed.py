"""Sealed ballots: how a choice becomes a leaf, the leaves a head, and the opening a hash.

Everything hashed is UTF-8 text, so that a phone, a shell and a stand-alone script compute the same bytes.

canonical(data)   JSON: object keys in ascending order of their characters (keys are printable ASCII), no spaces
                  between tokens, only integers between -(2^53 - 1) and 2^53 - 1 as numbers, strings as they are (no
                  Unicode normalisation); in strings only these are escaped: \\" \\\\ \\b \\f \\n \\r \\t and other
                  characters below U+0020 as \\u00xx in lower case; all else stands as itself; lone surrogates are
                  refused.
leaf              SHA-256(poll LF side LF canonical choice LF nonce): four parts joined by one line feed (0x0A), none
                  at the start or the end. poll and side are ids (letters, digits, "_" and "-"); nonce is 32
                  lower-case hexadecimal digits (16 random bytes), hashed as that text. Canonical JSON never holds a
                  raw line feed, so the parts cannot be read in two ways. The leaf is written as 64 lower-case
                  hexadecimal digits: that text is the receipt.
head              SHA-256 over the leaves as text, in ascending order, each followed by one line feed; a leaf that
                  occurs twice stands twice; no ballots: SHA-256 of nothing.
opening_hash      SHA-256(canonical(opening)), opening = {"poll", "method", "subject", "question", "options", "params",
                  "secret", "seed_commit"}: everything that is fixed at that moment; an option is {"id", "texts"} and,
                  where it has one, "cost" (cents).

The choice is hashed in its canonical form: answers are {"answer": "yes"}; dots hold only the options that got any
({"k3…": 2}), no zeros. In JavaScript build the text by joining the sorted keys by hand: an object re-made in order
would still put integer-like keys first. In a shell:
    printf '%s\\n%s\\n%s\\n%s' "$poll" "$side" '{"answer":"yes"}' "$nonce" | sha256sum
    LC_ALL=C sort leaves.txt | sha256sum
"""

import hashlib
import json
import re
from collections.abc import Iterable

LARGEST = 2**53 - 1


def leaf(*, poll: str, side: str, choice: object, nonce: str) -> str:
    """The leaf of one ballot, 64 hexadecimal digits. ValueError when a part is not as the layout says."""
    return sha256("\n".join([identifier(poll), identifier(side), canonical(choice), hexadecimal(nonce, 32)]))


def receipt(*, poll: str, side: str, choice: object, nonce: str) -> str:
    """What the person keeps: the leaf itself, to be found in the list published after closing."""
    return leaf(poll=poll, side=side, choice=choice, nonce=nonce)


def head(leaves: Iterable[str]) -> str:
    """One figure for all ballots of a poll, 64 hexadecimal digits, whatever order they came in."""
    return sha256("".join(f"{hexadecimal(each, 64)}\n" for each in sorted(leaves)))


def head_of(poll: str, ballots: Iterable[tuple[str, object, str]]) -> str:
    """The head computed again from published ballots (side, choice, nonce)."""
    return head(leaf(poll=poll, side=side, choice=choice, nonce=nonce) for side, choice, nonce in ballots)


def opening_hash(opening: object) -> str:
    """The hash of what a poll was opened with (shares as [n, d], never as floats), 64 hexadecimal digits."""
    return sha256(canonical(opening))


def canonical(data: object) -> str:
    """The one text of this data. ValueError for floats, big integers, keys beyond ASCII and lone surrogates."""
    _check(data)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode()  # a lone surrogate stops here
    return text


def _check(data: object) -> None:
    if data is None or isinstance(data, str | bool):
        return
    if isinstance(data, int):
        if abs(data) > LARGEST:
            raise ValueError("an integer that JavaScript cannot hold")
        return
    if isinstance(data, list | tuple):
        for item in data:
            _check(item)
        return
    if not isinstance(data, dict):
        raise ValueError(f"{type(data).__name__} has no canonical text")
    for key, value in data.items():
        if not isinstance(key, str) or not re.fullmatch("[ -~]*", key):
            raise ValueError("keys are printable ASCII")
        _check(value)


def identifier(text: str) -> str:
    """An id that is safe beside a separator; ValueError otherwise."""
    if not re.fullmatch("[A-Za-z0-9_-]+", text):
        raise ValueError("an id holds letters, digits, _ and - only")
    return text


def hexadecimal(text: str, digits: int) -> str:
    """Exactly this many lower-case hexadecimal digits; ValueError otherwise."""
    if not re.fullmatch(f"[0-9a-f]{{{digits}}}", text):
        raise ValueError(f"{digits} lower-case hexadecimal digits are needed")
    return text


def sha256(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a text, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
