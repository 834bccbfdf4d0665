"""The dossier of a journey: page and PDF tell the same, numbers are those of the rows, internal things stay inside."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from deliberation.models import Allocation, AllocationLine, Card, Poll
from people.models import Organisation
from proposals.models import (
    BudgetLine,
    Indicator,
    InternalNote,
    Milestone,
    Move,
    Question,
    Referral,
    Review,
    Risk,
    Routing,
    Statement,
)
from proposals.programming.kinds import built_in
from tests.deliberation.pages.evening import programmed
from tests.deliberation.pages.measuring import forwarded_late, measured_twice
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.test_result_pdf import missing
from tests.deliberation.pages.walk import Phone
from tests.documents.reading import squeezed, words
from tests.helpers.scenes import official
from tests.helpers.world import do

pytestmark = pytest.mark.django_db
QUERIES = 38


def page(problem, lang="en"):
    """The words of the page, squeezed as those of a PDF are read."""
    html = Phone(lang=lang).open(f"/journeys/{problem.pk}/dossier/").html
    body = html.partition('<article class="sheet')[2].partition("</article>")[0]
    return squeezed(unescape(re.sub(r"<[^>]+>", "", body)))


def file(problem, lang="en"):
    answer = Phone(lang=lang).client.get(f"/journeys/{problem.pk}/dossier.pdf")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Language"]) == (200, "application/pdf", lang)
    assert b"pdfaid" in answer.content or b"/OutputIntents" in answer.content
    return words(answer.content)


def carried_out():
    """A journey that went all the way, with a row in every table that a dossier tells of."""
    w, problem, drafts = walked()
    office = official(w)
    sent = Referral.objects.get(proposal=drafts[0])
    now = timezone.now()
    Routing.objects.create(proposal=drafts[0], office=w.registry, before=w.social, reason="It is theirs.", lang="en")
    Question.objects.create(
        referral=sent, text="In which languages?", lang="en", until=now + timezone.timedelta(days=15),
        reply="In nine.", reply_lang="en", replied_at=now,
    )  # fmt: skip
    grades = [{"criterion": "cost", "grade": 4, "text": "It is cheap."}]
    Review.objects.create(
        proposal=drafts[0], office=w.registry, grades=grades, verdict="favourable", text="Do it.", lang="en"
    )
    InternalNote.objects.create(proposal=drafts[0], office=w.registry, text="canary-4711", lang="en")
    made = programmed(w, drafts[0], office)
    plan = made.programme
    step = {"programme": plan, "owner": "Registry", "due": "2027-02-01"}
    Milestone.objects.create(**step, title="Sheets printed", done_on="2027-01-28")
    Milestone.objects.create(**step, title="Dropped step", dropped_at=now)
    Risk.objects.create(programme=plan, text="Nobody prints", likelihood=2, impact=3, response="A second printer")
    for kind, text in (("declared_done", "All sheets lie there."), ("disputed", "Not the Arabic one.")):
        Statement.objects.create(proposal=made, kind=kind, text=text, lang="en")
    return w, problem, drafts, made


def told_of(problem, made):
    """What the rows say, as the dossier must say it."""
    poll = Poll.objects.get(proposal__links_out__to_proposal=problem)
    yes, no = (poll.result["counts"]["resident"][key] for key in ("yes", "no"))
    cents = sum(BudgetLine.objects.filter(programme=made.programme).values_list("cents", flat=True))
    indicator = Indicator.objects.get(proposal=made)
    return [
        problem.title, "2 cards", "Place 1 of 2 groups of cards.", f"{yes} yes, {no} no", "0 yes, 3 no",
        "Supported by residents", "reason 6", "It is theirs.", "In which languages?", "In nine.", "In favour",
        "It is cheap.", "4 of 5", "It can be done.", "Accepted", "Bridges", f"{cents / 100:,.2f} €", "3,400.00 €",
        indicator.label, str(int(indicator.target)), "1 of 1 milestone is reached.", "Sheets printed", "Nobody prints",
        "A second printer", "The office says that it is done", "All sheets lie there.", "Not the Arabic one.",
        "Programmed as an intervention",
    ]  # fmt: skip


def test_page_and_file_tell_the_whole_journey_with_the_numbers_of_the_rows():
    w, problem, _drafts, made = carried_out()
    on_page, on_paper = page(problem), file(problem)
    told = told_of(problem, made)
    assert missing(told, on_page) == []
    assert missing(told, on_paper) == []
    for text in (on_page, on_paper):
        assert [each for each in ("canary-4711", "Droppedstep") if each in text] == []
        assert [s.participant.nickname for s in w.residents + w.officials if s.participant.nickname in text] == []


def test_what_a_kind_of_intervention_asks_is_told_by_its_names_and_never_by_its_keys():
    _w, problem, _drafts, made = carried_out()
    details = {"audience": "Families", "languages": "it ar", "message.ar": "تعال", "channels": "Radio"}
    type(made.programme).objects.filter(pk=made.programme.pk).update(kind="campaign", details=details)
    told = ["Whom it speaks to", "Families", "By which means", "Radio", "italiano, العربيّة", "The message (العربيّة)"]
    for text in (page(problem), file(problem)):
        assert missing(told[:4], text) == []
        assert [key for key in ("audience", "channels", "message.ar", "it ar") if squeezed(key) in text] == []
    assert missing(told, page(problem)) == []


def test_every_step_of_the_path_stands_in_the_history():
    _w, problem, drafts, made = carried_out()
    verbs = Move.objects.filter(proposal__in=[problem, *drafts, made]).exclude(verb__in=("confirm", "object", "edit"))
    rows = re.findall(r"<tr><th scope=\"row\">", _history(Phone().open(f"/journeys/{problem.pk}/dossier/").html))
    assert len(rows) == verbs.count()


def _history(html):
    return html.rpartition("History</h2>")[2]


def gone_further():
    """The journey as above; forwarded when late, registered, paid for, and measured twice with a reply."""
    w, problem, drafts, made = carried_out()
    authority = Organisation.objects.create(territory=w.territory, kind="public_authority", name="Health authority")
    forwarded_late(drafts[0], authority)
    Referral.objects.filter(proposal=drafts[0]).update(protocol="4711/2027", protocol_on=timezone.localdate())
    paid = Allocation.objects.create(
        process=w.process, method="cost-effectiveness", office=w.registry, budget=500000, spent=340000
    )
    AllocationLine.objects.create(
        allocation=paid, proposal=drafts[0], title="One sheet", lang="en", position=0, cost=340000, chosen=True,
        why={"step": "veiled"},
    )  # fmt: skip
    measured_twice(made, w.registry, w.residents[0].participant)
    return w, problem, drafts, made


def test_page_and_file_tell_what_was_measured_what_was_forwarded_and_the_money():
    _w, problem, _drafts, _made = gone_further()
    told = [
        "What citizens measured", "Round 1, closed on", "Final round 2, closed on", "Hours hang out", "Observation",
        "33%", "100%", "Better: from 33% to 100%.", "From round 1 to round 2: better 1, worse 0, unchanged 0.",
        "The office replies", "We listened.", "A second board", "Counted by hand", "77/2027", "No reply for 8 days.",
        "its own answer was already late by 3 days.", "4711/2027", "The money for it", "3,400.00 €",
        "Monitoring of service quality",
    ]  # fmt: skip
    assert missing(told, page(problem)) == []
    assert missing(told, file(problem)) == []


def test_fields_of_the_kind_stand_there_by_their_titles_and_never_by_their_keys():
    _w, problem, _drafts, made = carried_out()
    plan = made.programme
    plan.kind, plan.details = "commons_care", {"asset": "The garden", "municipal_commitments": "Water"}
    plan.save()
    for text in (page(problem, "it"), file(problem, "it")):
        kind = next(each for each in built_in() if each.key == "commons_care")
        titles = [kind.field_of(key).title_in("it") for key in plan.details]
        assert missing([*titles, "The garden", "Water", kind.title_in("it")], text) == []
        assert "municipal_commitments" not in text


def test_an_answer_stays_that_of_the_office_that_gave_it_when_the_proposal_goes_elsewhere():
    w, problem, drafts, _made = carried_out()
    Routing.objects.create(proposal=drafts[0], office=w.social, before=w.registry, reason="Later.", lang="en")
    Referral.objects.filter(proposal=drafts[0]).update(office=w.social)
    assert squeezed(f"{w.registry.name}It can be done.") in page(problem)


def test_reviews_wait_for_the_answer():
    w, problem, drafts = walked()
    Review.objects.create(proposal=drafts[0], office=w.registry, verdict="unfavourable", text="Too dear.", lang="en")
    assert "Toodear." not in page(problem)


@pytest.mark.parametrize("lang", ["it", "ar"])
def test_it_is_made_in_every_language_of_the_interface(lang):
    _w, problem, _drafts, _made = carried_out()
    with override(lang):
        expected = [gettext("Supported by residents"), gettext("Accepted"), gettext("Money by source")]
    assert missing(expected, page(problem, lang)) == []
    assert len(file(problem, lang)) > 500


def test_a_card_is_told_only_when_its_author_agreed():
    w, problem, _drafts = walked()
    one, two = Card.objects.filter(participant__in=[s.participant for s in w.residents[:2]]).order_by("number")
    do(w.residents[0], "card.consent", card=one.pk, publish=True)
    text = page(problem)
    assert ("Thought0" in text, "Thought1" in text) == (True, False)
    assert squeezed(f"Card {two.number}, not published") in text


def test_scripts_and_turning_marks_of_people_are_only_words():
    _w, problem, drafts = walked()
    drafts[0].title = "<script>alert(1)</script>\u202eevil"
    drafts[0].save(update_fields=["title"])
    html = Phone().open(f"/journeys/{problem.pk}/dossier/").html
    assert ("<script>alert" in html, "&lt;script&gt;" in html, "\u202e" in html) == (False, True, False)
    assert Phone().client.get(f"/journeys/{problem.pk}/dossier.pdf").status_code == 200


def test_a_draft_and_a_solution_have_no_dossier_for_strangers():
    _w, problem, drafts = walked()
    type(problem).objects.filter(pk=problem.pk).update(state="draft")
    asked = [
        f"/journeys/{problem.pk}/dossier/",
        f"/journeys/{problem.pk}/dossier.pdf",
        f"/journeys/{drafts[0].pk}/dossier/",
    ]
    assert [Phone().client.get(url).status_code for url in asked] == [404, 404, 404]


@pytest.mark.parametrize(("cards", "solutions"), [(1, 1), (3, 3)])
def test_the_page_costs_the_same_number_of_queries_however_long_the_chain(cards, solutions):
    w, problem, drafts = walked(cards, solutions)
    office = official(w)
    for draft in drafts:
        measured_twice(programmed(w, draft, office), w.registry, w.residents[0].participant)
    phone = Phone()
    with CaptureQueriesContext(connection) as seen:
        phone.open(f"/journeys/{problem.pk}/dossier/")
    assert len(seen) == QUERIES


def test_the_journey_leads_to_its_dossier():
    _w, problem, _drafts = walked()
    page = Phone().open(f"/journeys/{problem.pk}/").html
    assert [f'href="/journeys/{problem.pk}/{name}"' in page for name in ("dossier/", "dossier.pdf")] == [True, True]
