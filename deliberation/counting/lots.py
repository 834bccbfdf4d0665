"""Lots that anyone can draw again: the seed is committed before the poll opens and shown after it closes.

Byte layout: UTF-8 text, parts joined by one line feed (0x0A), none before or after; no part can contain one.

    lot        = SHA-256(seed LF head LF poll LF option)
    commitment = SHA-256(seed)

seed and head are 64 lower-case hexadecimal digits, hashed as that text; poll and option are ids (letters, digits,
"_" and "-"). Options stand in ascending order of their lot as hexadecimal text. In a shell:
    printf '%s\\n%s\\n%s\\n%s' "$seed" "$head" "$poll" "$option" | sha256sum
"""

from collections.abc import Iterable

from deliberation.counting.sealed import hexadecimal, identifier, sha256


def commitment(seed: str) -> str:
    """What is shown before the poll opens: the SHA-256 of the seed, 64 hexadecimal digits."""
    return sha256(hexadecimal(seed, 64))


def verify_seed(seed: str, committed: str) -> bool:
    """Whether the seed shown after closing is the one committed before opening."""
    return commitment(seed) == committed


def lot_order(options: Iterable[str], *, seed: str, head: str, poll: str) -> tuple[str, ...]:
    """All options, the first drawn first. ValueError when an option comes twice."""
    listed = list(options)
    if len(set(listed)) != len(listed):
        raise ValueError("every option takes part in the draw once")
    return tuple(sorted(listed, key=lambda option: lot(option, seed=seed, head=head, poll=poll)))


def lot(option: str, *, seed: str, head: str, poll: str) -> str:
    """The lot of one option, 64 hexadecimal digits."""
    return sha256("\n".join([hexadecimal(seed, 64), hexadecimal(head, 64), identifier(poll), identifier(option)]))
