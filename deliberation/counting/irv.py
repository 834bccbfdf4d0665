"""Instant run-off: the one with the fewest first places goes, until somebody stands first on more than half."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class IrvResult:
    """`winner` is "" when nobody was ranked; `rounds` are {"votes": {candidate: ballots}, "out": […], "exhausted": n}.

    `out`: who was excluded, the first excluded first; `ties`: groups of whom the lot excluded one.
    """

    winner: str
    rounds: tuple[dict[str, object], ...]
    out: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...]


def count_irv(
    ballots: Iterable[tuple[int, Sequence[str]]], *, candidates: Sequence[str], draw: Sequence[str]
) -> IrvResult:
    """Count (how many alike, preferences). A tie for the last place looks back at earlier rounds, then the lot decides.

    All who stand first on no ballot go together, as no order among them could change anything.
    """
    if sorted(draw) != sorted(set(candidates)):
        raise ValueError("every candidate once in the draw")
    piles = [(alike, tuple(order)) for alike, order in ballots if alike]
    turn = {candidate: place for place, candidate in enumerate(draw)}
    left, out = list(candidates), list[str]()
    ties: list[tuple[str, ...]] = []
    rounds: list[dict[str, object]] = []
    history: list[dict[str, int]] = []
    while True:
        votes, exhausted = _first_places(piles, left)
        total = sum(votes.values())
        history.append(votes)
        leader = max(left, key=lambda c: (votes[c], -turn[c]), default="")
        if not total or 2 * votes[leader] > total or len(left) == 1:
            rounds.append({"votes": votes, "out": [], "exhausted": exhausted})
            return IrvResult(leader if total else "", tuple(rounds), tuple(out), tuple(ties))
        gone = [c for c in left if not votes[c]] or [_last(left, history, turn, ties)]
        rounds.append({"votes": votes, "out": gone, "exhausted": exhausted})
        out += gone
        left = [c for c in left if c not in gone]


def _first_places(piles: Sequence[tuple[int, Sequence[str]]], left: Sequence[str]) -> tuple[dict[str, int], int]:
    votes, exhausted = dict.fromkeys(left, 0), 0
    for alike, order in piles:
        first = next((candidate for candidate in order if candidate in votes), None)
        if first is None:
            exhausted += alike
        else:
            votes[first] += alike
    return votes, exhausted


def _last(left: list[str], history: list[dict[str, int]], turn: dict[str, int], ties: list[tuple[str, ...]]) -> str:
    tied = left
    for votes in reversed(history):
        fewest = min(votes[c] for c in tied)
        tied = [c for c in tied if votes[c] == fewest]
        if len(tied) == 1:
            return tied[0]
    ties.append(tuple(sorted(tied, key=turn.__getitem__)))
    return max(tied, key=turn.__getitem__)
