"""Kinds of interventions that an administrator adds to a territory without code."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from people.models import Role, Territory
from people.queries import territories_with
from people.rules import Rule
from proposals.models import Indicator, InterventionKind
from proposals.programming import own_kinds
from proposals.shapes import Line, Rows
from realtime.command import Language, Reach, command

OURS = Rule(lambda _actor, **_targets: None)  # reach is the right: only its administrators find the territory
OURS.__doc__ = "An administrator of the territory."


def territories_administered(actor: Any) -> QuerySet[Territory]:
    """Territories where the person is administrator."""
    return territories_with(actor, Role.Name.ADMINISTRATOR)


def kinds_administered(actor: Any) -> QuerySet[InterventionKind]:
    """Kinds that those territories added."""
    found = InterventionKind.objects.filter(territory__in=territories_administered(actor).values("pk"))
    return found.select_related("territory")


class Spoken(serializers.DictField):
    """One text in one or more languages: `{language: text}`; in a form `names.it`."""

    def __init__(self, sentence: Any, **kwargs: Any):
        self.sentence = sentence
        messages = dict.fromkeys(("required", "null", "not_a_dict"), sentence)
        super().__init__(child=Line(120, "", allow_blank=True, required=False), error_messages=messages, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        before = f"{self.field_name}."
        # A form spells it `names.it`, also within a row; JSON nests.
        typed = {key.removeprefix(before): text for key, text in dictionary.items() if str(key).startswith(before)}
        return typed or dictionary.get(self.field_name, serializers.empty)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        words = {
            Language().run_validation(lang): text for lang, text in super().to_internal_value(data).items() if text
        }
        if not 1 <= len(words) <= 20:
            raise serializers.ValidationError(self.sentence)
        return words


class OwnFieldShape(serializers.Serializer):
    """`{titles: {language: text}, needed}`; `key` says which field it was before the change."""

    key = serializers.RegexField(r"^f[0-9]{1,3}$", required=False)

    titles = Spoken(_("Name every field in at least one language."))
    needed = serializers.BooleanField(required=False, default=False)


class OwnFields(Rows):
    """The fields of a kind, none allowed."""

    child = OwnFieldShape()
    chosen = ("needed", "key")


class OwnIndicatorShape(serializers.Serializer):
    """`{labels: {language: text}, unit, direction: up|down}`."""

    labels = Spoken(_("Say in at least one language what the indicator measures."))
    unit = Line(40, _("Say in what it is measured: minutes, people, percent."))
    direction = serializers.ChoiceField(choices=Indicator.Direction.choices)


class OwnIndicators(Rows):
    """Indicators that fit the kind, none allowed."""

    child = OwnIndicatorShape()
    chosen = ("direction",)


def _shape() -> dict[str, serializers.Field]:
    return {
        "names": Spoken(_("Name the kind in at least one language.")),
        "fields": OwnFields(required=False, default=list, max_length=20),
        "indicators": OwnIndicators(required=False, default=list, max_length=20),
    }


@command("kind.add", shape={"territory": Reach(territories_administered), **_shape()}, rule=OURS)
def add_kind(*, actor: Any, territory: Territory, **told: Any) -> dict[str, Any]:
    """Add a kind of intervention: its names, its own fields, indicators that fit it. It can be chosen at once."""
    return {"kind": own_kinds.add(actor=actor, territory=territory, **told).pk}


@command("kind.change", shape={"kind": Reach(kinds_administered), **_shape()}, rule=OURS)
def change_kind(*, actor: Any, kind: InterventionKind, **told: Any) -> None:
    """Change names, fields and indicators of a kind. A field sent with its `key` keeps what was filled in."""
    own_kinds.change(actor=actor, kind=kind, **told)


@command("kind.retire", shape={"kind": Reach(kinds_administered)}, rule=OURS)
def retire_kind(*, actor: Any, kind: InterventionKind) -> None:
    """Offer a kind no more. Interventions of this kind stay as they are."""
    own_kinds.retire(actor=actor, kind=kind)


@command("kind.restore", shape={"kind": Reach(kinds_administered)}, rule=OURS)
def restore_kind(*, actor: Any, kind: InterventionKind) -> None:
    """Offer a retired kind again."""
    own_kinds.restore(actor=actor, kind=kind)
