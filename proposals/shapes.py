"""Fields of this app's commands: words, money in cents (or typed as euros in a form), rows of a form."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.texts.clean import clean

MOST_CENTS = 10**12


class Words(serializers.CharField):
    """A text with its own sentence for "nothing was written"."""

    def __init__(self, max_length: int, empty: Any, **kwargs: Any):
        longer = _("This text is too long: at most {max_length} characters. Shorten it and send it again.")
        messages = {"blank": empty, "required": empty, "null": empty, "max_length": longer}
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)


class Line(Words):
    """What somebody writes for others to read: nothing hidden between its letters, never only spaces."""

    def to_internal_value(self, data: Any) -> str:
        text = clean(super().to_internal_value(data)).strip()
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class Number(serializers.DecimalField):
    """A number as people type it: `80`, `52,5`, `1.234,5`; `sentence` is said of all that is none."""

    money = False

    def __init__(self, sentence: Any, **kwargs: Any):
        wrong = ("required", "null", "invalid", "max_digits", "max_decimal_places", "max_whole_digits")
        messages = {**dict.fromkeys((*wrong, "max_string_length"), sentence), **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        text = "".join(str(data).split()).replace("€", "").replace("\u066c", ".").replace("\u066b", ",")
        return super().to_internal_value(plain_number(text, money=self.money))


class Euros(Number):
    """An amount as people type it in a form: `1500`, `1500,50`, `1.500,50`."""

    money = True

    def __init__(self, **kwargs: Any):
        negative = {"min_value": _("Money is never negative: write what it costs.")}
        sentence = _("Write the amount in euros, for example 1500 or 1.500,50.")
        super().__init__(
            sentence, max_digits=12, decimal_places=2, min_value=Decimal(0), error_messages=negative, **kwargs
        )


def plain_number(text: str, *, money: bool = False) -> str:
    """Return a number as a program reads it. Of money, three digits after the last mark are thousands: 1.500 €."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    whole, rest = text[:last].replace(".", "").replace(",", ""), text[last + 1 :]
    return whole + rest if money and len(rest) == 3 else f"{whole}.{rest}"


class Cents(serializers.IntegerField):
    """An amount in cents, from a program."""

    def __init__(self, **kwargs: Any):
        negative: dict[str, Any] = {"min_value": _("Money is never negative: write what it costs.")}
        super().__init__(min_value=0, max_value=MOST_CENTS, error_messages=negative, **kwargs)


class Rows(serializers.ListField):
    """A list of rows. Those that a form left empty are not there; `chosen` are fields that always have a value."""

    chosen: tuple[str, ...] = ()

    def get_value(self, dictionary: Any) -> Any:
        rows = super().get_value(dictionary)
        if not hasattr(dictionary, "getlist"):
            return rows
        return [] if rows is serializers.empty else [_filled(row) for row in rows if self._used(row)]

    def _used(self, row: Any) -> bool:
        return hasattr(row, "values") and any(str(v).strip() for key, v in row.items() if key not in self.chosen)


def _filled(row: Any) -> Any:
    return {key: value for key, value in row.items() if str(value).strip()}


class BudgetLineShape(serializers.Serializer):
    """`{label, cents, source}`; a form may send `euros` instead of `cents`."""

    label = Line(160, _("Say what this money pays for."))  # type: ignore[assignment]
    cents = Cents(required=False)
    euros = Euros(required=False)
    source = Line(160, _("Say where the money comes from."))  # type: ignore[assignment]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        euros = attrs.pop("euros", None)
        if ("cents" in attrs) == (euros is not None):
            raise serializers.ValidationError(_("Say how much this line costs."))
        if euros is not None:
            attrs["cents"] = int(euros * 100)
        return attrs


class Budget(Rows):
    """A list of budget lines. Lines that a form left empty are not there."""

    child = BudgetLineShape()
