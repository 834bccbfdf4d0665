"""One closed vote inside a document: minutes, dossier and report tell it with the same bars and figures."""

from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from deliberation.documents import bars
from deliberation.documents.parts import reasons, title_of
from documents import blocks as b
from documents.blocks import Block

Row = dict[str, Any]


def vote_blocks(vote: Row, address: str) -> list[Block]:
    """Return one closed vote with its bars and its reasons. `vote`: of queries.minutes.vote_told."""
    head = [vote["method"], *([vote["turnout"]] if vote["turnout"] else [])]
    found = [b.heading(title_of(vote["question"]), 3), b.paragraph([b.strong(vote["title"]), " · ", " · ".join(head)])]
    found.append(b.paragraph(f"{vote['now']} {vote['explains']}".strip()))
    if vote["missing"]:
        found.append(b.items(vote["missing"]))
    if vote.get("choice"):
        found += bars.choice(vote["choice"], 4)
    if vote.get("bars"):
        found += bars.pair(vote["bars"])
    where = urljoin(address, reverse("poll", args=[vote["poll"].pk]))
    if vote.get("groups"):
        found += bars.dots(vote["groups"])
    return [*found, *reasons(vote, 4), b.paragraph([_("Check this result:"), " ", b.code(where)], small=True)]
