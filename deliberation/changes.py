"""A change to a text as a vote shows it: the question in every language, and the words that come and go."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from deliberation.models import Poll
from proposals.models import Amendment
from proposals.texts.difference import paragraphs
from proposals.writing.amending import outcome_of, section_title


def question_of(amendment: Amendment) -> dict[str, str]:
    """Return {language: question} in all languages of the interface."""
    said = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            asked = gettext("Change %(number)s to “%(title)s”")
            said[lang] = asked % {"number": amendment.number, "title": amendment.proposal.title}
    return said


def change_row(poll: Poll) -> dict[str, Any] | None:
    """Return what an amendment changes, or None for votes on other things.

    `{number, section: {lang: title}, lang, passages: [{pieces: [{kind, text}], left_out}], reason: {text, lang},
    proposal}`. While the vote is open: in the text as it stands, on which people vote; afterwards as it was written.
    """
    amendment = poll.amendment
    if amendment is None:
        return None
    kind, field = amendment.proposal.kind, amendment.section
    before, after = amendment.base.texts.get(field, ""), amendment.text
    if poll.state == Poll.State.OPEN:
        outcome = outcome_of(amendment)
        before, after = outcome.now, outcome.text
    return {
        "number": amendment.number,
        "section": _titles(kind, field),
        "lang": amendment.lang,
        "passages": [
            {"pieces": [{"kind": piece.kind, "text": piece.text} for piece in each.pieces], "left_out": each.left_out}
            for each in paragraphs(before, after)
        ],
        "reason": {"text": amendment.reason, "lang": amendment.lang},
        "proposal": amendment.proposal_id,
    }


def _titles(kind: str, field: str) -> dict[str, str]:
    found = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            found[lang] = section_title(kind, field, lang)
    return found
