"""Fields of this app's commands: the items of a grid, its sites, the values of a sheet, the lines of a plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from monitoring.models import Item
from monitoring.scales import CHOICES, NOT_SEEN
from proposals.shapes import Words
from proposals.writing.talkers import Said

MOST_ITEMS = 60
MOST_SITES = 60
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,11}$"


def filled(entries: Any, dictionary: Any, *names: str) -> Any:
    """Leave out the lines that a form offered and nobody filled in."""
    if not hasattr(dictionary, "getlist") or entries is serializers.empty:
        return entries
    return [each for each in entries if hasattr(each, "get") and any(str(each.get(n) or "").strip() for n in names)]


def sentences(missing: Any, more: Any) -> dict[str, Any]:
    """Return what a list says when it is not there, and when it is too long."""
    return {"required": missing, "null": missing, "not_a_list": missing, "min_length": missing, "max_length": more}


class ItemShape(serializers.Serializer):
    """`{dimension, code, label, scale, source, direction, indicator}`; no dimension: the one of the line before."""

    dimension = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    code = serializers.RegexField(
        CODE,
        error_messages=dict.fromkeys(
            ("required", "blank", "null", "invalid"),
            _("Give each item a short code of letters and digits, at most 12: ACC1."),
        ),
    )
    label = Said(300, _("Say for each item what is looked at."))  # type: ignore[assignment]
    scale = serializers.ChoiceField(choices=CHOICES, error_messages={"required": _("Choose the scale of each item.")})
    source = serializers.ChoiceField(
        choices=Item.Source.choices, error_messages={"required": _("Say for each item where the number comes from.")}
    )  # type: ignore[assignment]
    direction = serializers.ChoiceField(
        choices=Item.Direction.choices,
        error_messages={"required": _("Say for each item whether more or less is better.")},
    )
    indicator = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")


class Items(serializers.ListField):
    """The items of a grid, in order."""

    child = ItemShape()

    def __init__(self, **kwargs: Any):
        missing = _("A grid needs at least one item.")
        messages = sentences(missing, _("A grid has at most {max_length} items."))
        super().__init__(min_length=1, max_length=MOST_ITEMS, error_messages=messages, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        entries = super().get_value(dictionary)
        if entries is serializers.empty and hasattr(dictionary, "getlist"):
            return []
        return filled(entries, dictionary, "code", "label")


class Sites(serializers.ListField):
    """Names of places, each once."""

    child = Said(160, _("Name each site."))

    def __init__(self, **kwargs: Any):
        missing = _("Name at least one site: a counter, a school, a stop.")
        messages = sentences(missing, _("A grid has at most {max_length} sites."))
        super().__init__(min_length=1, max_length=MOST_SITES, error_messages=messages, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        if not hasattr(dictionary, "getlist"):
            return super().get_value(dictionary)
        return [each for each in dictionary.getlist(self.field_name) if str(each).strip()]


class ValueShape(serializers.Serializer):
    """`{code, value}`: the code of an item; a number as text, or `none` (or `unseen`): it could not be observed."""

    code = serializers.CharField(max_length=12)
    value = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    unseen = serializers.BooleanField(default=False)  # a form without script has a box to tick for it

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"code": attrs["code"], "value": NOT_SEEN if attrs["unseen"] else attrs["value"]}


class Values(serializers.ListField):
    """The answers on a sheet, one for each item."""

    child = ValueShape()

    def __init__(self, **kwargs: Any):
        missing = _("Answer the items of the grid.")
        messages = sentences(missing, missing)
        super().__init__(max_length=MOST_ITEMS, error_messages=messages, **kwargs)


class PlanShape(serializers.Serializer):
    """`{item, measure, due}`: the code of an item (or nothing: about all of it), what is done, by which day."""

    item = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")
    measure = Said(500, _("Say what will be done."))
    due = serializers.DateField(
        error_messages=dict.fromkeys(("invalid", "required", "null"), _("Say by which day each measure will be done."))
    )


class Plan(serializers.ListField):
    """The improvement plan. What a form left empty is not there."""

    child = PlanShape()

    def get_value(self, dictionary: Any) -> Any:
        return filled(super().get_value(dictionary), dictionary, "item", "measure", "due")


def day(sentence: Any) -> serializers.DateField:
    return serializers.DateField(error_messages=dict.fromkeys(("invalid", "required", "null"), sentence))


def how() -> Words:
    return Said(300, _("Say where the number comes from."))
