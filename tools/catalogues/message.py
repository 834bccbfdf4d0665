"""One message of the interface, and which functions hold which of its words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

CALLS = {
    "gettext": ("id",),
    "_": ("id",),
    "ngettext": ("id", "plural"),
    "pgettext": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*(?::\w+)?\}")


class Message(NamedTuple):
    """`plural` and `context` are None where the message has none."""

    id: str
    plural: str | None = None
    context: str | None = None

    @classmethod
    def of(cls, kind: tuple[str, ...], texts: Sequence[str]) -> "Message":
        """`kind`: a value of CALLS; `texts`: the words in the same order."""
        named = dict(zip(kind, texts, strict=True))
        return cls(named["id"], named.get("plural"), named.get("context"))

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalogue tells messages apart by."""
        return (self.context, self.id)


def placeholders(text: str) -> list[str]:
    """The names that the program puts values in, sorted: `%(n)s`, `%s`, `{minutes}`. A doubled %% is a plain sign."""
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))
