"""What an answer carries besides its reasons: reasons bound to criteria, and the address of an act."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proposals.office.criteria import criteria
from proposals.shapes import Words


class CriterionShape(serializers.Serializer):
    """`{criterion, text}`: one criterion, and what it says about this proposal."""

    criterion = serializers.ChoiceField(choices=[each.key for each in criteria()])
    text = Words(1000, _("Say how this criterion bears on the proposal."))  # type: ignore[assignment]


class Criteria(serializers.ListField):
    """A list of reasons, each criterion once. What a form left empty is not there."""

    child = CriterionShape()

    def get_value(self, dictionary: Any) -> Any:
        entries = super().get_value(dictionary)
        if not hasattr(dictionary, "getlist") or entries is serializers.empty:
            return entries
        return [each for each in entries if hasattr(each, "get") and str(each.get("text", "")).strip()]

    def to_internal_value(self, data: Any) -> list[Any]:
        entries = [dict(each) for each in super().to_internal_value(data)]
        if len({each["criterion"] for each in entries}) != len(entries):
            raise serializers.ValidationError(_("Use each criterion once."))
        return entries


class Address(serializers.CharField):
    """An address on the web that is read over an encrypted connection, without a name or password in it."""

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(data)
        no = serializers.ValidationError(_("Write a full address that begins with https://"))
        try:
            URLValidator(schemes=["https"])(text)
            if "@" in urlsplit(text).netloc:
                raise no
        except (ValueError, ValidationError):
            raise no from None
        return text
