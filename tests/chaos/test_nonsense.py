"""What the clients send as nonsense is nonsense: each sort can be made, and holds its token where it can."""

import random

from tests.chaos.nonsense import SORTS, nonsense


def test_every_sort_can_be_made():
    made = {sort: make("bad-token", "0123456789ab") for sort, make in SORTS.items()}
    without = {sort for sort, message in made.items() if "bad-token" not in str(message)}
    assert without == {"null"}


def test_a_seed_makes_the_same_nonsense_again():
    assert nonsense(random.Random(1), "t", "a") == nonsense(random.Random(1), "t", "a")
