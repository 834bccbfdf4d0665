"""Lots: drawn from a seed committed beforehand, the same for everybody who draws again."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import commitment, lot, lot_order, verify_seed

KNOWN = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
DRAW = {"seed": KNOWN["seed"], "head": KNOWN["head"], "poll": KNOWN["poll"]}


def test_each_lot_is_what_sha256sum_says():
    assert {option: lot(option, **DRAW) for option in KNOWN["lots"]} == KNOWN["lots"]


def test_options_stand_in_the_order_of_their_lots():
    assert lot_order(["k1", "k2", "k3", "k4"], **DRAW) == tuple(KNOWN["lot_order"]) != ("k1", "k2", "k3", "k4")


def test_the_commitment_is_the_hash_of_the_seed_as_text():
    assert commitment(KNOWN["seed"]) == KNOWN["commitment"] == hashlib.sha256(b"ab" * 32).hexdigest()


def test_another_seed_does_not_answer_to_the_commitment():
    assert [verify_seed(seed, KNOWN["commitment"]) for seed in ("ab" * 32, "ac" * 32)] == [True, False]


@pytest.mark.parametrize(
    "wrong",
    [{"seed": "ab"}, {"seed": "AB" * 32}, {"head": ""}, {"poll": "p\nq"}, {"option": "a b"}],
    ids=repr,
)
def test_parts_that_are_not_as_the_layout_says_are_refused(wrong):
    with pytest.raises(ValueError):
        lot(**{"option": "a", **DRAW, **wrong})


def test_an_option_takes_part_once():
    with pytest.raises(ValueError, match="once"):
        lot_order(["a", "b", "a"], **DRAW)


def test_every_option_wins_about_as_often_as_the_others():
    firsts = [lot_order("abcd", **{**DRAW, "seed": f"{number:064x}"})[0] for number in range(4000)]
    assert {option: 880 < firsts.count(option) < 1120 for option in "abcd"} == dict.fromkeys("abcd", True)


@given(st.lists(st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True), unique=True, max_size=12), st.randoms())
def test_the_order_in_which_options_are_given_never_matters(options, random):
    before = lot_order(options, **DRAW)
    random.shuffle(options)
    assert lot_order(options, **DRAW) == before
    assert sorted(before) == sorted(options)
