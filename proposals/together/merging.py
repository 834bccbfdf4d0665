"""Merging by consent: proposed, agreed to by every author, done, taken apart again. Inside run() only."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models import Link, Merge, MergePart, MergeReply, Proposal
from proposals.rules import RULES
from proposals.together.born import born_of
from proposals.together.consent import (
    HOST,
    consents,
    is_author,
    originals_of,
    why_not_apart,
    why_not_together,
    without_voice,
)
from proposals.workflow import log_move, move, say, step
from realtime.refusal import Refused


def propose_merge(*, actor: Any, proposals: list[Proposal], title: str, body: str, lang: str, reason: str) -> Merge:
    """Ask the authors of these proposals whether they become one. Who proposes it as an author agrees by that."""
    refusal = why_not_together(proposals)
    if refusal:
        raise Refused(refusal)
    silent, hosts = without_voice(proposals), RULES["host"](actor, proposal=proposals[0]) is None
    if silent and not hosts:
        told = _("“%(title)s” has no author who can be asked: the facilitator has to propose this.")
        raise Refused(told % {"title": silent[0].title})
    key = f"{HOST}{actor.person.pk}" if silent else actor.key
    merge = Merge.objects.create(
        kind=proposals[0].kind, title=title, body=body, lang=lang, reason=reason, actor_key=key
    )
    MergePart.objects.bulk_create(
        MergePart(merge=merge, proposal=each, before=each.state) for each in sorted(proposals, key=lambda p: p.number)
    )
    if is_author(merge, actor):
        MergeReply.objects.create(merge=merge, participant=actor.participant, agrees=True)
    _tell(merge)
    _settle(merge, actor=actor)
    return merge


def reply_to_merge(*, actor: Any, merge: Merge, agrees: bool, reason: str) -> None:
    """Note what an author says. The last yes merges; one no leaves them apart, and links them."""
    if merge.state != Merge.State.PROPOSED:
        raise Refused(_("This is decided already: “%(state)s”.") % {"state": merge.get_state_display()})
    if not agrees and not reason.strip():
        raise Refused(_("Say why they should stay apart."))
    said = {"agrees": agrees, "reason": reason, "at": timezone.now()}
    MergeReply.objects.update_or_create(merge=merge, participant=actor.participant, defaults=said)
    if not agrees:
        merge.state, merge.decided_at = Merge.State.LINKED, timezone.now()
        merge.save(update_fields=["state", "decided_at"])
    _tell(merge)
    _settle(merge, actor=actor)


def undo_merge(*, actor: Any, merge: Merge, reason: str) -> None:
    """Take a merge apart, or back while it is being decided. The originals stand as before; nothing is erased."""
    if merge.state == Merge.State.MERGED:
        _dissolve(merge, actor=actor, reason=reason)
    elif merge.state == Merge.State.PROPOSED:
        for each in originals_of(merge):
            log_move(each, "keep", each.state, actor=actor, reason=reason)
            say(each, "proposal.changed")
    else:
        raise Refused(_("There is nothing to take apart: “%(state)s”.") % {"state": merge.get_state_display()})
    merge.state, merge.undone_at = Merge.State.UNDONE, timezone.now()
    merge.save(update_fields=["state", "undone_at"])


def _dissolve(merge: Merge, *, actor: Any, reason: str) -> None:
    refusal, made = why_not_apart(merge), merge.into
    if refusal:
        raise Refused(refusal)
    assert made is not None
    originals = originals_of(merge)
    for each in originals:
        move(each, "unmerge", actor=actor, reason=reason)
    # What was proposed for the whole answers its parts; what answered one of them before answers that one still.
    answers = Link.objects.filter(type=Link.Type.ANSWERS)
    known = answers.filter(to_proposal__in=originals).values("from_proposal")
    later = answers.filter(to_proposal=made).exclude(from_proposal__in=known).values_list("from_proposal", flat=True)
    Link.objects.bulk_create(
        Link(from_proposal_id=each, to_proposal=part, type=Link.Type.ANSWERS) for each in later for part in originals
    )
    move(made, "dissolve", actor=actor, reason=reason)


def settle_open(proposal: Proposal, *, actor: Any) -> None:
    """Look again at what is being decided on this proposal: an author who left is not waited for."""
    for part in MergePart.objects.filter(proposal=proposal, merge__state=Merge.State.PROPOSED).select_related("merge"):
        _settle(part.merge, actor=actor)


def _settle(merge: Merge, *, actor: Any) -> None:
    originals = originals_of(merge)
    if merge.state != Merge.State.PROPOSED or not all(consents(merge, each) for each in originals):
        return
    for each in originals:
        step(each, "merge")  # one of them may have gone on meanwhile
    merge.into = born_of(merge, originals, actor=actor)
    merge.state, merge.decided_at = Merge.State.MERGED, timezone.now()
    merge.save(update_fields=["into", "state", "decided_at"])
    for each in originals:
        move(each, "merge", actor=actor, reason=merge.reason)


def _tell(merge: Merge) -> None:
    for each in originals_of(merge):
        say(each, "proposal.changed")
