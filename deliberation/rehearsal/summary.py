"""What a rehearsal found: per room and in all, what was done, and whether every phone saw everything once, in order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from deliberation.rehearsal.hall import Hall
from deliberation.rehearsal.settling import Settled
from deliberation.rehearsal.times import share, spread


@dataclass(frozen=True)
class Count:
    """Sums over the phones and the console of one room, or of all rooms."""

    wanted: int = 0
    seated: int = 0
    back: int = 0  # connections that broke and came back
    fine: int = 0  # commands carried out
    refused: int = 0
    busy: int = 0  # times that a command had to wait and was sent again
    silent: int = 0  # commands without an answer
    events: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    differing: int = 0
    compared: int = 0
    holes: int = 0
    fetched: int = 0
    receipts: int = 0  # receipts of votes that do not fit the vote
    failures: int = 0  # people who were not let in, shown out, or broke down
    unheard: int = 0  # rooms of which the server did not give its last word

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Count)))

    @property
    def faulty(self) -> bool:
        """Something was lost, doubled, out of order or different, or could not be told."""
        wrong = self.lost, self.doubled, self.disordered, self.differing, self.receipts, self.failures, self.unheard
        return any(wrong)


def count(hall: Hall, settled: Settled) -> Count:
    """Add up one room."""
    books, boxes = [c.ledger for c in hall.clients], [c.outbox for c in hall.clients]
    return Count(
        wanted=hall.plan.participants,
        seated=len(hall.people),
        back=sum(client.reconnects for client in hall.clients),
        fine=sum(box.fine for box in boxes),
        refused=sum(box.refused for box in boxes),
        busy=sum(box.busy for box in boxes),
        silent=sum(len(box.waiting) for box in boxes),
        events=sum(book.events for book in books),
        lost=settled.lost,
        doubled=sum(book.doubled for book in books),
        disordered=sum(book.disordered for book in books),
        differing=settled.differing,
        compared=settled.compared,
        holes=sum(book.holes for book in books),
        fetched=sum(client.fetching.count for client in hall.clients),
        receipts=sum(person.did.receipts_wrong for person in hall.people),
        failures=len(hall.failures) + sum(bool(client.gone) for client in hall.clients),
        unheard=bool(settled.unheard),
    )


HEAD = ("room", "led by", "seated", "back", "done", "refused", "busy", "events", "lost", "doubled", "disordered",
        "differ", "answer ms", "delivery ms", "view")  # fmt: skip


def table(halls: list[Hall], counts: list[Count], settled: list[Settled]) -> list[str]:
    """Return one line for each room and one for all; times as p50 / p95 / p99, `view` is the hash of the last word."""
    rows: list[tuple[str, ...]] = [HEAD]
    for hall, each, last in zip(halls, counts, settled, strict=True):
        rows.append((str(hall.row["code"]), hall.led_by, *_cells(each, [hall]), last.digest))
    if len(halls) > 1:
        rows.append((f"all {len(halls)}", "", *_cells(total(counts), halls), ""))
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    return ["  " + "  ".join(_set(row[n], width, n) for n, width in enumerate(widths)).rstrip() for row in rows]


def _set(text: str, width: int, place: int) -> str:
    return text.ljust(width) if place < 2 else text.rjust(width)


def _cells(each: Count, halls: list[Hall]) -> tuple[str, ...]:
    numbers = (each.back, each.fine, each.refused, each.busy, each.events, each.lost, each.doubled, each.disordered)
    return (
        f"{each.seated}/{each.wanted}", *(f"{number}" for number in numbers), f"{each.differing} of {each.compared}",
        spread(value for hall in halls for value in hall.times.waits()),
        spread(value for hall in halls for value in hall.times.deliveries()),
    )  # fmt: skip


def total(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def details(halls: list[Hall], every: Count, seconds: float) -> list[str]:
    """Return the lines above the table: who took part, what they did."""
    people = [person for hall in halls for person in hall.people]
    did = [person.did for person in people]
    where = "" if len(halls) == 1 else f" in {len(halls)} rooms"
    return [
        f"Rehearsal of {len(people)} participants{where}, {seconds:.0f} s",
        "  sides:     " + _counted(person.side for person in people),
        "  languages: " + _counted(person.lang for person in people),
        f"  cards {sum(d.cards for d in did)}, votes {sum(d.votes for d in did)}, wordings confirmed "
        f"{sum(d.confirmed for d in did)}, objections {sum(d.objected for d in did)}, solutions "
        f"{sum(d.solutions for d in did)}, answers about publishing {sum(d.consents for d in did)}",
        f"  receipts that are wrong {every.receipts}, commands without an answer {every.silent}, snapshots fetched "
        f"{every.fetched}, holes asked for again {every.holes}",
    ]


def verdict(halls: list[Hall], settled: list[Settled], every: Count) -> list[str]:
    """Return the lines below the table: what was wrong, and where."""
    clients = [client for hall in halls for client in hall.clients]
    lines = [
        f"  lost {every.lost}, doubled {every.doubled}, out of order {every.disordered}, phones that differ from the "
        f"server in the end {every.differing} of {every.compared}"
    ]
    if closes := Counter(code for client in clients for code in client.closes.elements()):
        lines.append("  came back after close code: " + _counted(str(code) for code in closes.elements()))
    if slow := _slowest(halls):
        lines.append(f"  slowest answers (p95 in ms, how many): {slow}")
    lines += _some("differing", (row for each in settled for row in each.rows))
    lines += _some("no last word", (each.unheard for each in settled if each.unheard))
    lines += _some("refused", (line for client in clients for line in client.outbox.refusals))
    lines += _some("shown out", (client.gone for client in clients if client.gone))
    lines += _some("went wrong", (line for hall in halls for line in hall.failures))
    return lines


def _slowest(halls: list[Hall]) -> str:
    names = {name for hall in halls for name in hall.times.answers}
    waits = {name: [took for hall in halls for took in hall.times.waits(name)] for name in names}
    late = sorted(((share(took, 0.95), name) for name, took in waits.items()), reverse=True)
    return ", ".join(f"{name} {p95 * 1000:.0f} ({len(waits[name])})" for p95, name in late[:4])


def _some(what: str, said: Iterable[str]) -> list[str]:
    counted = Counter(said)
    lines = [f"  {what}: {line}" + (f" (×{times})" if times > 1 else "") for line, times in counted.most_common(12)]
    return lines + ([f"  {what}: {len(counted) - 12} more of this kind"] if len(counted) > 12 else [])


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in Counter(values).most_common())
