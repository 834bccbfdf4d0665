"""Turns what the programs said at the end into the checker's evidence."""

from collections.abc import Sequence
from typing import Any

from tests.chaos import web
from tests.chaos.record import BallotRow, CardRow, Done, Evidence, History, Log, LogEvent, PollRow


async def published(url: str, dump: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Read the ballots of every closed vote as anybody may."""
    closed = [poll["id"] for poll in dump["polls"] if poll["closed"]]
    return {poll: (await web.get(url, f"/polls/{poll}/ballots.json"))["ballots"] for poll in closed}


def evidence(
    histories: Sequence[History],
    dump: dict[str, Any],
    ballots: dict[str, list[dict[str, Any]]],
    began: dict[str, int],
) -> Evidence:
    """`began` says where each stream stood before the clients came."""
    logs = {stream: Log(head, [], began[stream]) for stream, head in dump["heads"].items()}
    for stream, seq, kind, body, at in dump["events"]:
        logs[stream].events.append(LogEvent(seq, kind, body, at))
    return Evidence(
        histories=list(histories),
        logs=logs,
        done=[Done(*row) for row in dump["done"]],
        cards={row[0]: CardRow(*row) for row in dump["cards"]},
        polls={poll["id"]: _poll(poll, ballots.get(poll["id"], [])) for poll in dump["polls"]},
        homes=dump["homes"],
        views={(stream, who): tables for stream, each in dump["views"].items() for who, tables in each.items()},
        own={(stream, who): part for stream, each in dump["own"].items() for who, part in each.items()},
        texts=dump["texts"],
    )


def _poll(poll: dict[str, Any], ballots: list[dict[str, Any]]) -> PollRow:
    rows = [BallotRow(*each) for each in poll.pop("ballots")]
    return PollRow(**poll, ballots=rows, published=ballots)
