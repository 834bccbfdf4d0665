"""Comments beside a passage: threads, pauses, reports, and hiding that takes two people."""

import pytest
from django.db.models import F
from django.utils import timezone

from people.actors import Actor
from proposals.models import Comment, Hiding, Proposal, Report, Thread
from proposals.writing.talking import beside, threads_by_section
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_person, make_seat, seated
from tests.proposals.making import make_place, make_solution
from tests.proposals.test_writing import browser

pytestmark = pytest.mark.django_db
BODY = "Dieci schede in nove lingue.\nLe stampa il Comune entro marzo."


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def text(place):
    """A draft solution with an author, another resident, an official and a host."""
    process, office = place
    seat = make_seat(process, nickname="CANARY ONE")
    solution = make_solution(process, office=office, authors=[seat])
    Proposal.objects.filter(pk=solution.pk).update(body=BODY)
    solution.refresh_from_db()
    official = seated(make_seat(process, side="official"))
    host = as_person(make_person(process.territory, "facilitator", name="CANARY HOST"))
    return solution, seated(seat), seated(make_seat(process, nickname="CANARY TWO")), official, host


def start(actor, solution, **more):
    data = {"section": "body", "quote": "nove lingue", "text": "Perché nove?", "lang": "it", **more}
    return Comment.objects.select_related("thread").get(
        pk=do(actor, "thread.start", proposal=solution.pk, **data)["comment"]
    )


def page_of(actor, solution):
    return browser(actor).get(f"/proposals/{solution.pk}/talk/?seat={actor.participant.pk}").content.decode()


def shown(solution, actor):
    sections = threads_by_section(Proposal.objects.get(pk=solution.pk), actor, "it")
    return [thread for section in sections for thread in section["threads"]]


def test_a_passage_is_remembered_with_its_surroundings(text):
    solution, _author, other, *_rest = text
    thread = start(other, solution, quote="lingue.  Le stampa").thread
    assert (thread.quote, thread.before, thread.after) == (
        "lingue.\nLe stampa", "Dieci schede in nove ", " il Comune entro marzo.",
    )  # fmt: skip


def test_a_passage_is_found_again_and_one_that_is_gone_is_said_to_be(text):
    solution, _author, other, *_rest = text
    start(other, solution)
    Proposal.objects.filter(pk=solution.pk).update(body="Ora: dieci schede in dieci lingue.\nLe stampa chi vuole.")
    assert [thread["passage"] for thread in shown(solution, other)] == ["dieci lingue"]
    Proposal.objects.filter(pk=solution.pk).update(body="Tutto è stato scritto di nuovo da capo.")
    assert [thread["passage"] for thread in shown(solution, other)] == [""]
    assert "This passage does not stand in the text any more." in page_of(other, solution)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"quote": "mai scritto"},
         "These words do not stand in this section. Copy them from the text, or leave the passage empty."),
        ({"section": "nothing"}, "This text has no such section."),
        ({"text": " "}, "Write something first."),
        ({"text": "\u200b"}, "Write something first."),
        ({"text": "x" * 2001}, "This text is too long: at most 2000 characters. Shorten it and send it again."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_with_its_reason(text, change, sentence):
    solution, _author, other, *_rest = text
    data = {"section": "body", "quote": "", "text": "Sì", "lang": "it", **change}
    assert refused(other, "thread.start", proposal=solution.pk, **data) == ("invalid", sentence)
    assert (Thread.objects.count(), Comment.objects.count()) == (0, 0)


def test_whoever_sits_or_hosts_speaks_and_everybody_else_is_refused(text):
    solution, author, other, official, host = text
    thread = start(other, solution).thread
    for who in (author, official, host):
        do(who, "comment.add", thread=thread.pk, text="Anche noi", lang="it")
    assert list(thread.comments.values_list("side", flat=True)) == ["resident", "resident", "official", ""]
    elsewhere, nobody = seated(make_seat(make_place()[0])), Actor()
    found = [refused(who, "comment.add", thread=thread.pk, text="Io", lang="it")[0] for who in (elsewhere, nobody)]
    assert found == ["missing", "missing"]


def test_beside_a_withdrawn_text_nobody_comments(text):
    solution, _author, other, *_rest = text
    thread = start(other, solution).thread
    Proposal.objects.filter(pk=solution.pk).update(state="withdrawn")
    sentence = "This text was taken back or merged: nobody comments on it any more."
    assert refused(other, "comment.add", thread=thread.pk, text="Io", lang="it")[1] == sentence


def test_a_withdrawn_comment_is_read_by_nobody_and_its_row_stays(text):
    solution, author, other, _official, host = text
    comment = start(other, solution, text="CANARY WORDS")
    assert refused(author, "comment.withdraw", comment=comment.pk)[0] == "refused"
    do(other, "comment.withdraw", comment=comment.pk)
    texts = [shown(solution, who)[0]["comments"][0]["text"] for who in (author, other, host)]
    assert beside(solution, other)["talk"]["comments"] == 0
    assert (texts, Comment.objects.get().state) == (["", "", ""], "withdrawn")
    assert "CANARY" not in page_of(other, solution)


def test_a_settled_conversation_takes_no_comment_until_it_is_open_again(text):
    solution, author, other, official, host = text
    thread = start(other, solution).thread
    assert refused(official, "thread.resolve", thread=thread.pk)[1] == "Only its authors can do this."
    do(author, "thread.resolve", thread=thread.pk)
    assert refused(other, "comment.add", thread=thread.pk, text="Io", lang="it")[1].startswith(
        "This conversation is settled."
    )
    do(host, "thread.reopen", thread=thread.pk)
    do(other, "comment.add", thread=thread.pk, text="Io", lang="it")


def test_a_pause_says_why_and_until_when_and_takes_no_comment(text):
    solution, author, other, _official, host = text
    thread = start(other, solution).thread
    assert refused(author, "thread.pause", thread=thread.pk, reason="Calma", days=3)[0] == "refused"
    assert [refused(host, "thread.pause", thread=thread.pk, reason="Calma", days=n)[0] for n in (0, 31)] == (
        ["invalid"] * 2
    )
    do(host, "thread.pause", thread=thread.pk, reason="A mente fredda", days=3)
    code, sentence = refused(other, "comment.add", thread=thread.pk, text="Subito", lang="it")
    assert (code, "This conversation pauses until" in sentence, "A mente fredda" in sentence) == (
        "refused", True, True,
    )  # fmt: skip
    page = page_of(other, solution)
    assert ("This conversation pauses until" in page, "A mente fredda" in page) == (True, True)
    Thread.objects.update(paused_until=timezone.now())
    do(other, "comment.add", thread=thread.pk, text="Dopo", lang="it")
    do(host, "thread.pause", thread=thread.pk, reason="Ancora", days=1)
    do(host, "thread.resume", thread=thread.pk)
    do(other, "comment.add", thread=thread.pk, text="Dopo", lang="it")


def test_a_comment_is_reported_once_by_each_and_only_hosts_of_the_territory_read_it(text, client):
    solution, author, other, official, host = text
    comment = start(other, solution, text="Parole dure")
    for who in (author, official):
        do(who, "comment.report", comment=comment.pk, reason=f"CANARY REPORT {who.participant.side}")
    again = refused(author, "comment.report", comment=comment.pk, reason="Di nuovo")
    assert again == ("refused", "You have reported this comment already.")
    assert "CANARY REPORT" not in page_of(author, solution)
    assert client.get("/moderation/").status_code == 302
    for person, mine in ((host.person, True), (make_person(make_place()[0].territory, "facilitator"), False)):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get("/moderation/")
        place = [page.content.decode().find(f"CANARY REPORT {side}") for side in ("official", "resident")]
        assert (page.status_code, 0 < place[0] < place[1]) == (200, mine)
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/moderation/").status_code == 404


def test_hiding_takes_a_second_person_of_another_side_or_a_host(text):
    solution, author, other, official, host = text
    comment = start(other, solution, text="CANARY WORDS")
    assert refused(official, "comment.hide", comment=comment.pk)[1] == "Nobody has asked to hide this comment."
    do(author, "comment.ask_hiding", comment=comment.pk, reason="Offende")
    assert refused(official, "comment.ask_hiding", comment=comment.pk, reason="Offende")[0] == "refused"
    same = refused(author, "comment.hide", comment=comment.pk)[1]
    assert same == "A second person has to agree: somebody else than who asked."
    third = seated(make_seat(solution.process))
    assert refused(third, "comment.hide", comment=comment.pk)[1] == (
        "Somebody of another side, or who hosts, has to agree."
    )
    assert Comment.objects.get(pk=comment.pk).state == "shown"
    do(official, "comment.hide", comment=comment.pk)
    texts = [shown(solution, who)[0]["comments"][0]["text"] for who in (author, official, other, host)]
    assert texts == ["", "", "CANARY WORDS", "CANARY WORDS"]
    page = page_of(author, solution)
    assert ("Hidden, because:" in page, "Offende" in page, "CANARY WORDS" in page) == (True, True, False)


def test_a_host_agrees_to_what_anybody_else_asked_and_shows_it_again(text):
    solution, author, other, official, host = text
    comment = start(other, solution)
    do(author, "comment.ask_hiding", comment=comment.pk, reason="Offende")
    do(host, "comment.hide", comment=comment.pk)
    assert refused(author, "comment.show", comment=comment.pk)[0] == "refused"
    do(host, "comment.show", comment=comment.pk)
    kept = Hiding.objects.get(comment=comment)
    assert (Comment.objects.get(pk=comment.pk).state, kept.second) == ("shown", host.key)
    # Once it was shown again, one key alone hides nothing.
    assert refused(official, "comment.hide", comment=comment.pk)[1] == "Nobody has asked to hide this comment."
    do(official, "comment.ask_hiding", comment=comment.pk, reason="Ancora")
    do(author, "comment.hide", comment=comment.pk)
    assert Hiding.objects.values_list("reason", "first", "second").get() == ("Ancora", official.key, author.key)


def test_one_person_with_a_seat_and_an_account_is_not_two(text):
    solution, author, other, _official, host = text
    comment = start(author, solution)
    seat = make_seat(solution.process, person=host.person, side="official")
    do(seated(seat), "comment.ask_hiding", comment=comment.pk, reason="Offende")
    assert refused(host, "comment.hide", comment=comment.pk)[1].startswith("A second person has to agree")
    second = start(author, solution)
    do(host, "comment.ask_hiding", comment=second.pk, reason="Offende")
    assert refused(seated(seat), "comment.hide", comment=second.pk)[1].startswith("A second person has to agree")
    # Logged in on the phone that holds the seat: the same person, though the seat knows no account.
    third, phone = start(author, solution), Actor(person=host.person, device=other.device)
    do(other, "comment.ask_hiding", comment=third.pk, reason="Offende")
    assert refused(phone, "comment.hide", comment=third.pk)[1].startswith("A second person has to agree")
    assert Hiding.objects.exclude(second="").count() == Hiding.objects.filter(first=F("second")).count() == 0


def test_the_page_keeps_what_was_typed_and_shows_no_name(text):
    solution, _author, other, *_rest = text
    thread = start(other, solution).thread
    seat, phone, address = other.participant.pk, browser(other), f"/proposals/{solution.pk}/talk/"
    form = {"ref": "r1", "seat": seat, "act": "comment.add", "thread": thread.pk, "lang": "it"}
    kept = phone.post(address, {**form, "text": "<i>lungo</i> " * 200})
    page = kept.content.decode()
    assert (kept.status_code, "&lt;i&gt;lungo&lt;/i&gt; &lt;i&gt;" in page, "CANARY" in page) == (422, True, False)
    done = phone.post(address, {**form, "ref": "r2", "text": "Breve"})
    assert (done.status_code, done.url) == (302, f"{address}?seat={seat}#thread-{thread.pk}")
    form = {"ref": "r3", "seat": seat, "act": "thread.start", "proposal": solution.pk, "section": "body", "lang": "it"}
    kept = phone.post(address, {**form, "quote": "mai scritto", "text": "Che cosa?"})
    words = ("mai scritto</textarea>", "Che cosa?</textarea>", "These words do not stand in this section.")
    assert (kept.status_code, [each in kept.content.decode() for each in words]) == (422, [True] * 3)
    assert phone.post(address, {"act": "proposal.revise", "ref": "r4"}).status_code == 404


def test_a_reader_without_a_seat_reads_a_public_text_and_finds_no_form(text, client):
    solution, _author, other, *_rest = text
    start(other, solution)
    address = f"/proposals/{solution.pk}/talk/"
    assert client.get(address).status_code == 404
    Proposal.objects.filter(pk=solution.pk).update(state="adopted")
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert ("Perché nove?" in main, "<form" in main) == (True, False)


@pytest.mark.parametrize("items", [1, 3])
def test_the_pages_cost_the_same_queries_however_much_was_said(text, items, client, django_assert_num_queries):
    solution, author, other, official, host = text
    for _each in range(items):
        comment = start(other, solution)
        do(author, "comment.ask_hiding", comment=comment.pk, reason="Offende")
        do(official, "comment.report", comment=comment.pk, reason="Offende")
    phone = browser(official)
    with django_assert_num_queries(11):
        phone.get(f"/proposals/{solution.pk}/talk/?seat={official.participant.pk}")
    client.force_login(host.person, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_num_queries(6):
        client.get("/moderation/")
    assert Report.objects.count() == items
