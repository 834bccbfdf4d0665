"""What the pages show of a proposal: its chain, its clock, its history, what this reader may do."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from people.actors import ANONYMOUS
from proposals.models import Link, Move, Proposal, Referral
from proposals.models.review import MOST
from proposals.office.clock import days_left, late_days, still_until
from proposals.queries import PRIVATE, proposals_for
from proposals.texts.sections import FIRST, sections_of
from proposals.words import STEP
from proposals.workflow import allowed
from proposals.writing.revisions import texts_of
from realtime.kept import Kept

PATH = (Proposal.Kind.PROBLEM, Proposal.Kind.SOLUTION, Proposal.Kind.INTERVENTION)
AUTHOR_MOVES = ("confirm", "object", "edit")  # who agreed when is between the authors and the room


SOON = 7  # days


@dataclass(frozen=True)
class Clock:
    """The public clock of one answer, as `parts/clock.html` wants it.

    `state`: due, soon, still, late, answered or none. `still`: until when it stands still at most, or None.
    """

    referral: Referral
    late: int
    left: int | None
    still: datetime | None = None

    @property
    def answer(self) -> Any:
        """The answer to what was asked last: None while a rejoinder waits for its own."""
        return getattr(self.referral.last, "answer", None)

    @property
    def answers(self) -> list[Any]:
        """Every answer so far: none, one, or the two around a rejoinder."""
        turns = (self.referral, getattr(self.referral, "rejoinder", None))
        return [answer for each in turns if (answer := getattr(each, "answer", None))]

    @property
    def state(self) -> str:
        if self.answer:
            return "answered"
        if not self.referral.last.clock:
            return "none"
        if self.late:
            return "late"
        if self.still:
            return "still"
        return "soon" if self.left is not None and self.left <= SOON else "due"

    @property
    def stopped(self) -> bool:
        """It had a date, and no clock runs any more: the matter was forwarded to the authority that decides."""
        asked = self.referral.last
        return not self.answer and not asked.clock and asked.due_at is not None

    @property
    def days(self) -> int | None:
        return self.late or None if self.answer else self.late or self.left

    @property
    def text(self) -> str:
        facts = {"office": self.referral.office.name, "due": _day(self.referral.last.due_at)}
        if self.answer and self.late:
            said = ngettext(
                "%(office)s answered on %(day)s, %(n)s day late.",
                "%(office)s answered on %(day)s, %(n)s days late.",
                self.late,
            )
            return said % {**facts, "day": _day(self.answer.at), "n": self.late}
        if self.answer:
            return _("%(office)s answered on %(day)s.") % {**facts, "day": _day(self.answer.at)}
        if self.stopped:
            return _("%(office)s forwarded this to the authority that decides. Its own clock runs no more.") % facts
        if not self.referral.last.clock:
            return _("%(office)s was asked. No commitment was taken, so there is no date for the answer.") % facts
        if self.late:
            said = ngettext(
                "Answer late by %(n)s day: %(office)s promised it by %(due)s.",
                "Answer late by %(n)s days: %(office)s promised it by %(due)s.",
                self.late,
            )
            return said % {**facts, "n": self.late}
        if self.still:
            said = _("The clock stands still since %(day)s: %(office)s asked its authors. At most until %(until)s.")
            return said % {**facts, "day": _day(timezone.localtime(self.still) - MOST), "until": _day(self.still)}
        if self.referral.last is not self.referral:
            return _("Its authors answered back. %(office)s answers once more by %(due)s.") % facts
        return _("%(office)s promised an answer by %(due)s.") % facts


def _day(moment: Any) -> str:
    return _in_words(timezone.localdate(moment), get_language() or "") if moment else ""


@lru_cache(maxsize=1024)
def _in_words(day: date, _lang: str) -> str:
    # A page of a list says thirty days, and most of them again and again.
    return date_format(day, "DATE_FORMAT")


def clock_of(referral: Referral) -> Clock:
    return Clock(referral, late_days(referral), days_left(referral), still_until(referral))


def _beside(proposal: str, actor: Any) -> QuerySet[Proposal]:
    outward = Link.objects.filter(from_proposal=proposal).values("to_proposal")
    inward = Link.objects.filter(to_proposal=proposal).values("from_proposal")
    return proposals_for(actor).filter(Q(id__in=outward) | Q(id__in=inward)).order_by("number")


BESIDE = Kept(lambda proposal: _beside(proposal, ANONYMOUS))


def chain_of(proposal: Proposal, actor: Any) -> dict[str, list[Proposal]]:
    """Return what it answers or carries out (`from`), what answers it or carries it out (`to`), and of an intervention

    the problems behind it, as far as the actor may see.
    """
    # Links lead from interventions to solutions to problems, so a kind says on which side it stands.
    public = actor.participant is None and actor.person is None
    found = BESIDE(proposal.pk) if public else list(_beside(proposal.pk, actor))
    own = PATH.index(proposal.kind)
    chain: dict[str, list[Proposal]] = {
        "from": [each for each in found if PATH.index(each.kind) < own],
        "to": [each for each in found if PATH.index(each.kind) > own],
        "problems": [],
    }
    if proposal.kind == Proposal.Kind.INTERVENTION:
        outward = Link.objects.filter(from_proposal=proposal).values("to_proposal")
        further = Link.objects.filter(from_proposal__in=outward, type=Link.Type.ANSWERS).values("to_proposal")
        chain["problems"] = list(proposals_for(actor).filter(id__in=further).order_by("number"))
    return chain


def sections_shown(proposal: Proposal, lang: str) -> list[dict[str, str]]:
    """Return `{key, title, text}` of every section that is filled in, but the main text, in the order of the guide."""
    texts = texts_of(proposal)
    guide = [section for section in sections_of(proposal.kind) if section.key != FIRST and texts[section.key]]
    return [{"key": each.key, "title": each.title_in(lang), "text": texts[each.key]} for each in guide]


STEPS = Kept(lambda proposal: Move.objects.filter(proposal=proposal).values_list("verb", "at"))


def history_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the steps that matter to everybody, oldest first, without names."""
    hidden = () if proposal.state in PRIVATE else AUTHOR_MOVES
    moves = [(verb, at) for verb, at in STEPS(proposal.pk) if verb not in hidden]
    return [{"at": at, "what": STEP[verb], "verb": verb} for verb, at in moves]


def acts_of(proposal: Proposal, actor: Any) -> dict[str, bool]:
    """Return {verb: True} for what this reader may do now."""
    return {verb: True for verb, reason in allowed(proposal, actor).items() if reason is None}
