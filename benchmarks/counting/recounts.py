"""Counts one poll of 500 again by rules that a room uses, as somebody does who checks it."""

import random
import time
from statistics import median
from typing import Any

from deliberation.counting.rules import RULES, Frozen

GOAL = 50  # milliseconds
PEOPLE = {"resident": 400, "official": 100}
OPTIONS = [f"option{number:02}" for number in range(12)]
TIMES = 7
COMMON = {"quorum": [1, 2], "consenting": ["resident", "official"], "eligible": PEOPLE}
PARAMS: dict[str, dict[str, Any]] = {
    "dots": {"dots": 3, "cap": 2, "shortlist": 3, "counting": "parity"},
    "majority-judgment": {"status_quo": OPTIONS[-1]},
    "schulze": {"status_quo": OPTIONS[-1]},
    "double-majority": {"statute": True},
}


def choice(rule: str, chance: random.Random) -> dict[str, Any]:
    """Return what one person may say."""
    some = chance.sample(OPTIONS, chance.randint(3, len(OPTIONS)))
    if rule == "dots":
        return dict.fromkeys(some[:3], 1)
    if rule == "majority-judgment":
        return {"grades": {option: chance.randint(0, 5) for option in some}}
    if rule == "schulze":
        return {"ranking": [[option] for option in some]}
    return {"answer": chance.choice(["yes", "yes", "no", "abstain"])}


def recounts() -> list[dict[str, Any]]:
    """Return for each rule the CPU milliseconds of each of several counts of the same ballots."""
    told = []
    for rule, params in PARAMS.items():
        chance = random.Random(rule)
        ballots = [(side, choice(rule, chance)) for side, people in PEOPLE.items() for _person in range(people)]
        frozen = Frozen(params=COMMON | params, options=OPTIONS, draw=OPTIONS)
        spent = []
        for _time in range(TIMES):
            began = time.process_time()
            result = RULES[rule].count(ballots, frozen)
            spent.append(1000 * (time.process_time() - began))
        told.append({"rule": rule, "outcome": result["outcome"], "ms": median(spent), "all": spent})
    return told
