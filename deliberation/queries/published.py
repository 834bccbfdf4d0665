"""What is published of a closed vote: every ballot without its voter, and all that is needed to count again."""

from typing import Any

from deliberation.counting import leaf
from deliberation.counting.publishing import STATISTICS
from deliberation.frozen import opening_record
from deliberation.models import Ballot, Poll, PollOption, Seat
from deliberation.words import in_language
from deliberation.words_choice import choice_in_words
from people.models import Participant


def options_of(poll: Poll, lang: str = "") -> list[dict[str, Any]]:
    """Return `{id, title, lang, cost, group}` of each option as it was frozen, in the reader's language if possible."""
    return [{"id": o.pk, **_title(o, lang or o.lang), "cost": o.cost, "group": o.group_id} for o in poll.options.all()]


def _title(option: PollOption, lang: str) -> dict[str, str]:
    shown = in_language(option.texts or {option.lang: option.title}, lang, option.lang)
    return {"title": shown["text"], "lang": shown["lang"]}


def whole_ballots(poll: Poll) -> bool:
    """Say whether ballots are published as they are, or only what the result is counted from."""
    return STATISTICS not in poll.params["published"]


def sealed_ballots(poll: Poll, *, observer: bool = False) -> list[dict[str, Any]]:
    """Return `{side, choice, nonce, leaf}` of every ballot of the sides on show, in the order of the leaves.

    An observer is shown the sides that are held back too.
    """
    hidden = [] if observer else (poll.result or {}).get("suppressed", [])
    ballots = Ballot.objects.filter(poll=poll).exclude(side__in=hidden)
    rows = [
        {"side": b.side, "choice": b.choice, "nonce": b.nonce,
         "leaf": leaf(poll=poll.pk, side=b.side, choice=b.choice, nonce=b.nonce)}
        for b in ballots
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["leaf"])


def leaves_on_show(poll: Poll) -> list[str]:
    """Return the leaves, in order: with them anyone finds their receipt, and computes the head again."""
    return [row["leaf"] for row in sealed_ballots(poll)]


def ballots_on_show(poll: Poll) -> list[dict[str, Any]]:
    """Return every published ballot, without voter and time; none where a rare answer could be a signature."""
    return sealed_ballots(poll) if whole_ballots(poll) else []


def ballot_rows(poll: Poll, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the published ballots with the choice in words as well; of statistics the leaves alone."""
    titles = {option["id"]: option["title"] for option in options}
    if not whole_ballots(poll):
        return [{"side": "", "words": "", "leaf": each} for each in leaves_on_show(poll)]
    return [{**row, "words": choice_in_words(row["choice"], titles)} for row in ballots_on_show(poll)]


def ballot_totals(poll: Poll) -> bool:
    """Say whether anyone can compute the head again: only when no side's ballots are held back."""
    return not (poll.result or {}).get("suppressed")


def observed_by(poll: Poll, participant: Participant | None) -> bool:
    """Say whether this person was named an observer in the room of a vote some of whose ballots are held back."""
    if participant is None or ballot_totals(poll):
        return False
    return Seat.objects.filter(room=poll.room_id, participant=participant).exclude(observes="").exists()


def public_record(poll: Poll, *, observer: bool = False) -> dict[str, Any]:
    """Return everything that is published about a closed poll, as data: whoever has it can count again."""
    result = {key: value for key, value in (poll.result or {}).items() if key != "reasons"}
    sealed = sealed_ballots(poll, observer=observer)
    return {
        **opening_record(poll, list(poll.options.all())),
        "rehearsal": poll.room.rehearsal,
        "opened": poll.opened_at.isoformat(),
        "closed": poll.closed_at.isoformat() if poll.closed_at else None,
        "opening_hash": poll.opening_hash,
        "seed": poll.seed,
        "head": poll.head,
        "result": result,
        "ballots": sealed if observer or whole_ballots(poll) else [],
        "leaves": [row["leaf"] for row in sealed],
        **({"observer": True} if observer else {}),
    }
