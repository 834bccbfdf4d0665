"""What was sent where: who may read and do it, and how pages say it. Silence of an authority is counted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Organisation, Territory
from people.queries import HOSTS, offices_of, territories_with
from proposals.models import Forwarding, Proposal, Referral, Routing
from proposals.queries import MERGED_DRAFT, PRIVATE

Row = dict[str, Any]
MOST = 15  # forwarded matters that a territory's page lists: those that wait longest


def proposals_placed_by(actor: Any) -> QuerySet[Proposal]:
    """Proposals of the territories where the person hosts, and those that lie with their own office."""
    lies = Q(office__in=offices_of(actor)) & ~Q(state__in=PRIVATE) & ~MERGED_DRAFT
    found = Proposal.objects.filter(Q(process__territory__in=territories_with(actor, *HOSTS)) | lies)
    return found.select_related("process__territory", "office", "service", "referral__rejoinder")


def sent_solutions_of(actor: Any) -> QuerySet[Proposal]:
    """Solutions that were sent to an office: for its officials, and for those who host."""
    found = proposals_placed_by(actor).filter(kind=Proposal.Kind.SOLUTION, referral__isnull=False)
    return found.select_related("process__territory", "service", "referral__office", "referral__rejoinder")


def forwardings_of(actor: Any) -> QuerySet[Forwarding]:
    """What was forwarded of the proposals that the person may send elsewhere."""
    seen = proposals_placed_by(actor).order_by().values("pk")
    return Forwarding.objects.filter(proposal__in=seen).select_related("proposal__process__territory", "authority")


def routed_of(proposals: Iterable[Proposal]) -> dict[str, Row]:
    """Return {proposal: {routings, forwardings}} in two queries, however many; of none in none."""
    keys = [each.pk for each in proposals]
    found: dict[str, Row] = defaultdict(lambda: {"routings": [], "forwardings": []})
    if not keys:
        return found
    routings = Routing.objects.filter(proposal__in=keys).select_related("before", "office", "service")
    for each in routings:
        found[each.proposal_id]["routings"].append(each)
    for sent in Forwarding.objects.filter(proposal__in=keys).select_related("authority"):
        found[sent.proposal_id]["forwardings"].append(shown(sent))
    return found


def shown(sent: Forwarding) -> Row:
    """Return `{forwarding, waits, days, text, before}`: how long the authority has been silent, in words."""
    days = silence_of(sent)
    late = ""
    if sent.late:
        late = ngettext(
            "When the office forwarded it, its own answer was already late by %(n)s day.",
            "When the office forwarded it, its own answer was already late by %(n)s days.",
            sent.late,
        ) % {"n": sent.late}
    return {"forwarding": sent, "waits": days is not None, "days": days, "text": in_words(sent), "before": late}


def silence_of(sent: Forwarding, today: date | None = None) -> int | None:
    """Return for how many days the authority has not replied; None when it did."""
    if sent.replied_on is not None:
        return None
    return max(0, ((today or timezone.localdate()) - sent.sent_on).days)


def in_words(sent: Forwarding) -> str:
    """Return one sentence: forwarded when, under which number, and the reply or the silence since."""
    facts: Row = {"authority": sent.authority.name, "day": _day(sent.sent_on), "number": sent.protocol}
    days = silence_of(sent)
    if days is None:
        facts["replied"] = _day(sent.replied_on)
        return _("Forwarded to %(authority)s on %(day)s as no. %(number)s. It replied on %(replied)s.") % facts
    if not days:
        return _("Forwarded to %(authority)s on %(day)s as no. %(number)s.") % facts
    facts["n"] = days
    said = ngettext(
        "Forwarded to %(authority)s on %(day)s as no. %(number)s. No reply for %(n)s day.",
        "Forwarded to %(authority)s on %(day)s as no. %(number)s. No reply for %(n)s days.",
        days,
    )
    return said % facts


def silent_ones(territory: Territory) -> list[Row]:
    """Return what authorities have not replied to, the longest silence first: one query."""
    found = Forwarding.objects.filter(
        replied_on=None, proposal__process__territory=territory, proposal__rehearsal=False
    ).select_related("authority", "proposal")
    return [{"proposal": each.proposal, **shown(each)} for each in found.order_by("sent_on", "pk")[:MOST]]


def office_then(routings: Iterable[Routing], at: datetime, now: Organisation) -> Organisation:
    """Return with which office it lay at that moment: an answer stays that of the office which gave it."""
    later = [each for each in routings if each.at > at]
    return later[0].before or now if later else now


def answers_of(sent: Referral | None, routings: Iterable[Routing]) -> list[Row]:
    """Return `{answer, office}` of each answer so far, with the office that gave it."""
    turns = (sent, getattr(sent, "rejoinder", None))
    given = [answer for each in turns if each is not None and (answer := getattr(each, "answer", None))]
    routed = list(routings)
    return [{"answer": each, "office": office_then(routed, each.at, sent.office)} for each in given if sent]


def registered(sent: Referral | None) -> str:
    """Return under which number the office registered it, in words; "" before the number came back."""
    if sent is None or not sent.protocol:
        return ""
    return _("Registered as no. %(number)s on %(day)s.") % {"number": sent.protocol, "day": _day(sent.protocol_on)}


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
