"""A file that cannot be counted is refused in one line, with the file, the line and status 2; nothing else is said."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

ORDERS = (
    "# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: {voters}\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n{ballots}\n"
)
BUDGET = (
    "META\nkey;value\nnum_projects;{n}\nnum_votes;1\nbudget;{budget}\n"
    "PROJECTS\nproject_id;cost\np;{cost}\nVOTES\nvoter_id;vote\n{vote}\n"
)
POLIS = "participant,group-id,n-votes,n-agree,n-disagree,1\n"


def orders(ballots: str = "3: 1,2", voters: object = 3) -> str:
    return ORDERS.format(ballots=ballots, voters=voters)


def budget(n: object = 1, budget: object = 10, cost: object = 5, vote: str = "v;p") -> str:
    return BUDGET.format(n=n, budget=budget, cost=cost, vote=vote)


BAD = {
    "wrong sum of voters": ("schulze", orders(voters=4), "line 2: 4 voters are declared, the ballots add up to 3"),
    "unknown alternative": ("schulze", orders("3: 1,7"), "line 5: there is no alternative 7"),
    "twice in one order": ("schulze", orders("3: 1,1"), "line 5: alternative 1 stands twice in one order"),
    "negative count": ("schulze", orders("-3: 1"), "line 5: the count of a ballot should be a whole number"),
    "formula for a count": ("schulze", orders("=1+2: 1"), "line 5: the count of a ballot should be a whole number"),
    "no count": ("schulze", orders("1,2"), "line 5: a ballot should read"),
    "no end": ("stv", "2 1\n1 1 2 0\n", "line 2: the list of ballots has no end"),
    "no such candidate": ("stv", '2 1\n1 3 0\n0\n"A"\n"B"\n', "line 2: there is no candidate 3"),
    "ballot without its 0": ("stv", '2 1\n1 2\n0\n"A"\n"B"\n', "line 2: a ballot ends with 0"),
    "a name is missing": ("stv", '2 1\n1 1 0\n0\n"A"\n', "line 4: 2 candidates are declared, 1 are named"),
    "more seats than candidates": ("stv", '2 3\n1 1 0\n0\n"A"\n"B"\n', "3 seats for 2 candidates"),
    "wrong number of projects": ("greedy", budget(n=2), "line 3: num_projects declares 2, there are 1"),
    "negative budget": ("greedy", budget(budget=-1), "line 5: the budget should be a number from 0"),
    "a cost that is none": ("greedy", budget(cost="NaN"), "line 8: the cost should be a number from 0"),
    "unknown project": ("greedy", budget(vote="v;q"), "line 11: there is no project 'q'"),
    "a voter twice": ("greedy", budget(vote="v;p\nv;p"), "line 12: the voter 'v' comes twice"),
    "a grade too high": ("majority-judgment", "v,A,B\n1,7,2\n", "line 2: a grade is a number from 0 to 6, not '7'"),
    "a cell too few": ("majority-judgment", "v,A,B\n1,6\n", "line 2: 2 cells under 3 columns"),
    "a formula as a voter": ("majority-judgment", "v,A\n=cmd(),6\n", "line 2: a formula in place of a voter"),
    "an option twice": ("majority-judgment", "v,A,A\n1,6,6\n", "line 1: the option 'A' comes twice"),
    "an open quote": ("majority-judgment", 'v,A\n"1,6\n', "line 2: not a sheet with commas"),
    "a vote of 2": ("opinion-map", POLIS + "1,0,1,1,0,2\n", "line 2: a vote is"),
    "broken JSON": ("opinion-map", "[\n{]\n", "line 2: this is no JSON"),
    "deep JSON": ("opinion-map", "[" * 200_000, "line 1: this is no JSON"),
    "JSON of something else": ("opinion-map", '[{"pid": 1}]', "vote 1 of the list lacks"),
    "the wrong rule": ("stv", "v,A\n1,6\n", "this file holds grades, which cannot be counted by stv"),
    "nothing known": ("stv", "hello\n", "line 1: no format that can be counted"),
    "nothing at all": ("stv", "\n\n", "line 1: the file is empty"),
}  # fmt: skip


def said(file: Path, rule: str) -> tuple[int, str, str]:
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("count", str(file), rule=rule, json=True, stdout=out, stderr=error)
    return int(str(end.value.code)), out.getvalue(), error.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_it_says_in_one_line_what_is_wrong(name, tmp_path):
    rule, text, sentence = BAD[name]
    file = tmp_path / "data.txt"
    file.write_text(text, encoding="utf-8")
    status, out, error = said(file, rule)
    assert (status, out, error.count("\n"), sentence in error) == (2, "", 1, True), error


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"v,A\n1,\xff\n", "line 2: not UTF-8"),
        ("v,A\n1,6\n".encode("utf-16"), "line 1:"),
        (b"v,A\n" + bytes(1000), "line 2: a zero byte"),
    ],
)
def test_other_encodings_and_zeros_are_refused(raw, sentence, tmp_path):
    file = tmp_path / "data.csv"
    file.write_bytes(raw)
    status, _out, error = said(file, "score")
    assert (status, error.count("\n"), sentence in error) == (2, 1, True), error


def test_a_gigabyte_of_zeros_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "zeros.csv"
    with file.open("wb") as hole:
        hole.truncate(1024**3)
    assert said(file, "score")[2] == "zeros.csv, line 1: larger than 256 MB\n"


def test_a_file_that_is_not_there_is_said(tmp_path):
    assert said(tmp_path / "none.csv", "score")[::2] == (2, "none.csv: No such file or directory\n")


def test_a_good_file_gives_json_and_nothing_on_the_other_side(tmp_path):
    file = tmp_path / "orders.txt"
    file.write_text(orders("2: 1,2\n1: 2"), encoding="utf-8-sig")
    out, error = io.StringIO(), io.StringIO()
    call_command("count", str(file), rule="schulze", json=True, stdout=out, stderr=error)
    told = json.loads(out.getvalue())
    assert (list(told), told["winners"], error.getvalue()) == (
        ["rule", "winners", "ranking", "rounds", "details"], ["A"], "",
    )  # fmt: skip
