"""Votes among options: grades, rankings, budgets, elections and temperatures, through real polls."""

import pytest
from django.http import QueryDict

from deliberation.counting import opening_hash
from deliberation.forms import choice_from_form
from deliberation.frozen import opening_record
from deliberation.models import Ballot, Poll
from deliberation.queries.published import public_record
from tests.deliberation.room.voting import with_charter
from tests.helpers.world import World, do, refused, world

pytestmark = pytest.mark.django_db

THREE = [
    {"title": "Corsi serali", "lang": "it"},
    {"title": "Numero verde", "lang": "it"},
    {"title": "Sportello", "lang": "it"},
]


def asked(w: World, method: str, options=THREE, **more) -> str:
    poll = do(w.f, "poll.open", activity=w.at("vote").pk, method=method, options=options, **more)["poll"]
    return str(poll)


def ids(poll: str) -> dict[str, str]:
    """Return {title: id}; "" is leaving things as they are."""
    found = Poll.objects.get(pk=poll)
    quo = found.params.get("status_quo")
    return {"" if o.pk == quo else o.title: o.pk for o in found.options.all()}


def cast(seat, poll: str, choice, number: int = 1) -> dict:
    return dict(do(seat, "ballot.cast", poll=poll, choice=choice, nonce=f"{number:032x}"))


def closed(w: World, poll: str) -> dict:
    do(w.f, "poll.close", poll=poll)
    return dict(Poll.objects.get(pk=poll).result or {})


def everybody(w: World, poll: str, residents, officials) -> dict:
    for number, (seat, choice) in enumerate(
        [*zip(w.residents, residents, strict=False), *zip(w.officials, officials, strict=False)]
    ):
        cast(seat, poll, choice, number)
    return closed(w, poll)


def test_the_best_grade_that_every_side_can_live_with_is_chosen():
    w = with_charter(world())
    poll = asked(w, "majority-judgment")
    o = ids(poll)
    liked = {"grades": {o["Corsi serali"]: 5, o["Numero verde"]: 3, o[""]: 1}}
    disliked = {"grades": {o["Corsi serali"]: 1, o["Numero verde"]: 4, o[""]: 2}}
    result = everybody(w, poll, [liked] * 6, [disliked] * 3)
    assert (result["outcome"], result["winners"]) == ("chosen", [o["Numero verde"]])
    assert result["details"]["why_not"] == {
        o["Corsi serali"]: ["below", "official"], o["Sportello"]: ["few", "resident"], o[""]: ["below", "resident"],
    }  # fmt: skip


def test_when_leaving_things_as_they_are_is_liked_best_nothing_is_chosen():
    w = with_charter(world())
    poll = asked(w, "majority-judgment")
    o = ids(poll)
    result = everybody(
        w, poll, [{"grades": {o["Sportello"]: 3, o[""]: 4}}] * 6, [{"grades": {o["Sportello"]: 3, o[""]: 4}}] * 3
    )
    assert (result["outcome"], result["winners"]) == ("returned", [])


def test_a_ranking_needs_each_side_to_like_the_winner_better_than_no_change():
    w = with_charter(world())
    poll = asked(w, "schulze")
    o = ids(poll)
    residents = {"ranking": [[o["Corsi serali"]], [o["Numero verde"]], [o[""]]]}
    officials = {"ranking": [[o["Numero verde"]], [o[""]], [o["Corsi serali"]]]}
    result = everybody(w, poll, [residents] * 6, [officials] * 3)
    assert (result["outcome"], result["winners"]) == ("chosen", [o["Numero verde"]])
    assert result["details"]["why_not"][o["Corsi serali"]] == "official"


def test_a_budget_is_shared_out_and_every_loser_is_told_how_many_were_missing():
    w = with_charter(world())
    costs = [{**each, "cost": cost} for each, cost in zip(THREE, (50_000, 30_000, 60_000), strict=True)]
    poll = asked(w, "equal-shares", costs, budget=90_000)
    o = ids(poll)
    some = [{"approve": [o["Corsi serali"], o["Numero verde"]]}] * 6
    result = everybody(w, poll, some, [{"approve": [o["Sportello"]]}] * 3)
    assert (result["outcome"], sorted(result["winners"])) == ("chosen", sorted([o["Corsi serali"], o["Numero verde"]]))
    details = result["details"]
    assert (details["spent"], details["left"]) == (80_000, 10_000)
    assert details["lacking"][o["Sportello"]] > 0


def test_people_are_elected_and_one_seat_is_an_instant_run_off():
    w = with_charter(world())
    names = [{"title": name, "lang": "it"} for name in ("Amina", "Bruno", "Chen")]
    for seats, elected in ((2, ["Amina", "Bruno"]), (1, ["Amina"])):
        poll = asked(w, "stv", names, seats=seats)
        o = ids(poll)
        result = everybody(w, poll, [{"ranking": [[o["Amina"]], [o["Bruno"]]]}] * 6, [{"ranking": [[o["Bruno"]]]}] * 3)
        assert (result["outcome"], result["winners"]) == ("chosen", [o[name] for name in elected])


@pytest.mark.parametrize(("method", "key"), [("approval", "approve"), ("score", "scores")])
def test_a_temperature_is_read_and_decides_nothing(method, key):
    w = with_charter(world())
    poll = asked(w, method)
    o = ids(poll)
    choice = {key: [o["Sportello"]] if key == "approve" else {o["Sportello"]: 4}}
    result = everybody(w, poll, [choice] * 6, [choice] * 3)
    assert (result["outcome"], result["winners"], result["order"][0]) == ("taken", [], [o["Sportello"]])


BAD = {
    "majority-judgment": [
        {"grades": {"nobody": 3}},
        {"grades": {"": 6}},
        {"grades": {"": -1}},
        {"grades": {"": "5"}},
        {"grades": []},
        {"answer": "yes"},
    ],
    "schulze": [{"ranking": [[""], [""]]}, {"ranking": ["", ""]}, {"ranking": [["", "", "x"]]}, {"ranking": [[]]}, {}],
    "equal-shares": [{"approve": ["", ""]}, {"approve": ["x"]}, {"approve": {"": 1}}, {"approve": [1]}],
    "stv": [{"ranking": [["Corsi serali", "Numero verde"]]}, {"ranking": [["x"]]}],
    "score": [{"scores": {"": 6}}, {"scores": {"": True}}, {"scores": None}],
    "approval": [{"approve": None}, {"approve": [["x"]]}],
}
MORE = {"equal-shares": {"budget": 1000}, "stv": {"seats": 1}}


def put(choice, o):
    """Replace titles by ids; what has none stays."""
    if isinstance(choice, dict):
        return {o.get(key, o.get("Sportello") if key == "" else key): put(value, o) for key, value in choice.items()}
    if isinstance(choice, list):
        return [put(each, o) for each in choice]
    return (
        (o.get(choice) or o["Sportello"])
        if choice == ""
        else o.get(choice, choice)
        if isinstance(choice, str)
        else choice
    )


@pytest.mark.parametrize("method", BAD)
def test_a_bad_ballot_is_refused_with_its_reason_and_the_one_before_stands(method):
    w = with_charter(world())
    options = [{**each, "cost": 10} for each in THREE]
    poll = asked(w, method, options, **MORE.get(method, {}))
    o = ids(poll)
    good = {"majority-judgment": {"grades": {o["Sportello"]: 3}}, "schulze": {"ranking": [[o["Sportello"]]]},
            "equal-shares": {"approve": [o["Sportello"]]}, "stv": {"ranking": [[o["Sportello"]]]},
            "score": {"scores": {o["Sportello"]: 2}}, "approval": {"approve": [o["Sportello"]]}}[method]  # fmt: skip
    cast(w.residents[0], poll, good)
    for bad in BAD[method]:
        assert refused(w.residents[0], "ballot.cast", poll=poll, choice=put(bad, o), nonce="0" * 32) != ""
    assert [b.choice for b in Ballot.objects.filter(poll=poll)] == [good]


def test_everything_that_was_fixed_at_opening_is_in_one_hash():
    w = with_charter(world())
    poll = Poll.objects.get(pk=asked(w, "majority-judgment", question={"it": "Quale?", "en": "Which?"}))
    options = list(poll.options.all())
    assert poll.opening_hash == opening_hash(opening_record(poll, options))
    assert poll.question == {"it": "Quale?", "en": "Which?"}
    assert [o.texts.get("ar") for o in options][-1] == "إبقاء الأمور كما هي"
    options[0].texts = {"it": "Altro"}
    assert poll.opening_hash != opening_hash(opening_record(poll, options))


def test_where_a_rare_answer_could_be_a_signature_only_statistics_are_published():
    w = with_charter(world())
    poll = asked(w, "majority-judgment", [*THREE, {"title": "Mediatori", "lang": "it"}])
    o = ids(poll)
    assert Poll.objects.get(pk=poll).params["published"] == ["opening", "roll-counts", "statistics"]
    everybody(w, poll, [{"grades": {o["Sportello"]: 4}}] * 6, [{"grades": {o["Sportello"]: 3}}] * 3)
    record = public_record(Poll.objects.get(pk=poll))
    assert (record["ballots"], len(record["leaves"])) == ([], 9)
    assert record["result"]["details"]["profiles"][o["Sportello"]]["resident"] == [0, 0, 0, 0, 6, 0]


@pytest.mark.parametrize(
    ("method", "options", "more"),
    [
        ("majority-judgment", [], {}),
        ("majority-judgment", [THREE[0], THREE[0]], {}),
        ("majority-judgment", [{"lang": "it"}], {}),
        ("majority-judgment", [{"proposal": "nobody"}], {}),
        ("equal-shares", THREE, {"budget": 100}),
        ("equal-shares", [{**THREE[0], "cost": 5}], {}),
        ("stv", THREE, {"seats": 3}),
        ("stv", THREE, {"seats": 0}),
        ("stv", THREE[:1], {"seats": 1}),
        ("schulze", [{"title": str(n), "lang": "it"} for n in range(31)], {}),
    ],
)  # fmt: skip
def test_a_vote_that_makes_no_sense_is_not_opened(method, options, more):
    w = with_charter(world())
    assert refused(w.f, "poll.open", activity=w.at("vote").pk, method=method, options=options, **more) != ""
    assert not Poll.objects.filter(method=method).exists()


def test_a_room_open_to_anyone_can_take_a_temperature_and_choose_nothing():
    w = with_charter(world())
    w.room.entry = "open"
    w.room.save()
    assert refused(w.f, "poll.open", activity=w.at("vote").pk, method="schulze", options=THREE) != ""
    assert closed(w, asked(w, "approval"))["outcome"] == "taken"


def test_of_a_small_secret_side_only_what_was_chosen_stands():
    w = with_charter(world())
    poll = asked(w, "schulze")
    o = ids(poll)
    result = everybody(w, poll, [{"ranking": [[o["Sportello"]]]}] * 3, [{"ranking": [[o["Sportello"]]]}] * 3)
    assert (result["outcome"], result["winners"], result["details"], result["order"]) == (
        "chosen",
        [o["Sportello"]],
        {},
        [],
    )
    assert result["suppressed"] == ["resident"]


FORMS = {
    "choice=grades&choice.a=5&choice.b=0&choice.c=": {"grades": {"a": 5, "b": 0}},
    "choice=scores&choice.a=x": {"scores": {"a": "x"}},
    "choice=ranking&choice.b=1&choice.a=1&choice.c=2&choice.d=": {"ranking": [["a", "b"], ["c"]]},
    "choice=ranking&choice.a=-1": {"ranking": {"a": "-1"}},
    "choice=approve&choice.b=1&choice.a=1": {"approve": ["a", "b"]},
    "choice=approve": {"approve": []},
    "choice.a=2&choice.b=1": {"a": 2, "b": 1},
    "choice=yes": {"answer": "yes"},
    "choice=": "nothing",
    "": "nothing",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_javascript_says_the_same_as_the_wire(form):
    assert choice_from_form(QueryDict(form), "nothing") == FORMS[form]
