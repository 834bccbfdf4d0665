"""Ballots: acknowledged means counted, counted means acknowledged in time, and the result follows from the ballots."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.chaos.checks.said import Talk, talks
from tests.chaos.findings import DOUBLE, LATE, RECEIPT, TALLY, UNDONE, Finding
from tests.chaos.record import Evidence, PollRow


@dataclass
class Cast:
    """One ballot that somebody sent, perhaps several times."""

    voter: str
    side: str
    leaf: str
    talk: Talk


def check(evidence: Evidence) -> Iterator[Finding]:
    sides = {history.actor: history.side for history in evidence.histories}
    casts: dict[str, list[Cast]] = defaultdict(list)
    closings: dict[str, float] = {}
    for (actor, _ref), talk in talks(evidence).items():
        poll = talk.attempts[0].data.get("poll", "") if talk.attempts else ""
        if talk.do == "ballot.cast":
            data = talk.attempts[0].data
            casts[poll].append(Cast(actor, sides[actor], leaf(poll, sides[actor], data["choice"], data["nonce"]), talk))
        elif talk.do == "poll.close" and talk.accepted:
            closings[poll] = talk.accepted[0].at
    for poll in evidence.polls.values():
        if poll.closed:
            yield from _tally(poll)
            yield from _counted(poll, casts[poll.id])
            yield from _in_time(poll, casts[poll.id], closings.get(poll.id))


def leaf(poll: str, side: str, choice: object, nonce: str) -> str:
    """Compute a receipt, by the layout that docs/deciding.md gives."""
    text = json.dumps(choice, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{poll}\n{side}\n{text}\n{nonce}".encode()).hexdigest()


def _leaves(poll: PollRow) -> list[tuple[str, str]]:
    return [(each.side, leaf(poll.id, each.side, each.choice, each.nonce)) for each in poll.ballots]


def _tally(poll: PollRow) -> Iterator[Finding]:
    leaves = sorted(each for _side, each in _leaves(poll))
    if hashlib.sha256("".join(f"{each}\n" for each in leaves).encode()).hexdigest() != poll.head:
        yield Finding(TALLY, poll.id, "the head is not that of the ballots")
    counts = poll.result["counts"]
    for side, told in counts.items():
        choices = [each.choice for each in poll.ballots if each.side == side]
        found = Counter(choice["answer"] for choice in choices if "answer" in choice)
        figures = {"cast": len(choices)} | {key: found[key] for key in ("yes", "no", "abstain") if key in told}
        if {key: told[key] for key in figures} != figures:
            yield Finding(TALLY, poll.id, f"{side} is counted as {told}, and the ballots say {figures}")
        for option, totals in poll.result.get("totals", {}).items():
            dots = sum(choice.get(option, 0) for choice in choices)
            if totals.get(side, 0) != dots:
                yield Finding(TALLY, poll.id, f"option {option} got {dots} dots of {side}, told are {totals}")


def _counted(poll: PollRow, casts: list[Cast]) -> Iterator[Finding]:
    published = {each["leaf"] for each in poll.published}
    held_back = set(poll.result.get("suppressed", ()))
    there = published | {each for side, each in _leaves(poll) if side in held_back}
    voters: dict[str, list[Cast]] = defaultdict(list)
    for cast in casts:
        voters[cast.voter].append(cast)
    counted = Counter(side for side, _leaf in _leaves(poll))
    sure = {voter: own for voter, own in voters.items() if any(cast.talk.accepted for cast in own)}
    people = Counter(own[0].side for own in sure.values())
    for side in people:
        if people[side] > counted[side]:
            yield Finding(LATE, poll.id, f"{people[side]} of {side} have a receipt, {counted[side]} were counted")
    for voter, own in sure.items():
        if people[own[0].side] <= counted[own[0].side] and not there & _last(own):
            yield Finding(RECEIPT, voter, f"has a receipt of poll {poll.id} that is not among its ballots")
    yield from _once(poll, voters)


def _last(own: list[Cast]) -> set[str]:
    """Return the receipts that may stand at the end: the last one, and those sent on a line that broke."""
    accepted = [cast for cast in own if cast.talk.accepted]
    last = max(accepted, key=lambda cast: cast.talk.accepted[-1].at)
    return {last.leaf} | {cast.leaf for cast in own if cast.talk.open_ended}


def _once(poll: PollRow, voters: dict[str, list[Cast]]) -> Iterator[Finding]:
    whose = {cast.leaf: cast for own in voters.values() for cast in own}
    seen: Counter[str] = Counter()
    for side, each in _leaves(poll):
        cast = whose.get(each)
        if cast is None:
            yield Finding(TALLY, poll.id, f"a ballot of {side} was cast by nobody")
            continue
        seen[cast.voter] += 1
        if seen[cast.voter] == 2:
            yield Finding(DOUBLE, cast.voter, f"has two ballots in poll {poll.id}")
        if not cast.talk.accepted and not cast.talk.open_ended:
            yield Finding(UNDONE, cast.voter, f"was refused in poll {poll.id} and is counted")


def _in_time(poll: PollRow, casts: list[Cast], closed: float | None) -> Iterator[Finding]:
    counted = {each for _side, each in _leaves(poll)}
    for cast in casts if closed is not None else ():
        if cast.talk.attempts[0].at > closed and (cast.talk.accepted or cast.leaf in counted):
            yield Finding(LATE, cast.voter, f"voted in poll {poll.id} after its closing was acknowledged")
