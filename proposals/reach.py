"""What an actor may see of authors, signatures and merges, and what was merged into what."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from people.models import Membership, Organisation, Role
from people.queries import HOSTS, offices_of, territories_with
from proposals.models import Author, Merge, MergePart, Proposal, Signature
from proposals.queries import MERGED_DRAFT, PRIVATE, proposals_for, proposals_near

SPEAKERS = ("speaker", "representative", "president", "leader")  # who signs for an association: `Membership.role`


def authors_near(actor: Any) -> QuerySet[Author]:
    """Authors, and who asks to be one, of the proposals the actor works on."""
    found = Author.objects.filter(proposal__in=proposals_near(actor).order_by().values("pk"))
    return found.select_related("participant", "proposal__process__territory")


def organisations_of(actor: Any) -> QuerySet[Organisation]:
    """Organisations to which the person belongs."""
    if actor.person is None:
        return Organisation.objects.none()
    own = Membership.objects.filter(person=actor.person).values("organisation")
    return Organisation.objects.filter(pk__in=own).select_related("territory")


def spoken_for(actor: Any) -> QuerySet[Organisation]:
    """Associations that the person speaks for; no offices."""
    if actor.person is None:
        return Organisation.objects.none()
    speaks = Membership.objects.filter(person=actor.person, role__in=SPEAKERS).values("organisation")
    return Organisation.objects.filter(pk__in=speaks).exclude(kind=Organisation.Kind.MUNICIPAL_OFFICE)


def signatures_of(actor: Any) -> QuerySet[Signature]:
    """Signatures of the associations that the person speaks for."""
    found = Signature.objects.filter(organisation__in=spoken_for(actor))
    return found.select_related("organisation", "proposal__process__territory")


def solutions_to_review(actor: Any) -> QuerySet[Proposal]:
    """Solutions that lie with an office of a territory where the person reviews or is an official; no rehearsals."""
    mine = territories_with(actor, Role.Name.REVIEWER, Role.Name.OFFICIAL)
    found = Proposal.objects.filter(kind=Proposal.Kind.SOLUTION, rehearsal=False, referral__office__territory__in=mine)
    return found.select_related("process__territory", "office", "referral__office")


def proposals_to_translate(actor: Any) -> QuerySet[Proposal]:
    """Proposals the actor works on, those of territories where they host or coach, and those sent to their office."""
    own = Q(process__territory__in=territories_with(actor, *HOSTS, Role.Name.PEER_COACH))
    if actor.person is not None:
        mine = offices_of(actor)
        own |= (Q(office__in=mine) | Q(referral__office__in=mine)) & ~Q(state__in=PRIVATE) & ~MERGED_DRAFT
    if actor.participant is not None:
        own |= Q(process=actor.participant.process_id)
    return Proposal.objects.filter(own).select_related("process__territory", "office")


def merges_for(actor: Any) -> QuerySet[Merge]:
    """Merges of what the actor works on, and those of which they may read every original: its words come from all."""
    seen = proposals_for(actor).order_by().values("pk")
    hidden = MergePart.objects.exclude(proposal__in=seen).values("merge")
    whole = Q(parts__proposal__in=seen) & ~Q(pk__in=hidden)
    found = Merge.objects.filter(whole | Q(pk__in=merges_near(actor).order_by().values("pk"))).distinct()
    return found.select_related("into__process__territory")


def merges_near(actor: Any) -> QuerySet[Merge]:
    """Merges of the proposals the actor works on."""
    parts = MergePart.objects.filter(proposal__in=proposals_near(actor).order_by().values("pk"))
    return Merge.objects.filter(pk__in=parts.values("merge")).select_related("into__process__territory")


def merged_from(keys: Iterable[str]) -> set[str]:
    """Return the ids of all that was merged into these, and into those in turn: one query for each level."""
    found: set[str] = set()
    level = set(keys)
    while level:
        parts = MergePart.objects.filter(merge__state=Merge.State.MERGED, merge__into__in=level)
        level = set(parts.values_list("proposal", flat=True)) - found
        found |= level
    return found


def merged_into(keys: Iterable[str]) -> dict[str, Proposal]:
    """Return {id: what it was merged into} for what was merged, and for that in turn: one query for each level."""
    found: dict[str, Proposal] = {}
    level = set(keys)
    while level:
        parts = MergePart.objects.filter(merge__state=Merge.State.MERGED, proposal__in=level)
        news = {each.proposal_id: each.merge.into for each in parts.select_related("merge__into") if each.merge.into}
        found |= news
        level = {each.pk for each in news.values()} - set(found)
    return found


def problems_now(problems: Iterable[Proposal]) -> list[Proposal]:
    """Return the problems with those merged replaced by what they were merged into, each once, in order."""
    given = list(problems)
    into = merged_into([each.pk for each in given])
    known = {each.pk: each for each in [*given, *into.values()]}
    return [known[key] for key in dict.fromkeys(end_of(each.pk, into) for each in given)]


def end_of(key: str, into: dict[str, Proposal]) -> str:
    """Return the id of what this was merged into in the end: its own when it was not. `into` is merged_into()."""
    while key in into:
        key = into[key].pk
    return key
