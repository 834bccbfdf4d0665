"""Translations of proposals, written by people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.commands import fields
from proposals.models import Proposal
from proposals.reach import proposals_to_translate
from proposals.shapes import Words
from proposals.texts.clean import clean
from proposals.writing.talkers import Said
from proposals.writing.translating import translatable, translate, translator
from realtime.command import Language, Reach, command


class Cleaned(Words):
    """A text that may be empty, with nothing hidden between its letters."""

    def to_internal_value(self, data: Any) -> str:
        return clean(super().to_internal_value(data))


@command(
    "translation.write",
    shape={
        "proposal": Reach(proposals_to_translate),
        "lang": Language(error_messages={"required": _("Choose the language."), "blank": _("Choose the language.")}),
        "title": Said(200, _("Write the title in the other language.")),
        "body": Cleaned(5000, "", required=False, allow_blank=True, default=""),
    },
    stream=fields.streams_of_it,
    rule=translator & translatable,
)
def write_translation(*, actor: Any, proposal: Proposal, lang: str, title: str, body: str = "") -> dict[str, Any]:
    """Write title and text of a proposal in another language. The last text in a language is the one that stands.

    When the original changes, the translation stays and says so, until somebody writes it anew.
    """
    translate(actor=actor, proposal=proposal, lang=lang, title=title, body=body)
    return {"proposal": proposal.id}
