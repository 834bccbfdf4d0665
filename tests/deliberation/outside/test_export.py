"""A closed poll as a file of another program: read again it counts the same; what is not published is in no file."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.utils import translation

from deliberation.counting import opening_hash
from deliberation.frozen import opening_record
from deliberation.models import Poll
from deliberation.outside.asked import Asked
from deliberation.outside.count import count
from deliberation.outside.export import FORMATS, export, formats_of
from deliberation.outside.export_names import distinct, names, one_line, plain
from deliberation.outside.read import read
from deliberation.outside.sheets import read_groups
from deliberation.outside.table import Text
from deliberation.queries.published import public_record
from tests.deliberation.pages.evening import adopt_charter, hold_dots, hold_vote, write_cards
from tests.deliberation.pages.walk import Phone
from tests.deliberation.room.test_among import THREE, asked, everybody, ids
from tests.deliberation.room.voting import with_charter
from tests.helpers.world import world

COUNTED = {
    "schulze": ("preflib", "schulze"),
    "stv": ("blt", "stv"),
    "equal-shares": ("pabulib", "equal-shares"),
    "approval": ("pabulib", "approval"),
    "dots": ("pabulib", "dots"),
    "majority-judgment": ("grades", "majority-judgment"),
    "score": ("grades", "score"),
}
# What makes trouble in one of the formats: line breaks of every kind, quotes, separators, formulas, marks, looks.
HOSTILE = [
    'Uno"; "due\nVOTES\nx;1',
    "=HYPERLINK(1;2)",
    "a;=1+1,@SUM(1)",
    "# ALTERNATIVE NAME 9: tre",
    "\u202eecirp\u2066 \u200flibera\u2028META",
    "-1\t+2\r\n0\x00\x1d",
    "META",
    "participant",
]


def record(method: str, choices, *, titles=("Corsi", "Numero", "Sportello"), costs=None, sides=None, **params) -> dict:
    """A public record made by hand; options are called a, b, c."""
    options = [{"id": chr(97 + n), "texts": {"it": title}} for n, title in enumerate(titles)]
    for option, cost in zip(options, costs or [], strict=False):
        option["cost"] = cost
    cast = zip(sides or ["resident"] * len(choices), choices, strict=True)
    return {
        "poll": "7k3m9x0q2b4d", "method": method, "subject": "options", "question": {"it": "Quale?", "en": "Which?"},
        "options": options, "params": {"published": ["opening", "roll-counts", "ballots"], **params},
        "secret": {"resident": True}, "seed_commit": "0" * 64, "rehearsal": False,
        "opened": "2026-11-20T18:00:00+00:00", "closed": "2026-11-20T19:00:00+00:00",
        "result": {"suppressed": []},
        "ballots": [{"side": side, "choice": choice, "nonce": "", "leaf": ""} for side, choice in cast],
    }  # fmt: skip


def ranked(*tiers: str) -> dict:
    return {"ranking": [list(tier) for tier in tiers]}


MADE = {
    "schulze": record("schulze", [ranked("a", "bc"), ranked("a"), ranked("b", "c", "a"), ranked()]),
    "stv": record("stv", [ranked("a", "b"), ranked("a", "b"), ranked("c"), ranked()], seats=2),
    "equal-shares": record(
        "equal-shares", [{"approve": ["a", "b"]}] * 3 + [{"approve": []}], costs=[500, 300, 0], budget=900, parity=False
    ),
    "approval": record("approval", [{"approve": ["a", "b"]}, {"approve": ["b"]}, {"approve": []}]),
    "dots": record("dots", [{"a": 2, "b": 1}, {"c": 1}, {}], dots=3, cap=2, shortlist=2, counting="residents"),
    "majority-judgment": record("majority-judgment", [{"grades": {"a": 5, "b": 0}}, {"grades": {"b": 3, "c": 1}}]),
    "score": record("score", [{"scores": {"a": 5, "b": 0}}, {"scores": {}}]),
}
ALL = [(method, name) for method in MADE for name in formats_of(method, ballots=True)]


@pytest.fixture
def back(tmp_path: Path):
    """Write a file as it is given out, and read it again."""

    def again(made: dict, name: str, lang: str = "it"):
        given = export(made, name, lang)
        assert given is not None
        path = tmp_path / given.name
        path.write_bytes(given.text.encode())
        return read(path)

    return again


def sides_of(made: dict) -> dict[str, str]:
    given = export(made, "sides", "it")
    assert given is not None
    return read_groups(Text(given.name, given.text))


def test_orders_are_read_again_with_ties_and_who_is_not_listed_last(back):
    data = back(MADE["schulze"], "preflib")
    assert data.options == ["Corsi", "Numero", "Sportello"]
    assert sorted(data.ballots) == [
        (1, (("Corsi", "Numero", "Sportello"),)),
        (1, (("Numero",), ("Sportello",), ("Corsi",))),
        (2, (("Corsi",), ("Numero", "Sportello"))),
    ]
    assert export(MADE["schulze"], "preflib", "it").name == "7k3m9x0q2b4d-preflib.toc"


@pytest.mark.parametrize(
    ("choices", "ending"),
    [
        ([ranked("a", "b", "c")], "soc"),
        ([ranked("a", "b")], "soi"),
        ([ranked("a", "b", "c"), ranked()], "soc"),
    ],
)
def test_the_ending_says_whether_orders_are_complete(choices, ending):
    given = export(record("stv", choices, seats=1), "preflib", "it")
    assert (given.name, f"# DATA TYPE: {ending}\n" in given.text) == (f"7k3m9x0q2b4d-preflib.{ending}", True)
    assert f"# FILE NAME: {given.name}\n" in given.text


def test_an_election_keeps_its_blank_ballots_in_blt_and_says_how_many_in_preflib(back):
    data = back(MADE["stv"], "blt")
    assert (data.seats, sorted(data.ballots)) == (
        2, [(1, ()), (1, (("Sportello",),)), (2, (("Corsi",), ("Numero",)))],
    )  # fmt: skip
    text = export(MADE["stv"], "preflib", "it").text
    assert "# NUMBER VOTERS: 3\n" in text
    assert "ballots that rank nobody, not listed: 1\n" in text


def test_a_budget_keeps_costs_in_cents_and_an_approval_has_no_money(back):
    data = back(MADE["equal-shares"], "pabulib")
    assert (data.costs, data.budget) == ({"a": 500, "b": 300, "c": 0}, 900)
    assert data.ballots == {**{str(n): {"a": 1, "b": 1} for n in (1, 2, 3)}, "4": {}}
    plain = back(MADE["approval"], "pabulib")
    assert (plain.costs, plain.budget, plain.ballots["1"]) == ({"a": 0, "b": 0, "c": 0}, 0, {"a": 1, "b": 1})


def test_dots_are_cumulative_points_and_places_are_scores(back):
    assert back(MADE["dots"], "pabulib").ballots == {"1": {"a": 2, "b": 1}, "2": {"c": 1}, "3": {}}
    text = export(MADE["dots"], "pabulib", "it").text
    assert [line in text for line in ("vote_type;cumulative\n", "max_points;2\n", "max_sum_points;3\n")] == [True] * 3
    assert back(MADE["schulze"], "pabulib").ballots == {"1": {"a": 1}, "2": {"a": 1}, "3": {"b": 2, "c": 1}, "4": {}}


def test_our_grades_from_0_to_5_are_6_to_1_and_no_opinion_is_0(back):
    data = back(MADE["majority-judgment"], "grades")
    assert data.ballots == {
        "1": {"Corsi": 6, "Numero": 1, "Sportello": 0}, "2": {"Corsi": 0, "Numero": 4, "Sportello": 2},
    }  # fmt: skip
    assert back(MADE["score"], "grades").ballots["1"] == {"Corsi": 6, "Numero": 1, "Sportello": 0}


@pytest.mark.parametrize("method", MADE)
def test_the_sides_have_the_numbers_of_the_ballots(method, back):
    made = {**MADE[method], "ballots": [dict(each) for each in MADE[method]["ballots"]]}
    made["ballots"][0]["side"] = "official"
    if method == "stv":
        assert export(made, "sides", "it") is None
        return
    name = "pabulib" if method == "schulze" else COUNTED[method][0]
    groups = sides_of(made)
    assert list(groups) == list(back(made, name).ballots)
    assert (groups["1"], groups["2"]) == ("official", "resident")


def test_sides_of_unlike_size_weigh_the_same_outside_too(back):
    sides = ["resident"] * 6 + ["official"] * 2
    made = record("schulze", [ranked("a", "b", "c")] * 6 + [ranked("b", "c", "a")] * 2, sides=sides)
    assert count(back(made, "pabulib"), "schulze", Asked())["winners"] == ["a"]
    told = count(back(made, "pabulib"), "schulze", Asked(groups=sides_of(made)))
    assert told["details"]["pairwise"]["a"]["b"] == told["details"]["pairwise"]["b"]["a"]


@pytest.mark.parametrize(("method", "name"), ALL)
@pytest.mark.parametrize("lang", ["it", "ar"])
def test_hostile_titles_stay_names(method, name, lang, back):
    made = {**MADE[method], "question": {"it": HOSTILE[0]}}
    made["options"] = [
        {**option, "texts": {lang: title}} for option, title in zip(made["options"] * 3, HOSTILE, strict=False)
    ]
    made["options"] = [{**option, "id": f"o{n}"} for n, option in enumerate(made["options"])]
    more = {"stv": {"ranking": [["o0"], ["o7"]]}, "schulze": {"ranking": [["o0"], ["o7"]]}, "dots": {"o0": 1},
            "majority-judgment": {"grades": {"o0": 3}}, "score": {"scores": {"o0": 3}}}  # fmt: skip
    made["ballots"] = [{"side": "resident", "choice": more.get(method, {"approve": ["o0"]})}] * 2
    text = export(made, name, lang).text
    assert [each for each in "\u202e\u2066\u200f\u2028\t\r\0\x1d" if each in text] == []
    if name == "belenios":
        question = json.loads(text)["questions"][0]
        assert question.get("value", question)["answers"][1].startswith("=HYPERLINK(1;2)")
        return
    if name == "sides":
        assert sides_of(made) == {"1": "resident", "2": "resident"}
        return
    data = back(made, name, lang)
    assert len(set(data.options)) == len(HOSTILE)
    rows = [row for mark in ",;" for row in csv.reader(io.StringIO(text), delimiter=mark)]
    assert [cell for row in rows for cell in row if cell.strip()[:1] in ("=", "+", "-", "@", "＝")] == []
    told = count(data, COUNTED[method][1] if name != "preflib" else "schulze", Asked(seats=2))
    assert told["winners"][0] == data.options[0]


def test_a_name_is_on_one_line_and_begins_no_formula():
    assert one_line(" a\u2028b\x00\u202ec\n\nd ") == "a b c d"
    assert one_line("نمی\u200cدانم 👩\u200d⚕️") == "نمی\u200cدانم 👩\u200d⚕️"
    assert [plain(each) for each in ("=1", "a, -b;@c", "1-2", " +a", "\u202e=a", "＝a")] == [
        "'=1", "a, '-b;'@c", "1-2", "'+a", "'=a", "'＝a",
    ]  # fmt: skip


def test_no_two_names_are_alike():
    assert distinct({"a": "x", "b": "x", "c": "x (2)", "d": "x"}) == {
        "a": "x", "b": "x (3)", "c": "x (2)", "d": "x (4)",
    }  # fmt: skip
    made = record("approval", [{"approve": ["a"]}], titles=("Si\n", " Si", "\u202e"))
    assert export(made, "pabulib", "it").text.splitlines()[-6:-3] == ['a;0;1;"Si"', 'b;0;0;"Si (2)"', 'c;0;0;"c"']


@pytest.mark.parametrize(("method", "name"), ALL)
def test_statistics_a_held_back_side_and_no_ballots_give_no_file(method, name):
    made = MADE[method]
    statistics = {**made, "params": {**made["params"], "published": ["opening", "roll-counts", "statistics"]}}
    held_back = {**made, "result": {"suppressed": ["resident"]}}
    empty = {**made, "ballots": []}
    ours = name == "belenios"
    assert [export(each, name, "it") is not None for each in (made, statistics, held_back, empty)] == [True] + [
        ours
    ] * 3


def test_what_has_no_format_gives_no_file():
    answers = record("double-majority", [{"answer": "yes"}], statute=False)
    assert [name for name in FORMATS if export(answers, name, "it")] == ["belenios"]
    assert [export(MADE["score"], name, "it") for name in ("blt", "pabulib", "", "nonsense")] == [None] * 4
    assert export({**answers, "method": "a-rule-of-tomorrow"}, "belenios", "it") is None


def template(made: dict, lang: str = "en") -> dict:
    with translation.override(lang):
        return dict(json.loads(export({key: made[key] for key in OPENING}, "belenios", lang).text))


OPENING = ("poll", "method", "subject", "question", "options", "params", "secret", "seed_commit")


def test_belenios_is_told_the_rule_and_its_fingerprint_and_nobody_s_name():
    made = MADE["approval"]
    told = template(made)
    assert (sorted(told), told["name"]) == (["description", "name", "questions"], "Which?")
    assert opening_hash({key: made[key] for key in OPENING}) in told["description"]
    assert told["questions"] == [
        {"answers": ["Corsi", "Numero", "Sportello"], "blank": False, "min": 0, "max": 3, "question": "Which?"}
    ]


def test_belenios_is_told_what_an_option_costs():
    assert template(MADE["equal-shares"])["questions"][0]["answers"][0] == "Corsi (5.00 €)"


@pytest.mark.parametrize(
    ("method", "params", "answers", "blank"),
    [
        ("double-majority", {"statute": False}, ["Yes", "No"], True),
        ("consent", {}, ["Agree", "With a reservation", "Stand aside", "Object"], False),
    ],
)
def test_an_answer_in_belenios_is_one_of_a_few(method, params, answers, blank):
    told = template(record(method, [], titles=(), **params))["questions"]
    assert told == [{"answers": answers, "blank": blank, "min": 1, "max": 1, "question": "Which?"}]


@pytest.mark.parametrize(
    ("method", "extra"),
    [
        ("schulze", {"method": "Schulze", "blank": True}),
        ("stv", {"method": "STV", "blank": True, "seats": 2}),
        (
            "majority-judgment",
            {
                "method": "MajorityJudgment",
                "blank": True,
                "grades": ["excellent", "very good", "good", "passable", "poor", "to reject"],
            },
        ),
        ("dots", None),
        ("score", None),
    ],
)
def test_where_each_answer_gets_a_number_belenios_shuffles_and_is_told_how_to_count(method, extra):
    (question,) = template(MADE[method])["questions"]
    assert (question["type"], question.get("extra")) == ("NonHomomorphic", extra)
    assert question["value"]["answers"] == ["Corsi", "Numero", "Sportello"]
    assert sorted(question["value"]) == ["answers", "question"]
    assert question["value"]["question"].startswith("Which?")


def test_a_long_question_is_cut_in_the_name_of_an_election_only():
    made = {**MADE["approval"], "question": {"ar": "سؤال " * 40}}
    told = template(made, "ar")
    assert (len(told["name"].encode()) <= 80, told["name"].endswith("…")) == (True, True)
    assert told["questions"][0]["question"] == ("سؤال " * 40).strip()


# Through the database and the page.


def held(method: str):
    """Hold a real vote of nine, of two options where more would be too many to publish the ballots."""
    w = with_charter(world())
    more = {"equal-shares": {"budget": 90_000}, "stv": {"seats": 2}}.get(method, {})
    costs = (50_000, 30_000, 60_000)
    options = [{**each, "cost": cost} for each, cost in zip(THREE, costs, strict=True)]
    options = options[:2] if method == "majority-judgment" else options
    poll = asked(w, method, options, **more)
    o = ids(poll)
    a, b, c = (o.get(each["title"], "") for each in THREE)
    quo = o.get("", "")
    first, second = {
        "schulze": ({"ranking": [[a], [b], [quo]]}, {"ranking": [[a], [b], [c, quo]]}),
        "stv": ({"ranking": [[a], [b]]}, {"ranking": [[c]]}),
        "equal-shares": ({"approve": [a, b]}, {"approve": [c]}),
        "approval": ({"approve": [a, b]}, {"approve": [a]}),
        "majority-judgment": ({"grades": {a: 3, b: 5, quo: 2}}, {"grades": {a: 4, b: 2, quo: 2}}),
        "score": ({"scores": {a: 5, b: 3, c: 0}}, {"scores": {a: 4, b: 2, c: 0}}),
    }[method]  # fmt: skip
    everybody(w, poll, [first] * 6, [second] * 3)
    return Poll.objects.get(pk=poll)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["schulze", "stv", "equal-shares", "approval", "score", "majority-judgment"])
def test_a_real_vote_is_counted_again_from_its_file(method, tmp_path):
    poll = held(method)
    name, rule = COUNTED[method]
    answer = Phone().client.get(f"/polls/{poll.pk}/export/{name}")
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer["Content-Type"] == f"{'text/csv' if name == 'grades' else 'text/plain'}; charset=utf-8"
    path = tmp_path / "poll"
    path.write_bytes(answer.content)
    groups = sides_of(public_record(poll)) if method == "majority-judgment" else {}
    told = count(read(path), rule, Asked(groups=groups, no_opinion="exclude"))
    named = names(public_record(poll), "en")
    titles = {option: option if name == "pabulib" else named[option] for option in named}
    result = poll.result or {}
    order = [sorted(titles[each] for each in tier) for tier in result["order"]]
    if result["winners"]:
        elected = [titles[each] for each in result["winners"]]
        assert told["winners"][: len(elected)] == elected
    assert [sorted(tier) for tier in told["ranking"]][: len(order)] == order[: len(told["ranking"])]


@pytest.mark.django_db
def test_dots_are_summed_again(tmp_path):
    w = world()
    adopt_charter(w)
    poll = hold_dots(w, write_cards(w))
    path = tmp_path / "poll.pb"
    path.write_bytes(Phone().client.get(f"/polls/{poll.pk}/export/pabulib").content)
    told = count(read(path), "dots", Asked(groups=sides_of(public_record(poll))))
    residents = told["details"]["groups"]["resident"]
    assert {option: [dots, 1] for option, dots in residents.items()} == poll.result["scores"]
    assert sorted(told["winners"]) == sorted(each for each in residents)  # by sides they are level


@pytest.mark.django_db
def test_the_page_of_a_closed_vote_leads_to_its_files_and_an_open_one_to_its_setup_alone():
    w = with_charter(world())
    poll = asked(w, "approval")
    seat = Phone(w.residents[0]).client
    assert [seat.get(f"/polls/{poll}/export/{name}").status_code for name in FORMATS] == [404] * 5 + [200]
    assert [Phone().client.get(f"/polls/{poll}/export/{name}").status_code for name in FORMATS] == [404] * 6
    before = seat.get(f"/polls/{poll}/export/belenios").json()
    everybody(w, poll, [{"approve": []}] * 6, [{"approve": []}] * 3)
    page = Phone().open(f"/polls/{poll}/").html
    assert [name for name in FORMATS if f"/polls/{poll}/export/{name}" in page] == ["pabulib", "sides", "belenios"]
    assert "In other formats:" in page
    codes = [Phone().client.get(f"/polls/{poll}/export/{name}").status_code for name in (*FORMATS, "x")]
    assert codes == [404, 404, 200, 404, 200, 200, 404]
    answer = Phone().client.get(f"/polls/{poll}/export/sides")
    assert answer["Content-Disposition"] == f'attachment; filename="{poll}-sides.csv"'
    assert Phone().client.get(f"/polls/{poll}/export/belenios").json()["questions"] == before["questions"]
    assert Phone().client.get("/polls/nobody/export/belenios").status_code == 404


@pytest.mark.django_db
def test_of_statistics_and_of_a_small_secret_side_the_page_gives_the_setup_alone():
    w = with_charter(world())
    many = asked(w, "majority-judgment", [*THREE, {"title": "Mediatori", "lang": "it"}])
    good = {"grades": {ids(many)["Sportello"]: 4}}
    everybody(w, many, [good] * 6, [good] * 3)
    small = asked(w, "approval")
    everybody(w, small, [{"approve": []}] * 3, [{"approve": []}] * 3)
    assert Poll.objects.get(pk=small).result["suppressed"] == ["resident"]
    for poll in (many, small):
        page = Phone().open(f"/polls/{poll}/").html
        assert [name for name in FORMATS if f"/polls/{poll}/export/{name}" in page] == ["belenios"]
        assert [Phone().client.get(f"/polls/{poll}/export/{name}").status_code for name in FORMATS] == [404] * 5 + [200]


@pytest.mark.django_db
def test_a_vote_of_answers_is_set_up_for_belenios_too():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    told = Phone().client.get(f"/polls/{poll.pk}/export/belenios").json()
    assert (told["questions"][0]["answers"], poll.opening_hash in told["description"]) == (["Yes", "No"], True)
    assert opening_hash(opening_record(poll, list(poll.options.all()))) == poll.opening_hash
    assert export(public_record(poll), "belenios", "en") is not None
