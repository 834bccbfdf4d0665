"""What may be read of proposals: by whom, and as the inbox of an office."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from people.models import Organisation, Process, Territory
from people.queries import HOSTS, STAFF, offices_of, processes_run_by, territories_with
from proposals.models import (
    Amendment,
    Comment,
    Proposal,
    Referral,
    Report,
    Revision,
    Stage,
    Thread,
)

PRIVATE = (Proposal.State.DRAFT, Proposal.State.WITHDRAWN)
# Solutions are merged while they are drafts: what was never published does not become public by that.
MERGED_DRAFT = Q(kind=Proposal.Kind.SOLUTION, state=Proposal.State.MERGED)


def proposals_for(actor: Any) -> QuerySet[Proposal]:
    """What the actor may read: published things of real processes; drafts and rehearsals only where they take part.

    An official takes part in what concerns the own office: a rehearsal is answered and programmed as in earnest.
    """
    seen = Q(rehearsal=False) & ~Q(state__in=PRIVATE) & ~MERGED_DRAFT
    seen |= Q(process__territory__in=territories_with(actor, *STAFF))
    if actor.person is not None:
        seen |= Q(office__in=offices_of(actor)) & ~Q(state__in=PRIVATE) & ~MERGED_DRAFT
    if actor.participant is not None:
        seen |= Q(process=actor.participant.process_id) & ~Q(state=Proposal.State.WITHDRAWN)
    return Proposal.objects.filter(seen).select_related("process__territory", "office")


def proposals_hosted_by(actor: Any) -> QuerySet[Proposal]:
    """Proposals of the territories where the person hosts."""
    hosted = Q(process__territory__in=territories_with(actor, *HOSTS))
    return Proposal.objects.filter(hosted).select_related("process__territory", "office")


def proposals_near(actor: Any) -> QuerySet[Proposal]:
    """Proposals the actor works on: those they host, and those of the process they sit in."""
    near = Q(process__territory__in=territories_with(actor, *HOSTS))
    if actor.participant is not None:
        near |= Q(process=actor.participant.process_id)
    return Proposal.objects.filter(near).select_related("process__territory", "office")


def problems_to_follow(actor: Any) -> QuerySet[Proposal]:
    """Problems whose journey the actor may read."""
    return proposals_for(actor).filter(kind=Proposal.Kind.PROBLEM)


def stages_run_by(actor: Any) -> QuerySet[Stage]:
    """Stages of the processes that the person hosts."""
    return Stage.objects.filter(process__in=processes_run_by(actor)).select_related("process__territory")


def revisions_near(actor: Any) -> QuerySet[Revision]:
    """Published states of those proposals."""
    found = Revision.objects.filter(proposal__in=proposals_near(actor).order_by().values("pk"))
    return found.select_related("proposal__process__territory", "proposal__office")


def solutions_sent_to(actor: Any) -> QuerySet[Proposal]:
    """Solutions that were sent to an office of this official."""
    sent = Proposal.objects.filter(kind=Proposal.Kind.SOLUTION, referral__office__in=offices_of(actor))
    return sent.select_related("process__territory", "office", "referral__office")


def inbox(offices: Iterable[Organisation]) -> QuerySet[Referral]:
    """What these offices were sent: unanswered first, nearest date first, those without a clock after."""
    sent = Referral.objects.filter(office__in=list(offices))
    sent = sent.select_related("proposal__process", "office", "answer", "rejoinder__answer")
    again = Q(rejoinder__isnull=False)  # asked once more: what counts is the second date and the second answer
    answered = Case(When(again, then=F("rejoinder__answer__at")), default=F("answer__at"))
    due = Case(When(again, then=F("rejoinder__due_at")), default=F("due_at"))
    return sent.order_by(answered.desc(nulls_first=True), due.asc(nulls_last=True), "sent_at", "id")


def published_where(where: Q) -> QuerySet[Proposal]:
    """Published proposals of some place, in order."""
    found = Proposal.objects.filter(where, rehearsal=False).exclude(Q(state__in=PRIVATE) | MERGED_DRAFT)
    return found.order_by("process", "number")


def published(scope: Territory | Process) -> QuerySet[Proposal]:
    """Published proposals of a territory or a process, in order, with their clocks."""
    where = Q(process__territory=scope) if isinstance(scope, Territory) else Q(process=scope)
    return published_where(where).select_related(
        "office", "referral__answer", "referral__rejoinder__answer", "referral__office", "process"
    )


def amendments_for(actor: Any) -> QuerySet[Amendment]:
    """Changes proposed to what the actor may read."""
    return _of_those(Amendment.objects, "proposal", proposals_for(actor)).select_related("base", "participant")


def amendments_near(actor: Any) -> QuerySet[Amendment]:
    """Changes proposed to what the actor works on."""
    return _of_those(Amendment.objects, "proposal", proposals_near(actor)).select_related("base")


def threads_near(actor: Any) -> QuerySet[Thread]:
    """Conversations beside what the actor works on."""
    return _of_those(Thread.objects, "proposal", proposals_near(actor))


def comments_near(actor: Any) -> QuerySet[Comment]:
    """Comments beside what the actor works on."""
    return _of_those(Comment.objects, "thread__proposal", proposals_near(actor))


def reports_for(actor: Any) -> QuerySet[Report]:
    """Reports of comments are seen by the hosts of their territory only, the newest first."""
    found = _of_those(Report.objects, "comment__thread__proposal", proposals_hosted_by(actor))
    return found.select_related("comment__hiding").order_by("-at", "id")


def _of_those(rows: Any, path: str, proposals: QuerySet[Proposal]) -> Any:
    inside = {f"{path}__in": proposals.order_by().values("pk")}
    return rows.filter(**inside).select_related(f"{path}__process__territory", f"{path}__office")


def referrals_run_by(actor: Any) -> QuerySet[Referral]:
    """Questions to offices in the territories where the person hosts; rehearsals bind nobody."""
    found = _of_those(Referral.objects, "proposal", proposals_hosted_by(actor)).filter(proposal__rehearsal=False)
    return found.select_related("proposal__process__territory", "office", "answer", "rejoinder__answer")
