"""A small run made in code, without a server: what a faultless evening leaves behind. Planted faults start from it."""

import hashlib
from typing import Any

from tests.chaos.checks.ballots import leaf
from tests.chaos.checks.showing import glimpse
from tests.chaos.record import (
    Bad,
    BallotRow,
    CardRow,
    Done,
    Evidence,
    Fetch,
    Heard,
    History,
    Link,
    Log,
    LogEvent,
    PollRow,
    Said,
    Shown,
    Since,
    Told,
)  # fmt: skip


class Play:
    """Rooms, clients and a database in a few dictionaries. Every step takes a hundredth of a second."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.evidence = Evidence([], {}, [], {}, {}, {}, {}, {}, [])
        self.revealed: set[str] = set()

    def tick(self) -> float:
        self.now += 0.01
        return self.now

    def room(self, stream: str) -> None:
        self.evidence.logs[stream] = Log(1, [LogEvent(1, "room.opened", {"room": [stream]}, self.tick())], began=1)

    def come(self, name: str, stream: str, audience: str = "participant", side: str = "resident") -> History:
        """Let a client in with a snapshot."""
        made = History(name, f"seat:{name}", stream, audience, side)
        self.evidence.histories.append(made)
        self.open(made, 1, None)
        self.show(made, 1, "socket")
        return made

    def open(self, who: History, link: int, since: int | None) -> None:
        who.entries += [Link(self.tick(), link, "open"), Since(self.tick(), link, since, 0)]

    def show(self, who: History, link: int, by: str) -> None:
        head, tables = self.evidence.logs[who.stream].head, self.tables(who.stream, who.audience)
        who.entries.append(Shown(self.tick(), link, head, 0, glimpse(tables), by))
        who.tables, who.seq = tables, head

    def fetch(self, who: History, link: int) -> None:
        """Come with nothing, be sent to HTTP."""
        self.open(who, link, None)
        who.entries.append(Fetch(self.tick(), link, self.evidence.logs[who.stream].head))
        self.show(who, link, "http")

    def back(self, who: History, link: int) -> None:
        """Come back after a broken line and be told what was missed."""
        self.open(who, link, who.seq)
        for event in self.evidence.logs[who.stream].events[who.seq or 0 :]:
            self.tell(who, link, event)

    def tables(self, stream: str, audience: str) -> dict[str, dict[str, Any]]:
        cards = {row.id: self.card(row, audience) for row in self.evidence.cards.values() if row.stream == stream}
        return {"room": {stream: {"id": stream}}, "cards": {key: row for key, row in cards.items() if row}}

    def card(self, row: CardRow, audience: str) -> dict[str, Any] | None:
        if row.state == "withdrawn":
            return None
        read = row.stream in self.revealed and (row.state == "shown" or audience == "facilitator")
        return {"id": row.id, "state": row.state, "text": row.text if read else None}

    def tell(self, who: History, link: int, event: LogEvent) -> None:
        """Deliver one event, with the rows as they are now."""
        rows = {key: self.card(self.evidence.cards[key], who.audience) for key in event.body.get("cards", [])}
        frame = {
            "seq": event.seq,
            "event": event.kind,
            "set": {"cards": {key: row and dict(row) for key, row in rows.items()}},
        }
        who.entries.append(Heard(self.tick(), link, frame))
        who.tables = {**who.tables, "cards": {**who.tables["cards"], **rows}}
        who.tables["cards"] = {key: row for key, row in who.tables["cards"].items() if row}
        who.seq = event.seq

    def happen(self, stream: str, kind: str, **body: list[str]) -> int:
        """Write an event and deliver it to everybody of the room."""
        log = self.evidence.logs[stream]
        log.head += 1
        event = LogEvent(log.head, kind, body, self.tick())
        log.events.append(event)
        for who in self.evidence.histories:
            if who.stream == stream:
                self.tell(who, self.link(who), event)
        return event.seq

    @staticmethod
    def link(who: History) -> int:
        return max(entry.link for entry in who.entries)

    def do(self, who: History, ref: str, do: str, kind: str = "", /, twice: bool = False, **data: Any) -> None:
        """Carry out one command on a card, or on the room, and answer it; `twice`: sent and answered twice."""
        link = self.link(who)
        who.entries.append(Said(self.tick(), link, ref, do, data))
        verb, card = do.partition(".")[2], data.get("card", f"c-{ref}")
        before = self.evidence.cards.get(card)
        text = data.get("text") or (before.text if before else "")
        state = {"withdraw": "withdrawn", "hide": "hidden"}.get(verb, "shown")
        if do.startswith("card."):
            self.evidence.cards[card] = CardRow(card, who.stream, text, state)
            self.evidence.homes[card] = who.stream
        cards = {"cards": [card]} if do.startswith("card.") else {}
        if do == "cards.reveal":
            self.revealed.add(who.stream)
            cards = {"cards": [row.id for row in self.evidence.cards.values() if row.stream == who.stream]}
            cards["activities"] = ["a"]
        seq = self.happen(who.stream, kind, **cards)
        answer = {"card": card} if verb == "add" else {}
        self.evidence.done.append(Done(who.actor, ref, who.stream, seq, answer))
        who.entries.append(Told(self.tick(), link, ref, seq, answer))
        if twice:
            who.entries += [Said(self.tick(), link, ref, do, data, "twice"), Told(self.tick(), link, ref, seq, answer)]

    def vote(self, who: History, ref: str, poll: str, answer: str, *, code: str = "") -> None:
        """Cast a ballot; with a code it is refused."""
        data = {"poll": poll, "choice": {"answer": answer}, "nonce": hashlib.md5(ref.encode()).hexdigest()}
        told = Told(self.tick() + 0.005, 1, ref, None if code else 0, {}, code)
        who.entries += [Said(self.now, self.link(who), ref, "ballot.cast", data), told]
        if not code:
            self.evidence.polls[poll].ballots.append(BallotRow(who.side, data["choice"], data["nonce"]))

    def close(self, who: History, ref: str, poll: str) -> None:
        """Close a poll: count it and publish its ballots."""
        self.do(who, ref, "poll.close", "poll.closed", poll=poll)
        count(self.evidence.polls[poll])


def count(row: PollRow) -> None:
    """Count and publish the ballots that are there."""
    row.closed = True
    row.published = [
        {"side": b.side, "choice": b.choice, "nonce": b.nonce, "leaf": leaf(row.id, b.side, b.choice, b.nonce)}
        for b in row.ballots
    ]
    said = [ballot.choice["answer"] for ballot in row.ballots]
    figures = {answer: said.count(answer) for answer in ("yes", "no", "abstain")}
    row.result = {"counts": {"resident": {**figures, "cast": len(said)}}, "suppressed": []}
    row.head = hashlib.sha256("".join(sorted(f"{b['leaf']}\n" for b in row.published)).encode()).hexdigest()


def evening() -> Evidence:
    """Two rooms; cards are written, changed, taken back, revealed and hidden; a line breaks; a vote is held."""
    play = Play()
    play.room("room:a")
    play.room("room:b")
    anna, bruno = play.come("anna", "room:a"), play.come("bruno", "room:a")
    caterina = play.come("caterina", "room:a", "facilitator", "")
    dina = play.come("dina", "room:b")
    play.do(anna, "r1", "card.add", "card.added", text="r1 il bus")
    play.do(bruno, "r2", "card.add", "card.added", text="r2 la scuola", twice=True)
    play.do(dina, "r3", "card.add", "card.added", text="r3 il parco")
    play.do(anna, "r4", "card.edit", "card.changed", card="c-r1", text="r4 il bus notturno")
    anna.entries.append(Said(play.tick(), 1, "r4", "card.edit", {"card": "c-r1", "text": "other"}, "other"))
    anna.entries.append(Told(play.tick(), 1, "r4", None, {}, "conflict", other=True))
    anna.entries.append(Bad(play.tick(), 1, "bad-1", "an unknown key"))
    anna.entries.append(Link(play.tick(), 1, "closed", 1006))
    away = play.evidence.histories.pop(0)
    play.do(caterina, "r5", "cards.reveal", "cards.revealed")
    play.do(bruno, "r6", "card.add", "card.added", text="r6 le panchine")
    play.evidence.histories.insert(0, away)
    play.back(anna, 2)
    play.do(caterina, "r7", "card.hide", "card.hidden", card="c-r2")
    play.do(bruno, "r8", "card.withdraw", "card.withdrawn", card="c-r6")
    play.fetch(dina, 2)
    play.evidence.polls["p"] = PollRow("p", "room:a", "double-majority", False, {}, "", [], [])
    play.do(caterina, "r9", "poll.open", "poll.opened", activity="a")
    play.vote(anna, "v1", "p", "yes")
    play.vote(bruno, "v2", "p", "no")
    play.close(caterina, "r10", "p")
    play.vote(bruno, "v3", "p", "yes", code="refused")
    found = play.evidence
    found.views = {
        (stream, audience): play.tables(stream, audience)
        for stream in found.logs
        for audience in ("participant", "facilitator")
    }
    found.texts = [row.text for row in found.cards.values()] + [row.ref for row in found.done]
    return found
