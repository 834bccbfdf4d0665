"""The recognition of a territory: each figure comes from recorded rows, and out of the open data alone once more."""

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberation import recount_recognition
from deliberation.recognition import figures, middle
from people.models import PerceivedRung, Person, Role, Territory
from proposals import evaluations
from proposals.models import Proposal, Referral
from realtime.models import Event
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.walk import Phone
from tests.helpers.scenes import official, sent
from tests.helpers.scenes_answering import NO
from tests.helpers.world import ask, do, refused, world

pytestmark = pytest.mark.django_db
QUERIES = 6


def open_data(w, lang="en"):
    answer = Phone(lang=lang).client.get(f"/territories/{w.territory.slug}/recognition.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def answered_with_an_act():
    """One proposal that both sides adopted, refused, rejoined, and accepted at last with an act."""
    w = world(residents=6, officials=5)
    solution, person = sent(w), official(w)
    no = {"outcome": "not_accepted", "reasons": "No.", "lang": "it", "criteria": NO}
    do(person, "answer.give", proposal=solution.pk, **no)
    do(w.residents[0], "answer.rejoin", proposal=solution.pk, text="Sì.", lang="it")
    yes = {"outcome": "accepted", "reasons": "Sì.", "lang": "it", "act": "DGC 12/2027"}
    do(person, "answer.give", proposal=solution.pk, **yes)
    Referral.objects.update(sent_at=timezone.now() - timedelta(days=10))
    return w, solution


def test_every_figure_is_computed_from_the_rows():
    w, _solution = answered_with_an_act()
    found = open_data(w)["figures"]
    assert found["adopted"] == {"n": 1, "with_residents": 1, "with_officials": 0, "share": 100.0}
    assert found["answers"] == {
        "asked": 2, "answered": 2, "share": 100.0, "dated": 2, "in_time": 2, "late": 0, "median_days": 5.0,
    }  # fmt: skip
    assert found["acts"] == {"answers": 2, "citing": 1, "acts": 1, "proposals": 1, "share": 50.0}
    assert found["evaluations"] == {"n": 0, "replied": 0, "share": None}


def test_from_the_open_data_alone_every_figure_comes_out_again(tmp_path):
    w, _solution = answered_with_an_act()
    for seat, rung in zip(w.residents, ["consulted"] * 2 + ["involved"] * 4, strict=True):
        do(seat, "rung.perceive", process=w.process.pk, rung=rung)
    told = open_data(w)
    assert recount_recognition.recount(told) == told["figures"]
    file, script = tmp_path / "recognition.json", tmp_path / "recount.py"
    file.write_text(json.dumps(told), encoding="utf-8")
    client = Phone().client
    script.write_bytes(client.get(f"/territories/{w.territory.slug}/recognition/recount.py").content)
    command = [sys.executable, "-I", str(script), str(file)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.count("agrees"), done.stderr) == (0, 5, "")
    told["figures"]["answers"]["late"] += 1
    file.write_text(json.dumps(told), encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60).returncode == 1
    file.write_text("[]", encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60).returncode == 2


def test_the_tables_are_the_rows_of_the_json_and_no_cell_is_a_formula():
    w, solution = answered_with_an_act()
    Proposal.objects.filter(pk=solution.pk).update(title="=HYPERLINK(1)")
    told = open_data(w)["tables"]
    for name, rows in told.items():
        answer = Phone().client.get(f"/territories/{w.territory.slug}/recognition/{name}.csv")
        read = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        same = [{key: str(value) for key, value in row.items()} for row in rows]
        assert [{**row, "title": row.get("title", "").lstrip("'")} for row in read] == [
            {"title": "", **{key: row[key] for key in row}} for row in same
        ]
    assert (
        "'=HYPERLINK(1)"
        in Phone().client.get(f"/territories/{w.territory.slug}/recognition/proposals.csv").content.decode()
    )
    assert Phone().client.get(f"/territories/{w.territory.slug}/recognition/people.csv").status_code == 404


def test_a_late_answer_and_what_went_to_another_authority():
    w, _problem, drafts = walked(solutions=2)
    Referral.objects.update(due_at=timezone.now() - timedelta(days=9))
    assert open_data(w)["figures"]["answers"]["late"] == 2
    Proposal.objects.filter(pk=drafts[0].pk).update(state="forwarded")
    found = open_data(w)["figures"]["answers"]
    assert (found["late"], found["asked"]) == (1, 1)


def test_rehearsals_count_for_nothing():
    w, _solution = answered_with_an_act()
    Proposal.objects.update(rehearsal=True)
    assert open_data(w)["figures"]["answers"]["asked"] == 0
    type(w.process).objects.update(rehearsal=True)
    assert open_data(w)["tables"]["processes"] == []


def test_an_app_that_measures_adds_its_evaluations(monkeypatch):
    w = world(residents=1, officials=0)
    day = timezone.localdate()

    def told(territories):
        row = {"territory": w.territory.pk, "process": w.process.pk, "title": "Sportello", "lang": "it", "path": "/"}
        rows = [{**row, "id": "a", "closed": day, "replied": day}, {**row, "id": "b", "closed": day, "replied": None}]
        return [row for row in rows if row["territory"] in territories]

    monkeypatch.setattr(evaluations, "_TELLERS", [told])
    data = open_data(w)
    assert data["figures"]["evaluations"] == {"n": 2, "replied": 1, "share": 50.0}
    assert recount_recognition.recount(data) == data["figures"]


def test_the_page_says_every_figure_in_a_sentence_with_a_table():
    w, _solution = answered_with_an_act()
    page = Phone().open(f"/territories/{w.territory.slug}/recognition/").html
    told = ["Of 1 proposal adopted together, 1 has residents among its authors.",
            "Of 2 questions to the offices, 2 were answered. Half of the answers came within this many days: 5.",
            "1 of 2 answers name an act of the administration.",
            "No evaluation is finished yet.", "recognition.json", "recount.py"]  # fmt: skip
    assert [sentence for sentence in told if sentence not in page] == []
    assert page.count('<table class="table">') >= 4
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in page] == []


def test_a_territory_without_anything_is_told_so():
    Territory.objects.create(slug="vuoto", name="Vuoto")
    page = Phone().open("/territories/vuoto/recognition/")
    assert (page.status, "Nothing was adopted together yet." in page.html) == (200, True)
    assert Phone().open("/territories/nowhere/recognition/").status == 404


def test_what_people_perceive_is_shown_from_five_of_a_side_on_and_never_who():
    w = world(residents=6, officials=3)
    events = Event.objects.count()
    for seat in [*w.residents[:4], *w.officials]:
        do(seat, "rung.perceive", process=w.process.pk, rung="informed")
    assert open_data(w)["tables"]["perceived"] == []
    do(w.residents[4], "rung.perceive", process=w.process.pk, rung="consulted")
    rows = {(r["side"], r["rung"]): r["people"] for r in open_data(w)["tables"]["perceived"] if r["people"]}
    assert rows == {("resident", "informed"): 4, ("resident", "consulted"): 1}
    do(w.residents[4], "rung.perceive", process=w.process.pk, rung="involved")  # said again: it counts once
    assert (PerceivedRung.objects.count(), Event.objects.count()) == (8, events)
    page = Phone(w.residents[0]).open(f"/processes/{w.process.pk}/rungs/?seat={w.residents[0].participant.pk}")
    assert ("5 people have said it." in page.html, page.html.count("Fewer than five people of this side")) == (True, 2)
    assert page.commands == {"rung.perceive"}


def test_the_municipality_declares_before_the_charter_and_not_after():
    w = world(residents=6, officials=3)
    person = official(w)
    page = Phone(person).open(f"/processes/{w.process.pk}/rungs/").send("process.declare_rung", rung="involved")
    assert "We work on it together" in page.html
    do(person, "process.declare_rung", process=w.process.pk, rung="partnership")
    do(w.residents[0], "rung.perceive", process=w.process.pk, rung="informed")
    assert refused(person, "process.declare_rung", process=w.process.pk, rung="informed") == (
        "refused", "People have already said what they perceive: what was declared stays as it is.",
    )  # fmt: skip
    type(w.process).objects.update(charter_adopted_at=timezone.now())
    assert refused(person, "process.declare_rung", process=w.process.pk, rung="informed") == (
        "refused", "The charter is adopted: what was declared stays as it is.",
    )  # fmt: skip
    w.process.refresh_from_db()
    assert w.process.rung == "partnership"
    assert Phone(person).open(f"/processes/{w.process.pk}/rungs/").commands == set()


@pytest.mark.parametrize("rung", ["", "heaven", None, ["informed"], {"a": 1}, "informed\u202e", "x" * 5000])
def test_a_rung_that_is_none_is_refused_and_nothing_is_written(rung):
    w, other = world(residents=1, officials=0), world(residents=1, officials=0)
    assert ask(w.residents[0], "rung.perceive", process=w.process.pk, rung=rung).ok is False
    assert ask(official(w), "process.declare_rung", process=w.process.pk, rung=rung).ok is False
    assert refused(other.residents[0], "rung.perceive", process=w.process.pk, rung="informed")[0] == "refused"
    assert refused(official(other), "process.declare_rung", process=w.process.pk, rung="informed")[0] == "missing"
    w.process.refresh_from_db()
    assert (PerceivedRung.objects.count(), w.process.rung) == (0, "")


def test_the_middle_of_what_is_perceived():
    assert [middle({}), middle({"consulted": 3, "involved": 2}), middle({"informed": 1, "entrusted": 1})] == [
        "", "consulted", "informed",
    ]  # fmt: skip


def test_a_lead_organisation_compares_its_territories_and_nobody_else_does():
    w, other = world(residents=1, officials=0), world(residents=1, officials=0)
    person = Person.objects.create_user("lead@example.org", display_name="Rete")
    for each in (w, other):
        Role.objects.create(person=person, territory=each.territory, role="lead")
    page = Phone(type(w.f)(person=person)).open("/territories/compare/")
    assert (page.status, page.html.count('/recognition/">')) == (200, 2)
    assert Phone(w.f).open("/territories/compare/").status == 404
    assert Phone().client.get("/territories/compare/").status_code == 302


def test_figures_of_nothing_are_nothing():
    tables = {name: [] for name in ("proposals", "answers", "evaluations", "processes", "perceived")}
    told = figures(tables, "2027-01-01")
    assert [told[name]["share"] for name in ("adopted", "answers", "acts", "evaluations")] == [None] * 4


@pytest.mark.parametrize("solutions", [1, 3])
def test_the_page_costs_the_same_number_of_queries_however_many_proposals(solutions):
    w, _problem, _drafts = walked(solutions=solutions)
    phone = Phone()
    with CaptureQueriesContext(connection) as seen:
        phone.open(f"/territories/{w.territory.slug}/recognition/")
    assert len(seen) == QUERIES
