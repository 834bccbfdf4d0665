"""The lists on the public pages: problems, solutions and interventions, fifteen of each, at a price that stays."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict

from people.models import Process, Territory
from proposals.models import Proposal
from proposals.pages import with_clocks
from proposals.paging import SIZE, Pages, pages_of
from proposals.queries import published

# What a list is called in the context, in the address of its further pages, and as their place on the page.
LISTS = {
    "problems": Proposal.Kind.PROBLEM,
    "solutions": Proposal.Kind.SOLUTION,
    "interventions": Proposal.Kind.INTERVENTION,
}


def lists_of(scope: Territory | Process, asked: QueryDict) -> dict[str, Any]:
    """Return `{problems, solutions, interventions}` (with clocks), and under `{…}_pages` their Pages.

    One query while each fits on a page; one more, for their numbers, when one does not.
    """
    found = published(scope)
    first = not any(asked.get(name) for name in LISTS)
    counts = Counter() if first else _counts(found)
    pages = _pages(asked, counts)
    rows = _rows(found, pages, SIZE + 1)
    if first and any(len(some) > SIZE for some in rows.values()):
        pages = _pages(asked, _counts(found))
    shown = {name: with_clocks(some[:SIZE]) for name, some in rows.items()}
    return {**shown, **{f"{name}_pages": each for name, each in pages.items()}}


def _counts(found: Any) -> Counter[str]:
    return Counter(dict(found.order_by().values_list("kind").annotate(n=Count("pk"))))


def _pages(asked: QueryDict, counts: Counter[str]) -> dict[str, Pages]:
    return {name: pages_of(asked, name, counts[kind], f"#{name}") for name, kind in LISTS.items()}


def _rows(found: Any, pages: dict[str, Pages], most: int) -> dict[str, list[Proposal]]:
    wanted = Q()
    for name, kind in LISTS.items():
        start = pages[name].start
        # Each of them stops reading where its page ends, in the order of the index.
        wanted |= Q(pk__in=found.select_related(None).filter(kind=kind).values("pk")[start : start + most])
    rows: dict[str, list[Proposal]] = {name: [] for name in LISTS}
    names = {kind: name for name, kind in LISTS.items()}
    for each in found.filter(wanted):
        rows[names[Proposal.Kind(each.kind)]].append(each)
    return rows
