"""Reads a Yjs update before any library does: plain text in known fields passes, everything else is refused.

An update of the first format: for each client its items in order, then the ranges that were deleted. An item names the
item to its left or right, or the root it begins. Lengths and clocks count UTF-16 units. What an update claims is
compared here with what is known, so that no library ever has to reserve memory for, or wait for, what a stranger says.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from realtime.coediting.varints import Reader

GC, DELETED, STRING, SKIP = 0, 1, 4, 10  # kinds of items: forgotten, deleted, text, a hole
KIND, LEFT, RIGHT, KEYED = 0x1F, 0x80, 0x40, 0x20  # bits of the first byte of an item
MOST_CLOCK = 2**31 - 1  # units that one client may ever write
Id = tuple[int, int]  # (client, clock)


class Unfit(ValueError):
    """No update that could be taken: not readable, or more than text in known fields."""


class Gap(ValueError):
    """The update builds on something that is not here."""


class Item(NamedTuple):
    """What one client put in: units from `start` to before `end`; it begins a field, or names its neighbours."""

    client: int
    start: int
    end: int
    field: str | None
    left: Id | None
    right: Id | None


@dataclass
class Update:
    """`ends`: client → the clock after its last item; `starts`: before its first; `added`: UTF-16 units of text."""

    starts: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    needs: list[Id] = field(default_factory=list)  # items and ends of deleted ranges that must be known
    items: list[Item] = field(default_factory=list)
    added: int = 0
    cuts: list[Id] = field(default_factory=list)  # units before which something is put in or a deleted range ends
    halves: set[Id] = field(default_factory=set)  # units that are the second half of a sign: no cut may be there

    def new(self, known: Mapping[int, int]) -> dict[int, int]:
        """Return the clients who have written something that is not known yet, with their new ends."""
        return {client: end for client, end in self.ends.items() if end > known.get(client, 0)}

    def follows(self, known: Mapping[int, int]) -> bool:
        """Say whether no client's items build on new items of another: then there can be no circle."""
        return len(self.new(known)) < 2

    def check(self, known: Mapping[int, int], halves: Collection[Id]) -> None:
        """Raise Gap unless everything it builds on is known or in it. `known`: client → the clock after its last.

        Raise Unfit where it would cut a sign (an emoji is two units) in halves: libraries do not agree what is left.
        """
        cuts = [*self.cuts, *((client, known[client]) for client in self.ends if client in known)]
        if any(cut in halves or cut in self.halves for cut in cuts):
            raise Unfit("half a sign")
        if any(start > known.get(client, 0) for client, start in self.starts.items()):
            raise Gap
        for client, clock in self.needs:
            if clock >= known.get(client, 0) and clock >= self.ends.get(client, 0):
                raise Gap


def read_update(data: bytes, fields: Collection[str]) -> Update:
    """Read an update that touches these fields only; raises Unfit."""
    try:
        found = Update()
        reader = Reader(data)
        for _client in range(reader.number()):
            _read_items(reader, found, fields)
        _read_deleted(reader, found)
        if not reader.ended:
            raise Unfit("more than an update")
    except ValueError as error:
        raise Unfit(str(error)) from None
    return found


def _read_items(reader: Reader, found: Update, fields: Collection[str]) -> None:
    count, client, clock = reader.number(), reader.number(), reader.number()
    if client in found.ends or not count:
        raise Unfit("a client twice, or without items")
    found.starts[client] = clock
    for _item in range(count):
        clock = _read_item(reader, found, fields, (client, clock))
        if clock > MOST_CLOCK:
            raise Unfit("too long")
    found.ends[client] = clock


def _read_item(reader: Reader, found: Update, fields: Collection[str], own: Id) -> int:
    """Return the client's clock after the item."""
    info = reader.byte()
    kind = info & KIND
    if kind == GC:
        return own[1] + _length(reader.number())
    if kind not in (STRING, DELETED):  # holes, formats, embedded things, maps, other types
        raise Unfit("not text")
    left = _read_need(reader, found, own, 1) if info & LEFT else None
    right = _read_need(reader, found, own, 0) if info & RIGHT else None
    name = None if info & (LEFT | RIGHT) else _read_field(reader, fields)
    if name is not None and info & KEYED:
        raise Unfit("not in a field")
    if kind == DELETED:
        units = reader.number()
    else:
        text = reader.string()
        units = len(text) if text.isascii() else _mark_halves(text, found, own)
        found.added += units
    found.items.append(Item(*own, own[1] + _length(units), name, left, right))
    return own[1] + units


def _read_field(reader: Reader, fields: Collection[str]) -> str:
    if reader.number() != 1 or (name := reader.string()) not in fields:
        raise Unfit("not in a field")
    return name


def _read_need(reader: Reader, found: Update, own: Id, after: int) -> Id:
    need = reader.number(), reader.number()
    if need[0] == own[0] and need[1] >= own[1]:
        raise Unfit("it waits for itself")
    found.needs.append(need)
    found.cuts.append((need[0], need[1] + after))
    return need


def _mark_halves(text: str, found: Update, own: Id) -> int:
    client, clock = own
    for sign in text:
        clock += 1
        if sign > "\uffff":
            found.halves.add((client, clock))
            clock += 1
    return clock - own[1]


def _read_deleted(reader: Reader, found: Update) -> None:
    for _client in range(reader.number()):
        client = reader.number()
        for _range in range(reader.number()):
            clock = reader.number()
            end = clock + _length(reader.number())
            found.needs.append((client, end - 1))
            found.cuts += [(client, clock), (client, end)]


def _length(value: int) -> int:
    if not 0 < value <= MOST_CLOCK:
        raise Unfit("an empty item")
    return value


def read_state(data: bytes) -> dict[int, int]:
    """Read a state vector: client → the clock after its last item; raises Unfit."""
    try:
        reader = Reader(data)
        found = {reader.number(): reader.number() for _client in range(reader.number())}
        if not reader.ended or any(clock > MOST_CLOCK for clock in found.values()):
            raise Unfit("no state")
    except ValueError as error:
        raise Unfit(str(error)) from None
    return found
