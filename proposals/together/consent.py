"""Who has to agree to a merge, and what stands against one: reads only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.rules import Reason
from proposals.effects import seated_authors
from proposals.models import Author, Link, Merge, MergePart, Move, Proposal
from proposals.workflow import step
from realtime.refusal import Refused

Kind, State = Proposal.Kind, Proposal.State
MERGEABLE = {Kind.PROBLEM: State.CONFIRMED, Kind.SOLUTION: State.DRAFT}
HOST = "person:"  # how the key of somebody begins who proposed as a host: their proposal speaks for who has no seat


def mergeable(proposal: Proposal) -> bool:
    """Say whether a proposal of this kind, in this state, may be merged."""
    return MERGEABLE.get(Kind(proposal.kind)) == proposal.state


def open_merge(*proposals: Proposal) -> bool:
    """Say whether a merge of one of these is being decided now."""
    return MergePart.objects.filter(proposal__in=proposals, merge__state=Merge.State.PROPOSED).exists()


def why_not_together(proposals: list[Proposal]) -> Reason:
    """Return why these cannot be merged, or None."""
    if len({each.pk for each in proposals}) < 2:
        return _("Choose at least two proposals to merge.")
    first = proposals[0]
    if any((each.kind, each.process_id) != (first.kind, first.process_id) for each in proposals):
        return _("Only problems with problems, or solutions with solutions, of the same process can be merged.")
    if any(each.rehearsal != first.rehearsal for each in proposals):
        return _("What comes from a rehearsal cannot be merged with what is real.")
    for each in proposals:
        if not mergeable(each):
            where = {"title": each.title, "state": each.get_state_display()}
            return _("“%(title)s” cannot be merged now: it is “%(state)s”.") % where
    return _("One of these is in another proposal to merge. Decide that one first.") if open_merge(*proposals) else None


def without_voice(proposals: list[Proposal]) -> list[Proposal]:
    """Return those of which no author can be asked."""
    return [each for each in proposals if not seated_authors(each).exists()]


def why_not_apart(merge: Merge) -> Reason:
    """Return why a merge can no longer be undone, or None: once people have voted, it stays."""
    made = merge.into
    if merge.state == Merge.State.PROPOSED or made is None:
        return None
    try:
        step(made, "dissolve")
    except Refused as no:
        return no.reason
    answers = Proposal.objects.filter(links_out__to_proposal=made, links_out__type=Link.Type.ANSWERS)
    if Move.objects.filter(proposal__in=[made, *answers], verb="vote", at__gte=merge.decided_at).exists():
        return _("A vote was held on it already, so it can no longer be taken apart.")
    return _("It is in another proposal to merge. Decide that one first.") if open_merge(made) else None


def consents(merge: Merge, proposal: Proposal) -> bool:
    """Say whether every author of an original who can be asked agreed. Without one, who hosts speaks by proposing."""
    agreed = set(merge.replies.filter(agrees=True).values_list("participant", flat=True))
    asked = set(seated_authors(proposal).values_list("participant", flat=True))
    if asked:
        return asked <= agreed
    # They left after they had agreed, or there was nobody when a host proposed it.
    return merge.actor_key.startswith(HOST) or proposal.authors.filter(participant__in=agreed).exists()


def originals_of(merge: Merge) -> list[Proposal]:
    """Return the originals, in order."""
    found = Proposal.objects.filter(merge_parts__merge=merge).select_related("process__territory", "office")
    return list(found.order_by("number"))


def is_author(merge: Merge, actor: Any) -> bool:
    """Say whether the actor is an author of one of the originals who has a seat."""
    seat = actor.participant
    if seat is None or seat.removed_at is not None:
        return False
    own = Author.objects.filter(standing=Author.Standing.AUTHOR, participant=seat)
    return own.filter(proposal__merge_parts__merge=merge).exists()
