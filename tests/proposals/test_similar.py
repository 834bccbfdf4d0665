"""Similar ones while writing: found among what one may read, in the languages that exist, only by who takes part."""

import pytest
from django.test import Client

import deliberation.queries.journey  # noqa: F401 - what cards say is compared too
from people.actors import COOKIE, Actor, new_device
from people.models import DeviceSeat
from proposals.writing.similar import similar_to
from tests.helpers.scenes import confirmed, small
from tests.helpers.world import do
from tests.people.making import as_person, make_person, make_process, make_seat, make_territory, seated
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ASKED = "Nessuno capisce la lingua allo sportello"


@pytest.fixture
def place():
    return make_place()


def found(*args, **kwargs):
    return [proposal for proposal, _score in similar_to(*args, **kwargs)]


def test_the_most_alike_stands_first_and_others_are_not_there(place):
    process, _office = place
    close = make_problem(process)
    far = make_problem(process, title="Gli autobus di notte non passano")
    rows = similar_to(ASKED, process, Actor())
    assert ([each for each, _score in rows], far in [each for each, _score in rows]) == ([close], False)
    assert 0.35 <= rows[0][1] <= 1


def test_one_that_is_left_out_withdrawn_or_merged_is_not_found(place):
    process, _office = place
    one = make_problem(process)
    make_problem(process, state="withdrawn")
    make_problem(process, state="merged")
    assert (found(ASKED, process, Actor()), found(ASKED, process, Actor(), exclude=[one.pk])) == ([one], [])


def test_what_was_merged_leads_to_what_it_was_merged_into(place):
    process, _office = place
    author = seated(make_seat(process))
    originals = [make_problem(process, title=title, authors=[author.participant]) for title in (ASKED, "Gli autobus")]
    told = {"title": "Tutt'altro", "body": "", "lang": "it", "reason": "Insieme."}
    key = do(author, "merge.propose", proposals=[each.pk for each in originals], **told)["merge"]
    assert [each.title for each in found(ASKED, process, Actor())] == ["Tutt'altro"]
    do(author, "merge.undo", merge=key, reason="Erano due.")
    assert [each.title for each in found(ASKED, process, Actor())] == [ASKED]


def test_only_what_the_reader_may_see_is_compared(place):
    process, _office = place
    draft = make_problem(process, state="draft")
    me = seated(make_seat(process))
    assert (found(ASKED, process, Actor()), found(ASKED, process, me)) == ([], [draft])


def test_a_territory_is_wider_than_a_process_and_a_kind_is_narrower(place):
    process, office = place
    problem = make_problem(process)
    other = make_problem(make_process(process.territory))
    make_problem(make_process(make_territory("Treviso")))
    solution = make_solution(process, problems=[problem], office=office, title="Allo sportello la lingua di tutti")
    make_seat(process)
    assert set(found(ASKED, process.territory, Actor())) == {problem, other}
    reader = seated(make_seat(process))
    assert found(ASKED, process, reader, kind="solution") == [solution]


def test_too_few_letters_find_nothing(place):
    process, _office = place
    make_problem(process)
    assert found("lingua", process, Actor()) == []


def test_a_translated_card_that_all_may_read_is_found_in_its_language_and_no_other_card():
    w = small()
    problem = confirmed(w)
    card = problem.sources.get().card
    do(w.f, "card.translate", card=card.pk, lang="ar", text="لا أحد يفهم لغتي عند الشباك")
    assert found("لا أحد يفهم لغتي", w.process, w.residents[0]) == []
    card.publish = True
    card.save()
    assert found("لا أحد يفهم لغتي", w.process, w.residents[0]) == [problem]


def phone(actor):
    """A browser that holds this seat."""
    device, token = new_device()
    DeviceSeat.objects.create(device=device, participant=actor.participant)
    client = Client()
    client.cookies[COOKIE] = token
    return client


def test_who_sits_there_gets_json_a_part_and_a_page_and_everybody_else_nothing(place):
    process, _office = place
    problem = make_problem(process)
    url, query = f"/processes/{process.pk}/similar/", {"q": ASKED}
    inside = phone(seated(make_seat(process)))
    rows = inside.get(url, {**query, "as": "json"}).json()["similar"]
    assert [(row["id"], row["title"], row["lang"]) for row in rows] == [(problem.pk, problem.title, "it")]
    part = inside.get(url, {**query, "as": "part"}).content.decode()
    page = inside.get(url, query).content.decode()
    assert [(problem.title in text, "<html" in text) for text in (part, page)] == [(True, False), (True, True)]
    host = Client()
    host.force_login(make_person(process.territory, "facilitator"))
    assert host.get(url, query).status_code == 200
    others = [Client(), phone(seated(make_seat(make_process(process.territory)))), Client()]
    others[2].force_login(make_person(make_territory("Treviso"), "facilitator"))
    assert [each.get(url, query).status_code for each in others] == [404, 404, 404]


def test_hosts_are_told_apart_by_their_territory(place):
    process, _office = place
    draft = make_problem(process, state="draft")
    assert found(ASKED, process, as_person(make_person(process.territory, "facilitator"))) == [draft]
