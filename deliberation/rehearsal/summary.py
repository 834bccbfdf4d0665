"""What a rehearsal found: who took part, what they did, and whether every socket saw everything once and in order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from deliberation.rehearsal.client import Client
from deliberation.rehearsal.participant import Participant


@dataclass(frozen=True)
class Faults:
    """Sums over all sockets. `lost`: events a socket never got; `differing`: sockets with other tables at the end"""

    lost: int
    doubled: int
    disordered: int
    differing: int
    receipts: int
    failures: int = 0

    @property
    def any(self) -> bool:
        return bool(self.lost or self.doubled or self.disordered or self.differing or self.receipts or self.failures)


def faults(clients: list[Client], people: list[Participant], final: dict[str, Any]) -> Faults:
    """Compare every ledger with the server's last word (`final`, a snapshot for participants)."""
    books = [client.ledger for client in clients if not client.gone]
    return Faults(
        lost=sum(max(0, final["seq"] - (book.last or 0)) for book in books),
        doubled=sum(book.doubled for book in books),
        disordered=sum(book.disordered for book in books),
        differing=sum(differs(client, final) for client in clients),
        receipts=sum(person.did.receipts_wrong for person in people),
    )


def differs(client: Client, final: dict[str, Any]) -> bool:
    """True when a participant's phone that got every event holds other rows than the server."""
    same = bool(client.seat) and not client.gone and client.ledger.last == final["seq"]
    return same and bool(differences(client.ledger.tables, final["tables"]))


def differences(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Return "table id" for every row that differs between two states, among the tables that both have."""
    found = []
    for table in sorted(set(mine) & set(theirs)):
        for key in sorted(set(mine[table]) | set(theirs[table])):
            if mine[table].get(key) != theirs[table].get(key):
                found.append(f"{table} {key}")
    return found


def share(values: Iterable[float], part: float) -> float:
    """Return the value below which this part (0 to 1) of the values lies; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def deliveries(clients: list[Client]) -> list[float]:
    """Return the seconds from the sending of a command to the arrival of its event, for every socket and event."""
    sent = {seq: at for client in clients for seq, at in client.times.sent.items()}
    return [at - sent[seq] for client in clients for seq, at in client.times.arrived if seq in sent]


def report(clients: list[Client], people: list[Participant], found: Faults, seconds: float) -> list[str]:
    """Return the lines of the summary."""
    did = [person.did for person in people]
    acks, arrivals = [a for client in clients for a in client.times.acks], deliveries(clients)
    events = [client.ledger.events for client in clients]
    return [
        f"Rehearsal of {len(people)} participants, {seconds:.0f} s",
        "  sides:     " + _counted(person.side for person in people),
        "  languages: " + _counted(person.lang for person in people),
        f"  cards {sum(d.cards for d in did)}, votes {sum(d.votes for d in did)}, wordings confirmed "
        f"{sum(d.confirmed for d in did)}, objections {sum(d.objected for d in did)}, solutions "
        f"{sum(d.solutions for d in did)}, answers about publishing {sum(d.consents for d in did)}",
        f"  commands answered {sum(c.answered for c in clients)}, refused {sum(c.refused for c in clients)}, "
        f"receipts that are wrong {found.receipts}",
        f"  events received per socket: {min(events, default=0)} to {max(events, default=0)}, in all {sum(events)}",
        f"  lost {found.lost}, doubled {found.doubled}, out of order {found.disordered}, sockets that differ from the "
        f"server in the end {found.differing}",
        f"  holes asked for again {sum(c.ledger.holes for c in clients)}, "
        f"reconnects {sum(c.reconnects for c in clients)}",
        f"  answer after (ms): p50 {_ms(acks, 0.5)}, p95 {_ms(acks, 0.95)} of {len(acks)}",
        f"  event delivered after (ms): p50 {_ms(arrivals, 0.5)}, p95 {_ms(arrivals, 0.95)} of {len(arrivals)}",
    ]


def _ms(values: list[float], part: float) -> str:
    return f"{share(values, part) * 1000:.0f}"


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(Counter(values).items(), key=lambda each: -each[1]))
