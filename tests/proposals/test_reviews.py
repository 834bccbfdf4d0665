"""Reviews: who may give one, when who reads it, and that where reviewers differ it is shown and never averaged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.actors import Actor
from people.models import Membership, Participant, Role
from proposals.models import Answer, Author, Merge, MergePart, Proposal, Referral, Review, Signature
from proposals.office.comparing import compared, letter_of, verdict_of
from proposals.office.reviewing import reviews_seen, waiting_for_review
from proposals.reach import solutions_to_review
from tests.helpers.world import do, refused
from tests.people.making import (
    as_person,
    make_office,
    make_official,
    make_person,
    make_process,
    make_seat,
    make_territory,
    seated,
)
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
OWN_OFFICE = "An official does not review what concerns the own office."
WROTE = "Whoever wrote a proposal, or a problem that it answers, does not review it."
SIGNED = "An association of yours signed this proposal, or a problem that it answers: others review it."
MISSING = "This page or thing is not here, or it is not open to you."
NO = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": [{"criterion": "cost", "text": "Vuoto."}]}


@pytest.fixture
def place():
    return make_place()


def waiting(place, verb="adopt", **fields):
    process, office = place
    return make_solution(process, office=office, steps=["vote", verb], **fields)


def reviewer(place, name="Renata"):
    return as_person(make_person(place[0].territory, "reviewer", name=name))


def said(solution, cost=3, verdict="favourable", text="Va bene.", **more):
    grades = [{"criterion": "cost", "grade": cost}]
    return {"proposal": solution.pk, "verdict": verdict, "grades": grades, "text": text, "lang": "it", **more}


def give(actor, solution, *args, **more):
    do(actor, "review.give", **said(solution, *args, **more))


def texts(actor, solution):
    return sorted(each.text for each in reviews_seen(actor, Proposal.objects.get(pk=solution.pk)))


def login(client, actor):
    client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")


def test_a_reviewer_and_an_official_of_another_office_review_once_each_and_may_change_it(place):
    solution, other = waiting(place), make_office(place[0].territory, "Sociali")
    one, two = reviewer(place), as_person(make_official(other))
    give(one, solution, 1)
    give(two, solution, 5)
    give(one, solution, 2, "unfavourable", text="Ci ho pensato.")
    kept = Review.objects.order_by("office").values_list("office__name", "grades__0__grade", "verdict", "text")
    assert sorted(kept, key=str) == [
        ("Sociali", 5, "favourable", "Va bene."),
        (None, 2, "unfavourable", "Ci ho pensato."),
    ]


def test_what_concerns_the_own_office_is_not_reviewed_also_after_it_went_to_another(place):
    process, office = place
    solution, other = waiting(place), make_office(process.territory, "Sociali")
    own, there = as_person(make_official(office)), as_person(make_official(other))
    assert refused(own, "review.give", **said(solution)) == ("refused", OWN_OFFICE)
    Referral.objects.filter(proposal=solution).update(office=other)
    assert refused(there, "review.give", **said(solution)) == ("refused", OWN_OFFICE)
    give(own, solution)
    sits = as_person(make_person(process.territory, "reviewer"))
    make_seat(process, "official", office=other, person=sits.person)
    assert refused(sits, "review.give", **said(solution)) == ("refused", OWN_OFFICE)


@pytest.mark.parametrize("standing", ["author", "left"])
@pytest.mark.parametrize("where", ["solution", "problem", "merged", "before the merge"])
def test_who_wrote_it_or_a_problem_behind_it_does_not_review_it_whatever_the_seat(place, standing, where):
    process, _office = place
    me = reviewer(place)
    seat = make_seat(process, person=me.person, removed_at=timezone.now())
    problem = make_problem(process)
    solution = waiting(place, problems=[problem])
    about = {"solution": solution, "problem": problem}.get(where) or make_problem(process)
    if where == "before the merge":  # of `about` and others the problem was made
        merge = Merge.objects.create(into=problem, title="T", reason="Uguali.", state="merged", kind="problem")
        MergePart.objects.create(merge=merge, proposal=about)
    if where == "merged":  # the problem went into `about`
        merge = Merge.objects.create(into=about, title="T", reason="Uguali.", state="merged", kind="problem")
        MergePart.objects.create(merge=merge, proposal=problem)
    Author.objects.create(proposal=about, participant=seat, standing=standing)
    assert refused(me, "review.give", **said(solution)) == ("refused", WROTE)
    assert Review.objects.count() == 0


@pytest.mark.parametrize("standing", ["asking", "declined"])
def test_who_only_asked_to_join_the_authors_is_none(place, standing):
    me, solution = reviewer(place), waiting(place)
    seat = make_seat(place[0], person=me.person)
    Author.objects.create(proposal=solution, participant=seat, standing=standing, left_why="Siamo già in tanti.")
    give(me, solution)
    assert Review.objects.count() == 1


def test_a_seat_on_the_phone_in_the_hand_counts_also_without_its_account(place):
    me, solution = reviewer(place), waiting(place)
    seat = make_seat(place[0])
    Author.objects.create(proposal=solution, participant=seat)
    both = Actor(person=me.person, participant=seat)
    assert refused(both, "review.give", **said(solution)) == ("refused", WROTE)


@pytest.mark.parametrize("on_the_problem", [True, False])
def test_members_of_an_association_that_signed_do_not_review(place, on_the_problem):
    process, _office = place
    me, problem = reviewer(place), make_problem(process)
    solution = waiting(place, problems=[problem])
    club = make_office(process.territory, "Ponti", kind="immigrant_association")
    Membership.objects.create(person=me.person, organisation=club)
    Signature.objects.create(
        proposal=problem if on_the_problem else solution, organisation=club, consulted=12, how="In assemblea.",
        lang="it", person=make_person(),
    )  # fmt: skip
    assert refused(me, "review.give", **said(solution)) == ("refused", SIGNED)


def test_nobody_else_reaches_it(client, place):
    solution, elsewhere = waiting(place), make_territory("Treviso")
    far = as_person(make_person(elsewhere, "reviewer", "official", "administrator"))
    host, seat = as_person(make_person(place[0].territory, "facilitator")), seated(make_seat(place[0]))
    for actor in (far, host, seat, Actor()):
        assert refused(actor, "review.give", **said(solution)) == ("missing", MISSING)
    for actor in (far, host):
        login(client, actor)
        assert client.get(f"/proposals/{solution.pk}/review/").status_code == 404
        assert client.post(f"/proposals/{solution.pk}/review/", {"ref": "r"}).status_code == 404
    assert client.get("/reviews/").status_code == 404
    login(client, far)
    assert [*client.get("/reviews/").context["waiting"]] == []
    rehearsal = make_process(place[0].territory, rehearsal=True)
    tried = make_solution(rehearsal, office=place[1], steps=["vote", "adopt"], rehearsal=True)
    assert refused(reviewer(place), "review.give", **said(tried))[0] == "missing"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"grades": []}, "Give a grade to at least one criterion."),
        ({"grades": [{"criterion": "cost", "grade": None}]}, "Give a grade to at least one criterion."),
        ({"grades": [{"criterion": "cost", "grade": 6}]}, "Choose a number from 1 to 5."),
        ({"grades": [{"criterion": "cost", "grade": 0}]}, "Choose a number from 1 to 5."),
        ({"grades": [{"criterion": "cost", "grade": -1}]}, "Choose a number from 1 to 5."),
        ({"grades": [{"criterion": "cost", "grade": True}]}, "Choose a number from 1 to 5."),
        ({"grades": [{"criterion": "cost", "grade": "molto"}]}, "Choose a number from 1 to 5."),
        ({"grades": [{"criterion": "mood", "grade": 3}]}, '"mood" is not a valid choice.'),
        ({"grades": [{"criterion": "cost", "grade": 3}] * 2}, "Use each criterion once."),
        ({"grades": "cost"}, 'Expected a list of items but got type "str".'),
        ({"text": " \u202e \u200b "}, "Write your opinion in a few sentences."),
        ({"text": "x" * 3001}, "This text is too long: at most 3000 characters. Shorten it and send it again."),
        ({"verdict": "maybe"}, '"maybe" is not a valid choice.'),
        ({"verdict": None}, "This field may not be null."),
        ({"lang": "<script>"}, "This value does not match the required pattern."),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(place, change, sentence):
    solution = waiting(place)
    assert refused(reviewer(place), "review.give", **{**said(solution), **change}) == ("invalid", sentence)
    assert Review.objects.count() == 0


def test_letters_that_turn_the_writing_are_taken_out(place):
    solution = waiting(place)
    give(reviewer(place), solution, text="Va \u202ebene\u202c.")
    assert Review.objects.get().text == "Va bene."


@pytest.mark.parametrize("state", ["draft", "voting", "not_adopted", "accepted", "not_accepted", "programmed"])
def test_it_is_reviewed_only_while_an_answer_is_owed(place, state):
    solution = waiting(place)
    Proposal.objects.filter(pk=solution.pk).update(state=state)
    told = refused(reviewer(place), "review.give", **said(solution))
    assert told == ("refused", "This proposal is not waiting for an answer, so nobody reviews it now.")


def test_others_are_read_after_ones_own_and_by_everybody_with_the_answer(place):
    process, office = place
    solution = waiting(place)
    first, second, official = reviewer(place), reviewer(place), as_person(make_official(office))
    host, seat = as_person(make_person(process.territory, "administrator")), seated(make_seat(process))
    give(first, solution, text="Prima.")
    seen = [texts(who, solution) for who in (first, second, official, host, seat, Actor())]
    assert seen == [["Prima."], [], ["Prima."], [], [], []]
    give(second, solution, text="Dopo.")
    assert [texts(who, solution) for who in (first, second, host, Actor())] == [["Dopo.", "Prima."]] * 2 + [[]] * 2
    do(official, "answer.give", proposal=solution.pk, **NO)
    assert [texts(who, solution) for who in (host, seat, Actor())] == [["Dopo.", "Prima."]] * 3


def test_after_a_rejoinder_what_stood_beside_the_answer_stays_and_new_ones_wait(place):
    process, office = place
    seat = make_seat(process)
    solution = waiting(place, authors=[seat])
    first, second, official = reviewer(place), reviewer(place), as_person(make_official(office))
    give(first, solution, text="Prima.")
    do(official, "answer.give", proposal=solution.pk, **NO)
    do(seated(seat), "answer.rejoin", proposal=solution.pk, text="Guardate bene.", lang="it")
    told = refused(first, "review.give", **said(solution))
    assert told == ("refused", "Your review stood beside an answer of the office: it stays as it was.")
    give(second, solution, text="Dopo.")
    assert [texts(who, solution) for who in (Actor(), second)] == [["Prima."], ["Dopo.", "Prima."]]
    give(second, solution, text="Dopo tutto.")
    do(official, "answer.give", proposal=solution.pk, **NO)
    assert texts(Actor(), solution) == ["Dopo tutto.", "Prima."]


def test_where_reviewers_differ_it_is_said_and_nothing_is_averaged(place):
    solution = waiting(place)
    for cost, verdict in ((1, "unfavourable"), (5, "favourable"), (None, "favourable")):
        grades = [{"criterion": "cost", "grade": cost}, {"criterion": "equity", "grade": 4}]
        do(reviewer(place), "review.give", **said(solution, verdict=verdict) | {"grades": grades})
    shown = compared(Review.objects.all(), "en")
    rows = {row["title"]: (row["grades"], row["range"]) for row in shown["rows"]}
    assert (rows["Cost"], rows["Equity"], rows["Feasibility"]) == (
        ([1, 5, None], "1 to 5"), ([4, 4, 4], "4"), ([None] * 3, ""),
    )  # fmt: skip
    assert shown["differences"] == ["On “Cost” the reviewers differ: 1 and 5."]
    assert shown["verdict"] == (
        "The reviewers do not agree on the whole. In favour: 2. In favour, with conditions: 0. Against: 1."
    )
    assert compared([], "en") is None


def test_the_sentences_of_a_comparison():
    def some(*grades):
        return [Review(grades=[{"criterion": "cost", "grade": n, "text": ""}], verdict="favourable") for n in grades]

    told = [compared(some(*grades), "en")["differences"] for grades in ((3, 4), (1, 3, 5), (2, 4))]
    between, two = "On “Cost” the reviewers differ: from 1 to 5.", "On “Cost” the reviewers differ: 2 and 4."
    assert told == [[], [between], [two]]
    assert [verdict_of(some(*[3] * n)) for n in (1, 2)] == [
        "The 1 reviewer is in favour.", "All 2 reviewers are in favour.",
    ]  # fmt: skip
    assert [letter_of(n) for n in (0, 25, 26)] == ["A", "Z", "A2"]


def test_the_public_page_names_offices_and_no_people(client, place):
    process, office = place
    other, solution = make_office(process.territory, "Sociali"), waiting(place)
    give(as_person(make_official(other, name="CANARY-ONE")), solution, 1, "unfavourable", text="<script>x</script>")
    give(reviewer(place, name="CANARY-TWO"), solution, 5)
    address = f"/proposals/{solution.pk}/"
    assert "What the reviewers say" not in client.get(address, headers=ENGLISH).content.decode()
    do(as_person(make_official(office)), "answer.give", proposal=solution.pk, **NO)
    page = client.get(address, headers=ENGLISH).content.decode()
    shown = ("What the reviewers say", "Sociali", "A reviewer of the territory", "the reviewers differ: 1 and 5",
             "&lt;script&gt;x&lt;/script&gt;")  # fmt: skip
    assert [each in page for each in shown] == [True] * 5
    assert ("CANARY" in page, "<script>x" in page) == (False, False)


def test_the_form_keeps_every_word_and_then_shows_the_others(client, place):
    solution, me = waiting(place), reviewer(place)
    give(reviewer(place), solution, text="Quella di prima.")
    login(client, me)
    address = f"/proposals/{solution.pk}/review/"
    assert "Quella di prima." not in client.get(address, headers=ENGLISH).content.decode()
    form = {
        "ref": "r1", "proposal": solution.pk, "lang": "it", "text": "", "verdict": "conditions",
        "grades[0]criterion": "effectiveness", "grades[0]grade": "4", "grades[0]text": "Parole mie.",
        "grades[1]criterion": "feasibility", "grades[1]grade": "", "grades[1]text": "",
    }  # fmt: skip
    back = client.post(address, form, headers=ENGLISH)
    page = back.content.decode()
    kept = ("Write your opinion in a few sentences.", "Parole mie.</textarea>", 'value="4" checked',
            'value="conditions" checked')  # fmt: skip
    assert (back.status_code, [each in page for each in kept]) == (422, [True] * 4)
    done = client.post(address, {**form, "ref": "r2", "text": "Sì."}, headers=ENGLISH)
    assert (done.status_code, done.url) == (302, f"{address}#reviews")
    assert Review.objects.get(person=me.person).grades == [
        {"criterion": "effectiveness", "grade": 4, "text": "Parole mie."}
    ]
    page = client.get(address, headers=ENGLISH).content.decode()
    assert ("Quella di prima." in page, "Change your review" in page) == (True, True)


def test_the_list_holds_what_waits_for_me_by_date_and_what_i_did(client, place):
    process, office = place
    me = reviewer(place)
    other = make_office(process.territory, "Sociali")
    wrote = waiting(place, title="Mia", authors=[make_seat(process, person=me.person)])
    behind = make_problem(process, authors=[make_seat(process, person=me.person)])
    about = waiting(place, title="Sul mio problema", problems=[behind])
    late, soon = waiting(place, title="Prima"), waiting(place, title="Poi", verb="support")
    Referral.objects.filter(proposal=late).update(due_at=timezone.now() - timedelta(days=2))
    done = waiting(place, title="Fatta")
    give(me, done)
    login(client, me)
    page = client.get("/reviews/", headers=ENGLISH)
    listed = [[each["proposal"].title for each in page.context[name]] for name in ("waiting", "given")]
    assert listed == [["Prima", "Poi"], ["Fatta"]]
    for proposal in (wrote, about):
        assert refused(me, "review.give", **said(proposal)) == ("refused", WROTE)
    here, there = as_person(make_official(office)), as_person(make_official(other))
    found = [waiting_for_review(who, solutions_to_review(who)).count() for who in (here, there)]
    assert (found, soon.state) == ([0, 5], "supported")
    assert Role.objects.filter(role="official").count() == 2
    assert Answer.objects.count() == Participant.objects.filter(side="official").count() == 0


@pytest.mark.parametrize("items", [1, 3, 20])
def test_the_list_costs_the_same_queries_however_long(client, place, items, django_assert_num_queries):
    for _each in range(items):
        waiting(place)
    login(client, reviewer(place))
    with django_assert_num_queries(8):
        assert client.get("/reviews/").status_code == 200


@pytest.mark.parametrize("items", [1, 3, 20])
def test_the_page_of_an_answered_proposal_costs_the_same_queries_however_many_reviewers(
    client, place, items, django_assert_num_queries
):
    solution = waiting(place)
    for _each in range(items):
        give(reviewer(place), solution)
    do(as_person(make_official(place[1])), "answer.give", proposal=solution.pk, **NO)
    with django_assert_num_queries(15):
        assert client.get(f"/proposals/{solution.pk}/").status_code == 200
