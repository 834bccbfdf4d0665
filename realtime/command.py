"""What a command is: a name, a shape, a rule and one plain function; and what it may call while it runs."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from realtime.models import Event, Stream
from realtime.refusal import Missing, Sentence


class Actor(Protocol):
    """Whoever acts. `key` names them in `done`: "person:ID", "seat:ID", "device:ID" or "anonymous"."""

    @property
    def key(self) -> str: ...

    def light(self) -> "Actor":
        """Return the same actor without what can be read again: for one who is kept in memory."""


class Reach(serializers.CharField):
    """An id that becomes a row, looked up in what the actor may see: `find(actor)` is a queryset.

    `many=True` takes a list of ids. An id outside the queryset raises Missing, whether it exists or not. Where `find`
    also has `one(actor, id)`, a quicker way to the same row or None, that is asked.
    """

    default_error_messages = {"invalid": _("This is not a valid reference.")}

    def __init__(self, find: Callable[[Any], QuerySet], *, many: bool = False, **kwargs: Any):
        self.find, self.many = find, many
        kwargs.setdefault("max_length", 64)
        super().__init__(**kwargs)

    def get_value(self, dictionary: Any) -> Any:
        if self.many and hasattr(dictionary, "getlist"):
            return dictionary.getlist(self.field_name)
        return super().get_value(dictionary)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if not self.many or data is serializers.empty or data is None:
            return super().run_validation(data)
        if not isinstance(data, list) or len(data) > 2000:
            self.fail("invalid")
        return [super(Reach, self).run_validation(item) for item in dict.fromkeys(map(str, data))]

    def reach(self, actor: Actor, value: Any) -> Any:
        if value is None or value == "":
            return None
        if not self.many:
            one = getattr(self.find, "one", None)
            row = one(actor, value) if one else self.find(actor).filter(pk=value).order_by().first()
            if row is None:
                raise Missing
            return row
        rows = {row.pk: row for row in self.find(actor).filter(pk__in=value)}
        if len(rows) != len(value):
            raise Missing
        return [rows[pk] for pk in value]


class Text(serializers.CharField):
    """What a person writes: trimmed, never empty unless allowed; too long is told with both numbers."""

    def __init__(self, max_length: int, **kwargs: Any):
        super().__init__(
            max_length=max_length,
            error_messages={
                "blank": _("Write something first."),
                "required": _("Write something first."),
                "max_length": _(
                    "This text is too long: at most {max_length} characters. Shorten it and send it again."
                ),
            },
            **kwargs,
        )


class Language(serializers.RegexField):
    """A BCP 47 tag such as `it`, `ar` or `zh-hans`."""

    def __init__(self, **kwargs: Any):
        super().__init__(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=35, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return super().to_internal_value(data).lower()


Rule = Callable[..., Sentence | None]


@dataclass(frozen=True)
class Command:
    name: str
    shape: type[serializers.Serializer]
    act: Callable[..., dict[str, Any] | None]
    rule: Rule
    streams: Callable[..., list[str]]
    secret: bool
    private: bool
    reads_log: bool
    doc: str

    @property
    def stores(self) -> bool:
        """Whether answer and digest are kept for a retry."""
        return not self.secret and not self.private

    @cached_property
    def reaches(self) -> dict[str, Reach]:
        return {name: f for name, f in self.shape().fields.items() if isinstance(f, Reach)}


COMMANDS: dict[str, Command] = {}


def command(
    name: str,
    *,
    shape: dict[str, serializers.Field],
    rule: Rule,
    stream: Callable[..., str | list[str]] | None = None,
    secret: bool = False,
    private: bool = False,
    reads_log: bool = False,
) -> Callable:
    """Register a function as the command `noun.verb`.

    `rule(actor, **targets)` returns None or the sentence it refuses with; `stream(**targets)` names what is locked.
    A `secret` command leaves neither event nor digest nor stored answer, a `private` one has events but its answer
    (a token, a code) is not stored: both must be safe to repeat by themselves. One that `reads_log` looks at events
    or at what was done, so what the same transaction has written there before must be in the database first.
    """

    def register(act: Callable) -> Callable:
        if name in COMMANDS:
            raise ValueError(f"two commands are called {name}")
        title = "".join(part.title() for part in name.replace("_", ".").split("."))
        serializer = type(f"{title}Command", (serializers.Serializer,), dict(shape))

        def streams(**targets: Any) -> list[str]:
            named = stream(**targets) if stream else []
            return [named] if isinstance(named, str) else [each for each in dict.fromkeys(named) if each]

        doc = (act.__doc__ or "").strip()
        COMMANDS[name] = Command(name, serializer, act, rule, streams, secret, private, reads_log, doc)
        return act

    return register


@dataclass
class Running:
    """The one command that runs now: what it locked, said and may take back. Its events are written by run()."""

    locked: dict[str, Stream]
    secret: bool = False
    seqs: dict[str, int] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    nudged: set[str] = field(default_factory=set)
    undo: dict[str, Any] | None = None


running: ContextVar[Running | None] = ContextVar("running", default=None)


def _now_running() -> Running:
    now = running.get()
    if now is None:
        raise RuntimeError("record(), nudge() and undoable() only work inside run()")
    return now


def record(stream: str, kind: str, *, new_epoch: bool = False, **tables: list[str]) -> int:
    """Write the next event of a locked stream and return its number. `tables` name the rows that changed.

    `new_epoch` says that something already sent must not be sent again (hidden, erased): rings are dropped.
    """
    now = _now_running()
    if now.secret:
        raise RuntimeError("a secret command leaves no event")
    if stream not in now.locked:
        raise RuntimeError(f"{stream} is not locked by this command")
    seq = _write(now, stream, kind, tables, new_epoch)
    for follower in [row for row in now.locked.values() if row.follows == stream]:
        heard = _heard(follower.id, kind, tables)
        if heard:
            _write(now, follower.id, kind, heard, new_epoch)
    return seq


def _write(now: "Running", stream: str, kind: str, tables: dict[str, list[str]], new_epoch: bool) -> int:
    # The row is locked, so its number is ours to raise; run() writes numbers and events before it commits.
    row = now.locked[stream]
    row.seq += 1
    row.epoch += int(new_epoch)
    now.events.append(Event(stream_id=stream, seq=row.seq, kind=kind, body=tables))
    now.seqs[stream] = row.seq
    return row.seq


def _heard(follower: str, kind: str, tables: dict[str, list[str]]) -> dict[str, list[str]]:
    from realtime.streams import kind_of  # the streams know the commands' actors, so this side asks late

    follows, key = kind_of(follower)
    return follows.hears(key, kind, tables)


def new_stream(stream: str, *, follows: str = "") -> None:
    """Open a stream that this command has just made, and lock it. `follows` names the stream whose news concern it."""
    now = _now_running()
    now.locked[stream] = Stream.objects.create(id=stream, follows=follows)


def nudge(stream: str) -> None:
    """Ask for fresh ephemeral numbers of this stream; carries nothing and leaves no trace."""
    _now_running().nudged.add(stream)


def undoable(name: str, data: dict[str, Any]) -> None:
    """Say which command would take this one back."""
    _now_running().undo = {"do": name, "with": data}


def no_undo() -> None:
    """Forget what undoable() said in this run."""
    _now_running().undo = None
