"""Results by item: put together as the scale says, compared on one grid only, and not published when too few."""

import csv
import io
import json
from decimal import Decimal

import pytest

from monitoring.counting import compare, put_together
from monitoring.results import indicators_of, series_of
from monitoring.scales import SCALES
from monitoring.tables import csv_of
from tests.monitoring.making import ITEMS, Place, ok

pytestmark = pytest.mark.django_db
BAD = [("0", "40", "0"), ("0", "30", "1"), ("0", "50", "0"), ("1", "35", "2"), ("0", "45", "none")]
GOOD = [("1", "20", "2"), ("1", "30", "2"), ("0", "10", "2"), ("1", "25", "3"), ("1", "15", "none")]


def twice():
    """Two closed rounds on one grid: the second is better."""
    place = Place().ready().measured(*BAD).closed().opened().measured(*GOOD)
    return place.closed()


def values(line):
    return [(each.n, each.missing, each.value) for each in line.counted]


def test_shares_means_and_medians_as_the_scale_says_without_what_could_not_be_observed():
    (series,) = series_of(twice().intervention)
    yes, minutes, grade = series.lines
    assert values(yes) == [(5, 0, Decimal(20)), (5, 0, Decimal(80))]
    assert values(minutes) == [(5, 0, Decimal("40.0")), (5, 0, Decimal("20.0"))]
    assert values(grade) == [(4, 1, Decimal("0.8")), (4, 1, Decimal("2.3"))]


def test_two_rounds_are_compared_item_by_item_in_the_direction_of_each():
    (series,) = series_of(twice().intervention)
    assert [(line.change.verdict, line.change.by) for line in series.lines] == [
        ("better", Decimal(60)), ("better", Decimal("-20.0")), ("better", Decimal("1.5")),
    ]  # fmt: skip


def test_a_changed_grid_begins_a_new_series_that_is_compared_with_nothing_before():
    place = twice()
    data = {"lang": "it", "items": ITEMS[:2], "sites": ["Uno"], "reason": "Una domanda non era chiara."}
    ok("grid.open", place.host, grid=ok("grid.revise", place.host, grid=place.grid.pk, **data)["grid"])
    place.opened().measured(*[each[:2] for each in GOOD]).closed()
    new, old = series_of(place.intervention)
    assert ([len(each.taken) for each in (new, old)], [line.change.verdict for line in new.lines]) == (
        [1, 2], ["none", "none"],
    )  # fmt: skip
    assert (new.taken[0].round.number, new.compared, old.compared) == (3, False, True)


def test_fewer_than_three_observations_are_not_published(client):
    place = Place().ready().measured(("1", "777", "2"), ("0", "776", "1")).closed()
    (series,) = series_of(place.intervention)
    assert [each.value for line in series.lines for each in line.counted] == [None, None, None]
    client.cookies["django_language"] = "en"
    html = client.get(f"/interventions/{place.intervention.pk}/monitoring/").content.decode()
    table = csv_of([series]).decode()
    assert ("too few" in html, "fewer than 3" in html, "777" in html, "777" in table, "<3" in table) == (
        True, True, False, False, True,
    )  # fmt: skip


def test_superseded_sheets_do_not_count():
    place = Place().ready().measured(*BAD[:3])
    first = ok("observation.record", place.residents[0], **place.sheet(("1", "999", "3")))["sheet"]
    ok("observation.record", place.residents[0], **place.sheet(("0", "40", "0")), replaces=first)
    (series,) = series_of(place.closed().intervention)
    assert values(series.lines[1]) == [(4, 0, Decimal("40.0"))]


def test_nothing_of_a_round_is_public_before_it_is_closed(client):
    place = Place().ready().measured(*[("1", "777", "2")] * 3)
    assert series_of(place.intervention)[0].taken == []
    for name in ("monitoring/", "monitoring.csv", "monitoring.json"):
        assert (name, "777" in client.get(f"/interventions/{place.intervention.pk}/{name}").content.decode()) == (
            name, False,
        )  # fmt: skip


def test_csv_and_json_have_source_and_number_of_observations_and_run_no_formula(client):
    place = Place().named()
    items = [{**ITEMS[0], "label": "=1+1"}, *ITEMS[1:]]
    ok("grid.open", place.host, grid=ok("grid.draft", place.host, **place.grid_data(items=items))["grid"])
    place.opened(final=True).measured(*GOOD).closed()
    text = client.get(f"/interventions/{place.intervention.pk}/monitoring.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = [(r["code"], r["item"], r["source"], r["measure"], r["observations"], r["value"]) for r in rows]
    assert told == [
        ("ACC1", "'=1+1", "observation", "share", "5", "80.0"),
        ("ACC2", "Minuti di attesa", "interview", "median", "5", "20.0"),
        ("RIS1", "C'è riservatezza", "observation", "mean", "4", "2.3"),
    ]
    data = json.loads(client.get(f"/interventions/{place.intervention.pk}/monitoring.json").content)
    assert [(r["code"], r["value"], r["final"], r["could_not_be_observed"]) for r in data["results"]] == [
        ("ACC1", 80.0, True, 0), ("ACC2", 20.0, True, 0), ("RIS1", 2.3, True, "<3"),
    ]  # fmt: skip


def test_an_indicator_is_measured_by_an_item_or_by_what_a_monitor_wrote_down():
    place = Place().named()
    items = [ITEMS[0], {**ITEMS[1], "indicator": place.indicator.pk}]
    ok("grid.open", place.host, grid=ok("grid.draft", place.host, **place.grid_data(items=items))["grid"])
    place.opened().measured(*[each[:2] for each in BAD]).closed()
    place.opened().measured(*[each[:2] for each in GOOD])
    data = {"round": place.round.pk, "indicator": place.indicator.pk, "value": "22", "how": "Contato", "lang": "it"}
    ok("indicator.measure", place.residents[0], **data)
    place.closed()
    (row,) = indicators_of(place.intervention, series_of(place.intervention))
    assert [(each["round"].number, float(each["value"]), each["grid"]) for each in row["measured"]] == [
        (1, 40.0, True), (2, 22.0, False),
    ]  # fmt: skip


def test_counting_alone():
    ten = SCALES["1-5"]
    few, none = put_together(ten, [Decimal(3)] * 2), put_together(ten, [])
    three, other = put_together(ten, [Decimal(3)] * 3 + [None]), put_together(ten, [Decimal(4)] * 3)
    assert [(each.n, each.missing, each.value) for each in (few, none, three)] == [
        (2, 0, None), (0, 0, None), (3, 1, Decimal("3.0")),
    ]  # fmt: skip
    assert [compare(way, three, other).verdict for way in ("up", "down")] == ["better", "worse"]
    assert (compare("up", three, three).verdict, compare("up", few, three).verdict) == ("same", "none")
