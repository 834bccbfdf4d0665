"""What is fixed when a poll opens, as one record with one hash: nobody can change any of it without being found out."""

from typing import Any

from deliberation.counting import opening_hash
from deliberation.counting.rules import Frozen
from deliberation.models import Poll, PollOption


def opening_record(poll: Poll, options: list[PollOption]) -> dict[str, Any]:
    """Return the record as docs/deciding.md lays it down; the same whenever it is made."""
    return {
        "poll": poll.pk,
        "method": poll.method,
        "subject": poll.subject,
        "question": poll.question,
        "options": [_option(option) for option in options],
        "params": poll.params,
        "secret": poll.secret,
        "seed_commit": poll.seed_commit,
    }


def _option(option: PollOption) -> dict[str, Any]:
    told: dict[str, Any] = {"id": option.pk, "texts": option.texts}
    return told if option.cost is None else told | {"cost": option.cost}


def hash_of(poll: Poll, options: list[PollOption]) -> str:
    """Return the hash of the opening record, 64 hexadecimal digits."""
    return opening_hash(opening_record(poll, options))


def frozen(poll: Poll, options: list[PollOption], draw: tuple[str, ...] = ()) -> Frozen:
    """Return what the rule needs of a poll. `draw`: known only at closing."""
    return Frozen(
        params=poll.params,
        options=[option.pk for option in options],
        costs={option.pk: option.cost for option in options if option.cost is not None},
        secret=[side for side, hidden in poll.secret.items() if hidden],
        draw=draw,
    )
