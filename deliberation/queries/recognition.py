"""The rows from which the recognition of a territory is computed, for everybody: no person, no rehearsal."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils import timezone

from deliberation.queries.rungs import perceived_in
from people.models import Process, Territory
from proposals.evaluations import evaluations_in
from proposals.models import Author, Proposal, Referral

Row = dict[str, Any]
Tables = dict[str, list[Row]]
COLUMNS = {
    "proposals": (
        "process", "proposal", "number", "title", "basis", "sent", "resident_authors", "official_authors",
        "civil_authors", "unseated_authors", "path",
    ),
    "answers": (
        "process", "proposal", "turn", "office", "sent", "due", "forwarded", "answered", "outcome", "act", "act_url",
    ),
    "evaluations": ("process", "id", "title", "closed", "replied", "path"),
    "processes": ("process", "title", "lang", "declared", "declared_on", "path"),
    "perceived": ("process", "side", "rung", "people"),
}  # fmt: skip


def tables_of(territories: Collection[Territory]) -> dict[str, Tables]:
    """Return {territory: {table: rows}} in a constant number of queries, however many territories and proposals."""
    keys = [each.pk for each in territories]
    found: dict[str, Tables] = {key: {name: [] for name in COLUMNS} for key in keys}
    _processes(found, keys)
    _sent(found, keys)
    for each in evaluations_in(keys):
        row = {"process": each["process"], "id": each["id"], "title": each["title"], "path": each["path"]}
        row |= {"closed": _day(each["closed"]), "replied": _day(each["replied"])}
        found[each["territory"]]["evaluations"].append(row)
    return found


def _processes(found: dict[str, Tables], keys: list[str]) -> None:
    processes = list(Process.objects.filter(territory__in=keys, rehearsal=False).order_by("created_at", "pk"))
    said = perceived_in([each.pk for each in processes])
    for each in processes:
        row = {
            "process": each.pk,
            "title": each.title,
            "lang": each.lang,
            "declared": each.rung,
            "declared_on": _day(each.rung_declared_at),
            "path": reverse("process", args=[each.pk]),
        }
        tables = found[each.territory_id]
        tables["processes"].append(row)
        tables["perceived"] += [
            {"process": each.pk, "side": side, "rung": rung, "people": people}
            for side, counts in said[each.pk].items()
            for rung, people in (counts or {}).items()
        ]


def _sent(found: dict[str, Tables], keys: list[str]) -> None:
    real = Referral.objects.filter(
        proposal__process__territory__in=keys, proposal__process__rehearsal=False, proposal__rehearsal=False
    )
    ready = real.select_related("proposal__process", "office", "answer", "rejoinder__answer")
    rows = list(ready.defer("proposal__body").order_by("sent_at", "pk"))
    sides = _sides([each.proposal_id for each in rows])
    for each in rows:
        proposal = each.proposal
        tables = found[proposal.process.territory_id]
        authors = sides[proposal.pk]
        own = {"process": proposal.process_id, "proposal": proposal.pk}
        tables["proposals"].append({
            **own, "number": proposal.number, "title": proposal.title, "basis": each.basis, "sent": _day(each.sent_at),
            "resident_authors": "resident" in authors, "official_authors": "official" in authors,
            "civil_authors": "civil" in authors, "unseated_authors": None in authors,
            "path": reverse("proposal", args=[proposal.pk]),
        })  # fmt: skip
        turns = [each, getattr(each, "rejoinder", None)]
        asked = [(n, turn) for n, turn in enumerate(turns, 1) if turn is not None]
        tables["answers"] += [own | _asking(n, turn, each, proposal) for n, turn in asked]


def _asking(number: int, turn: Any, sent: Referral, proposal: Proposal) -> Row:
    answer = getattr(turn, "answer", None)
    return {
        "turn": number,
        "office": sent.office.name,
        "sent": _day(turn.sent_at),
        "due": _day(turn.due_at) if turn.clock else "",
        "forwarded": proposal.state == Proposal.State.FORWARDED,
        "answered": _day(answer.at) if answer else "",
        "outcome": answer.outcome if answer else "",
        "act": answer.act if answer else "",
        "act_url": answer.act_url if answer else "",
    }


def _sides(proposals: list[str]) -> dict[str, set[str | None]]:
    """Return the sides on which each proposal has authors; None for one without a seat."""
    found: dict[str, set[str | None]] = defaultdict(set)
    standing = Author.objects.filter(proposal__in=proposals, standing=Author.Standing.AUTHOR)
    for proposal, side in standing.values_list("proposal", "participant__side"):
        found[proposal].add(side)
    return found


def _day(moment: Any) -> str:
    """Return a day as 2027-01-31, in the server's time zone; "" for none."""
    if not moment:
        return ""
    return (timezone.localdate(moment) if hasattr(moment, "hour") else moment).isoformat()
