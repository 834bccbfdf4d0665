"""The office asks the authors something, once: the clock stands still until they reply, 15 days at most. Inside run().

Days are those of the calendar where people live, so a date keeps its hour when the clocks of the country change.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.mail import Letter, write_to
from proposals.models import Proposal, Question, Referral
from proposals.models.review import MOST
from proposals.office.clock import still_until
from proposals.office.reminding import authors_with_account, officials_of
from proposals.rules import author
from proposals.workflow import move


def ask(*, actor: Any, proposal: Proposal, text: str, lang: str) -> Question:
    """Put the question and move the date by 15 days. Where no clock runs, nothing moves."""
    sent, now = proposal.referral, timezone.now()
    until = timezone.localtime(now) + MOST
    before = sent.due_at if sent.clock else None
    asked = Question.objects.create(
        referral=sent, text=text, lang=lang, person=actor.person, asked_at=now, until=until, due_before=before
    )
    if before is not None:
        sent.due_at, sent.still_until = later(before, MOST), until
        sent.save(update_fields=["due_at", "still_until"])
    move(proposal, "ask", actor=actor)
    write_to(authors_with_account(sent), letter_of_question(sent, asked))
    return asked


def reply(*, actor: Any, proposal: Proposal, text: str, lang: str) -> Question:
    """Reply, and move the date back by the days that were not needed: never before the date there was at first."""
    sent, now = proposal.referral, timezone.now()
    asked = sent.question
    mine = author(actor, proposal=proposal) is None
    asked.reply, asked.reply_lang, asked.replied_at = text, lang, now
    asked.participant, asked.on_behalf = (actor.participant, False) if mine else (None, True)
    asked.save(update_fields=["reply", "reply_lang", "replied_at", "participant", "on_behalf"])
    # A date that was set anew in between, for another office, is not that of this question any more.
    if asked.due_before is not None and sent.due_at == later(asked.due_before, MOST):
        sent.due_at = later(asked.due_before, timedelta(days=stood_still(asked)))
    sent.still_until = None
    sent.save(update_fields=["due_at", "still_until"])
    move(proposal, "reply_to_office", actor=actor)
    write_to(officials_of(sent), letter_of_reply(sent, asked))
    return asked


def later(moment: datetime, by: timedelta) -> datetime:
    """Return the same hour so many days later."""
    return timezone.localtime(moment) + by


def stood_still(asked: Question) -> int:
    """Return for how many days the clock stood still, or has stood still until now."""
    until = timezone.localdate(asked.replied_at or timezone.now())
    return min((until - timezone.localdate(asked.asked_at)).days, MOST.days)


def question_of(proposal: Proposal) -> dict[str, Any] | None:
    """Return what the pages show of the question: `{asked, clock, days, still}`; None when there was none."""
    sent = getattr(proposal, "referral", None)
    asked = Question.objects.filter(referral=sent).first() if sent else None
    if sent is None or asked is None:
        return None
    still = still_until(sent) is not None
    return {"asked": asked, "clock": asked.due_before is not None, "days": stood_still(asked), "still": still}


def letter_of_question(sent: Referral, asked: Question) -> Letter:
    """Return the letter to the authors."""

    def letter() -> tuple[str, str]:
        facts = {"title": sent.proposal.title, "office": sent.office.name, "text": asked.text, "day": _day(asked.until)}
        subject = _("The office has a question: %(title)s") % facts
        text = _(
            "%(office)s has a question about “%(title)s” before it answers:\n\n%(text)s\n\nReply on the page of the "
            "proposal by %(day)s. Until then the clock of the answer stands still."
        ) if asked.due_before else _(
            "%(office)s has a question about “%(title)s” before it answers:\n\n%(text)s\n\nReply on the page of the "
            "proposal."
        )  # fmt: skip
        return " ".join(subject.split()), text % facts

    return letter


def letter_of_reply(sent: Referral, asked: Question) -> Letter:
    """Return the letter to the officials."""

    def letter() -> tuple[str, str]:
        facts = {"title": sent.proposal.title, "text": asked.reply, "day": _day(sent.due_at)}
        subject = _("The authors replied: %(title)s") % facts
        text = _(
            "The authors of “%(title)s” replied to the question of your office:\n\n%(text)s\n\nThe clock runs again: "
            "the answer is due by %(day)s."
        ) if sent.clock else _(
            "The authors of “%(title)s” replied to the question of your office:\n\n%(text)s"
        )  # fmt: skip
        return " ".join(subject.split()), text % facts

    return letter


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""
