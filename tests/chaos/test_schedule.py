"""The schedule of faults comes from the seed alone."""

from collections import Counter

from tests.chaos.schedule import LONG_CUT, Plan, schedule

LONG = {"kills": 200, "seconds": 2400, "processes": 2, "everything": True}


def test_the_same_seed_makes_the_same_faults_and_another_makes_others():
    assert schedule(seed=7, **LONG) == schedule(seed=7, **LONG)
    assert schedule(seed=7, **LONG) != schedule(seed=8, **LONG)


def test_a_schedule_has_the_kills_that_were_asked_for_of_everything_that_can_be_killed():
    plans = schedule(seed=7, **LONG)
    assert sum(plan.sort == "kill" for plan in plans) == 200
    assert {plan.target for plan in plans} == {"server-0", "server-1", "redis", "postgres", "network"}
    assert {plan.sort for plan in plans} == {"kill", "term", "cut", "snap", "drip", "lag"}


def test_a_long_schedule_has_one_cut_of_ten_seconds_for_everybody():
    plans = schedule(seed=7, **LONG)
    assert Counter(plan.down for plan in plans)[LONG_CUT] == 1
    assert Plan(0.5, "cut", "network", LONG_CUT) in plans


def test_a_schedule_fits_into_its_time():
    for seed in range(20):
        plans = schedule(seed=seed, **LONG)
        assert 0.8 * 2400 < sum(plan.wait for plan in plans) + LONG_CUT < 1.1 * 2400


def test_on_sqlite_only_the_server_is_killed():
    plans = schedule(seed=7, kills=30, seconds=60, processes=1, everything=False)
    assert {plan.target for plan in plans if plan.sort == "kill"} == {"server-0"}
