"""The end of a rehearsal: when nobody acts any more, every phone must come to the server's last word."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.hall import Hall
from deliberation.rehearsal.http import Unreachable
from deliberation.rehearsal.views import View

SETTLING = 30.0  # seconds in which the last events must have arrived
ASKED = 5  # phones whose own part is compared too: each costs a whole snapshot
EVERY = 0.5


@dataclass
class Settled:
    """How the phones of a room stood beside a fresh snapshot.

    `lost`: events that never came to a phone. `compared` phones are those that had them all, and no later ones;
    `differing` those of them with other rows or another own part; `rows` says where. `unheard`: why there was no last
    word, or what was still open when we stopped waiting for it.
    """

    digest: str = ""
    lost: int = 0
    compared: int = 0
    differing: int = 0
    rows: list[str] = field(default_factory=list)
    unheard: str = ""


async def settle(hall: Hall, hurry: Callable[[], bool]) -> Settled:
    """Wait until the phones of a room are where the server is, at most 30 seconds, or until `hurry()`; compare."""
    here = [phone for phone in hall.phones if not phone.gone]
    asked = random.sample(here, min(ASKED, len(here)))
    if hall.console is not None and not hall.console.gone:
        asked.append(hall.console)
    end = time.monotonic() + SETTLING
    found = Settled()
    while asked:
        try:
            found = _compared(here, await asyncio.gather(*(_last_word(client) for client in asked)))
        except Unreachable as no:
            found = Settled(unheard=str(no))
        away = len(here) - found.compared
        silent = sum(len(client.outbox.waiting) for client in hall.clients)
        if hurry() or not (away or silent or found.differing or found.unheard):
            break
        if time.monotonic() > end:
            if not found.unheard and (away or silent):
                found.unheard = f"{away} phones elsewhere than the server, {silent} commands without an answer"
            break
        await asyncio.sleep(EVERY)
    return found


@dataclass(frozen=True)
class Word:
    """A fresh snapshot for one device."""

    client: Client
    view: View
    mine: dict[str, Any]


async def _last_word(client: Client) -> Word:
    status, snapshot = await client.browser.read(client.page)
    if status != 200:
        raise Unreachable(f"The server did not give its last word on a room ({status}).")
    return Word(client, View(snapshot["seq"], snapshot["tables"]), snapshot["mine"])


def _compared(here: list[Client], words: list[Word]) -> Settled:
    last = max(word.view.seq for word in words)
    found = Settled(lost=sum(max(0, last - (phone.ledger.last or 0)) for phone in here))
    fresh = {word.client: word for word in words if word.view.seq == last}
    shared = next((word for word in fresh.values() if word.client.seat), None)
    found.digest = shared.view.digest if shared else ""
    for client in {*here, *fresh}:
        word = fresh.get(client) or (shared if client.seat else None)
        if word is None or client.ledger.last != last:
            continue
        found.compared += bool(client.seat)
        rows = _differences(client, word)
        found.differing += bool(rows)
        found.rows += [row for row in rows[:6] if row not in found.rows]
    return found


def _differences(client: Client, word: Word) -> list[str]:
    view, mine = client.ledger.view, client.ledger.mine
    rows = [] if view.digest == word.view.digest else differences(view.tables, word.view.tables)
    if word.client is client:
        rows += [f"own {key}" for key in sorted({*mine, *word.mine}) if mine.get(key) != word.mine.get(key)]
    return rows


def differences(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Return "table id" for every row that differs between two states."""
    found = []
    for table in sorted(set(mine) | set(theirs)):
        one, two = mine.get(table, {}), theirs.get(table, {})
        found += [f"{table} {key}" for key in sorted(set(one) | set(two)) if one.get(key) != two.get(key)]
    return found
