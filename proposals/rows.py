"""Proposals as rows for rooms and processes: what each audience sees of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from proposals.effects import conclude_refusal
from proposals.models import Author, Link, Proposal
from proposals.queries import PRIVATE
from proposals.workflow import TABLE
from realtime.clock import to_ms

Row = dict[str, Any]


def proposal_rows(
    *, ids: Iterable[str] | None = None, origin: str | None = None, process: str | None = None, audience: str
) -> dict[str, Row]:
    """Return {id: row} in three queries, however many. `audience`: screen, participant, facilitator or public.

    Withdrawn ones are not there (null on the wire). Objections are for those in the room, without name.
    `from_group` is null here: rooms know it. `allowed`: for facilitators, {verb: null or why not, as a key}.
    """
    gone = (Proposal.State.WITHDRAWN, Proposal.State.MERGED)
    found = Proposal.objects.exclude(state__in=gone).select_related("office", "referral__rejoinder")
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    if origin is not None:
        found = found.filter(origin=origin)
    if process is not None:
        found = found.filter(process=process)
    if audience == "public":
        found = found.exclude(state__in=PRIVATE).filter(rehearsal=False)
    proposals = list(found)
    links, authors = _links_of(proposals), _authors_of(proposals)
    return {each.pk: _row(each, links[each.pk], authors[each.pk], audience) for each in proposals}


def _row(each: Proposal, links: dict[str, list[str]], authors: list[Author], audience: str) -> Row:
    counts = {name: sum(1 for a in authors if a.answer == name) for name in Author.Reply.values}
    inside = audience in {"participant", "facilitator"}
    sent = getattr(each, "referral", None)
    return {
        "id": each.pk,
        "number": each.number,
        "kind": each.kind,
        "state": each.state,
        "title": each.title,
        "body": each.body,
        "lang": each.lang,
        "office": {"id": each.office.pk, "name": each.office.name} if each.office else None,
        "answers": links.get(Link.Type.ANSWERS, []),
        "carries_out": links.get(Link.Type.CARRIES_OUT, []),
        "from_group": None,
        "authors": counts,
        "objections": [{"text": a.reason, "lang": a.lang} for a in authors if a.reason] if inside else [],
        "due": to_ms(sent.last.due_at) if sent and sent.last.clock else None,
        "allowed": _allowed(each, authors) if audience == "facilitator" else {},
        "url": reverse("proposal", args=[each.pk]),
    }


def _allowed(each: Proposal, authors: list[Author]) -> dict[str, str | None]:
    verbs = [r.verb for r in TABLE if (r.kind, r.state) == (each.kind, each.state) and r.rule in {"host", "proposer"}]
    return {verb: _held_back(authors) if verb == "conclude" else None for verb in verbs}


def _held_back(authors: list[Author]) -> str | None:
    seated = [a.answer for a in authors if a.participant and a.participant.removed_at is None]
    counts = {name: seated.count(name) for name in Author.Reply.values}
    if not conclude_refusal(**counts):
        return None
    return "objected" if counts["objected"] else "unconfirmed"


def _links_of(proposals: list[Proposal]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = Link.objects.filter(from_proposal__in=proposals).order_by("to_proposal__number")
    for source, target, kind in rows.values_list("from_proposal", "to_proposal", "type"):
        found[source][kind].append(target)
    return found


def _authors_of(proposals: list[Proposal]) -> dict[str, list[Author]]:
    found: dict[str, list[Author]] = defaultdict(list)
    standing = Author.objects.filter(proposal__in=proposals, standing=Author.Standing.AUTHOR)
    for each in standing.select_related("participant"):
        found[each.proposal_id].append(each)
    return found
