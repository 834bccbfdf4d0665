"""Translations of proposals, written by people: who may, which one is shown, and that an old one says it is old."""

import pytest

from people.actors import Actor
from proposals.models import Proposal, ProposalTranslation
from proposals.texts.languages import own_name, primary, reads, same_language
from proposals.writing.translating import beside_the_original, translations_of
from realtime.models import Event
from tests.helpers.world import do, refused
from tests.people.making import (
    as_person,
    make_office,
    make_official,
    make_person,
    make_seat,
    make_territory,
    seated,
)
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ENGLISH, ARABIC = {"accept-language": "en"}, {"accept-language": "ar"}
WORDS = {"lang": "ar", "title": "بطاقة لكل معاملة", "body": "عشر بطاقات."}


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def solution(place):
    process, office = place
    return make_solution(process, office=office, steps=["vote", "adopt"])


def login(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def change(solution, **fields):
    Proposal.objects.filter(pk=solution.pk).update(**fields)


def test_those_who_take_part_coach_host_or_answer_write_it_and_the_last_one_stands(place, solution):
    process, office = place
    people = [make_person(process.territory, role) for role in ("facilitator", "administrator", "peer_coach")]
    writers = [seated(make_seat(process)), *map(as_person, people), as_person(make_official(office))]
    for n, actor in enumerate(writers):
        do(actor, "translation.write", proposal=solution.pk, **WORDS | {"title": f"عنوان {n}"})
    kept = ProposalTranslation.objects.get()
    assert (kept.title, kept.person, kept.participant) == ("عنوان 4", writers[-1].person, None)
    assert Event.objects.filter(kind="proposal.changed", body={"proposals": [solution.pk]}).count() == 5


def test_nobody_else_writes_one(place, solution):
    process, _office = place
    elsewhere = make_territory("Treviso")
    missing = ("missing", "This page or thing is not here, or it is not open to you.")
    strangers = [
        as_person(make_person(elsewhere, "facilitator", "administrator", "peer_coach", "official")),
        as_person(make_official(make_office(process.territory, "Sociali"))),
        as_person(make_person(process.territory, "councillor", "reviewer", "lead")),
        Actor(),
    ]
    for actor in strangers:
        assert refused(actor, "translation.write", proposal=solution.pk, **WORDS) == missing
    assert ProposalTranslation.objects.count() == 0


def test_a_draft_is_translated_by_those_who_read_it_and_its_translation_is_as_private(place, client):
    process, office = place
    draft = make_solution(process, office=office)
    assert refused(as_person(make_official(office)), "translation.write", proposal=draft.pk, **WORDS)[0] == "missing"
    do(seated(make_seat(process)), "translation.write", proposal=draft.pk, **WORDS)
    pages = (f"/proposals/{draft.pk}/translations/", f"/proposals/{draft.pk}/proposal.json")
    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ({"lang": "it"}, "refused", "The proposal is written in this language already."),
        ({"lang": "it-IT"}, "refused", "The proposal is written in this language already."),
        ({"body": ""}, "refused", "The text is missing: a translation says everything that the original says."),
        ({"title": " \u202e"}, "invalid", "Write the title in the other language."),
        ({"title": "x" * 201}, "invalid",
         "This text is too long: at most 200 characters. Shorten it and send it again."),
        ({"body": "x" * 5001}, "invalid",
         "This text is too long: at most 5000 characters. Shorten it and send it again."),
        ({"lang": ""}, "invalid", "Choose the language."),
        ({"lang": "<b>"}, "invalid", "This value does not match the required pattern."),
        ({"title": ["a"]}, "invalid", "Not a valid string."),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_sentence(place, solution, words, code, sentence):
    actor = seated(make_seat(place[0]))
    assert refused(actor, "translation.write", proposal=solution.pk, **WORDS | words) == (code, sentence)
    assert ProposalTranslation.objects.count() == 0


def test_what_was_taken_back_is_not_translated_any_more(place):
    problem = make_problem(place[0], state="merged")
    told = refused(seated(make_seat(place[0])), "translation.write", proposal=problem.pk, **WORDS)
    assert told == ("refused", "This text was taken back or merged: nobody translates it any more.")


def test_a_translation_has_no_text_when_the_original_has_none(place):
    problem = make_problem(place[0])
    change(problem, body="")
    actor = seated(make_seat(place[0]))
    told = refused(actor, "translation.write", proposal=problem.pk, **WORDS)
    assert told[1] == "The original has only a title: a translation says no more than the original."
    do(actor, "translation.write", proposal=problem.pk, **WORDS | {"body": ""})


def test_letters_that_turn_the_writing_are_taken_out(place, solution):
    do(seated(make_seat(place[0])), "translation.write", proposal=solution.pk,
       **WORDS | {"title": "a\u202eb", "body": "c\u2066d\x07"})  # fmt: skip
    kept = ProposalTranslation.objects.get()
    assert (kept.title, kept.body) == ("ab", "cd")


def test_the_reader_gets_their_language_and_the_original_is_one_tap_away(place, solution, client):
    do(seated(make_seat(place[0])), "translation.write", proposal=solution.pk, **WORDS)
    address = f"/proposals/{solution.pk}/"
    arabic = client.get(address, headers=ARABIC).content.decode()
    assert f'<h1 lang="ar" dir="auto">{WORDS["title"]}</h1>' in arabic
    assert '<h2 lang="it" dir="auto">Una scheda per ogni pratica</h2>' in arabic
    english = client.get(address, headers=ENGLISH).content.decode()
    assert '<h1 lang="it" dir="auto">Una scheda per ogni pratica</h1>' in english
    assert ("Read it in another language:" in english, WORDS["body"] in english) == (True, True)
    italian = client.get(address, headers={"accept-language": "it"}).content.decode()
    assert '<h1 lang="it" dir="auto">Una scheda per ogni pratica</h1>' in italian


def test_when_the_original_changes_the_translation_says_so_until_it_is_written_anew(place, solution, client):
    actor = seated(make_seat(place[0]))
    do(actor, "translation.write", proposal=solution.pk, **WORDS)
    change(solution, body="Nove schede.")
    told = "The original has changed since this translation was written."
    pages = (
        f"/proposals/{solution.pk}/",
        f"/proposals/{solution.pk}/translations/",
        f"/proposals/{solution.pk}/brief/",
    )
    assert [told in client.get(page, headers=ENGLISH).content.decode() for page in pages] == [True] * 3
    assert client.get(f"/proposals/{solution.pk}/proposal.json").json()["translations"][0]["current"] is False
    do(actor, "translation.write", proposal=solution.pk, **WORDS | {"body": "تسع بطاقات."})
    assert [told in client.get(page, headers=ENGLISH).content.decode() for page in pages] == [False] * 3


def test_the_same_as_data(place, solution, client):
    do(seated(make_seat(place[0])), "translation.write", proposal=solution.pk, **WORDS)
    [row] = client.get(f"/proposals/{solution.pk}/proposal.json").json()["translations"]
    assert {**row, "at": None} == {**WORDS, "current": True, "at": None}


def test_a_text_that_came_into_the_language_of_its_translation_needs_none(place, solution):
    do(seated(make_seat(place[0])), "translation.write", proposal=solution.pk, **WORDS)
    change(solution, lang="ar")
    found = Proposal.objects.get(pk=solution.pk)
    assert (translations_of(found), beside_the_original(found, "ar")["own"]) == ([], None)


def test_the_office_reads_them_side_by_side(place, solution, client):
    _process, office = place
    change(solution, lang="ar", title="عنوان", body="نص")
    do(
        as_person(make_official(office)),
        "translation.write",
        proposal=solution.pk,
        lang="it",
        title="Titolo",
        body="Testo",
    )
    login(client, make_official(office))
    for page in (f"/proposals/{solution.pk}/answer/", f"/proposals/{solution.pk}/brief/"):
        html = client.get(page, headers={"accept-language": "it"}).content.decode()
        columns = html.partition('<div class="columns">')[2].partition("</div>")[0]
        assert ("عنوان" in columns, "Titolo" in columns, columns.count("<section")) == (True, True, 2)


def test_the_form_stands_beside_the_original_and_keeps_every_word(place, solution, client):
    person = make_person(place[0].territory, "facilitator")
    address = f"/proposals/{solution.pk}/translations/"
    assert '<form class="panel stack-s" method="post"' not in client.get(f"{address}?lang=ar").content.decode()
    login(client, person)
    assert 'name="title"' in client.get(f"{address}?lang=ar", headers=ENGLISH).content.decode()
    assert 'name="title"' not in client.get(f"{address}?lang=it", headers=ENGLISH).content.decode()
    form = {"ref": "t1", "proposal": solution.pk, "lang": "ar", "title": "عنوان", "body": "ب" * 5001}
    back = client.post(address, form, headers=ENGLISH)
    page = back.content.decode()
    assert (back.status_code, "ب" * 5001 in page, 'value="عنوان"' in page) == (422, True, True)
    done = client.post(address, {**form, "ref": "t2", "body": "نص"}, headers=ENGLISH)
    assert (done.status_code, done.url) == (302, f"{address}#ar")


@pytest.mark.parametrize("items", [1, 3, 16])
def test_the_page_costs_the_same_queries_however_many_languages(
    place, solution, client, items, django_assert_num_queries
):
    langs = ["ar", "en", "fr", "es", "pt", "ro", "sq", "uk", "ru", "bg", "bn", "ur", "pa", "fil", "wo", "ti"]
    for lang in langs[:items]:
        do(seated(make_seat(place[0])), "translation.write", proposal=solution.pk, **WORDS | {"lang": lang})
    with django_assert_num_queries(2):
        assert client.get(f"/proposals/{solution.pk}/translations/").status_code == 200


def test_languages_by_their_own_names_and_which_are_the_same():
    assert [own_name(code) for code in ("it", "ar-EG", "bn", "xx")] == ["italiano", "العربيّة", "বাংলা", "xx"]
    assert [primary("ar-eg"), same_language("zh-hans", "zh-hant"), same_language("it", "it-ch")] == ["ar", False, True]
    assert [reads("ar", ["it", "ar-eg", "ar"]), reads("ar", ["ar-eg"]), reads("fr", ["it"])] == ["ar", "ar-eg", None]
