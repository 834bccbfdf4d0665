"""Fields that several commands of this app share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.queries import offices_for
from proposals.models import Proposal
from proposals.shapes import Words
from proposals.workflow import streams_of
from realtime.command import Reach


def title() -> Words:
    return Words(200, _("Write a title."))


def body() -> Words:
    return Words(5000, _("Write a text."), required=False, allow_blank=True, default="")


def why() -> serializers.CharField:
    return serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


def office() -> Reach:
    return Reach(offices_for, required=False, allow_blank=True, allow_null=True)


def needed_office() -> Reach:
    sentence = _("Choose the office that is responsible.")
    return Reach(offices_for, error_messages={"required": sentence, "blank": sentence})


def streams_of_it(proposal: Proposal, **_rest: Any) -> list[str]:
    return streams_of(proposal)
