"""Kinds of interventions: four as data of kinds.yaml, read once, and those that a territory added in its table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from people.models import Territory
from proposals.models import Indicator, InterventionKind

FILE = Path(__file__).parent / "kinds.yaml"
LANGUAGES = ("it", "en", "ar")
TYPES = ("text", "languages", "messages")
LONGEST = 2000  # characters of one own field
Words = Mapping[str, str]


@dataclass(frozen=True)
class KindField:
    """A field of one kind. `type`: text, or for campaigns the declared languages and the message in each of them."""

    key: str
    titles: Words
    needed: bool
    helps: Words
    type: str = "text"

    def title_in(self, lang: str) -> str:
        return in_words(self.titles, lang)

    def help_in(self, lang: str) -> str:
        return in_words(self.helps, lang)


@dataclass(frozen=True)
class KindIndicator:
    """An indicator that fits this kind: offered in the form, never imposed."""

    labels: Words
    units: Words
    direction: str

    def label_in(self, lang: str) -> str:
        return in_words(self.labels, lang)

    def unit_in(self, lang: str) -> str:
        return in_words(self.units, lang)


@dataclass(frozen=True)
class Kind:
    """`pact`: it cannot be programmed (its pact not signed) without all that is needed. `row`: of a territory's own."""

    key: str
    titles: Words
    abouts: Words
    fields: tuple[KindField, ...]
    indicators: tuple[KindIndicator, ...]
    pact: bool = False
    row: InterventionKind | None = None

    @property
    def retired(self) -> bool:
        return self.row is not None and self.row.retired_at is not None

    def title_in(self, lang: str) -> str:
        return in_words(self.titles, lang)

    def about_in(self, lang: str) -> str:
        return in_words(self.abouts, lang)

    def field_of(self, key: str) -> KindField | None:
        """Return the field that this key of `Programme.details` belongs to: `message.ar` is of `message`."""
        name = key.split(".")[0]
        found = next((each for each in self.fields if each.key == name), None)
        spoken = found is not None and found.type == "messages"
        return found if found is not None and ("." in key) == spoken else None


def in_words(words: Words, lang: str) -> str:
    """Return the words in a BCP 47 language, else in Italian, else in any there is; "" for none."""
    for code in (lang, lang.split("-")[0], LANGUAGES[0], *words):
        if words.get(code):
            return words[code]
    return ""


@cache
def built_in() -> tuple[Kind, ...]:
    """Return the kinds of the file in order. ValueError for a mistake in it."""
    found = tuple(_kind(entry) for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")))
    if len({each.key for each in found}) != len(found):
        raise ValueError("kinds.yaml: every key stands once")
    for each in found:
        words = [each.titles, each.abouts, *(w for f in each.fields for w in (f.titles, f.helps))]
        words += [w for i in each.indicators for w in (i.labels, i.units)]
        if any(set(w) != set(LANGUAGES) for w in words):
            raise ValueError(f"kinds.yaml: {each.key}: words in {', '.join(LANGUAGES)}")
        if any(f.type not in TYPES for f in each.fields):
            raise ValueError(f"kinds.yaml: {each.key}: a field is one of {', '.join(TYPES)}")
        if any(i.direction not in Indicator.Direction.values for i in each.indicators):
            raise ValueError(f"kinds.yaml: {each.key}: an indicator goes up or down")
    return found


def kinds_of(territory: Territory) -> list[Kind]:
    """Return the kinds that can be chosen in this territory now."""
    own = InterventionKind.objects.filter(territory=territory, retired_at=None)
    return [*built_in(), *(own_kind(each) for each in own)]


def kind_named(territory: Any, key: str, own: Iterable[InterventionKind] | None = None) -> Kind | None:
    """Return a kind by its key, a retired one too: what was programmed keeps its fields. None for "" and unknown."""
    found = next((each for each in built_in() if each.key == key), None)
    if found or not key:
        return found
    rows = InterventionKind.objects.filter(territory=territory, key=key) if own is None else own
    return next((own_kind(each) for each in rows if each.key == key), None)


def own_kind(row: InterventionKind) -> Kind:
    fields = tuple(KindField(f["key"], f["titles"], bool(f["needed"]), f.get("helps", {})) for f in row.fields)
    indicators = tuple(KindIndicator(i["labels"], {"": i["unit"]}, i["direction"]) for i in row.indicators)
    return Kind(row.key, row.names, {}, fields, indicators, row=row)


def _kind(entry: dict[str, Any]) -> Kind:
    fields = tuple(
        KindField(f["key"], f["title"], bool(f["needed"]), f["help"], f.get("type", "text")) for f in entry["fields"]
    )
    indicators = tuple(KindIndicator(i["label"], i["unit"], i["direction"]) for i in entry["indicators"])
    return Kind(entry["key"], entry["title"], entry["about"], fields, indicators, bool(entry.get("pact", False)))
