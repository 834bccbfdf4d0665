"""What may be read of proposals: by whom, as rows for rooms, as the inbox of an office, as the clock of a territory."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone

from people.models import Organisation, Process, Territory
from people.queries import HOSTS, STAFF, offices_of, processes_run_by, territories_with
from proposals.effects import conclude_refusal
from proposals.models import (
    Amendment,
    Author,
    Comment,
    Forwarding,
    Link,
    Proposal,
    Referral,
    Report,
    Revision,
    Stage,
    Thread,
)
from proposals.workflow import TABLE
from realtime.clock import to_ms

PRIVATE = (Proposal.State.DRAFT, Proposal.State.WITHDRAWN)
# Solutions are merged while they are drafts: what was never published does not become public by that.
MERGED_DRAFT = Q(kind=Proposal.Kind.SOLUTION, state=Proposal.State.MERGED)
Row = dict[str, Any]


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


def inbox(offices: Iterable[Organisation]) -> QuerySet[Referral]:
    """What these offices were sent: unanswered first, nearest date first, those without a clock after."""
    sent = Referral.objects.filter(office__in=list(offices))
    sent = sent.select_related("proposal__process", "office", "answer", "rejoinder__answer")
    again = Q(rejoinder__isnull=False)  # asked once more: what counts is the second date and the second answer
    answered = Case(When(again, then=F("rejoinder__answer__at")), default=F("answer__at"))
    due = Case(When(again, then=F("rejoinder__due_at")), default=F("due_at"))
    return sent.order_by(answered.desc(nulls_first=True), due.asc(nulls_last=True), "sent_at", "id")


def late_days(referral: Referral, now: datetime | None = None) -> int:
    """Return by how many days the answer is, or was, late: 0 without a clock, in time, or on the day itself.

    After a rejoinder it is the second answer and its date that count.
    """
    asked = referral.last
    if not asked.clock or asked.due_at is None:
        return 0
    answer = getattr(asked, "answer", None)
    until = answer.at if answer else now or timezone.now()
    local = timezone.localdate
    return max(0, (local(until) - local(asked.due_at)).days)


def days_left(referral: Referral, now: datetime | None = None) -> int | None:
    """Return the days until the answer is due (0 today, never negative); None without a clock or when answered.

    While the clock stands still it is always the same number: the days that are left when it runs again.
    """
    asked = referral.last
    if not asked.clock or asked.due_at is None or getattr(asked, "answer", None):
        return None
    start = still_until(referral, now) or now or timezone.now()
    return max(0, (timezone.localdate(asked.due_at) - timezone.localdate(start)).days)


def still_until(referral: Referral, now: datetime | None = None) -> datetime | None:
    """Return until when the clock stands still at most, for a question to the authors; None when it runs, or none does.

    From that day on it runs again, with a reply or without one.
    """
    until = referral.still_until
    if until is None or referral.last is not referral or not referral.clock or getattr(referral, "answer", None):
        return None
    return until if timezone.localdate(now or timezone.now()) < timezone.localdate(until) else None


def morning() -> datetime:
    """Return the beginning of today: an answer that was due before it is late."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


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


def answer_clock(territory: Territory) -> dict[str, int]:
    """Return `{sent, answered, in_time, waiting, late}` for a territory. No clock, no lateness: those only wait.

    Whoever was asked once more after a rejoinder waits again, until the second answer.
    """
    return clock_figures(Referral.objects.filter(proposal__process__territory=territory, proposal__rehearsal=False))


def clock_figures(real: QuerySet[Referral]) -> dict[str, int]:
    """Return the same of any referrals."""
    again, today = Q(rejoinder__isnull=False), morning()
    first = Q(answer__isnull=True)
    second = again & Q(rejoinder__answer__isnull=True)
    open_now = first | second
    answered = Q(answer__isnull=False) & (~again | Q(rejoinder__answer__isnull=False))
    # Moments are compared before days: the day of a moment is dear, and seldom needed.
    by_then = Q(answer__at__lte=F("due_at")) | Q(answer__at__date__lte=F("due_at__date"))
    again_by_then = Q(rejoinder__answer__at__lte=F("rejoinder__due_at"))
    again_by_then |= Q(rejoinder__answer__at__date__lte=F("rejoinder__due_at__date"))
    in_time = answered & (Q(clock=False) | by_then)
    # Whoever was late already when they forwarded it stays late: forwarding stops a clock and forgives nothing.
    in_time &= ~Q(proposal__in=Forwarding.objects.filter(late__gt=0).order_by().values("proposal"))
    in_time &= ~again | Q(rejoinder__clock=False) | again_by_then
    overdue = first & Q(clock=True, due_at__lt=today)
    overdue |= second & Q(rejoinder__clock=True, rejoinder__due_at__lt=today)
    return real.aggregate(
        sent=Count("id"),
        answered=Count("id", filter=answered),
        in_time=Count("id", filter=in_time),
        waiting=Count("id", filter=open_now),
        late=Count("id", filter=overdue),
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
