"""The one way in: every door calls run()."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from realtime import wake
from realtime.asked import Asked, asked, reached
from realtime.command import COMMANDS, Actor, Running, running
from realtime.ledger import Ledger
from realtime.models import Done
from realtime.refusal import Busy, Refused

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
        return alone(asked(name, data, ref), lambda: actor)
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


def alone(this: Asked, who: Callable[[], Actor]) -> Answer:
    """Carry out one command in a transaction of its own. Raises Refused, and what the database raises."""
    try:
        with transaction.atomic():
            return _locked(Ledger(), this, who)
    except (Refused, IntegrityError):
        # Sent twice at once, it may have been carried out beside this one: then it is that answer.
        before = _before(Ledger(), this, who())
        if before is None:
            raise
        return before


def _locked(ledger: Ledger, this: Asked, who: Callable[[], Actor]) -> Answer:
    while True:
        actor = who()
        before = _before(ledger, this, actor)
        if before:
            return before
        targets = reached(this, actor)
        named = this.cmd.streams(**targets)
        # SQLite let nobody else write since the transaction began; elsewhere, all that was read before the lock may
        # have changed while we waited for it, even who acts.
        if not ledger.lock(named) or connection.vendor == "sqlite":
            break
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
    # A hint that cannot be given makes nothing undone: what is committed is answered.
    transaction.on_commit(lambda: wake.said(said, nudged), robust=True)
