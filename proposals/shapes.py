"""Fields of this app's commands: money in cents (or typed as euros in a form), budget lines, the indicator."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.models import Indicator

MOST_CENTS = 10**12


class Words(serializers.CharField):
    """A text with its own sentence for "nothing was written"."""

    def __init__(self, max_length: int, empty: Any, **kwargs: Any):
        longer = _("This text is too long: at most {max_length} characters. Shorten it and send it again.")
        messages = {"blank": empty, "required": empty, "null": empty, "max_length": longer}
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)


class Euros(serializers.DecimalField):
    """An amount as people type it in a form: `1500`, `1500,50`, `1.500,50`."""

    def to_internal_value(self, data: Any) -> Decimal:
        text = str(data).replace("€", "").replace(" ", "").replace("\u00a0", "")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        return super().to_internal_value(text)


class BudgetLineShape(serializers.Serializer):
    """`{label, cents, source}`; a form may send `euros` instead of `cents`."""

    label = Words(160, _("Say what this money pays for."))  # type: ignore[assignment]
    cents = serializers.IntegerField(min_value=0, max_value=MOST_CENTS, required=False)
    euros = Euros(max_digits=12, decimal_places=2, min_value=Decimal(0), required=False)
    source = Words(160, _("Say where the money comes from."))  # type: ignore[assignment]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        euros = attrs.pop("euros", None)
        if ("cents" in attrs) == (euros is not None):
            raise serializers.ValidationError(_("Say how much this line costs."))
        if euros is not None:
            attrs["cents"] = int(euros * 100)
        return attrs


class Budget(serializers.ListField):
    """A list of budget lines. Lines that a form left empty are not there."""

    child = BudgetLineShape()

    def get_value(self, dictionary: Any) -> Any:
        lines = super().get_value(dictionary)
        if not hasattr(dictionary, "getlist") or lines is serializers.empty:
            return lines
        filled = [line for line in lines if hasattr(line, "values") and any(str(v).strip() for v in line.values())]
        return [{key: value for key, value in line.items() if str(value).strip()} for line in filled]


class IndicatorShape(serializers.Serializer):
    """`{label, unit, direction: up|down, baseline, target}`."""

    label = Words(200, _("Say what will be measured."))  # type: ignore[assignment]
    unit = Words(40, _("Say in what it is measured: minutes, people, percent."))
    direction = serializers.ChoiceField(choices=Indicator.Direction.choices)
    baseline = serializers.DecimalField(max_digits=14, decimal_places=3)
    target = serializers.DecimalField(max_digits=14, decimal_places=3)
