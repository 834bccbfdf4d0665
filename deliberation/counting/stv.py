"""R7, the single transferable vote as Scotland counts it: the weighted inclusive Gregory method, five decimals.

The Scottish Local Government Elections Order 2007, rules 45 to 52. Values are integers in units of 0.00001 vote, so
that nothing is rounded but where the Order says so (transfer values are cut after the fifth decimal).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ONE = 100_000  # a whole vote

Papers = list[tuple[int, int, tuple[str, ...]]]  # how many alike, the value of each, preferences still to come


@dataclass(frozen=True)
class StvResult:
    """`elected` in the order of their election; `votes`: of every elected at the end; `ties`: groups the lot decided.

    `rounds` are plain dicts {"act", "who", "votes": {candidate: units}, "elected": […]}; votes are in units of 0.00001.
    """

    elected: tuple[str, ...]
    votes: dict[str, int]
    quota: int
    rounds: tuple[dict[str, object], ...]
    ties: tuple[tuple[str, ...], ...]
    out: tuple[str, ...] = field(default=())  # excluded, the first excluded first


def decimals(units: int) -> str:
    """Return units of 0.00001 as text with five decimals."""
    return f"{units // ONE}.{units % ONE:05d}"


def count_stv(
    ballots: Iterable[tuple[int, Sequence[str]]], *, candidates: Sequence[str], seats: int, draw: Sequence[str]
) -> StvResult:
    """Count (how many alike, preferences) for `seats`; `draw`: all candidates, in the order of the lot.

    A tie looks back to the latest stage at which those tied were apart; without one the lot decides: of two surpluses
    the candidate drawn first goes first, of two lowest the one drawn last is excluded. ValueError for no seat.
    """
    if seats < 1 or sorted(draw) != sorted(set(candidates)):
        raise ValueError("at least one seat, and every candidate once in the draw")
    count = _Count(list(candidates), seats, list(draw))
    return count.run(ballots)


class _Count:
    def __init__(self, candidates: list[str], seats: int, draw: list[str]):
        self.turn = {candidate: place for place, candidate in enumerate(draw)}
        self.seats = seats
        self.papers: dict[str, Papers] = {candidate: [] for candidate in candidates}
        self.votes = dict.fromkeys(candidates, 0)
        self.hopeful = list(candidates)
        self.elected: list[str] = []
        self.surplus: list[str] = []  # elected, the surplus not yet passed on
        self.out: list[str] = []
        self.stages: list[dict[str, int]] = []
        self.rounds: list[dict[str, object]] = []
        self.ties: list[tuple[str, ...]] = []
        self.quota = 0

    def run(self, ballots: Iterable[tuple[int, Sequence[str]]]) -> StvResult:
        papers: Papers = [(alike, ONE, tuple(order)) for alike, order in ballots if order and alike]
        valid = sum(alike for alike, _value, _order in papers)
        self.quota = (valid // (self.seats + 1) + 1) * ONE
        self._hand_out(papers)
        self._end_of_stage("first preferences", "")
        while len(self.elected) < self.seats and self.hopeful:
            if len(self.hopeful) <= self.seats - len(self.elected):
                self._elect(self._by_votes(self.hopeful))
                self._tell("remaining", "")
            elif self.surplus:
                self._pass_surplus()
            else:
                self._exclude()
        votes = {candidate: self.votes[candidate] for candidate in self.elected}
        return StvResult(tuple(self.elected), votes, self.quota, tuple(self.rounds), tuple(self.ties), tuple(self.out))

    def _pass_surplus(self) -> None:
        who = self._first(self.surplus, max)
        self.surplus.remove(who)
        votes, over = self.votes[who], self.votes[who] - self.quota
        papers = [(alike, over * value // votes, order) for alike, value, order in self.papers[who]]
        self.papers[who], self.votes[who] = [], self.quota
        self._hand_out(papers)
        self._end_of_stage("surplus", who)

    def _exclude(self) -> None:
        who = self._first(self.hopeful, min)
        self.hopeful.remove(who)
        self.out.append(who)
        papers, self.papers[who], self.votes[who] = self.papers[who], [], 0
        self._hand_out(papers)
        self._end_of_stage("excluded", who)

    def _hand_out(self, papers: Papers) -> None:
        standing = set(self.hopeful)
        for alike, value, order in papers:
            place = next((n for n, candidate in enumerate(order) if candidate in standing), None)
            if place is None or not value:
                continue
            self.papers[order[place]].append((alike, value, order[place + 1 :]))
            self.votes[order[place]] += alike * value

    def _end_of_stage(self, act: str, who: str) -> None:
        self.stages.append(dict(self.votes))
        self._elect(self._by_votes([c for c in self.hopeful if self.votes[c] >= self.quota]))
        self._tell(act, who)

    def _elect(self, candidates: list[str]) -> None:
        for candidate in candidates:
            self.hopeful.remove(candidate)
            self.elected.append(candidate)
            if self.votes[candidate] > self.quota:
                self.surplus.append(candidate)

    def _by_votes(self, candidates: list[str]) -> list[str]:
        return sorted(candidates, key=lambda c: (-self.votes[c], self.turn[c]))

    def _first(self, candidates: list[str], best: Callable[..., int]) -> str:
        """Return whose turn it is: the largest or the smallest; a tie looks back, then the lot decides."""
        tied = list(candidates)
        for stage in [self.votes, *reversed(self.stages)]:
            wanted = best(stage[c] for c in tied)
            tied = [c for c in tied if stage[c] == wanted]
            if len(tied) == 1:
                return tied[0]
        self.ties.append(tuple(sorted(tied, key=self.turn.__getitem__)))
        return min(tied, key=self.turn.__getitem__) if best is max else max(tied, key=self.turn.__getitem__)

    def _tell(self, act: str, who: str) -> None:
        shown: Mapping[str, int] = {c: v for c, v in self.votes.items() if c not in self.out}
        self.rounds.append({"act": act, "who": who, "votes": dict(shown), "elected": list(self.elected)})
