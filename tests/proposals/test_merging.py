"""Merging by consent: every author is asked, the originals are never touched, and undoing brings them back whole."""

import pytest
from django.db.models import Model
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.queries.fate import fate_of
from deliberation.queries.journey import journey_of
from deliberation.queries.voice import _known
from people.actors import COOKIE, Actor, new_device
from people.models import DeviceSeat
from proposals.models import Author, Merge, MergePart, Move, Proposal, Section, Support
from proposals.queries import proposals_for
from proposals.together.standing import together
from tests.helpers.scenes import small
from tests.helpers.scenes_together import two_confirmed
from tests.helpers.world import ask, do, refused
from tests.people.making import as_person, make_person, make_seat, make_territory, seated
from tests.proposals.making import make_place, make_problem, make_solution

pytestmark = pytest.mark.django_db
NEW = {"title": "Capire e farsi capire", "body": "Uno solo.", "lang": "it", "reason": "Dicono la stessa cosa."}


@pytest.fixture
def place():
    return make_place()


def host_of(process):
    return as_person(make_person(process.territory, "facilitator"))


def two(place, kind="problem", **fields):
    """Two originals, each with an author of another side: (originals, authors)."""
    process, office = place
    authors = [seated(make_seat(process, side)) for side in ("resident", "official")]
    if kind == "problem":
        return [make_problem(process, authors=[a.participant], **fields) for a in authors], authors
    return [make_solution(process, office=office, authors=[a.participant], **fields) for a in authors], authors


def propose(actor, originals, **changes):
    return do(actor, "merge.propose", proposals=[each.pk for each in originals], **{**NEW, **changes})["merge"]


def merged(place, kind="problem"):
    """Two originals merged: (originals, authors, merge, the new one)."""
    originals, authors = two(place, kind)
    key = propose(authors[0], originals)
    do(authors[1], "merge.reply", merge=key, agrees=True)
    made = Merge.objects.get(pk=key)
    return originals, authors, made, made.into


def states(*proposals):
    return [Proposal.objects.get(pk=each.pk).state for each in proposals]


def test_one_yes_is_not_enough_and_the_last_makes_a_new_confirmed_problem(place):
    originals, authors = two(place)
    key = propose(authors[0], originals)
    assert states(*originals) == ["confirmed", "confirmed"]
    do(authors[1], "merge.reply", merge=key, agrees=True)
    made = Merge.objects.get(pk=key).into
    assert states(made, *originals) == ["confirmed", "merged", "merged"]
    assert (made.title, made.body, made.number) == ("Capire e farsi capire", "Uno solo.", 3)
    assert sorted(made.authors.values_list("participant", "answer")) == sorted(
        (each.participant.pk, "confirmed") for each in authors
    )
    assert [(each.number, each.texts["title"]) for each in made.revisions.all()] == [(1, "Capire e farsi capire")]


def test_an_author_of_both_stands_once_under_the_new_one(place):
    process, _office = place
    me = seated(make_seat(process))
    originals = [make_problem(process, authors=[me.participant, "Ponti"]) for _each in range(2)]
    made = Merge.objects.get(pk=propose(me, originals)).into
    assert set(made.authors.values_list("participant", "label")) == {(me.participant.pk, ""), (None, "Ponti")}
    assert made.authors.count() == 2


def test_a_no_needs_its_reason_and_links_them(place):
    originals, authors = two(place)
    key = propose(authors[0], originals)
    assert refused(authors[1], "merge.reply", merge=key, agrees=False, reason=" ")[1] == (
        "Say why they should stay apart."
    )
    do(authors[1], "merge.reply", merge=key, agrees=False, reason="Una è di notte.")
    assert (Merge.objects.get().state, Merge.objects.get().into, states(*originals)) == (
        "linked", None, ["confirmed", "confirmed"],
    )  # fmt: skip
    assert [together(each, Actor())["linked"] for each in originals] == [[originals[1]], [originals[0]]]
    again = refused(authors[0], "merge.reply", merge=key, agrees=True)
    assert again == ("refused", "This is decided already: “Linked, not merged”.")


def test_only_authors_of_the_originals_answer(place):
    originals, authors = two(place)
    key = propose(authors[0], originals)
    for other in (seated(make_seat(originals[0].process)), host_of(originals[0].process)):
        assert (
            refused(other, "merge.reply", merge=key, agrees=True)[1] == "Only the authors of the originals decide this."
        )
    stranger = seated(make_seat(make_place()[0]))
    assert refused(stranger, "merge.reply", merge=key, agrees=True)[0] == "missing"


def test_what_cannot_be_merged_says_why(place):
    process, office = place
    originals, (author, _other) = two(place)
    draft, solution = (
        make_problem(process, state="draft"),
        make_solution(process, problems=[originals[0]], office=office),
    )

    def said(*proposals):
        return refused(author, "merge.propose", proposals=[each.pk for each in proposals], **NEW)[1]

    assert said(originals[0]) == "Choose at least two proposals to merge."
    assert said(originals[0], draft).endswith("cannot be merged now: it is “Draft”.")
    assert said(originals[0], solution).startswith("Only problems with problems, or solutions with solutions")
    third = seated(make_seat(process))
    assert refused(third, "merge.propose", proposals=[each.pk for each in originals], **NEW)[1] == (
        "Only a facilitator of this territory can do this."
    )
    propose(author, originals)
    assert said(*originals) == "One of these is in another proposal to merge. Decide that one first."


def test_an_original_whose_authors_cannot_be_asked_is_spoken_for_by_the_host_alone(place):
    process, _office = place
    author = seated(make_seat(process))
    originals = [make_problem(process, authors=[author.participant]), make_problem(process, authors=["Carta"])]
    assert refused(author, "merge.propose", proposals=[each.pk for each in originals], **NEW)[1].endswith(
        "has no author who can be asked: the facilitator has to propose this."
    )
    key = propose(host_of(process), originals)
    assert states(*originals) == ["confirmed", "confirmed"]
    do(author, "merge.reply", merge=key, agrees=True)
    assert states(*originals) == ["merged", "merged"]


def test_who_leaves_the_authors_is_not_waited_for(place):
    process, _office = place
    first, second, third = (seated(make_seat(process)) for _each in range(3))
    originals = [
        make_problem(process, authors=[first.participant]),
        make_problem(process, authors=[second.participant, third.participant]),
    ]
    key = propose(first, originals)
    do(second, "merge.reply", merge=key, agrees=True)
    do(third, "author.leave", proposal=originals[1].pk)
    assert states(*originals) == ["merged", "merged"]


def test_a_merged_solution_answers_all_that_its_originals_answered(place):
    originals, _authors, _merge, made = merged(place, "solution")
    answered = {link.to_proposal_id for each in originals for link in each.links_out.all()}
    assert (len(answered), states(made, *originals)) == (2, ["draft", "merged", "merged"])
    assert set(made.links_out.values_list("to_proposal", flat=True)) == answered


def test_merged_drafts_do_not_become_public(place):
    originals, authors, _merge, made = merged(place, "solution")
    every = {each.pk for each in (*originals, made)}
    assert [
        proposals_for(who).filter(pk__in=every).count() for who in (Actor(), authors[0], host_of(made.process))
    ] == [0, 3, 3]


def test_what_answered_an_original_answers_the_new_problem_and_can_be_voted_on(place):
    process, office = place
    originals, authors = two(place)
    solution = make_solution(process, problems=[originals[0]], office=office)
    key = propose(authors[0], originals)
    do(authors[1], "merge.reply", merge=key, agrees=True)
    made = Merge.objects.get().into
    assert set(solution.links_out.values_list("to_proposal", flat=True)) == {originals[0].pk, made.pk}
    do(authors[0], "merge.undo", merge=key, reason="Erano due.")
    assert originals[1].links_in.count() == 0


def test_a_solution_to_the_whole_answers_the_parts_after_an_undo(place):
    process, office = place
    originals, authors, merge, made = merged(place)
    solution = make_solution(process, problems=[made], office=office)
    do(authors[0], "merge.undo", merge=merge.pk, reason="Erano due.")
    assert set(solution.links_out.values_list("to_proposal", flat=True)) == {made.pk, *(o.pk for o in originals)}


def test_support_is_never_added_up_and_supporters_are_asked_again(place):
    process, _office = place
    originals, authors = two(place)
    fan = seated(make_seat(process))
    for each in originals:
        do(fan, "proposal.support", proposal=each.pk)
    key = propose(authors[0], originals)
    do(authors[1], "merge.reply", merge=key, agrees=True)
    made = Merge.objects.get(pk=key).into
    shown = together(made, fan)
    assert (shown["supported"], shown["before"], shown["before_mine"], shown["mine"]) == (0, 1, True, False)
    do(fan, "proposal.support", proposal=made.pk)
    do(authors[1], "merge.undo", merge=key, reason="Erano due.")
    assert [together(each, fan)["supported"] for each in (made, *originals)] == [1, 1, 1]
    assert states(made, *originals) == ["withdrawn", "confirmed", "confirmed"]


def test_after_a_vote_it_stays_merged(place):
    _originals, authors, merge, made = merged(place, "solution")
    Move.objects.create(proposal=made, verb="vote", before="draft", after="voting", actor_key="")
    said = refused(authors[0], "merge.undo", merge=merge.pk, reason="Erano due.")
    assert said == ("refused", "A vote was held on it already, so it can no longer be taken apart.")
    Proposal.objects.filter(pk=made.pk).update(state="voting")
    said = refused(authors[0], "merge.undo", merge=merge.pk, reason="Erano due.")
    assert said[1] == "This is not possible now: the proposal is “Being voted on”."


def test_hosts_and_authors_undo_and_nobody_else(place):
    originals, authors, merge, made = merged(place)
    process = made.process
    assert refused(seated(make_seat(process)), "merge.undo", merge=merge.pk, reason="No.")[0] == "refused"
    assert refused(host_of(make_territory_process()), "merge.undo", merge=merge.pk, reason="No.")[0] == "missing"
    do(host_of(process), "merge.undo", merge=merge.pk, reason="Erano due.")
    assert states(*originals) == ["confirmed", "confirmed"]
    assert [m.reason for m in Move.objects.filter(verb="unmerge")] == ["Erano due."] * 2
    key = propose(authors[0], originals)
    do(authors[0], "merge.undo", merge=key, reason="Ci ripenso.")
    assert (Merge.objects.get(pk=key).state, states(*originals)) == ("undone", ["confirmed", "confirmed"])


def make_territory_process():
    from tests.people.making import make_process

    return make_process(make_territory("Treviso"))


def test_what_was_merged_can_be_merged_again_and_taken_apart_in_turn(place):
    process, _office = place
    originals, authors, merge, made = merged(place)
    third = make_problem(process, authors=[authors[0].participant])
    key = propose(authors[0], [made, third])
    assert refused(authors[0], "merge.undo", merge=merge.pk, reason="No.")[1] == (
        "It is in another proposal to merge. Decide that one first."
    )
    do(authors[1], "merge.reply", merge=key, agrees=True)
    assert states(made, third) == ["merged", "merged"]
    do(authors[0], "merge.undo", merge=key, reason="Meglio di no.")
    do(authors[0], "merge.undo", merge=merge.pk, reason="Meglio di no.")
    assert states(*originals, made, third) == ["confirmed", "confirmed", "withdrawn", "confirmed"]


def photograph(proposal: Proposal) -> dict[str, list[tuple]]:
    """Every field of the row and of all rows that hang on it, but its moves and the merges it stood in."""
    own = [relation for relation in Proposal._meta.related_objects if relation.related_model not in (Move, MergePart)]
    rows: dict[str, list[tuple]] = {"proposal": _fields(Proposal.objects.filter(pk=proposal.pk))}
    for relation in own:
        found = relation.related_model.objects.filter(**{relation.field.name: proposal.pk})
        rows[f"{relation.related_model.__name__}.{relation.field.name}"] = _fields(found)
    return rows


def _fields(rows) -> list[tuple]:
    model: type[Model] = rows.model
    return sorted(rows.values_list(*(field.attname for field in model._meta.concrete_fields)), key=repr)


WORDS = st.text(alphabet="abcdeèàùابتثজবাংলা '", min_size=1, max_size=30).filter(str.strip)
STEPS = st.lists(
    st.tuples(st.sampled_from(["propose", "reply", "reply", "undo"]), st.integers(0, 9), st.booleans()), max_size=10
)
ONE = st.tuples(WORDS, WORDS, st.sampled_from(["it", "ar", "bn", "en"]), st.sets(st.integers(0, 4), max_size=3))


@given(
    problems=st.lists(ONE, min_size=2, max_size=5),
    supports=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))),
    steps=STEPS,
)
@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_after_any_sequence_an_undone_merge_leaves_everything_as_it_was(problems, supports, steps):
    process, _office = make_place()
    people = [seated(make_seat(process, side)) for side in ("resident", "official", "resident", "civil", "official")]
    host = host_of(process)
    made = []
    for title, section, lang, authors in problems:
        each = make_problem(process, title=title, authors=[people[n].participant for n in authors] or ["Carta"])
        Proposal.objects.filter(pk=each.pk).update(lang=lang)
        Section.objects.create(proposal=each, key="to_whom", text=section)
        made.append(each)
    for person, place in supports:
        if place < len(made):
            do(people[person], "proposal.support", proposal=made[place].pk)
    before = {each.pk: photograph(each) for each in made}
    here = Support.objects.filter(proposal__process=process)
    merges = Merge.objects.filter(parts__proposal__process=process).distinct()
    stood = here.count()
    for what, number, yes in steps:
        merge = merges.order_by("-at", "-pk").first()
        if what == "propose":
            some = [each.pk for place, each in enumerate(made) if (number >> place) & 1] or [each.pk for each in made]
            ask(host if yes else people[number % 5], "merge.propose", proposals=some, **NEW)
        elif merge is not None and what == "reply":
            ask(people[number % 5], "merge.reply", merge=merge.pk, agrees=yes or number > 6, reason="Perché no.")
        elif merge is not None:
            ask(host if yes else people[number % 5], "merge.undo", merge=merge.pk, reason="Erano due.")
        for each in made:
            now = photograph(each)
            state = {"state": Proposal.objects.get(pk=each.pk).state}
            if state["state"] == "confirmed":
                assert now == before[each.pk]
            assert {name: rows for name, rows in now.items() if name != "proposal"} == {
                name: rows for name, rows in before[each.pk].items() if name != "proposal"
            }
        assert here.count() == stood
    for merge in merges.filter(state="merged"):
        do(host, "merge.undo", merge=merge.pk, reason="Tutto come prima.")
    assert {each.pk: photograph(each) for each in made} == before
    assert (here.count(), here.exclude(proposal__in=made).count()) == (stood, 0)
    born = Proposal.objects.filter(process=process).exclude(pk__in=[each.pk for each in made])
    assert set(born.values_list("state", flat=True)) <= {"withdrawn"}
    assert Author.objects.filter(proposal__in=born).exclude(answer="confirmed").count() == 0


def browser(actor):
    """A browser that holds this seat."""
    device, token = new_device()
    DeviceSeat.objects.create(device=device, participant=actor.participant)
    client = Client()
    client.cookies[COOKIE] = token
    return client


def test_the_form_offers_what_can_be_merged_and_a_refusal_keeps_every_word(place):
    process, _office = place
    originals, (author, _other) = two(place)
    draft = make_problem(process, state="draft", title="Bozza")
    far = make_problem(process, title="Gli autobus di notte")
    url, client = f"/proposals/{originals[0].pk}/merge/", browser(author)
    page = client.get(url).content.decode()
    assert [f'value="{each.pk}"' in page for each in (originals[1], far, draft)] == [True, True, False]
    typed = {"proposals": [originals[0].pk], "title": "Mio titolo", "body": "", "lang": "it", "reason": "Mio perché"}
    kept = client.post(url, {**typed, "ref": "1" * 20, "seat": author.participant.pk})
    assert (kept.status_code, "Mio titolo" in kept.content.decode(), "Mio perché" in kept.content.decode()) == (
        403, True, True,
    )  # fmt: skip
    both = {**typed, "proposals": [each.pk for each in originals], "ref": "2" * 20, "seat": author.participant.pk}
    assert client.post(url, both)["Location"].startswith(f"/merges/{Merge.objects.get().pk}/")


def test_the_page_of_a_merge_shows_numbers_and_no_names_and_hides_drafts_from_strangers(place):
    originals, (author, other) = two(place, "solution")
    key = propose(author, originals)
    page = browser(other).get(f"/merges/{key}/").content.decode()
    assert [page.count(text) for text in ("1 of 1", "0 of 1", "Onda", "Yes, make them one")] == [1, 1, 0, 1]
    assert Client().get(f"/merges/{key}/").status_code == 404
    Proposal.objects.filter(pk=originals[0].pk).update(state="adopted")
    assert [who.get(f"/merges/{key}/").status_code for who in (Client(), browser(other))] == [404, 200]
    problems, (one, _two) = two(place)
    public = Client().get(f"/merges/{propose(one, problems)}/").content.decode()
    assert [problems[0].title in public, "Yes, make them one" in public] == [True, False]


def test_the_journey_and_the_fate_of_a_card_lead_to_what_its_problem_was_merged_into():
    w = small()
    problems = two_confirmed(w)
    cards = [each.sources.get().card for each in problems]
    key = do(w.residents[0], "merge.propose", proposals=[each.pk for each in problems], **NEW)["merge"]
    do(w.residents[1], "merge.reply", merge=key, agrees=True)
    made = Merge.objects.get().into
    assert [row["id"] for row in journey_of(made, Actor())["cards"]] == [each.pk for each in cards]
    assert [each.sources.count() for each in (made, *problems)] == [0, 1, 1]
    fate = fate_of(cards[0], _known(cards))
    assert [(line["about"]["text"], line["url"].split("?")[0]) for line in fate if line["icon"] == "merge"] == [
        ("Capire e farsi capire", f"/journeys/{made.pk}/")
    ]
    do(w.f, "merge.undo", merge=key, reason="Erano due.")
    assert [line for line in fate_of(cards[0], _known(cards)) if line["icon"] == "merge"] == []
