"""A ballot as a form without JavaScript sends it: `choice` names its kind, the fields hold one figure per option."""

from typing import Any

from realtime.decode import decode


def choice_from_form(form: Any, missing: Any) -> Any:
    """Return the choice in the form of the wire; `missing` when there is none. `form` is a QueryDict.

    Dots are fields `choice.<option>`; grades and marks `give.<option>`, empty for "I do not know"; a ranking is
    `place.<option>`, equal numbers standing level; an approval is `approve`, once for each option.
    """
    word = form.get("choice", "")
    if word in ("grades", "scores"):
        return {word: {option: _whole(value) for option, value in _fields(form, "give.").items() if value}}
    if word == "ranking":
        return {"ranking": _tiers({option: value for option, value in _fields(form, "place.").items() if value})}
    if word == "approve":
        return {"approve": form.getlist("approve")}
    dots = _fields(form, "choice.")
    if dots:
        return {option: _whole(value) for option, value in dots.items()}
    if word.isalpha():
        return {"answer": word}
    return decode(word) if word else missing


def _fields(form: Any, prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): form[key].strip() for key in form if key.startswith(prefix)}


def _whole(value: str) -> Any:
    """Return a small whole number; anything else as it is, for the rule to refuse."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 4 else value


def _tiers(places: dict[str, str]) -> list[list[str]] | dict[str, str]:
    if not all(isinstance(_whole(value), int) for value in places.values()):
        return places  # no ranking: the rule says so
    numbers = sorted({int(value) for value in places.values()})
    return [sorted(option for option, value in places.items() if int(value) == number) for number in numbers]
