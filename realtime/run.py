"""The one way in: every door calls run()."""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from rest_framework import serializers

from realtime import wake
from realtime.command import COMMANDS, Actor, Command, Running, running
from realtime.ledger import Ledger
from realtime.models import Done
from realtime.refusal import Busy, Invalid, Missing, Refused

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


@dataclass(frozen=True)
class Asked:
    """A command that was read: it exists, its content has the right shape."""

    cmd: Command
    wanted: dict[str, Any]
    ref: str
    digest: str


def run(name: str, actor: Actor, data: dict[str, Any], ref: str) -> Answer:
    """Carry out one command once. `ref` is the sender's own id for it (1 to 64 characters).

    The same actor and ref get the same answer again; with another content they get `conflict`.
    """
    return answer_of(name, lambda: alone(asked(name, data, ref), actor))


def answer_of(name: Any, work: Callable[[], Answer]) -> Answer:
    """Turn what a command may raise into its answer: a refusal is a sentence, an absent database is `busy`."""
    try:
        return work()
    except Refused as no:
        return refusal(no)
    except OperationalError as error:
        log.warning("database unavailable during %s: %s", _known(name), type(error).__name__)
    except DatabaseError as error:
        log.error("database refused %s: %s", _known(name), type(error).__name__)
    return refusal(Busy())


def refusal(no: Refused) -> Answer:
    return Answer(False, reason=str(no.reason), code=no.code, fields=getattr(no, "fields", {}))


def _known(name: Any) -> str:
    return name if isinstance(name, str) and name in COMMANDS else "a command"  # a stranger's text is no log line


def asked(name: Any, data: Any, ref: Any) -> Asked:
    """Read a command without touching the database; raises Missing or Invalid."""
    cmd = COMMANDS.get(name) if isinstance(name, str) else None
    if cmd is None:
        raise Missing(_("There is no such action."))
    if not isinstance(ref, str) or not 1 <= len(ref) <= 64:
        raise Invalid(_("This message could not be read."))
    return Asked(cmd, _shaped(cmd, data), ref, _digest(cmd.name, data) if cmd.stores else "")


def alone(this: Asked, actor: Actor) -> Answer:
    """Carry out one command in a transaction of its own."""
    ledger = Ledger()
    with transaction.atomic():
        before = _before(ledger, this, actor)
        if before:
            return before
        targets = reached(this, actor)
        named = this.cmd.streams(**targets)
        # SQLite let nobody else write since the transaction began; elsewhere, what was read before the lock may
        # have changed while we waited for it.
        if ledger.lock(named) and connection.vendor != "sqlite":
            before = _before(ledger, this, actor)
            if before:
                return before
            targets = reached(this, actor)
        answer = carry_out(ledger, this, actor, targets, named)
        finish(ledger)
        return answer


def _before(ledger: Ledger, this: Asked, actor: Actor) -> Answer | None:
    if keeps(this, actor):
        ledger.look_up([(actor.key, this.ref)])
    return answered(ledger, this, actor)


def answered(ledger: Ledger, this: Asked, actor: Actor) -> Answer | None:
    """Return the answer that a repeated command was given the first time; Conflict when it says something else."""
    stored = ledger.answered(actor.key, this.ref, this.digest) if keeps(this, actor) else None
    return None if stored is None else Answer(True, seq=stored["seq"], data=stored["data"])


def keeps(this: Asked, actor: Actor) -> bool:
    """Say whether this answer is kept for a retry."""
    return this.cmd.stores and actor.key != "anonymous"


def reached(this: Asked, actor: Actor) -> dict[str, Any]:
    """Turn the ids in a command into rows that this actor may see; raises Missing."""
    reaches = this.cmd.reaches
    return {key: reaches[key].reach(actor, value) if key in reaches else value for key, value in this.wanted.items()}


def carry_out(ledger: Ledger, this: Asked, actor: Actor, targets: dict[str, Any], named: list[str]) -> Answer:
    """Ask the rule, act, and put what was said into the ledger. Raises Refused."""
    reason = this.cmd.rule(actor, **targets)
    if reason:
        raise Refused(reason)
    now = Running(ledger.of(named), secret=this.cmd.secret)
    token = running.set(now)
    try:
        data = this.cmd.act(actor=actor, **targets) or {}
    finally:
        running.reset(token)
    ledger.add(now)
    home = named[0] if named else next(iter(now.seqs), "")
    seq = now.seqs.get(home, 0)
    if keeps(this, actor):
        undo = now.undo and {**now.undo, "label": this.cmd.name}
        stored = {"seq": seq, "data": data}
        ledger.keep(Done(actor=actor.key, ref=this.ref, stream=home, digest=this.digest, answer=stored, undo=undo))
    return Answer(True, seq=seq, data=data)


def finish(ledger: Ledger) -> None:
    """Write the log at the end of a transaction, and wake those who look once it is committed."""
    ledger.write()
    said, nudged = dict(ledger.said), ledger.nudged - set(ledger.said)
    transaction.on_commit(lambda: wake.said(said, nudged))


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


def _digest(name: str, data: Any) -> str:
    plain = dict(data.lists()) if hasattr(data, "lists") else data
    text = json.dumps([name, plain], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def serializer_of(name: str) -> type[serializers.Serializer]:
    """Return the shape of a command, for the API's description."""
    return COMMANDS[name].shape
