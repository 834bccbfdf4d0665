"""Sends a proposal to a service, or forwards it to the authority that decides. Inside run() only."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people.mail import Letter, write_to
from people.models import Organisation, Person, Service
from proposals.models import Forwarding, Proposal, Referral, Routing
from proposals.office.clock import late_days
from proposals.workflow import move
from realtime.refusal import Refused


def route_all(
    *, actor: Any, proposals: list[Proposal], service: Service | None, office: Organisation | None, reason: str,
    lang: str,
) -> None:  # fmt: skip
    """Send all of them, or none: the sentence of the refusal names each that stands in the way."""
    target = _target(service, office)
    refusals = [(each, why) for each in proposals if (why := _why_not(each, service, target, reason))]
    if refusals:
        raise Refused(named(refusals, alone=len(proposals) == 1))
    news = [each for each in proposals if each.office_id != target.pk]
    for each in proposals:
        _route(actor, each, service, target, reason, lang)
    told = [each for each in news if hasattr(each, "referral") or each.kind == Proposal.Kind.PROBLEM]
    if told:
        officials = Person.objects.filter(memberships__organisation=target, memberships__role="official").distinct()
        write_to(officials, _letter(target, [each.title for each in told]))


def named(refusals: list[tuple[Proposal, Any]], *, alone: bool) -> str:
    """Return one sentence for one proposal, or a line for each of many."""
    if alone:
        return str(refusals[0][1])
    lines = [
        gettext("No. %(number)s, “%(title)s”: %(why)s") % {"number": each.number, "title": each.title, "why": why}
        for each, why in refusals
    ]
    return " ".join([gettext("Nothing was sent."), *lines])


def _target(service: Service | None, office: Organisation | None) -> Organisation:
    if service is None and office is None:
        raise Refused(_("Choose the service or the office it goes to."))
    if service is not None and office is not None and service.office_id != office.pk:
        raise Refused(_("This service belongs to another office: choose one of the two."))
    return service.office if service is not None else office  # type: ignore[return-value]


def _why_not(each: Proposal, service: Service | None, target: Organisation, reason: str) -> Any:
    if target.territory_id != each.process.territory_id:
        return _("This office belongs to another territory.")
    if each.office_id == target.pk and (service is None or each.service_id == service.pk):
        return _("It lies there already.")
    # The first service within the same office is no re-routing: nothing is taken from anybody.
    moved = each.office_id not in (None, target.pk) or each.service_id is not None
    if moved and not reason:
        return _("Say why it goes elsewhere: it lay with another office or service.")
    return None


def _route(
    actor: Any, each: Proposal, service: Service | None, target: Organisation, reason: str, lang: str
) -> None:  # fmt: skip
    Routing.objects.create(
        proposal=each, before=each.office, office=target, service=service, reason=reason, lang=lang, person=actor.person
    )
    each.office, each.service = target, service
    each.save(update_fields=["office", "service"])
    # The question goes along with its date: to be passed from desk to desk buys no time.
    Referral.objects.filter(proposal=each).update(office=target)
    move(each, "route", actor=actor, reason=reason)


def _letter(office: Organisation, titles: list[str]) -> Letter:
    def letter() -> tuple[str, str]:
        n = len(titles)
        facts = {"n": n, "office": office.name}
        subject = ngettext("%(n)s proposal was sent to your office", "%(n)s proposals were sent to your office", n)
        text = gettext("These now lie with your office (%(office)s). Dates for an answer stay as they were promised:")
        return subject % facts, "\n".join([text % facts, "", *(f"– {title}" for title in titles)])

    return letter


def forward(
    *, actor: Any, proposal: Proposal, authority: Organisation, protocol: str, sent_on: date, reason: str, lang: str
) -> Forwarding:
    """Send it on to the authority that decides. From today no clock runs against the office; what was late stays so."""
    if authority.territory_id != proposal.process.territory_id:
        raise Refused(_("This authority belongs to another territory."))
    if sent_on > timezone.localdate():
        raise Refused(_("The day on which it was forwarded cannot lie in the future."))
    if sent_on < _since(proposal):
        raise Refused(_("It cannot have been forwarded before it came to the office."))
    if proposal.forwardings.filter(replied_on=None).exists():
        raise Refused(_("It was forwarded already and waits for the reply: write the reply down first."))
    sent = getattr(proposal, "referral", None)
    # Counted until it is written down here, not until `sent_on`: before, nobody could see that it had gone elsewhere.
    late = late_days(sent) if sent else 0
    made = Forwarding.objects.create(
        proposal=proposal, authority=authority, protocol=protocol, sent_on=sent_on, reason=reason, lang=lang,
        person=actor.person, late=late,
    )  # fmt: skip
    if sent is not None and sent.last.clock:
        asked = sent.last
        asked.clock = False  # the date stays written: so a clock that was stopped differs from one that never ran
        asked.save(update_fields=["clock"])
    move(proposal, "forward", actor=actor, reason=reason)
    return made


def hear(
    *, actor: Any, forwarding: Forwarding, reply: str, reply_lang: str, reply_protocol: str, replied_on: date
) -> None:
    """Write down what the authority replied. The office then answers as usual, or forwards it again."""
    if forwarding.replied_on is not None:
        raise Refused(_("The reply is written down already."))
    if replied_on > timezone.localdate():
        raise Refused(_("The day of the reply cannot lie in the future."))
    if replied_on < forwarding.sent_on:
        raise Refused(_("The reply cannot be older than the day on which it was forwarded."))
    forwarding.reply, forwarding.reply_lang = reply, reply_lang
    forwarding.reply_protocol, forwarding.replied_on = reply_protocol, replied_on
    forwarding.save(update_fields=["reply", "reply_lang", "reply_protocol", "replied_on"])
    move(forwarding.proposal, "hear", actor=actor, reason=reply[:2000])


def register(*, actor: Any, proposal: Proposal, protocol: str, protocol_on: date) -> None:
    """Note the number that the office gave it. The clock runs from the sending, whatever day this says."""
    sent = proposal.referral
    if protocol_on > timezone.localdate():
        raise Refused(_("The day of the registration cannot lie in the future."))
    if protocol_on < timezone.localdate(sent.sent_at):
        raise Refused(_("It cannot have been registered before it was sent to the office."))
    if (sent.protocol, sent.protocol_on) == (protocol, protocol_on):
        raise Refused(_("It is registered with this number already."))
    sent.protocol, sent.protocol_on, sent.protocol_by = protocol, protocol_on, actor.person
    sent.save(update_fields=["protocol", "protocol_on", "protocol_by"])
    move(proposal, "register", actor=actor, reason=f"{protocol} · {protocol_on.isoformat()}")


def _since(proposal: Proposal) -> date:
    """The first day on which it can have been forwarded."""
    sent = getattr(proposal, "referral", None)
    first = timezone.localdate(sent.last.sent_at if sent else proposal.created_at)
    replies = proposal.forwardings.exclude(replied_on=None).values_list("replied_on", flat=True)
    return max([first, *(each for each in replies if each)])
