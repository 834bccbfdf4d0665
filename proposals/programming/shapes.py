"""Fields of the commands that programme: indicators, risks, sentences of the logical framework, a kind's own fields."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.utils import html

from proposals.models import Indicator
from proposals.shapes import Line, Number, Rows

KEY = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
LONG = (2000, 2100)  # years that a plan may speak of


class Day(serializers.DateField):
    """A day of our times; anything else is answered with `sentence`."""

    def __init__(self, sentence: Any, **kwargs: Any):
        super().__init__(error_messages=dict.fromkeys(("required", "null", "invalid", "datetime"), sentence), **kwargs)

    def to_internal_value(self, value: Any) -> date:
        try:
            found = super().to_internal_value(value)
        except (OverflowError, TypeError):
            self.fail("invalid", format="")
        if not LONG[0] <= found.year <= LONG[1]:
            self.fail("invalid", format="")
        return found


class IndicatorShape(serializers.Serializer):
    """`{label, unit, direction: up|down, baseline, target}`."""

    label = Line(200, _("Say what will be measured."))  # type: ignore[assignment]
    unit = Line(40, _("Say in what it is measured: minutes, people, percent."))
    direction = serializers.ChoiceField(
        choices=Indicator.Direction.choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice", "null"), _("Say whether the number should grow or shrink.")
        ),
    )
    baseline = Number(
        _("Say what the number is today: an indicator needs a value to start from."), max_digits=14, decimal_places=3
    )
    target = Number(
        _("Say what number is to be reached: an indicator needs a target."), max_digits=14, decimal_places=3
    )


class Indicators(Rows):
    """At least one indicator."""

    child = IndicatorShape()
    chosen = ("direction",)


class RiskShape(serializers.Serializer):
    """`{text, likelihood: 1 to 3, impact: 1 to 3, response}`."""

    text = Line(300, _("Say what could go wrong."))
    likelihood = serializers.IntegerField(
        min_value=1,
        max_value=3,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "null"), _("Say how likely the risk is, from 1 to 3.")
        ),
    )
    impact = serializers.IntegerField(
        min_value=1,
        max_value=3,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "null"),
            _("Say how much the risk would harm, from 1 to 3."),
        ),
    )
    response = Line(500, _("Say what is done about the risk."))


class Risks(Rows):
    """At least one risk."""

    child = RiskShape()
    chosen = ("likelihood", "impact")


class Sentences(serializers.ListField):
    """A list of sentences; a form writes one on each line."""

    def __init__(self, sentence: Any, **kwargs: Any):
        messages = dict.fromkeys(("required", "null", "empty", "not_a_list"), sentence)
        messages["max_length"] = _("Write at most {max_length} sentences.")
        super().__init__(child=Line(300, sentence), allow_empty=False, max_length=20, error_messages=messages, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        if not hasattr(dictionary, "getlist"):
            return super().get_value(dictionary)
        lines = "\n".join(dictionary.getlist(self.field_name)).splitlines()
        return [line for line in lines if line.strip()]


class Details(serializers.DictField):
    """The own fields of a kind: `{key: text}`; in a form `details.key`. A campaign's message has a key per language."""

    child = Line(2000, "", required=False, allow_blank=True)

    def get_value(self, dictionary: Any) -> Any:
        if not hasattr(dictionary, "getlist"):
            return super().get_value(dictionary)
        found = html.parse_html_dict(dictionary, prefix=self.field_name or "")
        return {key: " ".join(found.getlist(key)) for key in found}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        given = super().to_internal_value(data)
        if len(given) > 60 or not all(KEY.fullmatch(key) for key in given):
            raise serializers.ValidationError(_("This message says something that is not expected here."))
        return given


def some(sentence: Any) -> dict[str, Any]:
    """Return the options of a list of which at least one row is needed."""
    messages = dict.fromkeys(("required", "null", "empty", "not_a_list"), sentence)
    return {"allow_empty": False, "max_length": 50, "error_messages": messages}
