"""What officials note for themselves: it stays in the office where it was written. Writing is inside run() only."""

from typing import Any

from django.db.models import QuerySet

from people.queries import offices_of
from proposals.models import InternalNote, Proposal
from proposals.rules import addressed_office


def add_note(*, actor: Any, proposal: Proposal, text: str, lang: str) -> InternalNote:
    """Keep a note of the office that has to answer."""
    where = addressed_office(proposal=proposal)
    return InternalNote.objects.create(proposal=proposal, office=where, person=actor.person, text=text, lang=lang)


def notes_for(actor: Any, proposal: Proposal) -> QuerySet[InternalNote]:
    """Return the notes on a proposal that were written in an office of this official: the only read of the table."""
    found = InternalNote.objects.filter(proposal=proposal, office__in=offices_of(actor))
    return found.select_related("person")
