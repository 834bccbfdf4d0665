"""The scales of a grid as one table: what may be answered, how answers are put together, and in which unit."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

NOT_SEEN = "none"  # "could not be observed", on the wire and in forms
YES, NO = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Scale:
    """`measure`: share (of yes, in percent), mean or median. `most`: the highest value; `whole`: no fractions."""

    key: str
    name: Any
    measure: str
    most: int
    least: int = 0
    whole: bool = True
    choices: tuple[tuple[str, Any], ...] = ()
    unit: Any = ""

    @property
    def top(self) -> int:
        """The end of its axis in a chart; 0: as far as the numbers go."""
        return {"share": 100, "mean": self.most}.get(self.measure, 0)


SCALES = {
    each.key: each
    for each in (
        Scale("yes_no", _("Yes or no"), "share", 1, choices=(("1", _("Yes")), ("0", _("No"))), unit="%"),
        Scale("0-3", _("From 0 to 3"), "mean", 3, choices=(
            ("0", _("0: not at all")), ("1", _("1: a little")), ("2", _("2: mostly")), ("3", _("3: fully")),
        )),
        Scale("1-5", _("From 1 to 5"), "mean", 5, least=1, choices=(
            ("1", _("1: very bad")), ("2", _("2: bad")), ("3", _("3: so-so")), ("4", _("4: good")),
            ("5", _("5: very good")),
        )),
        Scale("count", _("A number of things or people"), "median", 100_000),
        Scale("minutes", _("Number of minutes"), "median", 1440, unit=_("minutes")),
        Scale("percent", _("Percent"), "mean", 100, whole=False, unit="%"),
    )
}  # fmt: skip
CHOICES = [(each.key, each.name) for each in SCALES.values()]
MEASURES = {"share": _("share of yes"), "mean": _("mean"), "median": _("median")}


class Unfit(ValueError):
    """The answer is not on the scale; the argument is a sentence."""


def read(scale: Scale, typed: str) -> Decimal | None:
    """Return the number that was answered, None for "could not be observed". Raises Unfit with the sentence."""
    text = typed.strip().replace(",", ".")
    if text.lower() == NOT_SEEN:
        return None
    no = Unfit(_wanted(scale))
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise no from None
    if not value.is_finite() or not scale.least <= value <= scale.most or value != round(value, 2):
        raise no
    if scale.whole and value != value.to_integral_value():
        raise no
    return value


def _wanted(scale: Scale) -> Any:
    facts = {"least": scale.least, "most": scale.most}
    if scale.key == "yes_no":
        return _("Answer yes or no, or that it could not be observed.")
    if scale.whole:
        return _("Write a whole number from %(least)s to %(most)s, or that it could not be observed.") % facts
    return _("Write a number from %(least)s to %(most)s, or that it could not be observed.") % facts
