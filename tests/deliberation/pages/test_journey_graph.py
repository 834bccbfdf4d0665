"""A journey as data and as a drawing: everything on the path, typed links, the same queries however many nodes."""

import json
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberation.models import Card, Source
from people.models import Organisation
from proposals.models import Forwarding
from tests.deliberation.pages.evening import programmed
from tests.deliberation.pages.measuring import forwarded_late
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.walk import Phone
from tests.helpers.world import do

pytestmark = pytest.mark.django_db
QUERIES = 12
SVG = "{http://www.w3.org/2000/svg}"


def graph(problem) -> dict:
    return json.loads(Phone().client.get(f"/journeys/{problem.pk}/journey.json").content)


def test_from_every_card_the_links_lead_to_the_intervention_and_back():
    w, problem, drafts = walked()
    programmed(w, drafts[0])
    found = graph(problem)
    forth = {}
    for link in found["links"]:
        forth.setdefault(link["from"], set()).add(link["to"])
    kinds = {node["id"]: node["kind"] for node in found["nodes"]}
    for card in [key for key, kind in kinds.items() if kind == "card"]:
        reached, todo = set(), [card]
        while todo:
            for each in forth.get(todo.pop(), set()) - reached:
                reached.add(each)
                todo.append(each)
        assert {kinds[each] for each in reached} == {
            "problem",
            "priority",
            "solution",
            "poll",
            "answer",
            "intervention",
        }
    assert {link["type"] for link in found["links"]} == {
        "comes_from", "chosen_by", "answers", "decided_by", "answered_by", "carries_out",
    }  # fmt: skip


def test_what_was_forwarded_stands_beside_the_answer_with_its_silence():
    w, problem, drafts = walked()
    authority = Organisation.objects.create(territory=w.territory, kind="public_authority", name="Health authority")
    sent, before = forwarded_late(drafts[0], authority), forwarded_late(problem, authority)
    Forwarding.objects.filter(pk=before.pk).update(reply="Yes.", reply_lang="en", replied_on=timezone.localdate())
    found = graph(problem)
    nodes = {node["id"]: node for node in found["nodes"]}
    links = {(link["type"], link["to"]): link["from"] for link in found["links"]}
    assert [(nodes[each.pk]["title"], nodes[each.pk]["state"]) for each in (sent, before)] == [
        ("Health authority", "waits"), ("Health authority", "replied"),
    ]  # fmt: skip
    assert nodes[links["forwarded_to", sent.pk]]["kind"] == "poll"
    assert links["forwarded_to", before.pk] == problem.pk
    assert nodes[sent.pk]["url"] == f"/proposals/{drafts[0].pk}/"
    assert links["answered_by", f"answer-{drafts[0].pk}"] == links["forwarded_to", sent.pk]
    drawing = Phone(lang="en").client.get(f"/journeys/{problem.pk}/journey.svg").content.decode()
    assert (drawing.count("<title>Health authority</title>"), ">Forwarded<" in drawing) == (2, True)


def test_a_card_whose_author_did_not_agree_is_a_number():
    w, problem, _drafts = walked()
    card = Card.objects.filter(participant=w.residents[0].participant).get()
    do(w.residents[0], "card.consent", card=card.pk, publish=False)
    titles = {node["id"]: node["title"] for node in graph(problem)["nodes"]}
    assert titles[card.pk] == f"Card {card.number}"


def grown(problem, cards: int) -> None:
    first = Card.objects.filter(sources__proposal=problem).first()
    more = [
        Card(room=first.room, activity=first.activity, number=1000 + n, text=f"Card {n}", lang="it", side="resident")
        for n in range(cards)
    ]
    Card.objects.bulk_create(more)
    Source.objects.bulk_create(Source(proposal=problem, card=card) for card in more)


@pytest.mark.parametrize("cards", [1, 200])
def test_page_data_and_drawing_cost_the_same_queries_with_two_hundred_nodes(cards):
    w, problem, _drafts = walked()
    grown(problem, cards)
    authority = Organisation.objects.create(territory=w.territory, kind="public_authority", name="Health authority")
    for _n in range(cards):
        Forwarding.objects.update(reply="Yes.", reply_lang="en", replied_on=timezone.localdate())
        forwarded_late(problem, authority)
    counts = []
    for name in ("", "journey.json", "journey.svg"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Phone().client.get(f"/journeys/{problem.pk}/{name}").status_code == 200
        counts.append(len(asked))
    assert counts == [QUERIES, QUERIES, QUERIES]


@pytest.mark.parametrize("lang", ["it", "ar"])
def test_the_drawing_is_well_formed_and_runs_the_way_people_read(lang):
    _w, problem, _drafts = walked()
    answer = Phone(lang=lang).client.get(f"/journeys/{problem.pk}/journey.svg")
    drawing = ET.fromstring(answer.content)
    heads = [float(text.get("x")) for text in drawing.findall(f"{SVG}g")[1]]
    assert (answer["Content-Type"].partition(";")[0], heads == sorted(heads, reverse=lang == "ar")) == (
        "image/svg+xml", True,
    )  # fmt: skip
    assert drawing.get("direction") == ("rtl" if lang == "ar" else "ltr")


def test_what_people_write_is_no_markup_in_the_drawing():
    _w, problem, drafts = walked()
    drafts[0].title = '"><script>alert(1)</script>'
    drafts[0].save()
    assert b"<script" not in Phone().client.get(f"/journeys/{problem.pk}/journey.svg").content


def test_who_may_not_read_the_journey_finds_neither_data_nor_drawing():
    _w, problem, _drafts = walked()
    problem.state = "draft"
    problem.save()
    assert [Phone().client.get(f"/journeys/{problem.pk}/{n}").status_code for n in ("journey.json", "journey.svg")] == [
        404, 404,
    ]  # fmt: skip
