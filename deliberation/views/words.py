"""Which modules a screen of a room is made of: a phone must not carry the console's sentences."""

from typing import Any

from realtime.words import words as words_of

SCREENS = {
    "phone": ("core", "parts", "phone", "console/model/outcome.js", "console/model/turnout.js"),
    "console": ("core", "parts", "console"),
    "screen": ("core", "parts", "screen", "console/model", "console/poll", "console/parts"),
}


def words(screen: str) -> dict[str, Any]:
    """Return {catalog, formats, plural} of a screen ("phone", "console", "screen") in the active language."""
    return words_of(*SCREENS[screen])
