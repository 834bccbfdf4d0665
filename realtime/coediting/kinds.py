"""Which texts can be written together: a kind says who may, which fields a text has, and what people are called."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from realtime.refusal import Missing

Right = Literal["write", "read"]
MOST_CHARACTERS = 200_000  # of one text, over all its fields
PREFIX = "text/"  # before the name of a text in hints and notes: no stream is called so
KEY = re.compile(r"[0-9a-z]{12}")


@dataclass(frozen=True)
class TextKind:
    """All functions are synchronous and may query; `key` is the part of the text's name after the colon.

    `admit(actor, key)` says what somebody may do, None when there is nothing here for them. `fields(key)` gives the
    fields and what stands in them before anybody has written; it is asked when a text is opened and again each time
    it is read, and must keep its names. `name_of(actor)` is what co-writers read of somebody.
    """

    name: str
    admit: Callable[[Any, str], Right | None]
    fields: Callable[[str], Mapping[str, str]]
    name_of: Callable[[Any], str]


KINDS: dict[str, TextKind] = {}


def register_text(kind: TextKind) -> None:
    """Add a kind of text."""
    KINDS[kind.name] = kind


def kind_of(text: str) -> tuple[TextKind, str]:
    """Split "proposal:0123456789ab" into its kind and key; Missing for what is no text."""
    name, _colon, key = text.partition(":")
    if name not in KINDS or not KEY.fullmatch(key):
        raise Missing
    return KINDS[name], key


def admitted(text: str, actor: Any) -> tuple[Right, str]:
    """Return what this actor may do in this text, and the name that co-writers read; raises Missing."""
    kind, key = kind_of(text)
    right = kind.admit(actor, key)
    if right is None:
        raise Missing
    return right, kind.name_of(actor)[:80]
