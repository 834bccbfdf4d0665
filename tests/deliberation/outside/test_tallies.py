"""Known elections that are no files of ours: textbook orders, tallies of grades, a spreadsheet of cast votes."""

import xml.etree.ElementTree as ElementTree
import zipfile
from itertools import groupby
from typing import Any

import pytest

from deliberation.counting.grades import graded_order, lower_median
from deliberation.counting.irv import count_irv
from deliberation.counting.rankings import beats_everybody, duels
from deliberation.counting.schulze import schulze_order, strongest_paths
from tests.deliberation.outside.test_cases import ALL, CASES, HERE

pytestmark = pytest.mark.skipif(not HERE, reason=f"the reference cases are not in {CASES}")


def of(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in ALL if case["kind"] == kind and "inline" in case]


@pytest.mark.parametrize("case", of("ranked"))
def test_textbook_orders_give_the_published_duels_winners_and_rounds(case):
    ballots, want = case["inline"]["ballots"], case["expected"]
    options = list(want["pairwise"])
    sums = duels([(n, [[option] for option in order]) for n, order in ballots], options)
    assert sums == {a: {b: n for b, n in row.items() if a != b} for a, row in want["pairwise"].items()}
    order = schulze_order(sums)
    assert list(order[0]) == want["schulze_winner"]
    assert [list(tier) for tier in order] == want.get("schulze_ranking", [list(tier) for tier in order])
    if "path_strengths_wv" in want:
        paths = strongest_paths(sums)
        strengths = want["path_strengths_wv"]
        assert paths == {a: {b: n for b, n in row.items() if a != b} for a, row in strengths.items()}
    assert ([beats_everybody(sums)] if beats_everybody(sums) else []) == want["condorcet_winner"]
    found = count_irv(ballots, candidates=options, draw=options)
    assert [found.winner] == want["irv_possible_winners"]
    assert [each["votes"] for each in found.rounds] == want.get("irv_rounds", [each["votes"] for each in found.rounds])


def filled(inline: dict[str, Any]) -> dict[str, list[int]]:
    """Give every proposal equally many grades, as the case says how: missing ones are of one grade, or scaled up."""
    tallies = {str(n): list(tally) for n, tally in enumerate(inline["tallies"])}
    if inline.get("mode") == "StaticDefault":
        for tally in tallies.values():
            tally[inline["default"]] += inline["participants"] - sum(tally)
    if inline.get("mode") == "Normalized":
        together = 1
        for tally in tallies.values():
            together *= sum(tally)
        tallies = {name: [n * together // sum(tally) for n in tally] for name, tally in tallies.items()}
    return tallies


@pytest.mark.parametrize("case", of("majority-judgment-tally"))
def test_tallies_of_grades_give_the_published_ranks(case):
    order = graded_order(filled(case["inline"]))
    place, ranks = 1, {}
    for tier in order:
        ranks |= dict.fromkeys(tier, place)
        place += len(tier)
    assert [ranks[str(n)] for n in range(len(ranks))] == case["expected"]["ranks"]


def test_the_better_lower_median_stands_before():
    assert [lower_median(profile) for profile in ([1, 1], [1, 2], [0, 2, 2, 0])] == [0, 1, 1]


def sheet(path: Any) -> list[dict[str, str]]:
    """Read the rows of a spreadsheet as {column: text}; only what this one needs."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        words = ["".join(t.text or "" for t in each.iter(f"{space}t")) for each in shared]
        rows = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{space}row")
        return [
            {
                "".join(filter(str.isalpha, cell.get("r", ""))): _value(cell, words, space)
                for cell in row
            }
            for row in rows
        ]  # fmt: skip


def _value(cell: Any, words: list[str], space: str) -> str:
    value = cell.findtext(f"{space}v") or ""
    return words[int(value)].strip() if cell.get("t") == "s" else value


def ranked(cells: list[str]) -> list[str]:
    """Return what a ballot with skipped ranks and overvotes says: it ends at an overvote or at two ranks skipped."""
    said: list[str] = []
    for word, run in groupby(cells):
        if word == "overvote" or (word == "undervote" and len(list(run)) > 1):
            break
        if word != "undervote" and word not in said:
            said.append(word)
    return said


def test_a_spreadsheet_of_cast_votes_with_overvotes_gives_the_reference_count():
    case = next(each for each in ALL if each["kind"] == "irv-with-overvotes")
    rows = sheet(CASES / case["file"])[1:]
    columns = [chr(n) for n in range(ord("D"), ord("R") + 1)]
    candidates = [name for name in case["expected"]["first"] if name != "Undeclared Write-ins"]
    ballots = [(1, [w for w in ranked([row.get(c, "") for c in columns]) if w in candidates]) for row in rows]
    found = count_irv(ballots, candidates=candidates, draw=candidates)
    first = {name: int(n) for name, n in case["expected"]["first"].items() if name in candidates}
    last = {name: int(n) for name, n in case["expected"]["last"].items()}
    assert found.rounds[0]["votes"] == first
    assert ([found.winner], found.rounds[-1]["votes"]) == (case["expected"]["winner"], last)
