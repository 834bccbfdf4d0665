"""Commands of one stream in one transaction: each may fail alone, all are answered after the one commit."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from realtime.command import Actor
from realtime.ledger import Ledger
from realtime.refusal import Busy, Refused
from realtime.run import Answer, Asked, alone, answer_of, answered, asked, carry_out, finish, keeps, reached, refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """A command as it came in. `who()` finds out who acts; it is asked when the command's turn has come,

    so that a seat removed a moment ago no longer acts. `key` is who it was when the socket was let in.
    """

    name: Any
    data: Any
    ref: Any
    lang: str
    key: str
    who: Callable[[], Actor]


class _Elsewhere(Exception):
    """This command needs a stream that the transaction has not locked."""


def run_together(stream: str, orders: Sequence[Order]) -> list[Answer]:
    """Carry out commands of one stream in their order, as many as possible under one commit.

    Each runs in its own savepoint: one that is refused leaves no trace and disturbs no other. A command that names
    other streams than this one (a lock out of order could meet another process coming the other way) runs alone, in
    its place in the order. When the database fails, nothing of the transaction is there, and each is tried alone.
    """
    answers: dict[int, Answer] = {}
    left: list[tuple[int, Asked]] = []
    for number, order in enumerate(orders):
        with translation.override(order.lang):
            try:
                left.append((number, asked(order.name, order.data, order.ref)))
            except Refused as no:
                answers[number] = refusal(no)
    while left:
        try:
            taken = _share(stream, orders, left) if len(left) > 1 else {}
        except DatabaseError as error:
            log.warning("%s commands are tried one by one: %s", len(left), type(error).__name__)
            taken = {number: _by_itself(orders[number], this) for number, this in left}
        answers |= taken
        left = left[len(taken) :]
        if left:
            number, this = left.pop(0)
            answers[number] = _by_itself(orders[number], this)
    return [answers[number] for number in range(len(orders))]


def _by_itself(order: Order, this: Asked) -> Answer:
    with translation.override(order.lang):
        try:
            return answer_of(order.name, lambda: alone(this, order.who()))
        except Exception as error:  # one broken command must not take the others' answers with it
            log.error("%s failed: %s", this.cmd.name, type(error).__name__)
            return refusal(Busy())


def _share(stream: str, orders: Sequence[Order], left: list[tuple[int, Asked]]) -> dict[int, Answer]:
    """Carry out commands from the first on, until one needs another stream; nothing counts before the commit."""
    answers: dict[int, Answer] = {}
    ledger = Ledger()
    with transaction.atomic():
        ledger.lock([stream])
        ledger.look_up((orders[number].key, this.ref) for number, this in left if this.cmd.stores)
        for number, this in left:
            with translation.override(orders[number].lang):
                try:
                    answers[number] = _next(ledger, orders[number], this)
                except Refused as no:
                    answers[number] = refusal(no)
                except _Elsewhere:
                    break
        finish(ledger)
    return answers


def _next(ledger: Ledger, order: Order, this: Asked) -> Answer:
    actor = order.who()
    if actor.key != order.key and keeps(this, actor):
        ledger.look_up([(actor.key, this.ref)])
    before = answered(ledger, this, actor)
    if before:
        return before
    if this.cmd.reads_log:
        ledger.write()
    targets = reached(this, actor)
    named = this.cmd.streams(**targets)
    if not set(named) <= set(ledger.locked):
        raise _Elsewhere
    return _saved(ledger, order, this, actor, targets, named)


def _saved(
    ledger: Ledger, order: Order, this: Asked, actor: Actor, targets: dict[str, Any], named: list[str]
) -> Answer:
    marks = ledger.marks()
    try:
        with transaction.atomic():
            return carry_out(ledger, this, actor, targets, named)
    except Refused:
        ledger.undo_to(marks)
        raise
    except DatabaseError as error:
        ledger.undo_to(marks)
        if not isinstance(error, IntegrityError):
            raise  # the connection or the transaction is gone: all of it is tried again, one by one
        log.error("database refused %s: %s", this.cmd.name, type(error).__name__)
    except Exception as error:  # a mistake in one command is answered; the others go on
        ledger.undo_to(marks)
        log.error("%s failed: %s", this.cmd.name, type(error).__name__)
    return refusal(Busy())
