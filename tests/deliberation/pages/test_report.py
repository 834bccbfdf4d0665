"""The report of a process: made once, in the background, with progress; its figures are those of the rows."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberation.documents import report as contents
from deliberation.due import make_reports
from deliberation.models import Card, Poll, Report
from deliberation.reports import making
from people.models import Organisation, Participant, Ticket
from proposals.models import Proposal, Referral, Statement
from realtime.schedule import JOBS
from tests.deliberation.pages.evening import programmed
from tests.deliberation.pages.measuring import forwarded_late, measured_twice
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.test_result_pdf import missing
from tests.deliberation.pages.walk import Phone
from tests.documents.reading import squeezed, words
from tests.helpers.scenes import official
from tests.helpers.world import ask, do, refused, world

pytestmark = pytest.mark.django_db
State = Report.State
QUERIES = 26


def asked(w, actor=None, lang="en"):
    return do(actor or w.f, "report.ask", process=w.process.pk, lang=lang)["report"]


def text_of(w, lang="en"):
    html = Phone(lang=lang).open(f"/processes/{w.process.pk}/report/").html
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html.partition('<article class="document">')[2])))


def test_page_and_file_tell_the_process_with_the_figures_of_the_rows():
    w, problem, drafts = walked()
    made = programmed(w, drafts[0])
    asked(w)
    assert make_reports() == 1
    answer = Phone(lang="en").client.get(f"/processes/{w.process.pk}/report.pdf")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Language"]) == (200, "application/pdf", "en")
    seats = Participant.objects.filter(process=w.process, side="resident").count()
    tickets = Ticket.objects.filter(process=w.process, side="resident", slip=False).count()
    told = [
        w.process.title, w.process.question, "Il Comune risponde in 30 giorni.", f"Residents{tickets}{tickets}{seats}",
        problem.title, drafts[0].title, made.title, "Supported by residents", "6 yes, 0 no", "0 yes, 3 no", "reason 6",
        "1 of 1 proposal sent to the offices was answered.", "Anagrafe answered on", "3,400.50 €", "3 proposals",
    ]  # fmt: skip
    assert missing(told, text_of(w)) == []
    assert missing(told, words(answer.content)) == []
    assert Poll.objects.filter(room__process=w.process, state="closed").count() == text_of(w).count("Checkthisresult:")
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in text_of(w)] == []


def test_fewer_than_five_of_a_side_are_not_told():
    w = world(residents=6, officials=3)
    asked(w)
    make_reports()
    assert "Officials3fewerthanfivefewerthanfive0" in text_of(w)


@pytest.mark.parametrize("lang", ["it", "ar"])
def test_it_is_made_in_every_language_of_the_interface(lang):
    w, _problem, _drafts = walked()
    asked(w, lang=lang)
    make_reports()
    found = Report.objects.get()
    assert (found.state, found.lang, found.done == found.total) == (State.DONE, lang, True)
    assert Phone(lang=lang).client.get(f"/processes/{w.process.pk}/report.pdf").status_code == 200
    assert Phone(lang="en").client.get(f"/processes/{w.process.pk}/report.pdf").status_code == 404


def test_asked_again_while_nothing_changed_it_is_the_same_one():
    w = world()
    first = asked(w)
    assert asked(w, w.residents[0]) == first
    make_reports()
    assert asked(w) == first
    assert (Report.objects.count(), make_reports()) == (1, 0)
    activity = w.at("cards")
    do(w.residents[0], "card.add", activity=activity.pk, text="One more", lang="en")
    assert asked(w) != first
    make_reports()
    assert Report.objects.filter(state=State.DONE).count() == 1  # the older one has gone


def test_only_who_takes_part_or_works_there_has_one_made():
    w, other = world(), world()
    for seat in (other.residents[0], other.f):
        assert refused(seat, "report.ask", process=w.process.pk, lang="en") == (
            "refused", "A report is made for people with a seat in this process, and for who works in its territory.",
        )  # fmt: skip
    assert [ask(each, "report.ask", process=w.process.pk, lang="en").ok for each in (w.residents[0], official(w))] == [
        True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [{"lang": "xx"}, {"lang": ["it"]}, {"lang": {}}, {}, {"lang": "it", "process": "nothing"}, {"process": 3}]
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(data):
    w = world()
    answer = ask(w.f, "report.ask", **{"process": w.process.pk, **data})
    assert (answer.ok, bool(answer.reason), Report.objects.count()) == (False, True, 0)


def test_a_report_is_taken_once_and_only_who_took_it_may_finish_it():
    w = world()
    asked(w)
    one = making.take()
    assert making.take() is None
    Report.objects.update(beat_at=timezone.now() - timedelta(seconds=making.DEAD + 1))  # that worker seems dead
    other = making.take()
    assert (one.pk, one.claim == other.claim) == (other.pk, False)
    assert making.make(one) == 0  # it was alive after all: nothing of its work counts
    assert making.make(other) == 1
    assert (Report.objects.get().state, make_reports()) == (State.DONE, 0)


def test_a_worker_that_dies_again_and_again_leaves_a_report_that_says_so():
    w = world()
    asked(w)
    for _n in range(making.TRIES):
        assert making.take() is not None
        Report.objects.update(beat_at=timezone.now() - timedelta(seconds=making.DEAD + 1))
    assert (making.take(), Report.objects.get().state) == (None, State.FAILED)
    assert "The report could not be made" in Phone(w.f).open(f"/processes/{w.process.pk}/report/").html
    asked(w)
    assert make_reports() == 1


def test_a_mistake_is_tried_three_times_and_tells_nothing_of_the_process(monkeypatch, caplog):
    w = world()
    asked(w)

    def broken(*_about):
        raise RuntimeError("canary-4711")

    monkeypatch.setattr(contents, "SECTIONS", [broken])
    assert make_reports() == 0
    assert (Report.objects.get().state, Report.objects.get().tries) == (State.FAILED, making.TRIES)
    assert "canary-4711" not in caplog.text


def test_the_page_shows_how_far_it_is_and_renews_itself():
    w = world()
    phone = Phone(w.residents[0])
    page = f"/processes/{w.process.pk}/report/?seat={w.residents[0].participant.pk}"
    phone.open(page).send("report.ask")
    assert ("The report waits to be made." in phone.html, phone.reloads, phone.commands) == (True, True, set())
    making.take()
    Report.objects.update(total=40, done=10)
    phone.open(page)
    assert re.search(r'<progress[^>]*max="40" value="10"', phone.html)
    assert ("10 of 40 steps" in phone.html, phone.reloads) == (True, True)
    Report.objects.update(state=State.WAITING)
    make_reports()
    phone.open(page)
    assert ("The report as PDF" in phone.html, phone.reloads, phone.commands) == (True, False, set())


def test_progress_is_told_while_it_is_made(monkeypatch):
    w, _problem, _drafts = walked(solutions=3)
    asked(w)
    monkeypatch.setattr(making, "SAY_EVERY", 0)
    told = []
    say = making._say
    monkeypatch.setattr(
        making, "_say", lambda report, done, total: told.append((done, total)) or say(report, done, total)
    )
    make_reports()
    assert told == sorted(told)
    assert len({done for done, _total in told}) > 10
    assert max(done for done, _total in told) == told[-1][1] - 1


def test_whoever_asked_does_not_wait(monkeypatch, django_capture_on_commit_callbacks):
    started = []
    monkeypatch.setattr(making, "in_background", started.append)
    w = world()
    with django_capture_on_commit_callbacks(execute=True):
        asked(w)
    assert started == [making.make_all]
    assert JOBS["reports"] is make_reports


def test_the_report_of_a_rehearsal_is_for_its_people():
    w = world()
    type(w.process).objects.filter(pk=w.process.pk).update(rehearsal=True)
    asked(w)
    make_reports()
    url = f"/processes/{w.process.pk}/report.pdf"
    assert [Phone(each).client.get(url).status_code for each in (None, world().f)] == [404, 404]
    assert Phone(w.f, lang="en").client.get(url).status_code == 200


def test_drafts_hidden_cards_and_rehearsed_proposals_are_in_no_report():
    w, problem, drafts = walked(solutions=2)
    Proposal.objects.filter(pk=drafts[0].pk).update(title="canary-draft", state="draft")
    Proposal.objects.filter(pk=drafts[1].pk).update(title="canary-rehearsal", rehearsal=True)
    Card.objects.update(text="canary-card")
    asked(w)
    make_reports()
    assert (problem.title in text_of(w) or squeezed(problem.title) in text_of(w), "canary" in text_of(w)) == (
        True,
        False,
    )


def test_after_thirty_days_a_report_has_gone():
    w = world()
    asked(w)
    make_reports()
    Report.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert (make_reports(), Report.objects.count()) == (1, 0)


def test_lateness_makes_another_report_tomorrow(monkeypatch):
    w, _problem, drafts = walked()
    Referral.objects.filter(proposal=drafts[0]).update(due_at=timezone.now() - timedelta(days=9))
    first = asked(w)
    make_reports()
    assert "Answerlateby9days" in text_of(w)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("deliberation.reports.mark.timezone.localdate", lambda: tomorrow)
    assert asked(w) != first


def test_it_tells_what_was_measured_forwarded_and_declared():
    w, _problem, drafts = walked()
    made = programmed(w, drafts[0])
    authority = Organisation.objects.create(territory=w.territory, kind="public_authority", name="Health authority")
    forwarded_late(drafts[0], authority)
    Referral.objects.update(protocol="4711/2027", protocol_on=timezone.localdate())
    measured_twice(made, w.registry, w.residents[0].participant)
    Statement.objects.create(proposal=made, kind="declared_done", text="All is there.", lang="en", office=w.registry)
    asked(w)
    make_reports()
    answer = Phone(lang="en").client.get(f"/processes/{w.process.pk}/report.pdf")
    told = [
        "What citizens measured", "Better: from 33% to 100%.", "We listened.", "A second board", "Counted by hand",
        "No reply for 8 days.", "its own answer was already late by 3 days.", "Registered as no. 4711/2027",
        "The office says that it is done", "All is there.", "Monitoring of service quality",
    ]  # fmt: skip
    assert missing(told, text_of(w)) == []
    assert missing(told, words(answer.content)) == []


@pytest.mark.parametrize("solutions", [1, 3])
def test_making_asks_the_same_number_of_queries_however_many_proposals(solutions):
    w, _problem, drafts = walked(solutions=solutions)
    office = official(w)
    for draft in drafts:
        measured_twice(programmed(w, draft, office), w.registry, w.residents[0].participant)
    with CaptureQueriesContext(connection) as seen:
        contents.document(w.process, "en", "/")
    assert len(seen) == QUERIES
