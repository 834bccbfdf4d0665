"""Evaluations by citizens in the recognition of a territory: closed rounds, and whether the office replied."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberation import recount_recognition
from monitoring.models import Reply, Round
from people.models import Process
from proposals.evaluations import evaluations_in
from tests.monitoring.making import Place, ok
from tests.monitoring.test_results import BAD, GOOD

pytestmark = pytest.mark.django_db


def replied(place):
    ok("round.reply", place.official, round=place.round.pk, text="Grazie.", lang="it", plan=[])
    return place


def open_data(client, place):
    return client.get(f"/territories/{place.process.territory.slug}/recognition.json").json()


def test_a_closed_round_is_an_evaluation_and_the_first_reply_answers_it(client):
    place = replied(Place().ready().measured(*BAD).closed())
    first, day = place.round, timezone.localdate()
    replied(place)  # added later
    Reply.objects.filter(follows=True).update(at=timezone.now() + timedelta(days=3))
    place.opened().measured(*GOOD).closed()
    data = open_data(client, place)
    row = {"process": place.process.pk, "title": "Monitori civici", "closed": day.isoformat(),
           "path": f"/interventions/{place.intervention.pk}/monitoring/"}  # fmt: skip
    told = [{**row, "id": first.pk, "replied": day.isoformat()}, {**row, "id": place.round.pk, "replied": ""}]
    assert data["tables"]["evaluations"] == sorted(told, key=lambda each: each["id"])  # of one day: by id
    assert data["figures"]["evaluations"] == {"n": 2, "replied": 1, "share": 50.0}
    assert recount_recognition.recount(data) == data["figures"]


def test_a_round_that_goes_on_is_empty_or_a_rehearsal_is_no_evaluation(client):
    place = Place().ready().measured(*BAD)
    assert open_data(client, place)["tables"]["evaluations"] == []
    place.closed().opened().closed()
    assert [row["id"] for row in open_data(client, place)["tables"]["evaluations"]] == [Round.objects.first().pk]
    other = Place().ready().measured(*BAD).closed()
    assert other.round.pk not in str(open_data(client, place))
    Process.objects.filter(pk=place.process.pk).update(rehearsal=True)
    assert evaluations_in([place.process.territory_id]) == []


@pytest.mark.parametrize("rounds", [1, 3])
def test_they_cost_one_query_however_many(rounds):
    place = Place().named().gridded()
    for _n in range(rounds):
        replied(place.opened().measured(*BAD).closed())
    with CaptureQueriesContext(connection) as seen:
        assert len(evaluations_in([place.process.territory_id])) == rounds
    assert len(seen) == 1
