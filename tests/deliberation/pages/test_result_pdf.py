"""The result of a vote as PDF: for whom the page is, with what the page says, and nothing that the page keeps back."""

import pytest

from deliberation.documents.result import result_document
from deliberation.models import Poll
from tests.deliberation.pages.evening import (
    adopt_charter,
    confirmed_problem,
    draft_solution,
    hold_dots,
    hold_vote,
    write_cards,
)
from tests.deliberation.pages.walk import Phone
from tests.deliberation.room.voting import with_charter
from tests.deliberation.verify.test_served import among_options
from tests.documents.reading import squeezed, words
from tests.helpers.world import do, world

pytestmark = pytest.mark.django_db
AMONG = ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"]


def file(poll, lang="en"):
    answer = Phone(lang=lang).client.get(f"/polls/{poll}/result.pdf")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Language"]) == (200, "application/pdf", lang)
    return answer.content


def missing(sentences, text):
    return [sentence for sentence in sentences if squeezed(sentence) not in text]


def test_an_open_vote_has_no_result_for_anybody():
    w = world()
    poll = do(w.f, "poll.open", activity=w.at("charter").pk, method="double-majority")["poll"]
    seen = [Phone(seat).client.get(f"/polls/{poll}/result.pdf").status_code for seat in (None, w.residents[0], w.f)]
    assert seen == [404, 404, 404]
    assert Phone().client.get("/polls/nothing/result.pdf").status_code == 404


def test_the_result_of_a_vote_of_both_sides_says_what_the_page_says():
    w = world()
    adopt_charter(w)
    problem = confirmed_problem(w, write_cards(w)[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    poll = hold_vote(w, w.at("vote"), "double-majority", ["yes"] * 5 + ["no"], ["no", "no", "yes"], solution)
    text = words(file(poll.pk))
    told = [
        "One sheet", "Supported by residents", "Adopted when each side says more yes than no.",
        "Officials: more no than yes.", "5 yes, 1 no", "1 yes, 2 no", "reason 5", "reason 6", "reason 7",
        "Anagrafe must answer in writing",
        "Residents: 6 of 6 voted; at least 3 were needed.", "Residents: 6 people could vote, secretly",
        poll.opening_hash, poll.seed_commit, poll.seed, poll.head,
        f"http://testserver/polls/{poll.pk}/", f"python3 verify_poll.py {poll.pk}.json", "Page 1 of 2",
    ]  # fmt: skip
    assert missing(told, text) == []
    names = [seat.participant.nickname for seat in w.residents + w.officials]
    assert [name for name in names if name in text] == []


@pytest.mark.parametrize("method", AMONG)
def test_a_choice_among_options_holds_its_options_figures_and_steps(method, caplog):
    poll = Poll.objects.get(pk=among_options(with_charter(world()), method, 0))
    text = words(file(poll.pk))
    page = Phone().open(f"/polls/{poll.pk}/")
    options = [option.texts.get("en", option.title) for option in poll.options.all()]
    assert missing([*options, "How it was counted", poll.head, "9 of 9 people voted."], text) == []
    assert (page.status, [record.message for record in caplog.records if record.name == "documents.pdf"]) == (200, [])


def test_dots_and_consent_are_told_too():
    w = with_charter(world())
    groups = write_cards(w)
    dots = words(file(hold_dots(w, groups).pk))
    assert missing(["1. Papers · chosen", "2. Hours · added by the offices", "6 dots", "3 dots"], dots) == []
    problem = confirmed_problem(w, groups[0])
    w.at("solutions")
    solution = draft_solution(w, problem)
    poll = hold_vote(
        w, w.at("vote"), "consent", ["agree"] * 5 + ["object"], ["agree", "reservation", "aside"], solution
    )
    assert missing(["No consent yet", "5 of 6 go along", "Residents: 1 objection."], words(file(poll.pk))) == []


def test_of_a_side_that_is_not_published_neither_figures_nor_reasons_are_in_the_file():
    w = world()
    # Three yes and one no of four: figures that must not be found, beside those of the officials, that must.
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes", "yes", "yes", "no"], ["yes", "yes", "no"])
    text = words(file(poll.pk))
    shown = [
        "this side carried it; fewer than five voted, so no figures",
        "2 yes, 1 no",
        "reason 6",
        "Residents 6 – – –",
    ]
    assert missing(shown, text) == []
    secret = ["3 yes, 1 no", "Residents: 3 yes", "4 of 6", "7 of 9", "reason 3"]
    assert [each for each in secret if squeezed(each) in text] == []


@pytest.mark.parametrize("method", AMONG)
def test_of_a_choice_with_such_a_side_only_the_winners_stand(method):
    poll = Poll.objects.get(pk=among_options(with_charter(world()), method, 2))
    data = result_document(poll, "en", "https://tessera.example.org/")
    assert poll.result["suppressed"] == ["resident"]
    assert [part["block"] for part in data["blocks"] if part["block"] in ("bars", "shades")] == []
    rows = next(part["rows"] for part in data["blocks"] if part["block"] == "table")
    assert rows[0] == ["Residents", "6", "–", "–", "–"]


def test_each_language_has_its_own_document():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    files = {lang: file(poll.pk, lang) for lang in ("it", "ar")}
    assert [f"/Lang({lang}".encode() in made for lang, made in files.items()] == [True, True]
    assert missing(["Abitanti", "Persone degli uffici"], words(files["it"])) == []


def test_the_banner_and_the_rehearsal_stand_in_it():
    w = world(residents=0, officials=0)
    w.territory.banner = "Demonstration data"
    w.territory.save()
    made = do(w.f, "room.create", process=w.process.pk, title="Try", playbook="from-problem-to-intervention", lang="it",
              rehearsal=True)  # fmt: skip
    w.room = w.room.__class__.objects.get(pk=made["room"])
    do(w.f, "room.open", room=w.room.pk)
    w.residents, w.officials = w.seats("resident", 6), w.seats("official", 3, office=w.social)
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    text = words(file(poll.pk))
    assert (text.count("Demonstrationdata"), missing(["A rehearsal: this vote does not count"], text)) == (2, [])


def test_a_question_in_typst_is_a_question():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    question = '#import "@preview/x:1.0.0" *or* #read("/etc/passwd")?'
    Poll.objects.filter(pk=poll.pk).update(question={"en": question})
    assert missing([question], words(file(poll.pk))) == []


def test_the_page_leads_to_the_document():
    w = world()
    poll = hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)
    assert f'href="/polls/{poll.pk}/result.pdf"' in Phone().open(f"/polls/{poll.pk}/").html
