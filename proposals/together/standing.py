"""What a page shows of who stands behind a proposal: support and authors by side, signatures, merges."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import SIDES, Process, Side
from people.rules import Reason, seated_in_process
from proposals.effects import seated_authors
from proposals.models import Author, Merge, MergePart, Proposal, Signature, Support
from proposals.queries import proposals_for
from proposals.reach import merged_from, spoken_for
from proposals.rules import RULES
from proposals.together.consent import mergeable, open_merge
from realtime.kept import Kept

Kind, State, Standing = Proposal.Kind, Proposal.State, Author.Standing
OVER = (State.WITHDRAWN, State.MERGED)
WRITTEN = {Kind.PROBLEM: (State.DRAFT, State.CONFIRMED), Kind.SOLUTION: (State.DRAFT, State.NOT_ADOPTED)}
seated_here = seated_in_process(lambda proposal, **_targets: proposal.process)


def why_unsupportable(proposal: Proposal) -> Reason:
    """Return why nobody can stand behind this proposal now, or None. Associations sign under the same conditions."""
    if proposal.process.state == Process.State.CLOSED:
        return _("This process is closed.")
    if proposal.kind == Kind.INTERVENTION or proposal.state in OVER:
        return _("This can no longer be supported.")
    if proposal.kind == Kind.PROBLEM and proposal.state == State.DRAFT:
        return _("Its authors still have to confirm the wording.")
    return None


def why_no_more_authors(proposal: Proposal) -> Reason:
    """Return why nobody can join its authors now, or None."""
    if proposal.process.state == Process.State.CLOSED:
        return _("This process is closed.")
    if proposal.state not in WRITTEN.get(Kind(proposal.kind), ()):
        return _("It is not being written now, so nobody can join its authors.")
    return None


def by_side(rows: Any) -> dict[str, int]:
    """Count people by their side: {side: number}, every side always there. `rows` have a `participant`."""
    sides = list(rows.values_list("participant__side", flat=True))
    return {side: sides.count(side) for side in SIDES}


def supports_of(*proposals: Any) -> Any:
    """Return the support that stands now, of people whose seat was not removed."""
    return Support.objects.filter(proposal__in=proposals, withdrawn_at=None, participant__removed_at=None)


# Asked for every reading of the public page.
SUPPORTING = Kept(lambda proposal: supports_of(proposal).values_list("participant__side"))
WRITING = Kept(
    lambda proposal: Author.objects.filter(standing=Standing.AUTHOR, proposal=proposal).values_list(
        "participant__side", "participant__removed_at", "answer"
    )
)
SIGNING = Kept(lambda proposal: Signature.objects.filter(proposal=proposal).select_related("organisation"))
PARTS = Kept(lambda proposal: MergePart.objects.filter(proposal=proposal).select_related("merge__into"))


def sides_shown(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return `[{side, n}]` for the page: residents and officials always, with the same weight; others when there."""
    return [{"side": side, "n": counts[side]} for side in SIDES if side != Side.CIVIL or counts[side]]


def together(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """Return what `proposals/together.html` shows: see the names of its parts below."""
    sides = [side for (side,) in SUPPORTING(proposal.pk)]
    counts = {side: sides.count(side) for side in SIDES}
    return {
        "supports": sides_shown(counts),
        "supported": sum(counts.values()),
        "why_no_support": why_unsupportable(proposal),
        **_authors(proposal),
        "sits": seated_here(actor, proposal=proposal) is None,
        **_own(proposal, actor),
        **_asking(proposal, actor),
        **_signatures(proposal, actor),
        **_merges(proposal, actor),
    }


def _authors(proposal: Proposal) -> dict[str, Any]:
    """Authors with a seat by side, how many have none, and what each of all says to the wording: one query."""
    rows = WRITING(proposal.pk)
    seated = [side for side, removed_at, _answer in rows if side and removed_at is None]
    return {
        "authors": sides_shown({side: seated.count(side) for side in SIDES}),
        "unseated": sum(1 for side, _removed_at, _answer in rows if not side),
        "replies": [answer for _side, _removed_at, answer in rows],
    }


def _own(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """The reader's own support and authorship."""
    if actor.participant is None:
        return {"mine": False, "own": None}
    return {
        "mine": supports_of(proposal).filter(participant=actor.participant).exists(),
        "own": proposal.authors.filter(participant=actor.participant).first(),
        "may_join": why_no_more_authors(proposal) is None,
    }


def may_answer(actor: Any, proposal: Proposal) -> Reason:
    """Return why this actor may not let others join the authors. Where no author can be asked, a host answers."""
    refusal = RULES["author"](actor, proposal=proposal)
    if refusal is None or seated_authors(proposal).exists():
        return refusal
    return RULES["host"](actor, proposal=proposal)


def _asking(proposal: Proposal, actor: Any) -> dict[str, Any]:
    if why_no_more_authors(proposal) is not None or may_answer(actor, proposal) is not None:
        return {"asking": []}
    return {"asking": list(proposal.authors.filter(standing=Standing.ASKING).select_related("participant"))}


def _signatures(proposal: Proposal, actor: Any) -> dict[str, Any]:
    rows = SIGNING(proposal.pk)
    standing = {each.organisation_id for each in rows if each.withdrawn_at is None}
    speaks = list(spoken_for(actor).filter(territory=proposal.process.territory_id))
    mine = {each.pk for each in speaks}
    own = {each.pk for each in rows if each.organisation_id in mine and each.withdrawn_at is None}
    may = why_unsupportable(proposal) is None
    may_sign = [each for each in speaks if may and each.pk not in standing]
    return {"signatures": rows, "may_sign": may_sign, "may_withdraw": own}


def _merges(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """Notes on merging: into what, from what, linked with what, what is proposed; and who may support it again."""
    parts = PARTS(proposal.pk)
    into = [each.merge for each in parts if each.merge.state == Merge.State.MERGED]
    linked = [each.merge for each in parts if each.merge.state == Merge.State.LINKED]
    made: Merge | None = getattr(proposal, "merge", None)  # what it was merged from
    own = made if made and made.state != Merge.State.PROPOSED else None
    may_merge = mergeable(proposal) and RULES["proposer"](actor, proposal=proposal) is None
    return {
        "merged_into": into[0] if into else None,
        "merged": own,
        "originals": list(proposals_for(actor).filter(merge_parts__merge=own).order_by("number")) if own else [],
        "linked": _linked(proposal, linked, actor) if linked else [],
        "proposed": next((each.merge for each in parts if each.merge.state == Merge.State.PROPOSED), None),
        "may_merge": may_merge and not open_merge(proposal),
        **(_again(proposal, actor) if own and own.state == Merge.State.MERGED else {"before": 0}),
    }


def _linked(proposal: Proposal, merges: list[Merge], actor: Any) -> list[Proposal]:
    others = MergePart.objects.filter(merge__in=merges).exclude(proposal=proposal).values("proposal")
    return list(proposals_for(actor).filter(pk__in=others).order_by("number"))


def _again(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """How many people supported the originals, and whether the reader is one: nothing is carried over by itself."""
    earlier = supports_of(*merged_from([proposal.pk]))
    return {
        "before": earlier.values("participant").distinct().count(),
        "before_mine": actor.participant is not None and earlier.filter(participant=actor.participant).exists(),
    }
