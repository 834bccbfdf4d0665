"""Answers: what was acknowledged is in the database, and whoever asks again under the same ref hears the same."""

from collections.abc import Iterator

from tests.chaos.checks.log import missing
from tests.chaos.checks.said import Talk, talks
from tests.chaos.findings import CONFLICT, LOST, RETRY, UNDONE, Finding
from tests.chaos.record import Done, Evidence

FINAL = {"refused", "invalid", "missing", "conflict"}  # `busy` is no answer: ask again


def check(evidence: Evidence) -> Iterator[Finding]:
    done = {(row.actor, row.ref): row for row in evidence.done}
    for key, talk in talks(evidence).items():
        if talk.secret:
            continue
        row = done.get(key)
        yield from _kept(talk, row)
        yield from _same(talk, row)
        yield from _told_apart(talk)
        if row and not talk.accepted and not talk.open_ended and all(each.code in FINAL for each in talk.answers):
            yield Finding(UNDONE, talk.who, f"{talk.do} {row.ref} was refused each time, and stands in the log")
    yield from _promised(evidence)


def _kept(talk: Talk, row: Done | None) -> Iterator[Finding]:
    if talk.accepted and row is None:
        first = talk.accepted[0]
        yield Finding(LOST, talk.who, f"{talk.do} {first.ref} was acknowledged as {first.ok} and is not there")


def _same(talk: Talk, row: Done | None) -> Iterator[Finding]:
    kept = talk.accepted
    answers = [(each.ok, each.data) for each in kept] + ([(row.seq, row.data)] if row and kept else [])
    if any(each != answers[0] for each in answers[1:]):
        yield Finding(RETRY, talk.who, f"{talk.do} {kept[0].ref} was answered in different ways: {answers}")
    if any(each.code == "conflict" for each in talk.answers):
        yield Finding(RETRY, talk.who, f"{talk.do} {talk.attempts[0].ref} said the same, and was told `conflict`")
    if not kept:
        return
    # Whoever asks again after an acknowledgement hears it again, or `busy`.
    after = talk.answers[talk.answers.index(kept[0]) :]
    late = [each for each in after if each.code in FINAL - {"conflict"}]
    if late:
        yield Finding(RETRY, talk.who, f"{talk.do} {late[0].ref} was acknowledged and then told `{late[0].code}`")


def _told_apart(talk: Talk) -> Iterator[Finding]:
    for each in talk.probes:
        if each.code not in {"conflict", "busy"}:
            yield Finding(CONFLICT, talk.who, f"{each.ref} came with another content and was told {each.code or 'ok'}")


def _promised(evidence: Evidence) -> Iterator[Finding]:
    """Every stored answer that names a number has its event, and no two have the same."""
    seen: dict[tuple[str, int], str] = {}
    numbers = {stream: {event.seq for event in log.events} for stream, log in evidence.logs.items()}
    explained = {stream: set(missing(log)) for stream, log in evidence.logs.items()}
    for row in evidence.done:
        if row.stream not in numbers or not row.seq:
            continue
        place = (row.stream, row.seq)
        if row.seq not in numbers[row.stream] | explained[row.stream]:
            yield Finding(LOST, row.actor, f"{row.ref} was answered with {row.seq}, which is not in the log")
        if place in seen:
            yield Finding(LOST, row.actor, f"{row.ref} and {seen[place]} were both answered with {row.seq}")
        seen[place] = row.ref
