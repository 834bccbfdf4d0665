"""The lists on the public pages: problems, solutions and interventions, fifteen of each, at a price that stays."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Process, Territory
from proposals.models import Proposal
from proposals.office.sent import COLUMNS as SENT
from proposals.office.sent import sent_of
from proposals.pages import clock_of
from proposals.paging import SIZE, Pages, pages_of
from proposals.queries import published_where
from realtime.kept import Kept

# What a list is called in the context, in the address of its further pages, and as their place on the page.
LISTS = {
    "problems": Proposal.Kind.PROBLEM,
    "solutions": Proposal.Kind.SOLUTION,
    "interventions": Proposal.Kind.INTERVENTION,
}
COLUMNS = ("pk", "kind", "number", "state", "title", "lang")
GOOD = (Proposal.State.ADOPTED, Proposal.State.ACCEPTED, Proposal.State.PROGRAMMED, Proposal.State.VERIFIED)
MARK = "-id-"  # stands for an id in an address


@dataclass(frozen=True)
class Line:
    """One proposal in a list, in words: nothing is left to be looked up while the page is put together."""

    address: str
    number: str
    state: str
    look: str  # "", " is-ok" or " is-late"
    title: str
    lang: str
    note: str  # the clock, or ""


def lists_of(scope: Territory | Process, asked: QueryDict) -> dict[str, Any]:
    """Return `{problems, solutions, interventions}`, lists of Line, and under `{…}_pages` their Pages.

    One query while each fits on a page; one more, for their numbers, when one does not.
    """
    kept = _TERRITORY if isinstance(scope, Territory) else _PROCESS
    first = not any(asked.get(name) for name in LISTS)
    counts = Counter() if first else Counter(dict(kept["counts"](scope.pk)))
    pages = _pages(asked, counts)
    start = {name: each.start for name, each in pages.items()}
    found = list(_rows(_where(scope), start)) if any(start.values()) else kept["rows"](scope.pk)
    rows = {name: [row for row in found if row[1] == kind] for name, kind in LISTS.items()}
    if first and any(len(some) > SIZE for some in rows.values()):
        pages = _pages(asked, Counter(dict(kept["counts"](scope.pk))))
    shown = {name: _lines(some[:SIZE]) for name, some in rows.items()}
    return {**shown, **{f"{name}_pages": each for name, each in pages.items()}}


def _where(scope: Territory | Process) -> Q:
    return Q(process__territory=scope.pk) if isinstance(scope, Territory) else Q(process=scope.pk)


def _pages(asked: QueryDict, counts: Counter[str]) -> dict[str, Pages]:
    return {name: pages_of(asked, name, counts[kind], f"#{name}") for name, kind in LISTS.items()}


def _rows(where: Q, start: Mapping[str, int]) -> QuerySet[Any, Any]:
    """One more than a page of each kind, to know whether there are more."""
    found, wanted = published_where(where), Q()
    for name, kind in LISTS.items():
        # Each of them stops reading where its page ends, in the order of the index.
        some = found.filter(kind=kind).values("pk")[start.get(name, 0) : start.get(name, 0) + SIZE + 1]
        wanted |= Q(pk__in=some)
    return found.filter(wanted).values_list(*COLUMNS, *(f"referral__{name}" for name in SENT))


def _counts(where: Q) -> QuerySet[Any, Any]:
    return published_where(where).order_by().values_list("kind").annotate(n=Count("pk"))


# The first pages are what nearly everybody reads: their SQL is made once.
_TERRITORY = {
    "rows": Kept(lambda place: _rows(Q(process__territory=place), {})),
    "counts": Kept(lambda place: _counts(Q(process__territory=place))),
}
_PROCESS = {
    "rows": Kept(lambda process: _rows(Q(process=process), {})),
    "counts": Kept(lambda process: _counts(Q(process=process))),
}


def _lines(rows: list[tuple[Any, ...]]) -> list[Line]:
    address, number = reverse("proposal", args=[MARK]), _("No. %(number)s")
    states = {value: str(name) for value, name in Proposal.State.choices} if rows else {}
    lines = []
    for pk, _kind, n, state, title, lang, *sent in rows:
        asked = sent_of(sent)
        clock = clock_of(asked) if asked else None
        look = " is-late" if clock and clock.state == "late" else " is-ok" if state in GOOD else ""
        note = clock.text if clock else ""
        lines.append(Line(address.replace(MARK, pk), number % {"number": n}, states[state], look, title, lang, note))
    return lines
