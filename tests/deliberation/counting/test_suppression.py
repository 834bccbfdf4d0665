"""What may be published: nothing of a small secret side but whether it carried, and no small cell by subtraction."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import (
    ConsentTally,
    Tally,
    count_consent,
    count_dots,
    count_double_majority,
    may_be_secret,
    published,
    published_dots,
    secret_sides,
    suppress,
    suppressed_sides,
)


def test_a_side_votes_secretly_from_five_eligible_people_on():
    assert [may_be_secret(eligible) for eligible in (0, 1, 4, 5, 6)] == [False, False, False, True, True]


def test_officials_vote_openly_at_any_size():
    assert secret_sides({"resident": 40, "official": 30, "civil": 4}) == {
        "resident": True,
        "official": False,
        "civil": False,
    }


def test_a_secret_side_with_fewer_than_five_ballots_is_suppressed_an_open_one_is_not():
    counts = {"resident": {"cast": 4}, "official": {"cast": 2}, "civil": {"cast": 5}}
    assert suppressed_sides(counts, {"resident", "civil"}) == ("resident",)


def small_vote():
    return count_double_majority({"resident": Tally(6, 3, 0, 1), "official": Tally(3, 1, 2, 0)}, statute=True)


def test_of_a_small_secret_side_only_whether_it_carried_is_published():
    assert published(small_vote(), secret={"resident"}) == {
        "outcome": "supported",
        "carried": {"resident": True, "official": False},
        "quorate": {"official": True},
        "counts": {"official": {"yes": 1, "no": 2, "abstain": 0, "cast": 3, "eligible": 3}},
        "missing": ["official"],
        "why": {"official": "no"},
        "trace": [
            {"step": "quorum", "sides": ["official"], "cast": 3, "eligible": 3, "needed": 3, "met": True},
            {"step": "majority", "sides": ["official"], "yes": 1, "no": 2, "met": False},
            {"step": "support", "sides": ["official"], "yes": 1, "needed": 1, "met": True},
            {"step": "outcome", "outcome": "supported", "missing": ["official"]},
        ],
        "suppressed": ["resident"],
    }


def test_five_secret_ballots_are_published_whole():
    result = count_double_majority({"resident": Tally(6, 3, 1, 1), "official": Tally(3, 1, 2, 0)})
    shown = published(result, secret={"resident"})
    assert (shown["counts"], shown["suppressed"], shown["trace"]) == (result.counts, [], list(result.trace))


def test_a_small_secret_side_in_a_consent_round_shows_no_figure_either():
    result = count_consent({"resident": ConsentTally(6, 2, 1, 0, 1), "official": ConsentTally(1, 1)})
    shown = published(result, secret={"resident"})
    assert (shown["carried"]["resident"], "resident" in json.dumps([shown["counts"], shown["why"]])) == (False, False)


def small_dots():
    ballots = [("resident", {"a": 2, "b": 1})] * 3 + [("official", {"c": 2})]
    roll = {"resident": 5, "official": 1}
    return count_dots(ballots, options="abcde", eligible=roll, shortlist=2, draw="abcde")


def test_of_a_dot_vote_with_a_small_secret_side_only_the_list_and_the_open_dots_stand():
    shown = published_dots(small_dots(), secret={"resident"})
    assert shown == {
        "outcome": "shortlist",
        "order": ["a", "b", "c"],
        "shortlist": ["a", "b", "c"],
        "added": {"official": "c"},
        "scores": {},
        "totals": {**{option: {"official": 0} for option in "abde"}, "c": {"official": 2}},
        "supporters": {**{option: {"official": 0} for option in "abde"}, "c": {"official": 1}},
        "quorate": {"official": True},
        "counts": {"official": {"cast": 1, "eligible": 1, "dots": 2}},
        "missing": [],
        "lots": [],
        "trace": [
            {"step": "quorum", "sides": ["official"], "cast": 1, "eligible": 1, "needed": 1, "met": True},
            {"step": "added", "by": "official", "option": "c"},
            {"step": "outcome", "outcome": "shortlist", "shortlist": ["a", "b", "c"]},
        ],
        "suppressed": ["resident"],
    }


def test_a_dot_vote_without_a_small_secret_side_is_published_whole():
    result = small_dots()
    shown = published_dots(result, secret=set())
    assert (shown["totals"], shown["order"], shown["scores"]) == (result.totals, list(result.order), result.scores)


def test_a_small_advising_side_hides_its_own_dots_only():
    ballots = [("resident", {"a": 2})] * 5 + [("civil", {"b": 1})]
    roll = {"resident": 5, "official": 0, "civil": 5}
    result = count_dots(ballots, options="abcde", eligible=roll, shortlist=1, draw="abcde")
    shown = published_dots(result, secret={"resident", "civil"})
    assert (shown["totals"]["b"], shown["order"], shown["suppressed"]) == (
        {"resident": 0, "official": 0},
        list("abcde"),
        ["civil"],
    )


def test_a_row_with_one_small_cell_hides_the_next_smallest_too():
    cells = {"all": 60, "it": 40, "ar": 11, "en": 3, "fr": 6}
    assert suppress(cells, {"all": ["it", "ar", "en", "fr"]}) == {"all": 60, "it": 40, "ar": 11, "en": None, "fr": None}


def test_small_cells_that_together_are_under_five_hide_another():
    cells = {"all": 50, "it": 40, "ar": 7, "en": 0, "fr": 3}
    assert suppress(cells, {"all": ["it", "ar", "en", "fr"]}) == {
        "all": 50,
        "it": 40,
        "ar": None,
        "en": None,
        "fr": None,
    }


def test_small_cells_that_together_are_five_or_more_protect_each_other():
    cells = {"all": 48, "it": 40, "en": 4, "fr": 4}
    assert suppress(cells, {"all": ["it", "en", "fr"]}) == {"all": 48, "it": 40, "en": None, "fr": None}


def test_when_no_part_is_left_the_total_goes_too():
    assert suppress({"all": 3, "it": 3}, {"all": ["it"]}) == {"all": None, "it": None}


def test_a_table_with_both_margins_hides_enough_in_rows_and_columns():
    cells = {"aa": 2, "ab": 20, "ac": 30, "ba": 10, "bb": 8, "bc": 40, "ca": 25, "cb": 26, "cc": 27}
    totals = {row: [row + column for column in "abc"] for row in "abc"}
    totals |= {column.upper(): [row + column for row in "abc"] for column in "abc"}
    cells |= {whole: sum(cells[part] for part in parts) for whole, parts in totals.items()}
    hidden = {cell for cell, shown in suppress(cells, totals).items() if shown is None}
    assert hidden == {"aa", "ab", "ba", "bb"}


def test_without_small_cells_everything_is_shown():
    cells = {"all": 12, "it": 7, "ar": 5}
    assert suppress(cells, {"all": ["it", "ar"]}) == cells


def test_a_total_that_is_not_the_sum_of_its_parts_is_an_error():
    with pytest.raises(ValueError, match="sum"):
        suppress({"all": 4, "it": 3}, {"all": ["it"]})


SQUARE = {"R1": ["a", "b"], "R2": ["c", "d"], "C1": ["a", "c"], "C2": ["b", "d"]}


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_somebody_who_tries_every_table_that_agrees_with_the_margins_cannot_tell_a_hidden_cell(figures):
    cells = dict(zip("abcd", figures, strict=True))
    cells |= {whole: cells[one] + cells[two] for whole, (one, two) in SQUARE.items()}
    shown = suppress(cells, SQUARE)
    tables = tables_that_agree(shown, cells)
    assert {cell: people for cell, people in cells.items() if cell in "abcd"} in tables
    hidden = [cell for cell in "abcd" if shown[cell] is None]
    assert {cell: len({table[cell] for table in tables}) > 1 for cell in hidden} == dict.fromkeys(hidden, True)
    assert all(people is None or people == cells[cell] >= 5 for cell, people in shown.items())


def tables_that_agree(shown, cells):
    """Tables of four counts, none below 0, with cells and sums as shown; one person more or fewer in a cell is enough
    to look at, since tables with the same sums differ by steps that move one person around."""
    near = [
        range(max(0, cells[cell] - 1), cells[cell] + 2) if shown[cell] is None else [shown[cell]] for cell in "abcd"
    ]
    tables = (dict(zip("abcd", figures, strict=True)) for figures in product(*near))
    lines = [(shown[whole], one, two) for whole, (one, two) in SQUARE.items() if shown[whole] is not None]
    return [table for table in tables if all(table[one] + table[two] == total for total, one, two in lines)]
