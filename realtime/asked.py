"""What is asked: a command that was read and has the right shape, before anything is looked up."""

import hashlib
import json
import threading
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

from realtime.command import COMMANDS, Actor, Command
from realtime.refusal import Invalid, Missing


class _Readers(threading.local):
    """What reads the content of commands, kept because making one costs more than reading with it: for each thread
    and language, for a field keeps the first sentence with which it said no."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str | None], Serializer] = {}

    def of(self, cmd: Command) -> Serializer:
        which = (cmd.name, get_language())
        if which not in self.kept:
            self.kept[which] = cmd.shape()
        return self.kept[which]


_readers = _Readers()


@dataclass(frozen=True)
class Asked:
    """A command that exists, with its content in the right shape; `digest` tells one content from another."""

    cmd: Command
    wanted: dict[str, Any]
    ref: str
    digest: str


def asked(name: Any, data: Any, ref: Any) -> Asked:
    """Read a command without touching the database; raises Missing or Invalid."""
    cmd = COMMANDS.get(name) if isinstance(name, str) else None
    if cmd is None:
        raise Missing(_("There is no such action."))
    # What cannot be printed is no text of ours: PostgreSQL keeps no NUL, UTF-8 no half of a character.
    if not isinstance(ref, str) or not 1 <= len(ref) <= 64 or not ref.isprintable():
        raise Invalid(_("This message could not be read."))
    return Asked(cmd, _shaped(cmd, data), ref, _digest(cmd.name, data) if cmd.stores else "")


def reached(this: Asked, actor: Actor) -> dict[str, Any]:
    """Turn the ids in a command into rows that this actor may see; raises Missing."""
    reaches = this.cmd.reaches
    return {key: reaches[key].reach(actor, value) if key in reaches else value for key, value in this.wanted.items()}


def _shaped(cmd: Command, data: Any) -> dict[str, Any]:
    if not hasattr(data, "keys"):
        raise Invalid(_("This message could not be read."))
    # A form spells what is nested as `indicator.label` or `budget[0].cents`; JSON nests by itself.
    form = hasattr(data, "getlist")
    reader = _readers.of(cmd)
    unknown = {key.split(".")[0].split("[")[0] if form else key for key in data} - set(reader.fields)
    if unknown:
        raise Invalid(_("This message says something that is not expected here."), {key: [] for key in unknown})
    try:
        return dict(reader.run_validation(data))
    except ValidationError as wrong:
        told: Any = wrong.detail
        fields = {key: _sentences(errors) for key, errors in told.items()}
        raise Invalid(next((s for each in fields.values() for s in each), ""), fields) from None


def _sentences(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [s for each in errors.values() for s in _sentences(each)]
    if isinstance(errors, list):
        return [s for each in errors for s in _sentences(each)]
    return [str(errors)]


def _digest(name: str, data: Any) -> str:
    plain = dict(data.lists()) if hasattr(data, "lists") else data
    text = json.dumps([name, plain], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
