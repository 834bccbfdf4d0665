"""What may be published: small secret sides show no figures, and small cells are hidden beyond subtraction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from deliberation.counting.result import ChoiceResult, DotsResult, Result

SMALLEST = 5


def may_be_secret(eligible: int) -> bool:
    """A side votes secretly only when five or more are eligible; a smaller one votes openly and is told before."""
    return eligible >= SMALLEST


def secret_sides(eligible: Mapping[str, int], *, asking: Collection[str] = ("resident", "civil")) -> dict[str, bool]:
    """Side → whether its vote is secret. Sides not `asking` for secrecy (officials) vote openly at any size."""
    return {side: side in asking and may_be_secret(people) for side, people in eligible.items()}


def suppressed_sides(counts: Mapping[str, Mapping[str, int]], secret: Collection[str]) -> tuple[str, ...]:
    """Secret sides that ended with fewer than five ballots: of these only whether they carried is published."""
    return tuple(sorted(side for side, figures in counts.items() if side in secret and figures["cast"] < SMALLEST))


def published(result: Result, *, secret: Collection[str]) -> dict[str, object]:
    """The public form of a consent round or a double majority, as plain data; `secret`: sides that voted secretly."""
    hidden = suppressed_sides(result.counts, secret)
    return {
        "outcome": result.outcome,
        "carried": dict(result.carried),
        "quorate": _without(result.quorate, hidden),
        "counts": _without(result.counts, hidden),
        "missing": list(result.missing),
        "why": _without(result.why, hidden),
        "trace": _untold(result.trace, hidden),
        "suppressed": list(hidden),
    }


def published_dots(result: DotsResult, *, secret: Collection[str]) -> dict[str, object]:
    """The public form of a dot vote. With a hidden consenting side only the list stands: scores would tell its dots."""
    hidden = suppressed_sides(result.counts, secret)
    veiled = bool(set(hidden).intersection(result.consenting))
    return {
        "outcome": result.outcome,
        "order": list(result.shortlist if veiled else result.order),
        "shortlist": list(result.shortlist),
        "added": dict(result.added),
        "scores": {} if veiled else dict(result.scores),
        "totals": {option: _without(sides, hidden) for option, sides in result.totals.items()},
        "supporters": {option: _without(sides, hidden) for option, sides in result.supporters.items()},
        "quorate": _without(result.quorate, hidden),
        "counts": _without(result.counts, hidden),
        "missing": list(result.missing),
        "lots": [] if veiled else [list(tied) for tied in result.lots],
        "trace": _untold(result.trace, hidden),
        "suppressed": list(hidden),
    }


def published_choice(result: ChoiceResult, *, secret: Collection[str]) -> dict[str, object]:
    """The public form of a choice among options. With a hidden side only what was chosen stands."""
    hidden = suppressed_sides(result.counts, secret)
    veiled = bool(hidden)
    return {
        "outcome": result.outcome,
        "winners": list(result.winners),
        "order": [] if veiled else [list(tier) for tier in result.order],
        "consenting": list(result.consenting),
        "quorate": _without(result.quorate, hidden),
        "counts": _without(result.counts, hidden),
        "missing": list(result.missing),
        "details": {} if veiled else result.details,
        "lots": [] if veiled else [list(tied) for tied in result.lots],
        "trace": _untold(result.trace, hidden),
        "suppressed": list(hidden),
    }


def suppress(cells: Mapping[str, int], totals: Mapping[str, Sequence[str]]) -> dict[str, int | None]:
    """A table with None for what must not be shown. `totals`: cell that is a sum → the cells it sums.

    Hidden are: every cell under 5 (zeros too); then, as long as something hidden could be found by subtraction or the
    hidden parts of a shown total sum to less than 5, the smallest shown part of that total, at last the total itself.
    ValueError when a total is not the sum of its parts. Narrowing a hidden cell to a range is not prevented.
    """
    if any(cells[whole] != sum(cells[part] for part in parts) for whole, parts in totals.items()):
        raise ValueError("a total is not the sum of its parts")
    hidden = {cell for cell, people in cells.items() if people < SMALLEST}
    while weak := _weak(cells, totals, hidden):
        shown = [part for part in totals[weak] if part not in hidden]
        hidden.add(min(shown, key=lambda cell: (cells[cell], cell)) if shown else weak)
    return {cell: None if cell in hidden else people for cell, people in cells.items()}


def _weak(cells: Mapping[str, int], totals: Mapping[str, Sequence[str]], hidden: Collection[str]) -> str | None:
    """A total through which a hidden cell can be found, or nearly: one with something left to hide."""
    for whole, parts in totals.items():
        veiled = [part for part in parts if part in hidden]
        if whole not in hidden and veiled and sum(cells[part] for part in veiled) < SMALLEST:
            return whole
    known = _solved(totals, hidden)
    if not known:
        return None
    lines = {whole: {whole, *parts} for whole, parts in totals.items()}
    left = [whole for whole, line in lines.items() if not line <= set(hidden)]
    # A line of the known cell itself protects best, and the one with the fewest hidden cells first.
    return min(left, key=lambda whole: (not known & lines[whole], len(lines[whole] & set(hidden))), default=None)


def _solved(totals: Mapping[str, Sequence[str]], hidden: Collection[str]) -> set[str]:
    """Hidden cells that the shown ones determine: alone in a row of the reduced system of "parts - total = 0"."""
    unknown = sorted(hidden)
    rows = [[Fraction((cell in parts) - (cell == whole)) for cell in unknown] for whole, parts in totals.items()]
    done: list[list[Fraction]] = []
    for column in range(len(unknown)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [figure / pivot[column] for figure in pivot]
        rows = [_minus(row, pivot, column) for row in rows]
        done = [*(_minus(row, pivot, column) for row in done), pivot]
    return {unknown[row.index(Fraction(1))] for row in done if sum(map(bool, row)) == 1}


def _minus(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [figure - row[column] * leading for figure, leading in zip(row, pivot, strict=True)]


def _without(figures: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    return {side: figure for side, figure in figures.items() if side not in hidden}


def _untold(trace: Iterable[Mapping[str, Any]], hidden: Collection[str]) -> list[dict[str, Any]]:
    """The steps that speak of no hidden side."""
    return [dict(step) for step in trace if not set(hidden).intersection(step.get("sides", ()))]
