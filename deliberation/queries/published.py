"""What is published of a closed vote: every ballot without its voter, and all that is needed to count again."""

from typing import Any

from django.utils.translation import gettext as _

from deliberation.counting import leaf
from deliberation.models import Ballot, Poll


def options_of(poll: Poll) -> list[dict[str, Any]]:
    """Return `{id, title, lang, group}` of each option, as it was frozen when the poll opened."""
    return [{"id": o.pk, "title": o.title, "lang": o.lang, "group": o.group_id} for o in poll.options.all()]


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
