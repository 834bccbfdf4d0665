"""What lies on the desk of an office, in words and ready to be shown: nothing is looked up while the page is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Answer, Proposal, Referral
from proposals.office.sent import COLUMNS as SENT
from proposals.office.sent import sent_of
from proposals.pages import Clock, clock_of
from proposals.workflow import TABLE
from proposals.writing.translating import titles_for

COLUMNS = (
    "proposal", "proposal__number", "proposal__title", "proposal__body", "proposal__lang", "proposal__state",
    "proposal__process__title", "proposal__process__lang", "basis", "answer__outcome", "rejoinder__answer__outcome",
    "proposal__service__name", "proposal__service__lang", "protocol",
)  # fmt: skip
ACCEPTED = (Proposal.State.ACCEPTED, Proposal.State.ACCEPTED_IN_PART)
MOVABLE = tuple(row.state for row in TABLE if (row.kind, row.verb) == (Proposal.Kind.SOLUTION, "route"))
CHIPS = {Answer.Outcome.ACCEPTED: " is-ok", Answer.Outcome.ACCEPTED_IN_PART: " is-on"}
WORDS = 40  # of a text that still waits
MARK = "-id-"  # stands for an id in an address


@dataclass(frozen=True)
class Paper:
    """One proposal that was sent to the office."""

    number: str
    title: str
    start: str  # the beginning of its text; "" once it is answered
    lang: str
    process: str
    process_lang: str
    basis: str
    outcome: str  # "" while the answer is waited for
    chip: str  # class of the outcome: only a yes is green
    office: str
    clock: Clock
    days: SafeString
    read: str
    brief: str
    answer: str  # addresses; "" where there is nothing to do
    programme: str
    service: str = ""
    service_lang: str = ""
    protocol: str = ""  # in words; "" before the number came back
    original: str = ""  # the title as it was written, where `title`, `start` and `lang` are a translation
    original_lang: str = ""
    key: str = ""  # of the proposal where it can be sent elsewhere, else ""


def papers_of(sent: QuerySet[Referral], start: int, most: int, reader: str) -> list[Paper]:
    """Return a page of them, in two queries; title and text in the language of the reader where somebody wrote them."""
    rows = list(sent.values_list(*COLUMNS, *SENT)[start : start + most])
    return list(_papers(rows, titles_for(reader, [row[:5] for row in rows])))


def _papers(rows: Any, translated: dict[str, tuple[str, str, str]]) -> Iterable[Paper]:
    read, answer = reverse("proposal", args=[MARK]), reverse("proposal_answer", args=[MARK])
    programme, number = reverse("proposal_programme", args=[MARK]), _("No. %(number)s")
    protocolled = _("Protocol no. %(number)s")
    bases, outcomes = dict(Referral.Basis.choices), dict(Answer.Outcome.choices)
    for pk, n, title, body, lang, state, process, process_lang, basis, first, second, *more in rows:
        service, service_lang, protocol, *sent = more
        clock = clock_of(sent_of(sent))
        done = clock.answer is not None
        own = (title, body, lang)
        title, body, lang = translated.get(pk, own)
        outcome = second if clock.referral.last is not clock.referral else first
        yield Paper(
            number=number % {"number": n},
            title=title,
            start="" if done else Truncator(body).words(WORDS, truncate=" …"),
            lang=lang,
            process=process,
            process_lang=process_lang,
            basis=str(bases[basis]),
            outcome=str(outcomes[outcome]) if done else "",
            chip=CHIPS.get(outcome, ""),
            office=clock.referral.office.name,
            clock=clock,
            days=_days(clock.days),
            read=read.replace(MARK, pk),
            brief=f"{read.replace(MARK, pk)}brief/",
            answer="" if done else answer.replace(MARK, pk),
            programme=programme.replace(MARK, pk) if done and state in ACCEPTED else "",
            service=service or "",
            service_lang=service_lang or "",
            protocol=protocolled % {"number": protocol} if protocol else "",
            original=own[0] if pk in translated else "",
            original_lang=own[2] if pk in translated else "",
            key=pk if state in MOVABLE else "",
        )


def _days(days: int | None) -> SafeString:
    """The large figure of a clock; the words are those of parts/clock.html, and only a number is put into them."""
    if days is None:
        return mark_safe("")
    said = ngettext('<b class="number">%(days)s</b> day', '<b class="number">%(days)s</b> days', days)
    return mark_safe(said % {"days": days})
