"""The report of a process: who took part, in figures; every vote; every proposal with its fate; clock; interventions.

Made of what everybody may read of the process, so that whoever may see the process may see its report. A section is
`section(told) -> blocks`, a line below; `tell(done)` is called between them and says how far the making is.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from deliberation.documents.parts import paper_of
from deliberation.documents.report import answers, people, plans, proposals, votes
from deliberation.documents.report.told import Told, polls_of, reported
from documents.blocks import Block
from people.models import Process

SECTIONS: list[Callable[[Told], Any]] = [
    people.top,
    people.promise,
    people.participation,
    people.rooms,
    people.rungs,
    votes.votes,
    proposals.figures,
    answers.clock,
    proposals.problems,
    proposals.solutions,
    plans.interventions,
    plans.ends,
]


def steps_of(process: Process) -> int:
    """Return how many steps the making has: a vote or a proposal each, and one for each section."""
    return polls_of(process).count() + reported(process).count() + len(SECTIONS)


def document(process: Process, lang: str, address: str, tell: Callable[[int], None] = lambda _n: None) -> Block:
    """Return the data of the report. `address`: where its page stands."""
    with override(lang):
        told = Told(process, lang, address)
        blocks: list[Block] = []
        done = 0
        for section in SECTIONS:
            for part in section(told):
                if part is None:  # one more vote or proposal is told
                    done += 1
                    tell(done)
                else:
                    blocks.append(part)
            done += 1
            tell(done)
        kind = _("Report of a process")
        return paper_of(
            process, title=f"{kind}: {process.title}", kind=kind, made=timezone.now(), address=address, blocks=blocks
        )
