"""Real elections, budgets and opinions with their results. Without the cases (TESSERA_CASES) they are skipped."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BASE = Path(__file__).resolve().parents[3]
CASES = Path(os.environ.get("TESSERA_CASES") or BASE.parent / "shared" / "cases")
HERE = (CASES / "expected.json").exists()
ALL = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))["cases"] if HERE else []

pytestmark = pytest.mark.skipif(not HERE, reason=f"the reference cases are not in {CASES}")


def of(*kinds: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in ALL if case["kind"] in kinds and "inline" not in case]


def told(case: dict[str, Any], rule: str, *more: str, file: str = "file") -> dict[str, Any]:
    """Run `manage.py count` as others will: a process of its own, JSON on its standard output."""
    path = CASES / (case["files"][file] if "files" in case else case[file])
    command = [sys.executable, "manage.py", "count", str(path), "--rule", rule, "--json", *more]
    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("case", of("ranked"))
def test_orders_give_the_published_winners_duels_and_run_offs(case):
    want, schulze, irv = case["expected"], told(case, "schulze"), told(case, "irv")
    assert [sorted(tier) for tier in schulze["ranking"]] == [sorted(tier) for tier in want["schulze_wv_ranking"]]
    mine = schulze["details"]["pairwise"]
    assert {a: {b: mine[a][b] for b in row if a != b} for a, row in want["pairwise"].items()} == mine
    assert irv["winners"] == want["irv_possible_winners"]
    assert [irv["rounds"][place]["votes"] for place in (0, -1)] == [want["irv_first"], want["irv_last"]]


@pytest.mark.parametrize("case", of("stv-scottish-weighted-inclusive-gregory"))
def test_scottish_counts_agree_to_the_fifth_decimal(case):
    found = told(case, "stv")
    votes = [f"{name} ({votes})" for name, votes in found["details"]["votes"].items()]
    assert sorted(found["winners"]) == sorted(case["expected"]["elected"])
    assert sorted(votes) == sorted(case["expected"]["final_votes"])


@pytest.mark.parametrize("case", of("majority-judgment"))
def test_majority_judgment_gives_the_published_order_and_gauges(case):
    found, words = told(case, "majority-judgment"), ["À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien"]
    want = case["expected"]["gauge"]
    gauges = {
        name: {"grade": words.index(g["grade"]) + 1, "above": g["p_above"], "below": g["q_below"]}
        for name, g in want.items()
    }
    assert (found["ranking"], found["details"]["gauge"]) == (case["expected"]["ranking"], gauges)


@pytest.mark.parametrize("case", of("pb-equal-shares"))
def test_equal_shares_choose_what_the_city_chose(case):
    found = told(case, "equal-shares")
    assert sorted(found["winners"]) == sorted(case["expected"]["official_selected"])
    assert found["details"]["cost"] <= case["expected"]["budget"]


@pytest.mark.parametrize("case", of("pb-greedy"))
def test_greedy_chooses_what_the_city_chose(case):
    found = told(case, "greedy", *(["--no-skip"] if "no-skip" in case["expected"]["rule"] else []))
    points = {project: str(points) for project, points in found["details"]["points"].items()}
    assert sorted(found["winners"]) == sorted(case["expected"]["official_selected"])
    assert points == {**points, **case["expected"]["declared_totals"]}


@pytest.mark.parametrize("case", of("polis-given-groups"))
def test_with_the_groups_of_polis_the_numbers_are_those_of_polis(case, tmp_path):
    want = case["expected"]
    rows = [f"{who},{group}" for group, members in want["group_members"].items() for who in members]
    (tmp_path / "groups.csv").write_text("participant,group\n" + "\n".join(rows), encoding="utf-8")
    found = told(case, "opinion-map", "--groups", str(tmp_path / "groups.csv"), file="votes")["details"]
    votes = {group: each["votes"] for group, each in want["group_votes"].items()}
    assert {g: {s: found["group_votes"][g][s] for s in each} for g, each in votes.items()} == votes
    assert found["consensus"] == pytest.approx(want["group_aware_consensus"], abs=1e-12)


@pytest.mark.parametrize("case", of("polis-open"))
def test_opinion_groups_are_those_of_polis_where_plain_clusters_are(case):
    from deliberation.outside.read import read
    from tests.deliberation.outside.alike import adjusted_rand_index

    sheet = CASES / case["files"]["participants-votes"]
    theirs = read(sheet).groups  # type: ignore[union-attr]
    found = told(case, "opinion-map", file="participants-votes")["details"]
    alike = adjusted_rand_index(found["groups"], theirs)
    assert (alike >= 0.80) == (case["expected"]["ARI_at_polis_k"] >= 0.80)
