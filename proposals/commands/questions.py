"""Before the answer: the office asks its authors something, they reply; and officials note things for themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.commands import fields
from proposals.models import Proposal
from proposals.office import questions
from proposals.office.notes import add_note
from proposals.queries import proposals_near, solutions_sent_to
from proposals.rules import office
from proposals.workflow import may
from proposals.writing.talkers import Said
from realtime.command import Language, Reach, command


@command(
    "question.ask",
    shape={
        "proposal": Reach(solutions_sent_to),
        "text": Said(2000, _("Write what the office needs to know from the authors.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=may("ask"),
)
def ask_authors(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Ask the authors something before the answer, in public and once: the clock stands still, 15 days at most."""
    questions.ask(actor=actor, proposal=proposal, text=text, lang=lang)
    return {"proposal": proposal.id}


@command(
    "question.reply",
    shape={
        "proposal": Reach(proposals_near),
        "text": Said(3000, _("Write what you reply to the office.")),
        "lang": Language(),
    },
    stream=fields.streams_of_it,
    rule=may("reply_to_office"),
)
def reply_to_office(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Reply to the question of the office, in public: the clock runs again, and only the days that passed are added.

    An author does it; where no author has a seat, whoever hosts does it on their behalf, and this is said.
    """
    questions.reply(actor=actor, proposal=proposal, text=text, lang=lang)
    return {"proposal": proposal.id}


@command(
    "note.add",
    shape={
        "proposal": Reach(solutions_sent_to),
        "text": Said(3000, _("Write the note.")),
        "lang": Language(),
    },
    rule=office,
)
def note(*, actor: Any, proposal: Proposal, text: str, lang: str) -> dict[str, Any]:
    """Note something for the officials of the own office. Nobody else ever reads it, and no event tells of it."""
    return {"note": add_note(actor=actor, proposal=proposal, text=text, lang=lang).pk}
