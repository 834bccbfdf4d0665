"""The fields of a command in words: type, whether it must be there, limits; and an example that the shape accepts."""

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from deliberation.commands.ballots import Choice
from realtime.command import Language, Reach

ID = "7k3m9x0q2b4d"
EXAMPLES: dict[str, Any] = {
    "text": "At the counter there is one interpreter a week.",
    "title": "Interpreters by appointment",
    "body": "One booked hour a day, in the languages people ask for.",
    "nickname": "Heron",
    "reason": "It leaves out the evening.",
    "reasons": "There is money for it from March.",
    "code": "7F3A91C2",
    "once": "9f1c2e7a5b3d4c60",
    "email": "co.facilitator@example.org",
    "nonce": "0123456789abcdef0123456789abcdef",
    "playbook": "from-problem-to-intervention",
    "choice": {"answer": "yes"},
    "stream": f"room:{ID}",
    "starts": "2027-01-15",
    "ends": "2027-06-30",
    "section": "body",
    "shown": "9f1c2e7a5b3d4c609f1c2e7a5b3d4c609f1c2e7a5b3d4c609f1c2e7a5b3d4c60",
    "grade": 4,
    "civic_lead": "Ponti association",
    "label": "Hours with an interpreter",
    "unit": "hours a month",
    "baseline": "4",
    "target": "20",
    "source": "municipality",
    "cents": 340000,
    "kind": "campaign",
    "goal": "Nobody loses a right for a missing paper.",
    "purpose": "People come to the desk with complete papers.",
    "results": "Ten sheets in nine languages",
    "assumptions": "The list of papers stays the same for six months",
    "likelihood": 2,
    "impact": 3,
    "response": "We begin with four languages.",
    "owner": "Ponti association",
    "due": "2027-03-01",
    "field": "message.ar",
    "names": {"it": "Sportello itinerante", "en": "Travelling desk"},
    "days": 7,
    "dimension": "Understanding",
    "sites": "Registry office, counter 2",
    "trained_on": "2027-01-08",
    "site": ID,
    "indicator": ID,
    "value": "1",
    "measure": "The list of documents is handed out at every counter.",
    "opens": "2027-01-15T08:00:00+01:00",
    "closes": "2027-02-15T20:00:00+01:00",
    "consulted": 24,
    "how": "In the assembly of 9 January, by raised hands.",
    "why": "The members have changed their mind.",
    "minutes": 1,
    "count": 40,
    "response_days": 30,
    "understandable": 4,
    "responsive": 2,
    "name": "Counter for sworn translations",
    "about": "Here you ask for documents to be translated.",
    "mission": "It decides on residence permits.",
    "protocol": "2027/001432",
    "protocol_on": "2027-01-18",
    "sent_on": "2027-01-20",
    "reply": "The appointments are doubled from March.",
    "reply_protocol": "55/2027",
    "replied_on": "2027-02-10",
    "commitment": "We answer every proposal in writing, with reasons.",
}


def rows(shape: serializers.Serializer, before: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Yield (name, type, required or what is taken without it, limits) for each field, nested ones as `outer.inner`."""
    for name, field in sorted(shape.fields.items(), key=lambda item: not item[1].required):
        yield f"{before}{name}", _type(field), _required(field), _limits(field)
        inner = field.child if isinstance(field, serializers.ListField) else field
        if isinstance(inner, serializers.Serializer):
            yield from rows(inner, f"{before}{name}{'[]' if inner is not field else ''}.")


def _type(field: serializers.Field) -> str:
    if isinstance(field, Reach):
        return "list of ids" if field.many else "id"
    if isinstance(field, serializers.ListField) and isinstance(field.child, serializers.CharField):
        return "list of texts"
    kinds: list[tuple[Any, str]] = [
        (Choice, "object"),
        (Language, "language tag"),
        (serializers.ChoiceField, "word"),
        (serializers.BooleanField, "true or false"),
        (serializers.IntegerField, "whole number"),
        (serializers.DecimalField, "number, as text"),
        (serializers.DateField, "day, `YYYY-MM-DD`"),
        (serializers.EmailField, "e-mail address"),
        (serializers.DictField, "object"),
        (serializers.ListField, "list of objects" if _holds_objects(field) else "list of texts"),
        (serializers.Serializer, "object"),
    ]
    return next((words for kind, words in kinds if isinstance(field, kind)), "text")


def _holds_objects(field: Any) -> bool:
    return isinstance(getattr(field, "child", None), serializers.Serializer)


def _required(field: serializers.Field) -> str:
    if field.required:
        return "yes"
    if field.default is empty or field.default in ("", None):
        return "no"
    return f"no: `{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _limits(field: serializers.Field) -> str:
    if isinstance(field, serializers.ChoiceField):
        return ", ".join(f"`{value}`" for value in field.choices)
    told = [] if isinstance(field, Reach | Language) else _sizes(field)
    if isinstance(field, Reach):
        told.append(_reach(field))
    if isinstance(field, serializers.RegexField) and not isinstance(field, Language):
        told.append(f"pattern `{next(v.regex.pattern for v in field.validators if hasattr(v, 'regex'))}`")
    if getattr(field, "allow_blank", False):
        told.append("may be empty")
    elif field.allow_null:
        told.append("may be null")
    return ", ".join(each for each in [*told, str(field.help_text or "")] if each)


def _reach(field: Reach) -> str:
    found = " ".join((field.find.__doc__ or "").split()).partition(". ")[0].rstrip(".")
    found = found.replace("those rooms", "rooms that the actor leads or sits in")
    return f"among: {found[:1].lower()}{found[1:]}" if found else ""


def _sizes(field: Any) -> list[str]:
    told = []
    if getattr(field, "max_length", None):
        told.append(f"at most {field.max_length}{'' if isinstance(field, serializers.ListField) else ' characters'}")
    if getattr(field, "min_value", None) is not None:
        told.append(f"from {field.min_value}")
    if getattr(field, "max_value", None) is not None:
        told.append(f"to {field.max_value}")
    return told


def example(shape: serializers.Serializer) -> dict[str, Any]:
    """Return a payload with every field that must be there, and those that are usually sent."""
    return {name: _example(name, field) for name, field in shape.fields.items() if _shown(name, field)}


def _shown(name: str, field: serializers.Field) -> bool:
    return field.required or name in {"nonce", "body", "side", "code", "entry"}


def _example(name: str, field: Any) -> Any:
    if isinstance(field, Reach):
        return [ID] if field.many else ID
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices))
    if isinstance(field, serializers.Serializer):
        return example(field)
    if isinstance(field, serializers.ListField) and isinstance(field.child, serializers.Serializer):
        money = {"cents": EXAMPLES["cents"]} if "cents" in field.child.fields else {}
        return [example(field.child) | money]
    if isinstance(field, serializers.ListField):
        return [EXAMPLES[name]]
    if isinstance(field, serializers.BooleanField):
        return True
    return "it" if isinstance(field, Language) else EXAMPLES[name]
