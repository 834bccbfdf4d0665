"""What a kind asks for besides: which of its own fields are missing, and in which languages a campaign is silent."""

import re
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proposals.programming.kinds import LONGEST, Kind
from proposals.programming.languages import name_of

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")


def checked_details(kind: Kind, given: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return (what is kept, {field: the sentence that tells what is missing or wrong})."""
    kept: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for key, text in given.items():
        field = kind.field_of(key)
        if field is None and text:
            wrong["kind"] = _("“%(kind)s” has no field “%(field)s”.") % {"kind": title(kind), "field": key[:60]}
        if field is None or not text:
            continue
        if len(text) > LONGEST:
            wrong[f"details.{key}"] = _("This text is too long: at most %(n)s characters.") % {"n": LONGEST}
        kept[key] = " ".join(_tags(text)) if field.type == "languages" else text
    for field in kind.fields:
        if field.needed and not kept.get(field.key):
            wrong.setdefault(f"details.{field.key}", _missing(kind, field.title_in(get_language() or "")))
    return kept, wrong


def declared(details: dict[str, str]) -> list[str]:
    """Return the languages that a campaign declared."""
    return details.get("languages", "").split()


def silent_in(kind: Kind | None, details: dict[str, str]) -> list[str]:
    """Return the declared languages in which the message is missing."""
    if kind is None or not any(each.type == "messages" for each in kind.fields):
        return []
    key = next(each.key for each in kind.fields if each.type == "messages")
    return [lang for lang in declared(details) if not details.get(f"{key}.{lang}", "").strip()]


def silence_in_words(languages: list[str]) -> str:
    """Return the sentence that flags missing messages; "" when there are none."""
    if not languages:
        return ""
    return _("The message is still missing in: %(languages)s.") % {"languages": ", ".join(map(name_of, languages))}


def title(kind: Kind) -> str:
    return kind.title_in(get_language() or "")


def _missing(kind: Kind, field: str) -> str:
    if kind.pact:
        return _("The pact cannot be signed without “%(field)s”: fill it in.") % {"field": field}
    return _("Fill in “%(field)s”: “%(kind)s” needs it.") % {"field": field, "kind": title(kind)}


def _tags(text: Any) -> list[str]:
    return [tag for tag in dict.fromkeys(text.lower().replace(",", " ").split()) if TAG.fullmatch(tag)]
