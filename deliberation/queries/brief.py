"""One proposal in sentences, for a councillor: what is asked, who voted how, what it costs, what the office says."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from deliberation import words
from deliberation.models import Poll
from deliberation.queries.bars import vote_bars
from proposals.models import Link, Proposal, Section
from proposals.office.inbox import tells_who_carried
from proposals.office.packet import tells_of_votes
from proposals.office.routed import answers_of, routed_of
from proposals.pages import clock_of
from proposals.queries import proposals_for

Row = dict[str, Any]
COST = "cost"  # the key of the section that says what it costs


@tells_who_carried
def carried_by(side: str) -> Any:
    """Return the ids of the proposals whose deciding vote this side carried, as a subquery."""
    found = Poll.objects.filter(state=Poll.State.CLOSED, proposal__isnull=False)
    decided = found.filter(result__outcome__in=words.TO_THE_OFFICE, **{f"result__carried__{side}": True})
    return decided.order_by().values("proposal")


@tells_of_votes
def votes_of(proposal: Proposal) -> list[str]:
    """Return how the last vote on a proposal ended and how each side voted, for its packet."""
    poll = Poll.objects.filter(proposal=proposal, state=Poll.State.CLOSED).order_by("-closed_at", "-id").first()
    if poll is None:
        return []
    told = _vote(poll)
    heading = f"{told['title']} ({told['date']})"
    return [heading, *(str(side["text"]) for side in told["sides"])]


def brief_of(proposal: Proposal, actor: Any) -> Row:
    """Return `{problems, vote, cost, clock, answers, forwardings}`.

    `vote` and `clock` are None before there was a vote or a referral.
    """
    answers = Link.objects.filter(from_proposal=proposal, type=Link.Type.ANSWERS).values("to_proposal")
    poll = Poll.objects.filter(proposal=proposal, state=Poll.State.CLOSED).order_by("-closed_at", "-id").first()
    sent = getattr(proposal, "referral", None)
    routed = routed_of([proposal])[proposal.pk]
    return {
        "problems": list(proposals_for(actor).filter(pk__in=answers).order_by("number")),
        "vote": _vote(poll) if poll else None,
        "cost": Section.objects.filter(proposal=proposal, key=COST).values_list("text", flat=True).first() or "",
        "clock": clock_of(sent) if sent else None,
        "answers": answers_of(sent, routed["routings"]),
        "forwardings": routed["forwardings"],
    }


def _vote(poll: Poll) -> Row:
    result = poll.result or {}
    rows = vote_bars(result, poll.method, poll.subject, sentence=False)["rows"]
    return {
        "poll": poll,
        "title": words.outcome_title(result["outcome"], poll.subject),
        "date": words.day(poll.closed_at),
        "sides": [{"side": row["side"], "text": _side(row, poll.method, result)} for row in rows],
    }


def _side(row: Row, method: str, result: Row) -> str:
    """Return how one side voted; of a side whose figures are not published, only whether it carried it."""
    facts: Row = {"who": words.sides_in_words([row["side"]]).capitalize()}
    if row.get("suppressed"):
        said = _NO_FIGURES[row["carried"]]()
        return said % facts
    n = result["counts"][row["side"]]
    facts |= {**n, "along": n.get("agree", 0) + n.get("reservation", 0)}
    said = (
        _("%(who)s: %(along)s go along, %(object)s object, %(aside)s stand aside. %(cast)s of %(eligible)s voted.")
        if method == Poll.Method.CONSENT
        else _("%(who)s: %(yes)s yes, %(no)s no, %(abstain)s abstained. %(cast)s of %(eligible)s voted.")
    )
    return said % facts


_NO_FIGURES: dict[bool, Callable[[], str]] = {
    True: lambda: _("%(who)s carried it. Fewer than five of them voted secretly, so their figures are not published."),
    False: lambda: _(
        "%(who)s did not carry it. Fewer than five of them voted secretly, so their figures are not published."
    ),
}
