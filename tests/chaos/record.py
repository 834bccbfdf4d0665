"""What a run leaves behind, as plain data: every client's history, the faults made, what the database holds at the end.

All times are seconds since 1970 by one clock: clients, killer and database run on one machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Rows = Mapping[str, Mapping[str, str | None]]  # table → id → the text that could be read, if any


class Link(NamedTuple):
    """A line "failed" to open, or is "open", "in" (at the present), "closed"; its owner "stalled" or "broke" it."""

    at: float
    link: int
    now: str
    code: int = 0


class Since(NamedTuple):
    """The client said where it stands."""

    at: float
    link: int
    since: int | None
    epoch: int | None


class Shown(NamedTuple):
    """A snapshot came, `by` "socket" or "http"."""

    at: float
    link: int
    seq: int
    epoch: int
    rows: Rows
    by: str


class Fetch(NamedTuple):
    """The server said: fetch the snapshot by HTTP; what follows here begins after `seq`."""

    at: float
    link: int
    seq: int


class Heard(NamedTuple):
    """A numbered frame came: `{seq}` or `{seq, event, set}`."""

    at: float
    link: int
    frame: dict[str, Any]


class Said(NamedTuple):
    """A command was sent. `note`: "" the first time, "again" after a lost line, "twice" to double it, "other" when the
    same ref goes out with another content."""

    at: float
    link: int
    ref: str
    do: str
    data: dict[str, Any]
    note: str = ""


class Told(NamedTuple):
    """A command was answered: `ok` is a number, or None when it was refused with `code`. `other`: see Said."""

    at: float
    link: int
    ref: str
    ok: int | None
    data: dict[str, Any]
    code: str = ""
    other: bool = False


class Bad(NamedTuple):
    """Something malformed was sent; `token` stands in it and must be found nowhere."""

    at: float
    link: int
    token: str
    sort: str


Entry = Link | Since | Shown | Fetch | Heard | Said | Told | Bad


@dataclass
class History:
    """One client: who it is, all that happened to it in order, and what it shows at the end."""

    name: str
    actor: str  # as the database knows it: "seat:ID", "person:ID"; "" for one who only looks
    stream: str
    audience: str
    side: str = ""
    entries: list[Entry] = field(default_factory=list)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    mine: dict[str, Any] | None = None
    seq: int | None = None


@dataclass
class Deed:
    """A fault that was made, from its beginning until things were whole again (`until`)."""

    sort: str  # "kill", "term", "cut", "snap", "drip", "lag"
    target: str  # "server-0", "postgres", "redis", "network"
    at: float
    gone: float = 0.0  # when the program had ended
    until: float = 0.0


class LogEvent(NamedTuple):
    seq: int
    kind: str
    body: dict[str, list[str]]
    at: float = 0.0


@dataclass
class Log:
    """One stream: `head` is the number it says it has reached; `began` where it stood when the clients came."""

    head: int
    events: list[LogEvent]
    began: int = 0


class Done(NamedTuple):
    """An answer kept in the database."""

    actor: str
    ref: str
    stream: str
    seq: int
    data: dict[str, Any]


class CardRow(NamedTuple):
    id: str
    stream: str
    text: str
    state: str


class BallotRow(NamedTuple):
    side: str
    choice: dict[str, Any]
    nonce: str
    seat: str = ""  # only where a side votes openly


@dataclass
class PollRow:
    """A poll: its result as published, all its ballots as rows, and those that are published."""

    id: str
    stream: str
    method: str
    closed: bool
    result: dict[str, Any]
    head: str
    ballots: list[BallotRow]
    published: list[dict[str, Any]]  # {side, choice, nonce, leaf}


@dataclass
class Evidence:
    """All that the checker looks at."""

    histories: list[History]
    logs: dict[str, Log]
    done: list[Done]
    cards: dict[str, CardRow]
    polls: dict[str, PollRow]
    homes: dict[str, str]  # id of anything in a room → its stream
    views: dict[tuple[str, str], dict[str, dict[str, Any]]]  # (stream, audience) → tables, read afresh
    own: dict[tuple[str, str], dict[str, Any]]  # (stream, actor) → own part, read afresh
    texts: list[str]  # every text and ref that is stored anywhere
