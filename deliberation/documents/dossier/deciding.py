"""A solution and how it was decided: its text, who wrote it, every vote with the bars of both sides and the reasons."""

from django.utils.translation import gettext as _

from deliberation.documents import bars
from deliberation.documents.dossier.told import Told, state_of
from deliberation.documents.votes import vote_blocks
from deliberation.queries.minutes import vote_told
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Proposal, Section
from proposals.texts.sections import sections_of


def text(told: Told, solution: Proposal) -> list[Block]:
    """What it says, section by section, and by whom it was written."""
    found = [b.paragraph(b.said(solution.body, solution.lang))] if solution.body else []
    written = {each.key: each.text for each in told.of(solution, Section)}
    for each in sections_of(solution.kind):
        if written.get(each.key):
            found += [b.heading(each.title_in(told.lang), 3), b.paragraph(b.said(written[each.key], solution.lang))]
    sides = told.rows_of_solutions[solution.pk]["authors"]["sides"]
    facts: list[tuple[Text, Text]] = [(_("Where it stands"), state_of(solution))]
    if any(sides.values()):
        who = " · ".join(f"{bars.side_name(side)}: {n}" for side, n in sides.items() if n)
        facts.append((_("Its authors"), who))
    if solution.office:
        facts.append((_("Office concerned"), solution.office.name))
    return [*found, b.facts(facts)]


def votes(told: Told, solution: Proposal) -> list[Block]:
    """Every closed vote on it, as its page tells it."""
    found: list[Block] = []
    for poll in told.polls.get(solution.pk, []):
        found += vote_blocks(vote_told(poll, poll.room, told.lang), told.address)
    return found
