"""A ballot as a form without JavaScript sends it: `choice` names its kind, the fields hold one figure per option."""

from typing import Any

from realtime.decode import decode

PREFIX = "choice."


def choice_from_form(form: Any, missing: Any) -> Any:
    """Return the choice in the form of the wire; `missing` when there is none. `form` is a QueryDict.

    Every option is a field `choice.<option>`: a number of dots, a grade or mark (empty: I do not know), a place in a
    ranking (equal numbers stand level), or a tick.
    """
    word = form.get("choice", "")
    given = {key.removeprefix(PREFIX): form[key].strip() for key in form if key.startswith(PREFIX)}
    given = {option: value for option, value in given.items() if value}
    if word in ("grades", "scores"):
        return {word: {option: _whole(value) for option, value in given.items()}}
    if word == "ranking":
        return {"ranking": _tiers(given)}
    if word == "approve":
        return {"approve": sorted(given)}
    if given:
        return {option: _whole(value) for option, value in given.items()}
    if word.isalpha():
        return {"answer": word}
    return decode(word) if word else missing


def _whole(value: str) -> Any:
    """Return a small whole number; anything else as it is, for the rule to refuse."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 4 else value


def _tiers(places: dict[str, str]) -> list[list[str]] | dict[str, str]:
    if not all(isinstance(_whole(value), int) for value in places.values()):
        return places  # no ranking: the rule says so
    numbers = sorted({int(value) for value in places.values()})
    return [sorted(option for option, value in places.items() if int(value) == number) for number in numbers]
