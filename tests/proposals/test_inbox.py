"""The inbox of an office: filters that can be passed on, pages, and tables that hold exactly what was looked for."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people.models import Service
from proposals.models import Answer, Proposal, ProposalTranslation, Referral
from proposals.writing.translating import digest_of
from tests.documents.reading import squeezed, words
from tests.people.making import make_office, make_official, make_process
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
HEADS = ["Number", "Title", "Process", "Kind of basis", "Sent", "Due", "Days late", "Outcome", "Address"]


@pytest.fixture
def desk(client):
    """An office with its process, and an official logged in."""
    process, office = make_place()
    official = make_official(office)
    client.force_login(official, backend="django.contrib.auth.backends.ModelBackend")
    return process, office, official


def send(desk, title, *, verb="adopt", days=9, answer="", process=None):
    """A solution that was sent to the office, due in so many days."""
    own, office, official = desk
    solution = make_solution(process or own, office=office, steps=["vote", verb], title=title)
    Referral.objects.filter(proposal=solution).update(due_at=timezone.now() + timedelta(days=days))
    if answer:
        Answer.objects.create(referral=solution.referral, outcome=answer, reasons="Perché sì.", person=official)
    return solution


def read(client, asked=""):
    page = client.get(f"/office/{asked}", headers=ENGLISH)
    assert page.status_code == 200
    return [each.title for each in page.context["papers"]]


def take(client, kind, asked=""):
    answer = client.get(f"/office/proposals.{kind}{asked}", headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content


def table(client, asked=""):
    return list(csv.reader(io.StringIO(take(client, "csv", asked).decode("utf-8-sig"))))


def sheet(client, asked=""):
    return list(load_workbook(io.BytesIO(take(client, "xlsx", asked))).active.iter_rows(values_only=True))


def test_every_filter_stands_in_the_address_and_they_add_up(client, desk):
    other = make_process(desk[0].territory, title="Strade")
    send(desk, "Late", days=-3)
    send(desk, "Soon", days=2, verb="support")
    send(desk, "Done", days=5, answer="accepted")
    send(desk, "Done late", days=-2, answer="not_accepted", process=other)
    assert {
        asked: read(client, asked)
        for asked in (
            "", "?state=waiting", "?state=answered", "?late=1", "?basis=supported", "?state=answered&late=1",
            f"?process={other.id}", "?process=none", "?q=done", "?q=late%20done", "?q=dieci+soon", "?state=nonsense",
        )
    } == {
        "": ["Late", "Soon", "Done late", "Done"],
        "?state=waiting": ["Late", "Soon"],
        "?state=answered": ["Done late", "Done"],
        "?late=1": ["Late", "Done late"],
        "?basis=supported": ["Soon"],
        "?state=answered&late=1": ["Done late"],
        f"?process={other.id}": ["Done late"],
        "?process=none": [],
        "?q=done": ["Done late", "Done"],
        "?q=late%20done": ["Done late"],
        "?q=dieci+soon": ["Soon"],
        "?state=nonsense": ["Late", "Soon", "Done late", "Done"],
    }  # fmt: skip


def test_fifteen_stand_on_a_page_and_the_others_are_reached_with_the_same_filters(client, desk):
    for number in range(32):
        send(desk, f"Paper {number:02}", days=number + 1)
    send(desk, "Something else")
    asked = "?q=paper&state=waiting"
    assert [len(read(client, f"{asked}&page={page}")) for page in (1, 2, 3, 99, "x")] == [15, 15, 2, 2, 15]
    page = client.get(f"/office/{asked}&page=2", headers=ENGLISH).content.decode()
    links = [f'href="?q=paper&amp;state=waiting{tail}"' in page for tail in ("", "&amp;page=2", "&amp;page=3")]
    assert (links, "32 proposals, the nearest date first." in page) == ([True] * 3, True)
    assert [row[1] for row in table(client, f"{asked}&page=2")[1:]] == [f"Paper {number:02}" for number in range(32)]


def test_the_tables_hold_exactly_what_was_looked_for(client, desk):
    late = send(desk, "Più sportelli, più ore", days=-3, verb="support")
    done = send(desk, "Sportelli la sera", days=5, answer="accepted_in_part")
    send(desk, "Altro")
    sent, due = timezone.localdate(), timezone.localdate()
    expected = [
        [late.number, "Più sportelli, più ore", late.process.title, "Supported by residents", sent,
         due - timedelta(days=3), 3, "Waiting for an answer", f"http://testserver/proposals/{late.id}/"],
        [done.number, "Sportelli la sera", done.process.title, "Adopted together", sent,
         due + timedelta(days=5), 0, "Accepted in part", f"http://testserver/proposals/{done.id}/"],
    ]  # fmt: skip
    assert table(client, "?q=sportelli") == [HEADS, *([str(cell) for cell in row] for row in expected)]
    found = [[cell.date() if hasattr(cell, "date") else cell for cell in row] for row in sheet(client, "?q=sportelli")]
    assert found == [HEADS, *expected]
    paper = words(take(client, "pdf", "?q=sportelli"))
    for told in ("2 proposals", "Più sportelli, più ore", "Days late: 3", "Accepted in part", "Words looked for"):
        assert squeezed(told) in paper
    assert "Altro" not in paper


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x.test","y")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_title_becomes_a_formula(client, desk, title):
    solution = send(desk, "Words")
    Proposal.objects.filter(pk=solution.pk).update(title=title)
    assert table(client)[1][1] == f"'{title}"
    book = load_workbook(io.BytesIO(take(client, "xlsx")))
    cell = book.active["B2"]
    assert (cell.data_type, cell.value) == ("s", f"'{title}".replace("\r", "\n"))


def test_the_inbox_of_another_office_stays_closed(client, desk):
    send(desk, "CANARY")
    strangers = make_official(make_office(desk[0].territory, "Altro ufficio"))
    client.force_login(strangers, backend="django.contrib.auth.backends.ModelBackend")
    assert (read(client), len(table(client)), len(sheet(client))) == ([], 1, 1)
    assert "CANARY" not in words(take(client, "pdf"))
    client.logout()
    kinds = ("csv", "xlsx", "pdf")
    assert [client.get(f"/office/proposals.{kind}").status_code for kind in kinds] == [302] * 3


def test_a_document_that_would_be_too_long_says_so(client, desk, monkeypatch):
    send(desk, "Words")
    monkeypatch.setattr("documents.pdf.MOST", 10)
    assert client.get("/office/proposals.pdf").status_code == 413
    assert client.get("/office/proposals.doc").status_code == 404


@pytest.mark.parametrize("items", [1, 3, 40])
def test_the_inbox_costs_the_same_queries_however_much_was_sent(client, desk, items, django_assert_num_queries):
    for number in range(items):
        send(desk, f"Paper {number}")
    with django_assert_num_queries(11):
        read(client, "?q=paper&late=")


@pytest.mark.parametrize("items", [1, 3, 15])
def test_translated_titles_and_services_cost_no_query_for_each(client, desk, items, django_assert_num_queries):
    for number in range(items):
        solution = send(desk, f"Carta {number}")
        service = Service.objects.create(office=desk[1], name=f"Servizio {number}")
        Proposal.objects.filter(pk=solution.pk).update(service=service)
        translated(solution, f"Paper {number}")
    with django_assert_num_queries(11):
        assert sorted(read(client)) == sorted(f"Paper {number}" for number in range(items))


def translated(solution, title, lang="en"):
    digest = digest_of(solution)
    return ProposalTranslation.objects.create(proposal=solution, lang=lang, title=title, body="Words", digest=digest)


def test_a_title_stands_in_the_language_of_the_reader_with_the_original_below_while_it_says_the_same(client, desk):
    solution = send(desk, "Più sportelli")
    translated(solution, "More counters")
    translated(solution, "شبابيك أكثر", "ar")
    page = client.get("/office/", headers=ENGLISH).content.decode()
    assert ('<h2 lang="en" dir="auto">More counters</h2>' in page, ">Più sportelli</bdi>" in page) == (True, True)
    assert client.get("/office/", headers={"accept-language": "it"}).content.decode().count("Più sportelli") == 1
    assert "شبابيك أكثر" in client.get("/office/", headers={"accept-language": "ar"}).content.decode()
    Proposal.objects.filter(pk=solution.pk).update(title="Meno sportelli")
    assert read(client) == ["Meno sportelli"]
    assert table(client)[1][1] == "Meno sportelli"  # what is taken away is the original


def test_the_filter_by_service_knows_the_office_s_own_services_and_what_was_sorted_to_none(client, desk):
    here = Service.objects.create(office=desk[1], name="Anagrafe")
    gone = Service.objects.create(office=desk[1], name="Vecchio", retired_at=timezone.now())
    Service.objects.create(office=desk[1], name="Mai usato", retired_at=timezone.now())
    foreign = Service.objects.create(office=make_office(desk[0].territory, "Altro"), name="CANARY")
    for title, service in (("One", here), ("Two", gone), ("Three", None)):
        Proposal.objects.filter(pk=send(desk, title).pk).update(service=service)
    asked = {here.pk: ["One"], gone.pk: ["Two"], "none": ["Three"], foreign.pk: [], "<script>": []}
    assert {key: read(client, f"?service={key}") for key in asked} == asked
    page = client.get(f"/office/?service={here.pk}", headers=ENGLISH).content.decode()
    choice = page.partition('id="of-service"')[2].partition("</select>")[0]
    options = [f">{name}</option>" in choice for name in ("Anagrafe", "Vecchio", "Mai usato", "CANARY")]
    assert (options, f'value="{here.pk}" lang="it" dir="auto" selected' in page) == ([True, True, False, False], True)
    assert [row[1] for row in table(client, "?service=none")[1:]] == ["Three"]
    paper = words(take(client, "pdf", f"?service={here.pk}"))
    assert (squeezed("Service") in paper, squeezed("Anagrafe") in paper, "Two" in paper) == (True, True, False)


@pytest.mark.parametrize(("items", "queries"), [(1, 6), (3, 6), (40, 7)])
def test_the_public_lists_cost_the_same_queries_however_long(client, items, queries, django_assert_num_queries):
    process, _office = make_place()
    for _number in range(items):
        make_problem(process)
    with django_assert_num_queries(queries):
        client.get(process.territory.url)


def test_every_published_problem_is_reached_from_the_first_page(client):
    process, _office = make_place()
    made = [make_problem(process, title=f"Problem {number}").title for number in range(33)]
    shown = []
    for page in (1, 2, 3):
        answer = client.get(f"/processes/{process.id}/?problems={page}&solutions=7", headers=ENGLISH)
        shown += [each.title for each in answer.context["problems"]]
    assert shown == made
    first = client.get(f"/processes/{process.id}/", headers=ENGLISH).content.decode()
    assert [f'href="?problems={page}#problems"' in first for page in (2, 3)] == [True, True]
