"""The one way in: every door calls run()."""

import hashlib
import json
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework import serializers

from realtime import wake
from realtime.command import COMMANDS, Actor, Command, Running, running
from realtime.models import Done, Stream
from realtime.refusal import Busy, Conflict, Invalid, Missing, Refused

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What became of a command. `seq` is 0 when no event was written; `reason` is in the active language."""

    ok: bool
    seq: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    code: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)


def run(name: str, actor: Actor, data: dict[str, Any], ref: str) -> Answer:
    """Carry out one command once. `ref` is the sender's own id for it (1 to 64 characters).

    The same actor and ref get the same answer again; with another content they get `conflict`.
    """
    try:
        cmd = COMMANDS.get(name)
        if cmd is None:
            raise Missing(_("There is no such action."))
        if not isinstance(ref, str) or not 1 <= len(ref) <= 64:
            raise Invalid(_("This message could not be read."))
        return _attempt(cmd, actor, data, ref)
    except Refused as no:
        return Answer(False, reason=str(no.reason), code=no.code, fields=getattr(no, "fields", {}))
    except OperationalError as error:
        log.warning("database unavailable during %s: %s", name, type(error).__name__)
        return _run_refusal(Busy())
    except DatabaseError as error:
        log.error("database refused %s: %s", name, type(error).__name__)
        return _run_refusal(Busy())


def _run_refusal(no: Refused) -> Answer:
    return Answer(False, reason=str(no.reason), code=no.code)


def _attempt(cmd: Command, actor: Actor, data: dict[str, Any], ref: str) -> Answer:
    wanted = _shaped(cmd, data)
    digest = _digest(cmd.name, data) if cmd.stores else ""
    before = _already(cmd, actor, ref, digest)
    if before:
        return before
    with transaction.atomic():
        targets = _reached(cmd, actor, wanted)
        named = cmd.streams(**targets)
        locked = _locked(named)
        if locked:
            # What was read before the lock may have changed while we waited for it.
            targets = _reached(cmd, actor, wanted)
        before = _already(cmd, actor, ref, digest)
        if before:
            return before
        reason = cmd.rule(actor, **targets)
        if reason:
            raise Refused(reason)
        return _act(cmd, actor, targets, Running(locked, secret=cmd.secret), ref, digest, named)


def _act(
    cmd: Command, actor: Actor, targets: dict[str, Any], now: Running, ref: str, digest: str, named: list[str]
) -> Answer:
    token = running.set(now)
    try:
        data = cmd.act(actor=actor, **targets) or {}
    finally:
        running.reset(token)
    home = named[0] if named else next(iter(now.seqs), "")
    seq = now.seqs.get(home, 0)
    if cmd.stores and actor.key != "anonymous":
        undo = now.undo and {**now.undo, "label": cmd.name}
        stored = {"seq": seq, "data": data}
        Done.objects.create(actor=actor.key, ref=ref, stream=home, digest=digest, answer=stored, undo=undo)
    for stream in now.said:
        transaction.on_commit(partial(wake.said, stream))
    for stream in now.nudged:
        transaction.on_commit(partial(wake.nudged, stream))
    return Answer(True, seq=seq, data=data)


def _shaped(cmd: Command, data: dict[str, Any]) -> dict[str, Any]:
    if not hasattr(data, "keys"):
        raise Invalid(_("This message could not be read."))
    shape = cmd.shape(data=data)
    # A form spells what is nested as `indicator.label` or `budget[0].cents`; JSON nests by itself.
    form = hasattr(data, "getlist")
    unknown = {key.split(".")[0].split("[")[0] if form else key for key in data} - set(shape.fields)
    if unknown:
        raise Invalid(_("This message says something that is not expected here."), {key: [] for key in unknown})
    if not shape.is_valid():
        fields = {key: [str(s) for s in _sentences(errors)] for key, errors in shape.errors.items()}
        raise Invalid(next((s for each in fields.values() for s in each), ""), fields)
    return dict(shape.validated_data)


def _sentences(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [s for each in errors.values() for s in _sentences(each)]
    if isinstance(errors, list):
        return [s for each in errors for s in _sentences(each)]
    return [str(errors)]


def _reached(cmd: Command, actor: Actor, wanted: dict[str, Any]) -> dict[str, Any]:
    reaches = cmd.reaches
    return {key: reaches[key].reach(actor, value) if key in reaches else value for key, value in wanted.items()}


def _locked(streams: list[str]) -> dict[str, Stream]:
    """Lock these streams and those that follow them, in the order of their ids; a new stream begins at 0."""
    known = set(Stream.objects.filter(id__in=streams).values_list("id", flat=True))
    new = [Stream(id=each) for each in streams if each not in known]
    if new:
        # Two first commands may meet here: one row is made, and both lock it below.
        Stream.objects.bulk_create(new, ignore_conflicts=True)
    concerned = Q(id__in=streams) | Q(follows__in=streams)
    return {row.id: row for row in Stream.objects.select_for_update().filter(concerned).order_by("id")}


def _already(cmd: Command, actor: Actor, ref: str, digest: str) -> Answer | None:
    if not cmd.stores or actor.key == "anonymous":
        return None
    done = Done.objects.filter(actor=actor.key, ref=ref).first()
    if done is None:
        return None
    if done.digest != digest:
        raise Conflict
    return Answer(True, seq=done.answer["seq"], data=done.answer["data"])


def _digest(name: str, data: Any) -> str:
    plain = dict(data.lists()) if hasattr(data, "lists") else data
    text = json.dumps([name, plain], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def serializer_of(name: str) -> type[serializers.Serializer]:
    """Return the shape of a command, for the API's description."""
    return COMMANDS[name].shape
