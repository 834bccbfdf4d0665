"""The benchmark's arithmetic: percentiles, ratios, what counts and what is void."""

import math

from benchmarks.realtime.arithmetic import Ratio, percentile, ratio, short
from benchmarks.realtime.goals import by_size, delivery_goals
from benchmarks.realtime.goals_hall import goals
from benchmarks.realtime.names import ALONE, DAPHNE, TUTORIAL, WS
from benchmarks.realtime.report import markdown, plain


def run(design, cpu, floor=1.0, *, sockets=100, round=0, void=False, way=ALONE):
    beside = {"cpu": floor, "deliveries": 1000, "busy": 1.0, "p95": 0.01, "void": False}
    return {
        "design": design, "way": way, "sockets": sockets, "round": round, "cpu": cpu, "deliveries": 1000, "void": void,
        "p95": 0.02, "floor": beside,
    }  # fmt: skip


def test_a_percentile_is_a_value_that_was_measured():
    assert [percentile([4, 1, 3, 2], share) for share in (0.0, 0.5, 0.75, 0.95, 1.0)] == [1, 2, 3, 4, 4]


def test_nothing_measured_has_no_percentile():
    assert math.isnan(percentile([], 0.95))


def test_a_ratio_is_the_median_of_its_pairs_and_the_noise_is_its_ends():
    assert ratio([(2.0, 1.0), (9.0, 3.0), (1.0, 1.0)]) == Ratio(2.0, 1.0, 3.0, 3)


def test_pairs_without_a_floor_make_no_ratio():
    assert (ratio([]), ratio([(1.0, 0.0)])) == (None, None)


def test_numbers_are_written_with_three_digits():
    assert [short(value) for value in (0.834, 12.44, 1234.5, math.nan)] == ["0.83", "12.4", "1,234", "–"]


def test_a_void_run_does_not_count():
    found = by_size([run(DAPHNE, 0.8), run(DAPHNE, 5.0, void=True)], DAPHNE, ALONE)
    assert found == {100: Ratio(0.8, 0.8, 0.8, 1)}


def test_a_size_with_void_runs_only_leaves_the_row_unjudged():
    records = [run(DAPHNE, 0.8), run(DAPHNE, 0.8, sockets=500, void=True)]
    first = delivery_goals(records)[0]
    assert (first.measured, first.reached) == ("100: 0.80 (0.80–0.80) · 500: void", None)


def test_a_goal_is_reached_when_small_and_large_halls_reach_it():
    some = [run(DAPHNE, 0.8)]
    assert [delivery_goals(records)[0].reached for records in (some, [*some, run(DAPHNE, 0.9, sockets=2000)])] == [
        None,
        True,
    ]


def test_one_size_above_the_target_misses_it():
    records = [run(DAPHNE, 0.8), run(DAPHNE, 1.2, sockets=500)]
    assert delivery_goals(records)[0].reached is False


def test_peers_are_compared_within_a_round():
    records = [run(DAPHNE, 0.9), run(WS, 0.9), run(DAPHNE, 2.0, 2.0, round=1), run(WS, 1.0, 2.0, round=1)]
    node = delivery_goals(records)[3]
    assert (node.measured, node.reached) == ("100: 1.50 (1.00–2.00)", False)


def test_the_tutorial_is_judged_at_a_thousand_sockets_only():
    small = [run(DAPHNE, 1.0), run(TUTORIAL, 60.0)]
    large = [run(DAPHNE, 1.0, sockets=1000), run(TUTORIAL, 60.0, sockets=1000)]
    assert [delivery_goals(some)[5].reached for some in (small, large)] == [None, True]


def test_a_row_that_was_not_run_says_so_and_is_not_judged():
    rows = goals({})
    assert {(row.measured, row.reached) for row in rows[:-1]} == {("not run", None)}


def test_tables_are_laid_out_for_both_readers():
    table = [("a", "bb"), ("ccc", "d")]
    assert plain(table) == "a    bb\n---  --\nccc  d"
    assert markdown(table) == "| a | bb |\n| --- | --- |\n| ccc | d |"
