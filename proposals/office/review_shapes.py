"""The grades of a review as a command or a form carries them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.office.criteria import criteria
from proposals.shapes import Words
from proposals.texts.clean import clean

LOWEST, HIGHEST = 1, 5


class Grade(serializers.IntegerField):
    """A whole number from 1 to 5; null is "cannot say"."""

    def __init__(self) -> None:
        sentence: Any = _("Choose a number from 1 to 5.")
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
        super().__init__(min_value=LOWEST, max_value=HIGHEST, allow_null=True, error_messages=wrong)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool):  # true is no 1
            self.fail("invalid")
        return super().to_internal_value(data)


class GradeShape(serializers.Serializer):
    """`{criterion, grade, text}`: how one criterion speaks for the proposal, and why."""

    criterion = serializers.ChoiceField(choices=[each.key for each in criteria()])
    grade = Grade()
    text = Words(1000, "", required=False, allow_blank=True, default="")  # type: ignore[assignment]

    def validate_text(self, text: str) -> str:
        return clean(text)


class Grades(serializers.ListField):
    """A list of grades, each criterion once, at least one number among them. What a form left empty is not there."""

    child = GradeShape()
    default_error_messages = {"required": _("Give a grade to at least one criterion.")}

    def get_value(self, dictionary: Any) -> Any:
        entries = super().get_value(dictionary)
        if not hasattr(dictionary, "getlist") or entries is serializers.empty:
            return entries
        plain = [{key: each.get(key) for key in each} for each in entries if hasattr(each, "get")]
        return [{**each, "grade": each.get("grade") or None} for each in plain if _filled(each)]

    def to_internal_value(self, data: Any) -> list[Any]:
        entries = [dict(each) for each in super().to_internal_value(data)]
        if len({each["criterion"] for each in entries}) != len(entries):
            raise serializers.ValidationError(_("Use each criterion once."))
        if all(each["grade"] is None for each in entries):
            self.fail("required")
        return entries


def _filled(entry: dict[str, Any]) -> bool:
    return any(str(entry.get(key) or "").strip() for key in ("grade", "text"))
