"""The prepared texts, found by language, and found back by what is written on a card."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "texts.yaml"
LANGUAGES = ("it", "ar", "en", "ro", "fr", "bn", "uk", "sq", "es")


@dataclass(frozen=True)
class Words:
    """One prepared card: its theme, its text, its Italian translation ("" for Italian ones)."""

    theme: str
    text: str
    lang: str
    it: str


@cache
def prepared() -> dict[str, Any]:
    """Return the whole file."""
    return dict(yaml.safe_load(FILE.read_text("utf-8")))


@cache
def cards_in(lang: str, side: str) -> tuple[Words, ...]:
    """Return the cards somebody of this side may write in this language; officials write Italian ones of their own."""
    key, tag = ("official", "it") if side == "official" else (lang, lang)
    return tuple(Words(each["theme"], each["text"], tag, each.get("it", "")) for each in prepared()["cards"][key])


@cache
def by_text() -> dict[str, Words]:
    """Return every prepared card by its text."""
    every = [*(cards_in(lang, "resident") for lang in LANGUAGES), cards_in("it", "official")]
    return {card.text: card for cards in every for card in cards}


def theme(key: str) -> dict[str, Any]:
    """Return a theme: `group`, `problem`, `solution` in Italian."""
    return dict(prepared()["themes"][key])


def solution_for(problem: str) -> dict[str, str]:
    """Return `{title, body}` of a solution to the problem with this title, prepared or general."""
    key = theme_of_title(problem)
    return dict(theme(key)["solution"]) if key else {"title": f"Un tavolo comune su: {problem}"[:200], "body": ""}


def theme_of_title(title: str) -> str | None:
    """Return the theme whose group or problem has this title."""
    for key, each in prepared()["themes"].items():
        if title in {each["group"]["it"], each["problem"]["title"]}:
            return str(key)
    return None
