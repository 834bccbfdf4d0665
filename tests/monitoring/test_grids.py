"""A grid is data: prepared in one go, put into use, never changed after that; a new version is a new series."""

import json

import pytest

from monitoring.models import Grid
from monitoring.tables import grid_json
from tests.monitoring.making import ITEMS, Place, no, ok, run_it
from tests.people.making import as_person, make_office, make_official, make_territory

pytestmark = pytest.mark.django_db


def item(**changes):
    return {**ITEMS[0], **changes}


def test_a_grid_is_written_in_one_go_and_a_line_without_dimension_belongs_to_the_one_above():
    place = Place()
    made = Grid.objects.get(pk=ok("grid.draft", place.host, **place.grid_data())["grid"])
    items = list(made.items.values_list("code", "dimension__label", "scale", "source", "direction"))
    assert (made.version, made.state, made.maker, [site.name for site in made.sites.all()]) == (
        1, "draft", "host", ["Sportello 1", "Sportello 2"],
    )  # fmt: skip
    assert items == [
        ("ACC1", "Accesso", "yes_no", "observation", "up"),
        ("ACC2", "Accesso", "minutes", "interview", "down"),
        ("RIS1", "Rispetto", "0-3", "observation", "up"),
    ]


def test_a_draft_is_written_anew_and_a_grid_in_use_only_by_a_new_version():
    place = Place()
    first = ok("grid.draft", place.host, **place.grid_data())["grid"]
    again = ok("grid.draft", place.official, **place.grid_data(items=ITEMS[:1], sites=["Uno"]))["grid"]
    assert (again, Grid.objects.get().items.count(), Grid.objects.get().maker) == (first, 1, "office")
    ok("grid.open", place.host, grid=first)
    assert no("grid.draft", place.host, **place.grid_data()) == (
        "There is a grid already. Change it by a new version: that begins a new series."
    )
    data = {"lang": "it", "items": ITEMS, "sites": ["Uno"]}
    assert no("grid.revise", place.host, grid=first, reason="  ", **data) == "Say why the grid changes."
    second = ok("grid.revise", place.host, grid=first, reason="Una domanda in più.", **data)["grid"]
    ok("grid.open", place.host, grid=second)
    assert list(Grid.objects.values_list("version", "state", "reason")) == [
        (1, "closed", ""), (2, "open", "Una domanda in più."),
    ]  # fmt: skip
    assert no("grid.open", place.host, grid=first) == "This grid is in use already, or was before."


def test_the_office_prepares_but_does_not_put_its_own_yardstick_into_use():
    place = Place()
    grid = ok("grid.draft", place.official, **place.grid_data())["grid"]
    assert no("grid.open", place.official, grid=grid) == (
        "Only a trained monitor of this intervention or whoever leads the process can do this."
    )
    place.named()
    assert no("grid.open", place.insider, grid=grid) == (
        "The office that is measured does not decide when it is measured. Ask another monitor."
    )
    assert ok("grid.open", place.residents[0], grid=grid)["grid"] == grid


def test_no_new_grid_while_a_round_goes_on():
    place = Place().ready()
    data = {"lang": "it", "items": ITEMS, "sites": ["Uno"], "reason": "Cambia."}
    second = ok("grid.revise", place.host, grid=place.grid.pk, **data)["grid"]
    assert no("grid.open", place.host, grid=second) == ("A round is going on with the grid in use. Close it first.")


BAD = [
    ({"items": []}, "A grid needs at least one item."),
    ({"items": "niente"}, "A grid needs at least one item."),
    ({"sites": []}, "Name at least one site: a counter, a school, a stop."),
    ({"sites": ["  "]}, "Name each site."),
    ({"sites": ["Uno", "Uno"]}, "Name each site once."),
    ({"items": [item(dimension="")]}, "Give the first item a dimension: access, understanding, respect."),
    ({"items": [item(), item()]}, "The code ACC1 stands twice. Each item needs its own."),
    ({"items": [item(code="a b")]}, "Give each item a short code of letters and digits, at most 12: ACC1."),
    ({"items": [item(code="<script>")]}, "Give each item a short code of letters and digits, at most 12: ACC1."),
    ({"items": [item(label="\u202e\u202e")]}, "Say for each item what is looked at."),
    ({"items": [item(scale="1-7")]}, "\"1-7\" is not a valid choice."),
    ({"items": [item(indicator="zzz")]}, "Choose an indicator of this intervention."),
    ({"items": [item(code=f"A{n}") for n in range(61)]}, "A grid has at most 60 items."),
    ({"sites": [f"S{n}" for n in range(61)]}, "A grid has at most 60 sites."),
    ({"items": [item(label="x" * 301)]},
     "This text is too long: at most 300 characters. Shorten it and send it again."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_a_grid_that_lacks_something_is_refused_with_the_sentence_and_nothing_is_written(changes, sentence):
    place = Place()
    assert (no("grid.draft", place.host, **place.grid_data(**changes)), Grid.objects.count()) == (sentence, 0)


def test_texts_lose_what_turns_the_direction_of_writing():
    place = Place()
    ok("grid.draft", place.host, **place.grid_data(items=[item(label="Orario\u202e otsopse")]))
    assert Grid.objects.get().items.get().label == "Orario otsopse"


def test_a_grid_is_downloaded_as_data_that_another_intervention_takes_as_it_is():
    place, other = Place().gridded(), Place()
    told = grid_json(place.grid)
    copied = ok("grid.draft", other.host, proposal=other.intervention.pk,
                **{name: told[name] for name in ("lang", "items", "sites")})["grid"]  # fmt: skip
    again = grid_json(Grid.objects.get(pk=copied))
    assert {**again, "opened": None} == {**told, "opened": None}


def test_somebody_of_another_territory_finds_nothing(client):
    place = Place().ready()
    elsewhere = as_person(make_official(make_office(make_territory("Treviso"))))
    for name, data in (
        ("grid.draft", place.grid_data()),
        ("grid.open", {"grid": place.grid.pk}),
        ("round.open", {"proposal": place.intervention.pk, "starts": "2027-01-01", "ends": "2027-01-02"}),
        ("round.close", {"round": place.round.pk}),
        ("round.reply", {"round": place.round.pk, "text": "Ciao.", "lang": "it"}),
        ("observation.record", place.sheet()),
        ("monitor.release", {"monitor": place.monitors[0].pk}),
    ):
        assert (name, run_it(name, elsewhere, **data).code) == (name, "missing")
    client.force_login(elsewhere.person, backend="django.contrib.auth.backends.ModelBackend")
    for address in (f"/interventions/{place.intervention.pk}/grid/", f"/rounds/{place.round.pk}/collect/",
                    f"/rounds/{place.round.pk}/sheets/", f"/rounds/{place.round.pk}/reply/",
                    f"/proposals/{place.intervention.pk}/verification/"):  # fmt: skip
        assert (address, client.get(address).status_code) == (address, 404)


def form_of(place, *, sites="Uno\nDue", lines=ITEMS, **more):
    data = {"ref": "r1", "lang": "it", "save": "1", "sites_text": sites, **more}
    for n, line in enumerate(lines):
        data |= {f"items[{n}]{name}": value for name, value in line.items()}
    data |= {"items[7]scale": "yes_no", "items[7]source": "observation", "items[7]direction": "up"}  # an empty line
    return data


def hosting(client, place):
    client.force_login(place.host.person, backend="django.contrib.auth.backends.ModelBackend")
    return f"/interventions/{place.intervention.pk}/grid/"


def test_the_form_has_one_line_for_each_item_and_leaves_out_empty_ones(client):
    place = Place()
    answer = client.post(hosting(client, place), form_of(place))
    assert (answer.status_code, Grid.objects.get().items.count(), Grid.objects.get().sites.count()) == (302, 3, 2)


def test_a_refused_form_keeps_every_word(client):
    place = Place()
    lines = [item(label="<script>x</script>", code="ACC1"), item(code="ACC1", label="Di nuovo")]
    page = client.post(hosting(client, place), form_of(place, lines=lines, sites="Sportello\nAltro"))
    html = page.content.decode()
    assert (page.status_code, Grid.objects.count()) == (422, 0)
    for words in ("ACC1", "Di nuovo", "&lt;script&gt;x&lt;/script&gt;", "Sportello\nAltro"):
        assert (words, words in html) == (words, True)
    assert "<script>x" not in html


def test_the_form_is_filled_from_pasted_data_and_rubbish_is_told(client):
    place = Place()
    address = hosting(client, place)
    good = json.dumps({"items": ITEMS, "sites": SITE})
    page = client.post(address, {"fill": "1", "data": good}).content.decode()
    assert ("Minuti di attesa" in page, "Sportello blu" in page, Grid.objects.count()) == (True, True, 0)
    for rubbish in ("", "{}", "[1]", '{"items": [1], "sites": 3}', "{" * 9000, "null"):
        assert (rubbish[:9], client.post(address, {"fill": "1", "data": rubbish}).status_code) == (rubbish[:9], 422)


SITE = ["Sportello blu"]
