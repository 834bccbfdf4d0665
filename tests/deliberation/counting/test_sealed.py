"""Leaves, head and parameter hash: known figures made with sha256sum, and no two ballots that read the same."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.counting import canonical, head, head_of, leaf, opening_hash, receipt

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
BALLOTS = [(each["side"], each["choice"], each["nonce"]) for each in VECTORS["leaves"]]
NONCE = "000102030405060708090a0b0c0d0e0f"


@pytest.mark.parametrize("known", VECTORS["leaves"], ids=lambda known: known["canonical"])
def test_a_leaf_is_what_sha256sum_says(known):
    parts = {"poll": VECTORS["poll"], "side": known["side"], "choice": known["choice"], "nonce": known["nonce"]}
    assert (canonical(known["choice"]), leaf(**parts)) == (known["canonical"], known["leaf"])


def test_the_receipt_is_the_leaf():
    parts = {"poll": "p", "side": "resident", "choice": {"answer": "yes"}, "nonce": NONCE}
    assert receipt(**parts) == leaf(**parts)


def test_the_head_is_what_sort_and_sha256sum_say_in_whatever_order_the_leaves_come():
    leaves = [each["leaf"] for each in VECTORS["leaves"]]
    assert [head(leaves), head(reversed(leaves)), head_of(VECTORS["poll"], BALLOTS)] == [VECTORS["head"]] * 3


def test_without_ballots_the_head_is_the_hash_of_nothing():
    assert head([]) == VECTORS["empty_head"] == hashlib.sha256(b"").hexdigest()


def test_a_leaf_that_occurs_twice_changes_the_head():
    one = VECTORS["leaves"][0]["leaf"]
    assert head([one, one]) == hashlib.sha256(f"{one}\n{one}\n".encode()).hexdigest() != head([one])


def test_the_hash_of_parameters_does_not_depend_on_the_order_of_keys():
    turned = dict(reversed(VECTORS["params"].items()))
    assert [opening_hash(VECTORS["params"]), opening_hash(turned)] == [VECTORS["opening_hash"]] * 2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        ({"b": 1, "a": -2}, '{"a":-2,"b":1}'),
        ({"B": 1, "a": 2, "_": 3}, '{"B":1,"_":3,"a":2}'),
        ({"10": 1, "9": 2}, '{"10":1,"9":2}'),
        ({"a": [True, False, None, (1, 2)]}, '{"a":[true,false,null,[1,2]]}'),
        ("è e\u0300", '"è e\u0300"'),
        ('"\\/\b\f\n\r\t\x00\x1f\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
        (2**53 - 1, "9007199254740991"),
    ],
)
def test_the_canonical_text_is_exactly_this(data, text):
    assert canonical(data) == text


@pytest.mark.parametrize(
    "data",
    [1.0, float("nan"), 2**53, -(2**53), {"a": 0.5}, {"é": 1}, {1: 1}, {"a\n": 1}, "\ud800", b"x", {"a"}],
    ids=repr,
)
def test_what_programs_could_write_in_two_ways_is_refused(data):
    with pytest.raises(ValueError):
        canonical(data)


@pytest.mark.parametrize(
    "wrong",
    [
        {"poll": "p\nresident"},
        {"poll": ""},
        {"poll": "p\n"},
        {"side": "resident\n{}"},
        {"side": "é"},
        {"nonce": NONCE.upper()},
        {"nonce": NONCE[:-1]},
        {"nonce": NONCE + "\n"},
    ],
    ids=repr,
)
def test_a_part_that_could_run_into_its_neighbour_is_refused(wrong):
    with pytest.raises(ValueError):
        leaf(**{"poll": "p", "side": "resident", "choice": {}, "nonce": NONCE, **wrong})


def test_a_head_takes_leaves_only():
    with pytest.raises(ValueError):
        head(["00"])


IDS = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
PARTS = st.fixed_dictionaries(
    {
        "poll": IDS,
        "side": IDS,
        "choice": st.dictionaries(IDS, st.integers(0, 2) | st.text(max_size=4).filter(str.isprintable), max_size=3),
        "nonce": st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    }
)


@given(PARTS, PARTS)
def test_two_leaves_are_equal_only_when_every_part_is(one, other):
    assert (leaf(**one) == leaf(**other)) == (one == other)


@given(st.lists(PARTS, max_size=8), st.randoms())
def test_the_order_of_ballots_never_changes_the_head(ballots, random):
    leaves = [leaf(**ballot) for ballot in ballots]
    before = head(leaves)
    random.shuffle(leaves)
    assert head(leaves) == before


SCRIPT = """
const { createHash } = require("node:crypto");
const canonical = (data) => {
  if (Array.isArray(data)) return `[${data.map(canonical).join(",")}]`;
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  return `{${Object.keys(data).sort().map((key) => `${JSON.stringify(key)}:${canonical(data[key])}`).join(",")}}`;
};
const sha = (text) => createHash("sha256").update(text, "utf8").digest("hex");
const known = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const leaves = known.leaves.map((b) => sha([known.poll, b.side, canonical(b.choice), b.nonce].join("\\n")));
const head = sha(leaves.slice().sort().map((leaf) => leaf + "\\n").join(""));
console.log(JSON.stringify({ leaves, head, params: sha(canonical(known.params)) }));
"""


def test_javascript_computes_the_same_figures():
    node = shutil.which("node")
    assert node is not None
    told = subprocess.run([node, "-e", SCRIPT], input=json.dumps(VECTORS), capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == {
        "leaves": [each["leaf"] for each in VECTORS["leaves"]],
        "head": VECTORS["head"],
        "params": VECTORS["opening_hash"],
    }
