"""Effects: every command acted once, nothing acted that nobody sent, and the rows are what the commands made."""

from collections.abc import Iterator

from tests.chaos.checks.said import Key, Talk, talks
from tests.chaos.findings import DOUBLE, LOST, PHANTOM, Finding
from tests.chaos.record import Done, Evidence

FOLLOWED = ("process.", "charter.")  # what happened to the process is told in its rooms too, under a number of theirs


def check(evidence: Evidence) -> Iterator[Finding]:
    spoken = talks(evidence)
    yield from _once(evidence)
    yield from _sent(evidence, spoken)
    yield from _rows(evidence, spoken)


def _once(evidence: Evidence) -> Iterator[Finding]:
    answered = {(row.stream, row.seq) for row in evidence.done}
    told = set()
    for stream, log in evidence.logs.items():
        for event in log.events:
            own = event.seq > log.began and not event.kind.startswith(FOLLOWED)
            if own and (stream, event.seq) not in answered:
                told.update(event.body.get("cards", ()))
                yield Finding(DOUBLE, stream, f"event {event.seq}, {event.kind}, is no command's first effect")
    made = {row.data["card"] for row in evidence.done if "card" in row.data}
    for card in evidence.cards.values():
        if card.id not in made | told:
            yield Finding(DOUBLE, card.stream, f"card {card.id} was made by no command that has an answer")


def _sent(evidence: Evidence, spoken: dict[Key, Talk]) -> Iterator[Finding]:
    ours = {history.actor for history in evidence.histories if history.actor}
    for row in evidence.done:
        log = evidence.logs.get(row.stream)
        if log and row.actor in ours and row.seq > log.began and (row.actor, row.ref) not in spoken:
            yield Finding(PHANTOM, row.actor, f"{row.ref} was carried out and never sent")


def _rows(evidence: Evidence, spoken: dict[Key, Talk]) -> Iterator[Finding]:
    """Carry the commands out again, in the order of their numbers, and compare the cards."""
    wanted: dict[str, tuple[str, str]] = {}  # card → (text, state)
    for row in sorted(evidence.done, key=lambda row: (row.stream, row.seq)):
        talk = spoken.get((row.actor, row.ref))
        if talk and talk.attempts and talk.do.startswith("card."):
            _apply(wanted, talk, row)
    for card, (text, state) in wanted.items():
        there = evidence.cards.get(card)
        if there is None:
            yield Finding(LOST, card, "the card was acknowledged and is not there")
        elif (there.text, there.state) != (text, state):
            yield Finding(LOST, card, f"is {there.state} {there.text!r}; acknowledged was {state} {text!r}")


def _apply(wanted: dict[str, tuple[str, str]], talk: Talk, row: Done) -> None:
    data = talk.attempts[0].data
    card = row.data.get("card") or data.get("card", "")
    text, state = wanted.get(card, ("", ""))
    verb = talk.do.partition(".")[2]
    if verb in {"add", "enter"}:
        wanted[card] = (data["text"], "shown")
    elif verb == "edit":
        wanted[card] = (data["text"], state)
    elif verb in {"withdraw", "hide", "show"}:
        wanted[card] = (text, {"withdraw": "withdrawn", "hide": "hidden", "show": "shown"}[verb])
