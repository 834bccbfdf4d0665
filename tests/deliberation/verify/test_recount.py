"""The stand-alone script counts every poll as the project does, and finds whatever was changed afterwards."""

import ast
import json
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from importlib import util
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from deliberation.counting import commitment
from tests.deliberation.verify.polls import METHODS, closed, closed_poll, hexadecimal, key

SCRIPT = Path(__file__).parents[3] / "deliberation/verify_poll.py"


def by_path() -> ModuleType:
    spec = util.spec_from_file_location("verify_poll_alone", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


alone = by_path()


def wrong(record: dict[str, Any], receipt: str = "") -> set[str]:
    """Return the names of the checks that do not agree."""
    lines = alone.verify(record, receipt).lines
    return {line[8:].partition(":")[0] for line in lines if line.startswith("NOT OK")}


def recount(numbers: range) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number in numbers:
        method = METHODS[number % len(METHODS)]
        record = closed_poll(Random(number), method)
        assert (number, method, wrong(record)) == (number, method, set())
        result = record["result"]
        seen.update([method, result["outcome"]])
        seen["suppressed"] += bool(result["suppressed"])
        seen["lots"] += bool(result.get("lots"))
        seen["statistics"] += bool(record["leaves"]) and not record["ballots"]
    return seen


EVERYTHING = {
    *METHODS, "suppressed", "lots", "statistics", "inquorate", "chosen", "returned", "taken", "shortlist", "adopted",
    "supported", "not-adopted", "adopted-by-consent", "no-consent",
}  # fmt: skip


def test_two_hundred_polls_are_counted_alike():
    assert EVERYTHING - set(+recount(range(207))) == set()


@pytest.mark.long
def test_ten_thousand_polls_are_counted_alike():
    assert min(recount(range(1_000, 11_000)).values()) > 50


@cache
def first(method: str, kind: str, wanted: str) -> str:
    """Return the first poll, as text, in which something was decided and that is of this kind."""
    for each in range(10_000):
        record = closed_poll(Random(each), method, **json.loads(wanted))
        result = record["result"]
        shown = [side for side, figures in result["counts"].items() if figures["cast"] > 1]
        kinds = {
            "plain": not result["suppressed"] and record["ballots"] and {"resident", "official"} <= set(shown),
            "statistics": not result["suppressed"] and record["leaves"] and not record["ballots"],
            "held back": result["suppressed"] == ["civil"],
        }
        if kinds[kind] and result["outcome"] != "inquorate":
            return json.dumps(record)
    raise AssertionError(method)


def plain(method: str, **wanted: Any) -> dict[str, Any]:
    return json.loads(first(method, "plain", json.dumps(wanted)))


def statistics(method: str) -> dict[str, Any]:
    return json.loads(first(method, "statistics", "{}"))


def held_back(method: str) -> dict[str, Any]:
    return json.loads(first(method, "held back", "{}"))


@pytest.mark.parametrize("method", METHODS)
def test_a_changed_ballot_is_found(method):
    record = plain(method)
    first, other = next((a, b) for a in record["ballots"] for b in record["ballots"] if a["choice"] != b["choice"])
    first["choice"] = other["choice"]
    assert "leaves" in wrong(record)


@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_changed_with_its_leaf_is_found_by_the_head(method):
    record = plain(method)
    row, other = next((a, b) for a in record["ballots"] for b in record["ballots"] if a["choice"] != b["choice"])
    row["choice"] = other["choice"]
    row["leaf"] = alone.sha256(record["poll"], row["side"], alone.canonical(row["choice"]), row["nonce"])
    record["leaves"] = sorted(each["leaf"] for each in record["ballots"])
    assert wrong(record) >= {"head"} and "leaves" not in wrong(record)


@pytest.mark.parametrize("method", METHODS)
def test_a_removed_ballot_is_found(method):
    record = plain(method)
    gone = record["ballots"].pop()
    assert wrong(record) >= {"leaves", "ballots per side"}
    record["leaves"].remove(gone["leaf"])
    assert wrong(record) >= {"head", "ballots per side"}


@pytest.mark.parametrize("method", METHODS)
def test_an_added_ballot_is_found(method):
    record = plain(method)
    row = {**record["ballots"][0], "nonce": "0" * 32}
    row["leaf"] = alone.sha256(record["poll"], row["side"], alone.canonical(row["choice"]), row["nonce"])
    record["ballots"].append(row)
    record["leaves"].append(row["leaf"])
    assert wrong(record) >= {"head", "ballots per side"}


def test_two_swapped_sides_are_found():
    record = plain("double-majority")
    one = next(row for row in record["ballots"] if row["side"] == "resident")
    other = next(row for row in record["ballots"] if row["side"] == "official")
    one["side"], other["side"] = other["side"], one["side"]
    assert "leaves" in wrong(record) and "ballots per side" not in wrong(record)


@pytest.mark.parametrize("change", [
    lambda record: record["params"].update(version=3),
    lambda record: record["params"]["eligible"].update(resident=99),
    lambda record: record["options"][0]["texts"].update(it="Another thing"),
    lambda record: record["options"].reverse(),
    lambda record: record["question"].update(it="Another question?"),
    lambda record: record["secret"].update(resident=not record["secret"]["resident"]),
])  # fmt: skip
def test_a_changed_opening_is_found(change):
    record = plain("approval")
    change(record)
    assert "opening" in wrong(record)


def test_another_seed_is_found():
    record = plain("schulze")
    record["seed"] = "0" * 64
    assert "seed" in wrong(record)


def test_another_seed_with_its_commitment_is_found_by_the_opening():
    record = plain("schulze")
    record["seed"], record["seed_commit"] = "0" * 64, commitment("0" * 64)
    assert "opening" in wrong(record)


@pytest.mark.parametrize("method", METHODS)
def test_another_head_is_found(method):
    record = plain(method)
    record["head"] = record["result"]["head"] = "0" * 64
    assert "head" in wrong(record)


def test_two_heads_are_found():
    record = plain("dots")
    record["result"]["head"] = "0" * 64
    assert wrong(record) == {"head"}


@pytest.mark.parametrize("method", [m for m in METHODS if m not in ("dots", "consent", "double-majority")])
def test_another_winner_is_found(method):
    record = plain(method)
    record["result"]["winners"] = [o["id"] for o in record["options"] if o["id"] not in record["result"]["winners"]][:1]
    assert wrong(record) == {"winners"}


@pytest.mark.parametrize("method", METHODS)
def test_another_outcome_is_found(method):
    record = plain(method)
    record["result"]["outcome"] = record["result"]["trace"][-1]["outcome"] = "something-else"
    assert wrong(record) == {"outcome"}


def test_another_list_order_or_score_is_found():
    for field in ("shortlist", "order", "scores", "totals", "supporters", "added", "lots"):
        record = plain("dots")
        record["result"][field] = {"x": 1} if isinstance(record["result"][field], dict) else ["x"]
        assert wrong(record) == {field}


@pytest.mark.parametrize("method", ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"])
def test_every_other_figure_is_found(method):
    for name in plain(method)["result"]["details"]:
        record = plain(method)
        record["result"]["details"][name] = "another"
        assert wrong(record) == {f"details, {name}"}


@pytest.mark.parametrize("method", ["double-majority", "consent"])
def test_what_is_told_of_each_side_is_found(method):
    for name in ("carried", "counts", "quorate"):
        record = plain(method)
        record["result"][name]["resident"] = {**record["result"]["counts"]["resident"], "more": 1}
        assert ("quorum" if name == "quorate" else name) in wrong(record)


@pytest.mark.parametrize("method", ["dots", "majority-judgment", "schulze"])
def test_changed_statistics_are_found(method):
    record = statistics(method)
    assert wrong(record) == set()
    result = record["result"]
    if method == "dots":
        result["totals"][result["order"][-1]]["resident"] += 1000
    else:
        figures = result["details"]["profiles" if method == "majority-judgment" else "sides"]
        inner = next(iter(next(iter(figures.values())).values()))
        inner[0 if isinstance(inner, list) else next(iter(inner))] += 1000
    assert wrong(record) == {"figures"}


def test_statistics_and_a_winner_that_does_not_follow_are_found():
    record = statistics("schulze")
    record["result"]["winners"] = ["another"]
    assert wrong(record) == {"winners"}
    record = statistics("schulze")
    del record["leaves"][0]
    assert wrong(record) == {"head", "number of leaves", "count"}


def test_with_a_side_held_back_the_head_is_not_computed_and_this_is_said():
    record = held_back("double-majority")
    lines = alone.verify(record).lines
    assert "-       head: cannot be computed, leaves of civil are held back" in lines
    record["result"]["carried"]["resident"] = not record["result"]["carried"]["resident"]
    assert "carried" in wrong(record)


def test_an_outcome_that_no_ballots_held_back_can_give_is_found():
    record = held_back("double-majority")
    record["result"]["outcome"] = record["result"]["trace"][-1]["outcome"] = "inquorate"
    assert wrong(record) == {"outcome"}


def test_a_side_large_enough_that_is_held_back_is_found():
    record = plain("double-majority")
    record["result"]["suppressed"] = ["official"]
    assert "sides held back" in wrong(record)


def test_ballots_that_the_poll_does_not_allow_are_found():
    odd = {
        "dots": [{"nothing": 1}, {"x": 0}], "consent": [{"answer": "yes"}, {}], "double-majority": [{"answer": 1}],
        "majority-judgment": [{"grades": {"x": 1}}, {"grades": 3}], "schulze": [{"ranking": [[]]}, {"ranking": 1}],
        "equal-shares": [{"approve": ["x"]}, {"approve": {}}], "stv": [{"ranking": ["x"]}, {"ranking": [["a", "b"]]}],
        "approval": [{"approve": [1]}], "score": [{"scores": {"x": 1}}, {"scores": None}],
    }  # fmt: skip
    for method in METHODS:
        for choice in [*odd[method], [], {"answer": "yes", "more": 1}]:
            record = plain(method)
            record["ballots"][0]["choice"] = choice
            assert wrong(record) >= {"leaves", "forms of the ballots", "count"}


def test_a_receipt_is_in_the_list_or_not():
    record = plain("consent")
    leaf = record["leaves"][0]
    assert (wrong(record, leaf), wrong(record, leaf[:8]), wrong(record, "0" * 8)) == (set(), set(), {"receipt"})
    hidden = held_back("consent")
    assert wrong(hidden, "0" * 8) == set()


def test_an_election_in_which_nobody_is_ranked_draws_no_lots():
    options = [{"id": each, "texts": {}} for each in ("a", "b", "c", "d")]
    record = plain("stv", seats=2) | {"secret": {}, "options": options}
    record["params"]["eligible"] = {"resident": 3, "official": 0, "civil": 0}
    nobody = [("resident", {"ranking": []}, hexadecimal(Random(n), 32)) for n in range(3)]
    assert wrong(closed(record, nobody, "0" * 64)) == set()


def test_ten_million_cents_are_shared_out_in_seconds():
    random = Random(5)
    options = [{"id": key(random), "texts": {}, "cost": random.randint(500_000, 5_000_000)} for _n in range(10)]
    record = plain(
        "equal-shares", budget=10_000_000, parity=True, eligible={"resident": 40, "official": 20, "civil": 0}
    )
    ids = sorted(option["id"] for option in options)
    rows = [{"side": side, "choice": {"approve": [o for o in ids if random.random() < 0.35]}, "nonce": "", "leaf": ""}
            for side in ["resident"] * 40 + ["official"] * 20]  # fmt: skip
    counts = {"resident": {"cast": 40}, "official": {"cast": 20}, "civil": {"cast": 0}}
    record |= {"options": options, "ballots": rows, "result": {"suppressed": [], "counts": counts}}
    begun = time.process_time()
    found = alone.equal_shares(alone.read(record))
    assert time.process_time() - begun < 5
    assert found["details"]["spent"] == sum(o["cost"] for o in options if o["id"] in found["winners"]) <= 10_000_000


def run(path: Path, *more: str) -> tuple[int, str, str]:
    line = [sys.executable, "-I", str(SCRIPT), str(path), *more]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, cwd=path.parent)
    return done.returncode, done.stdout, done.stderr


def test_as_a_program_it_says_what_it_found(tmp_path):
    path, record = tmp_path / "ballots.json", plain("majority-judgment")
    path.write_text(alone.canonical(record), encoding="utf-8")
    code, out, err = run(path, "--receipt", record["leaves"][0][:8].upper())
    assert (code, err, "NOT OK" in out) == (0, "", False)
    record["seed"] = "0" * 64
    path.write_text(alone.canonical(record), encoding="utf-8")
    code, out, err = run(path)
    assert (code, err, "\nNOT OK  seed" in out) == (1, "", True)


GARBLED = {
    "nothing": b"", "not JSON": b"{", "not UTF-8": b"\xff\xfe", "a list": b"[]", "null": b"null", "a number": b"1",
    "deep": b"[" * 200_000, "deep record": b'{"a":' * 100_000, "long number": b"[" + b"9" * 10_000 + b"]",
    "fraction": b'{"poll": 1.5}', "NaN": b"[NaN]", "key twice": b'{"poll":"a","poll":"b"}',
    "lone surrogate": b'["\\ud800"]', "empty record": b"{}",
}  # fmt: skip


@pytest.mark.parametrize("name", GARBLED)
def test_a_file_that_cannot_be_read_gives_one_line_and_status_2(name, tmp_path, capsys):
    path = tmp_path / "ballots.json"
    path.write_bytes(GARBLED[name])
    assert alone.main([str(path)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n"), "Traceback" in said.err) == ("", 1, False)


def test_no_file_at_all_gives_one_line_and_status_2(tmp_path):
    code, out, err = run(tmp_path / "nothing\nthere.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert run(tmp_path)[0] == 2


JUNK = [None, True, -1, 0, 2**53 - 1, "", "x", [], {}, [[]], [None], {"x": None}, {"resident": []}]


@pytest.mark.parametrize("method", METHODS)
def test_a_record_with_junk_anywhere_never_ends_in_a_traceback(method):
    random = Random(method)
    for _n in range(60):
        record = plain(method) if random.random() < 0.2 else closed_poll(random, method)
        for _change in range(random.randint(1, 3)):
            place: Any = record
            while isinstance(place, dict | list) and place:
                keys = list(place) if isinstance(place, dict) else list(range(len(place)))
                inner = random.choice(keys)
                if random.random() < 0.3 or not isinstance(place[inner], dict | list):
                    place[inner] = random.choice(JUNK)
                    break
                place = place[inner]
        try:
            alone.verify(record)
        except alone.UnreadableError as error:
            assert str(error).isascii() and "\n" not in str(error)


def test_it_stands_alone():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 10))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level] == []
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} - sys.stdlib_module_names == set()
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls & {"__import__", "exec", "eval", "compile", "float"} == set()
