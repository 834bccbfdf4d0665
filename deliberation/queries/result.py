"""What the page of a vote shows: before closing only how it works, afterwards everything needed to check it."""

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deliberation import words
from deliberation.counting import leaf
from deliberation.models import Ballot, Poll
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.reach import rooms_for
from deliberation.words_steps import trace_steps

NO = ("no", "object", "aside")


def polls_on_show(actor: Any) -> QuerySet[Poll]:
    """Closed polls of any room are public; an open one is seen by the people of its room."""
    seen = Q(state=Poll.State.CLOSED) | Q(room__in=rooms_for(actor).order_by().values("pk"))
    found = Poll.objects.filter(seen).select_related("room__process__territory", "proposal")
    return found.prefetch_related("options")


def poll_page(poll: Poll, lang: str) -> dict[str, Any]:
    """Return what every state of a poll shows: question, rule in a sentence, who may vote, secrecy, what is published."""
    return {
        "question": words.in_language(poll.question, lang, poll.room.lang),
        "method": words.method_name(poll.method),
        "rule": words.rule_in_a_sentence(poll.method, poll.params),
        "sides": [
            {"side": side, "eligible": n, "secret": poll.secret.get(side, False)}
            for side, n in poll.params["eligible"].items()
            if n
        ],
        "frozen": frozen_parameters(poll),
    }


def result_page(poll: Poll) -> dict[str, Any]:
    """Return what a closed poll shows besides: outcome in words, bars, reasons, trace, ballots."""
    result = poll.result or {}
    options = options_of(poll)
    hidden = result["suppressed"]
    return {
        "title": words.outcome_title(result["outcome"], poll.subject),
        "now": words.what_now(result, poll.subject),
        "explains": words.who_explains(result, poll.subject),
        "missing": [words.why_missing(side, key) for side, key in result.get("why", {}).items()],
        "bars": None
        if poll.method == Poll.Method.DOTS
        else vote_bars(result, poll.method, poll.subject, sentence=False),
        "groups": dots_bars(result, options) if poll.method == Poll.Method.DOTS else [],
        "turnout": turnout(result),
        "suppressed": [words.sides_in_words([side]) for side in hidden],
        **reasons_of(result),
        "steps": trace_steps(result, {each["id"]: each["title"] for each in options}, poll.subject),
        "ballots": ballot_rows(poll, options),
        "totals": ballot_totals(poll),
    }


def options_of(poll: Poll) -> list[dict[str, Any]]:
    """Return `{id, title, lang, group}` of each option, as it was frozen when the poll opened."""
    return [{"id": o.pk, "title": o.title, "lang": o.lang, "group": o.group_id} for o in poll.options.all()]


def turnout(result: dict[str, Any]) -> str:
    """Return "35 of 42 people voted"; "" when a side's figures are not published."""
    if result["suppressed"]:
        return ""
    cast, eligible = Counter(), Counter()
    for figures in result["counts"].values():
        cast["n"] += figures["cast"]
        eligible["n"] += figures["eligible"]
    return words.closing_word(cast["n"], eligible["n"])


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


def ballots_on_show(poll: Poll) -> list[dict[str, Any]]:
    """Return `{side, choice, nonce, leaf}` of every published ballot, in the order of the leaves; no voter, no time."""
    hidden = (poll.result or {}).get("suppressed", [])
    ballots = Ballot.objects.filter(poll=poll).exclude(side__in=hidden)
    rows = [
        {"side": b.side, "choice": b.choice, "nonce": b.nonce,
         "leaf": leaf(poll=poll.pk, side=b.side, choice=b.choice, nonce=b.nonce)}
        for b in ballots
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["leaf"])


def ballot_rows(poll: Poll, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the published ballots with the choice in words as well."""
    titles = {option["id"]: option["title"] for option in options}
    return [{**row, "words": _choice(row["choice"], titles)} for row in ballots_on_show(poll)]


def ballot_totals(poll: Poll) -> bool:
    """Say whether anyone can compute the head again: only when no side's ballots are held back."""
    return not (poll.result or {}).get("suppressed")


def _choice(choice: dict[str, Any], titles: dict[str, str]) -> str:
    if "answer" in choice:
        return answer_name(choice["answer"])
    return ", ".join(f"{titles.get(option, option)} {dots}" for option, dots in choice.items()) or _("no dots")


def answer_name(answer: str) -> str:
    """Return the word for one answer of a vote."""
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "abstain": _("Abstained"),
        "agree": _("Agree"),
        "reservation": _("With a reservation"),
        "aside": _("Stand aside"),
        "object": _("Object"),
    }[answer]


def public_record(poll: Poll) -> dict[str, Any]:
    """Return everything that is published about a closed poll, as data: whoever has it can count again."""
    result = {key: value for key, value in (poll.result or {}).items() if key != "reasons"}
    return {
        "poll": poll.pk,
        "method": poll.method,
        "rehearsal": poll.room.rehearsal,
        "opened": poll.opened_at.isoformat(),
        "closed": poll.closed_at.isoformat() if poll.closed_at else None,
        "params": poll.params,
        "params_hash": poll.params_hash,
        "secret": poll.secret,
        "seed_commit": poll.seed_commit,
        "seed": poll.seed,
        "head": poll.head,
        "options": [{key: option[key] for key in ("id", "title", "lang")} for option in options_of(poll)],
        "result": result,
        "ballots": ballots_on_show(poll),
    }
