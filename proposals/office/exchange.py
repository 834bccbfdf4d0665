"""The answers to a proposal as pages show them: reasons by criterion, the rejoinder, ratings, what is left to do."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from proposals.models import Answer, Proposal, Rating, Referral, Routing
from proposals.office.criteria import criteria
from proposals.office.rating import last_answer, medians_of
from proposals.office.routed import office_then

Row = dict[str, Any]


def exchange_of(
    proposal: Proposal, actor: Any, lang: str, *, routings: Iterable[Routing] = (), files: Iterable[Row] = ()
) -> Row:
    """Return `{turns, rejoinder, onward, rating}`; `rating` is None for who may not rate, or when nothing is answered.

    `routings`, `files`: of routed_of() and files_of(). `turns`: one or two of `shown_answer`, with `{office, files}`.
    `onward`: the office has had its last word, or let its last date pass.
    """
    sent = getattr(proposal, "referral", None)
    if sent is None:
        return {"turns": [], "rejoinder": None, "onward": False, "rating": None}
    rejoinder = getattr(sent, "rejoinder", None)
    routed, beside = list(routings), list(files)
    given = [answer for each in (sent, rejoinder) if (answer := getattr(each, "answer", None))]
    return {
        "turns": [
            {
                **shown_answer(each, lang),
                "office": office_then(routed, each.at, sent.office),
                "files": [file for file in beside if file["attachment"].answer_id == each.pk],
            }
            for each in given
        ],
        "rejoinder": rejoinder,
        "onward": nothing_more_to_come(sent),
        "rating": _rating(proposal, actor),
    }


def shown_answer(answer: Answer, lang: str) -> Row:
    """Return `{answer, second, criteria: [{title, text}], medians}`."""
    titles = {each.key: each.title_in(lang) for each in criteria()}
    reasons = [{"title": titles.get(each["criterion"], ""), "text": each["text"]} for each in answer.criteria]
    second = answer.rejoinder_id is not None
    return {"answer": answer, "second": second, "criteria": reasons, "medians": medians_of(answer)}


def nothing_more_to_come(sent: Referral) -> bool:
    """Say whether the office has had its last word, or let its last date pass."""
    asked = sent.last
    if asked is sent:
        return False
    if hasattr(asked, "answer"):
        return bool(asked.answer.outcome != Answer.Outcome.ACCEPTED)
    # Where nobody signed, no clock runs; the days of the process are waited for all the same.
    due = asked.due_at or asked.sent_at + timedelta(days=sent.proposal.process.response_days)
    return timezone.localdate() > timezone.localdate(due)


def _rating(proposal: Proposal, actor: Any) -> Row | None:
    seat, answer = actor.participant, last_answer(proposal)
    if answer is None or seat is None or seat.removed_at is not None or seat.process_id != proposal.process_id:
        return None
    own = Rating.objects.filter(answer=answer, participant=seat).first()
    return {"own": own, "marks": range(1, 6)}
