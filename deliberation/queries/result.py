"""What the page of a vote shows: before closing only how it works, afterwards everything needed to check it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deliberation import words
from deliberation.models import Poll
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.choices import choice_rows
from deliberation.queries.published import ballot_rows, ballot_totals, options_of, whole_ballots
from deliberation.queries.reach import polls_for
from deliberation.words_steps import trace_steps

NO = ("no", "object", "aside")


def polls_on_show(actor: Any) -> QuerySet[Poll]:
    """Closed polls of any room are public; an open one is seen by the people of its room."""
    seen = Q(state=Poll.State.CLOSED) | Q(pk__in=polls_for(actor).order_by().values("pk"))
    return with_what_is_shown(Poll.objects.filter(seen))


def with_what_is_shown(polls: QuerySet[Poll]) -> QuerySet[Poll]:
    """Return the same polls, read together with what their page needs."""
    return polls.select_related("room__process__territory", "proposal").prefetch_related("options")


def poll_page(poll: Poll, lang: str) -> dict[str, Any]:
    """Return what every state of a poll shows: question, rule in a sentence, who may vote and how secretly."""
    return {
        "question": words.in_language(poll.question, lang, poll.room.lang),
        "method": words.method_name(poll.method),
        "rule": words.rule_in_a_sentence(poll.method, poll.params),
        "sides": [
            {"side": side, "says": words.who_may_vote(side, n, poll.secret.get(side, False))}
            for side, n in poll.params["eligible"].items()
            if n
        ],
        "frozen": frozen_parameters(poll),
        "whole": whole_ballots(poll),
    }


def result_page(poll: Poll, lang: str) -> dict[str, Any]:
    """Return what a closed poll shows besides: outcome in words, bars, reasons, trace, ballots."""
    result = poll.result or {}
    options = options_of(poll, lang)
    hidden = result["suppressed"]
    return {
        "title": words.outcome_title(result["outcome"], poll.subject),
        "now": words.what_now(result, poll.subject),
        "explains": words.who_explains(result, poll.subject),
        "missing": [words.why_missing(side, key) for side, key in result.get("why", {}).items()],
        "bars": vote_bars(result, poll.method, poll.subject, sentence=False)
        if poll.method in (Poll.Method.CONSENT, Poll.Method.DOUBLE_MAJORITY)
        else None,
        "choice": choice_rows(poll.method, result, options) if poll.subject == "options" else None,
        "groups": dots_bars(result, options) if poll.method == Poll.Method.DOTS else [],
        "turnout": turnout(result),
        "chain": ticket_chain(poll, result),
        "suppressed": [words.sides_in_words([side]) for side in hidden],
        **reasons_of(result),
        "steps": trace_steps(result, {each["id"]: each["title"] for each in options}, poll.subject),
        "ballots": ballot_rows(poll, options),
        "totals": ballot_totals(poll),
    }


def ticket_chain(poll: Poll, result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return for each side tickets issued and used, people on the roll, ballots: each at most the one before.

    Ballots are None where a side's figures are not published.
    """
    counts, tickets = result["counts"], result.get("tickets", {})
    return [
        {
            "side": side,
            **tickets[side],
            "roll": poll.params["eligible"].get(side, 0),
            "ballots": None if side in result["suppressed"] else counts[side]["cast"],
        }
        for side in tickets
        if tickets[side]["issued"]
    ]


def turnout(result: dict[str, Any]) -> str:
    """Return "35 of 42 people voted"; "" when a side's figures are not published."""
    if result["suppressed"]:
        return ""
    counts = result["counts"].values()
    return words.closing_word(sum(n["cast"] for n in counts), sum(n["eligible"] for n in counts))


def reasons_of(result: dict[str, Any]) -> dict[str, Any]:
    """Return `{against, others, opinions}`: reasons without names, those of who said no first.

    Of a side whose figures are not published nothing is quoted that tells how it voted.
    """
    said = [each for each in result.get("reasons", []) if each["side"] not in result["suppressed"]]
    counted = [each for each in said if not each.get("opinion")]
    return {
        "against": [each for each in counted if each["answer"] in NO],
        "others": [each for each in counted if each["answer"] not in NO],
        "opinions": [each for each in said if each.get("opinion")],
    }


def frozen_parameters(poll: Poll) -> list[dict[str, str]]:
    """Return `[{name, value}]`, in words where a number alone says nothing."""
    p = poll.params
    top, bottom = p["quorum"]
    quorum = _("at least 3 people and %(top)s in %(bottom)s of each side") % {"top": top, "bottom": bottom}
    rows = [(_("Rule"), f"{p['rule']} · {p['version']}"), (_("Who must take part"), quorum)]
    rows.append((_("Sides that decide"), words.sides_in_words(p["consenting"])))
    if poll.method == Poll.Method.DOTS:
        rows += [(_("Dots each"), str(p["dots"])), (_("Most dots for one group"), str(p["cap"]))]
        rows.append((_("Groups to choose"), str(p["shortlist"])))
    return [{"name": name, "value": value} for name, value in rows]
