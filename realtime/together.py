"""Commands of one stream in one transaction: each may fail alone, all are answered after the one commit."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, transaction
from django.utils import translation

from realtime.asked import Asked, asked, reached
from realtime.command import Actor
from realtime.ledger import Ledger
from realtime.refusal import Busy, Refused
from realtime.run import Answer, alone, answered, carry_out, finish, keeps, refusal

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


Left = list[tuple[int, Asked]]  # (place among the orders, what is asked) of those not answered yet


class _Elsewhere(Exception):
    """This command needs a stream that the transaction has not locked."""


def run_together(stream: str, orders: Sequence[Order]) -> list[Answer]:
    """Carry out commands of one stream in their order, as many as possible under one commit.

    Each runs in its own savepoint: one that fails leaves no trace and disturbs no other. A command that names other
    streams than this one (a lock out of order could meet another process coming the other way) runs alone, in its
    place in the order. Nothing is answered before its commit.
    """
    answers: dict[int, Answer] = {}
    left: Left = []
    with translation.override(translation.get_language()):
        for number, order in enumerate(orders):
            _speak(order.lang)
            try:
                left.append((number, asked(order.name, order.data, order.ref)))
            except Refused as no:
                answers[number] = refusal(no)
        while left:
            answers |= _begin(stream, orders, left)
            left = [each for each in left if each[0] not in answers]
    return [answers[number] for number in range(len(orders))]


def busy(order: Order) -> Answer:
    """Return the answer of a command that could not be carried out now; sent again, it may be."""
    with translation.override(order.lang):
        return refusal(Busy())


def _speak(lang: str) -> None:
    if translation.get_language() != lang:
        translation.activate(lang)


def _begin(stream: str, orders: Sequence[Order], left: Left) -> dict[int, Answer]:
    """Answer the first of these, and those after it that share its commit."""
    lost = False
    try:
        shared = _share(stream, orders, left) if len(left) > 1 else {}
    except OperationalError as error:
        log.warning("%s commands lost their transaction: %s", len(left), type(error).__name__)
        shared, lost = {}, True
    except Exception as error:  # the log of one of them cannot be written: the others' can
        log.error("%s commands are tried one by one: %s", len(left), type(error).__name__)
        return {number: _by_itself(orders[number], this) or busy(orders[number]) for number, this in left}
    if shared:
        return shared
    number, this = left[0]
    answer = _by_itself(orders[number], this)
    if lost and answer is None:  # the database is away: not everybody has to wait for it one after the other
        return {number: busy(orders[number]) for number, _this in left}
    return {number: answer or busy(orders[number])}


def _by_itself(order: Order, this: Asked) -> Answer | None:
    """Return the answer; None when the database was not there."""
    _speak(order.lang)
    try:
        return alone(this, order.who)
    except Refused as no:
        return refusal(no)
    except OperationalError as error:
        log.warning("database unavailable during %s: %s", this.cmd.name, type(error).__name__)
        return None
    except Exception as error:  # one broken command must not take the others' answers with it
        log.error("%s failed: %s", this.cmd.name, type(error).__name__)
        return refusal(Busy())


def _share(stream: str, orders: Sequence[Order], left: Left) -> dict[int, Answer]:
    """Carry out commands from the first on, until one needs another stream."""
    answers: dict[int, Answer] = {}
    ledger = Ledger()
    with transaction.atomic():
        ledger.lock([stream])
        ledger.look_up((orders[number].key, this.ref) for number, this in left if this.cmd.stores)
        for number, this in left:
            try:
                answers[number] = _next(ledger, orders[number], this)
            except _Elsewhere:
                break
        finish(ledger)
    return answers


def _next(ledger: Ledger, order: Order, this: Asked) -> Answer:
    if this.cmd.reads_log:
        ledger.write()
    marks = ledger.marks()
    _speak(order.lang)
    try:
        with transaction.atomic():
            return _in_turn(ledger, order, this)
    except _Elsewhere:
        raise
    except Refused as no:
        ledger.undo_to(marks)
        return refusal(no)
    except Exception as error:  # a mistake in one command is answered; the others go on
        ledger.undo_to(marks)
        if transaction.get_rollback():
            raise  # not even its savepoint could be rolled back: the connection is gone
        log.error("%s failed: %s", this.cmd.name, type(error).__name__)
        return refusal(Busy())


def _in_turn(ledger: Ledger, order: Order, this: Asked) -> Answer:
    actor = order.who()
    if actor.key != order.key and keeps(this, actor):
        ledger.look_up([(actor.key, this.ref)])
    before = answered(ledger, this, actor)
    if before:
        return before
    targets = reached(this, actor)
    named = this.cmd.streams(**targets)
    if not set(named) <= set(ledger.locked):
        raise _Elsewhere
    return carry_out(ledger, this, actor, targets, named)
