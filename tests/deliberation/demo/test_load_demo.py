"""The demo territory: loaded once, the same again after a reset, and true to its files."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from deliberation.counting import head_of
from deliberation.demo.load import load_demo
from deliberation.frozen import hash_of
from deliberation.models import Ballot, Card, CardTranslation, Mark, Poll, Room
from deliberation.queries.rungs import perceived_in
from people.actors import Actor
from people.models import Organisation, Person, Process, Service, Territory, Ticket
from people.printed import use_code
from people.tickets import find
from proposals.models import (
    Answer,
    BudgetLine,
    Forwarding,
    Indicator,
    Link,
    Move,
    Proposal,
    ProposalTranslation,
    Referral,
)
from proposals.office.criteria import criteria
from proposals.office.reviewing import impartial
from proposals.office.routed import silence_of
from proposals.writing.translating import translations_of

pytestmark = pytest.mark.django_db
OURS = ("realtime", "people", "proposals", "monitoring", "deliberation")


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for name in OURS for model in apps.get_app_config(name).get_models()}


def said() -> list[str]:
    out = StringIO()
    call_command("load_demo", url="http://hall.lan:8000/", stdout=out)
    return out.getvalue().splitlines()


def test_a_second_run_changes_no_count():
    said()
    before = counts()
    said()
    assert counts() == before


def test_a_reset_after_use_leaves_exactly_what_the_first_load_left():
    load_demo()
    before = counts()
    room = Room.objects.get(code="482917")
    Room.objects.filter(pk=room.pk).update(title="Un altro nome")
    Card.objects.create(
        room=room, activity=room.activities.get(kind="cards"), number=1, side="resident", text="Ciao", lang="it"
    )
    load_demo(reset=True)
    assert counts() == before
    assert Room.objects.get(code="482917").title == "Laboratorio dal vivo"


def test_a_reset_leaves_other_territories_alone():
    other = Territory.objects.create(slug="treviso", name="Treviso")
    process = Process.objects.create(territory=other, title="Altro", question="Come?")
    load_demo()
    load_demo(reset=True)
    assert list(Process.objects.filter(territory=other)) == [process]


def test_a_real_territory_with_the_same_slug_is_never_erased():
    real = Territory.objects.create(slug="san-severo", name="San Severo")
    assert load_demo(reset=True) is False
    assert list(Territory.objects.values_list("pk", flat=True)) == [real.pk]


def test_everything_of_the_files_is_there():
    load_demo()
    kinds = Counter(Proposal.objects.values_list("kind", flat=True))
    assert dict(kinds) == {"problem": 12, "solution": 8, "intervention": 3}
    assert Organisation.objects.exclude(joined_on=None).count() == 6
    assert Link.objects.filter(type="answers").count() == 13
    assert Link.objects.filter(type="carries_out").count() == 5
    assert (BudgetLine.objects.count(), Indicator.objects.count()) == (12, 9)
    outcomes = Counter(Answer.objects.values_list("outcome", flat=True))
    assert dict(outcomes) == {"accepted": 6, "accepted_in_part": 1, "not_accepted": 1}
    assert Territory.objects.get().banner == "Dati dimostrativi: persone, associazioni e numeri sono inventati"


def test_nothing_of_the_past_lies_in_the_future():
    load_demo()
    now = timezone.now()
    assert not Move.objects.filter(at__gt=now).exists()
    assert not Answer.objects.filter(at__gt=now).exists()
    assert not Room.objects.filter(opened_at__gt=now).exists()


def test_one_solution_is_supported_by_residents_only_and_the_others_are_adopted():
    load_demo()
    basis = dict(Referral.objects.values_list("proposal__title", "basis"))
    alone = [title for title, how in basis.items() if how == "supported"]
    assert alone == ["Una corsa serale nei mesi della raccolta"]
    assert Counter(basis.values()) == {"adopted": 7, "supported": 1}


def test_old_votes_can_be_counted_again_from_their_ballots():
    load_demo()
    for poll in Poll.objects.all():
        ballots = Ballot.objects.filter(poll=poll)
        assert poll.head == head_of(poll.pk, [(b.side, b.choice, b.nonce) for b in ballots])
        assert poll.opening_hash == hash_of(poll, [])
        assert ballots.count() == Mark.objects.filter(poll=poll, opinion=False).count() == 68
        assert sum(poll.params["eligible"].values()) == 77


def test_secret_ballots_of_the_past_have_nobody_s_name():
    load_demo()
    assert not Ballot.objects.filter(side="resident").exclude(participant=None, key=None).exists()


def test_a_card_whose_author_said_no_is_not_to_be_published():
    load_demo()
    kept = Card.objects.filter(publish=False)
    assert [card.text.startswith("أخاف") for card in kept] == [True]


def test_every_card_not_in_italian_has_an_italian_translation_by_hand():
    load_demo()
    foreign = Card.objects.exclude(lang="it")
    assert CardTranslation.objects.filter(card__in=foreign, lang="it").count() == foreign.count() == 9


def test_the_live_rooms_are_open_and_their_tickets_printed():
    load_demo()
    live = Room.objects.get(code="482917")
    assert (live.state, live.rehearsal, live.entry, live.process.rehearsal) == ("open", True, "tickets", True)
    assert live.process.commitment_signed and live.process.charter_adopted_at is None
    assert sorted(live.process.charter) == ["ar", "en", "it"]
    sides = Counter(Ticket.objects.filter(place=live.stream).values_list("side", "office__slug"))
    assert dict(sides) == {
        ("resident", None): 40, ("official", "uff-sociali"): 6, ("official", "uff-anagrafe"): 6, ("civil", None): 4,
    }  # fmt: skip
    square = Room.objects.get(title="Piazza: dì la tua")
    assert (square.state, square.rehearsal, square.entry) == ("open", False, "open")


def test_the_printed_lines_open_the_doors_they_name():
    lines = said()
    text = "\n".join(lines)
    live = Room.objects.get(code="482917")
    assert "http://hall.lan:8000/r/482917/" in text
    assert f"http://hall.lan:8000/rooms/{live.pk}/screen/" in text
    secrets = [line.split("#")[1].split()[0] for line in lines if "/t/#" in line]
    assert [find(secret=each).side for each in secrets] == ["resident", "official"]
    code = next(line.split()[0] for line in lines if "Caterina L." in line)
    assert str(use_code(code=code)) == "Caterina L."
    assert [line.rpartition("(")[2] for line in lines if "Elena T." in line or "Caterina L." in line] == [
        "facilitator)", "reviewer)",
    ]  # fmt: skip


def test_the_people_with_an_account_have_their_roles_and_offices():
    load_demo()
    roles = {p.display_name: sorted(p.roles.values_list("role", flat=True)) for p in Person.objects.all()}
    assert roles["Caterina L."] == ["facilitator"]
    assert roles["Segreteria del progetto"] == ["administrator", "lead"]
    donato = Person.objects.get(email="donato@demo.invalid").memberships.get()
    assert (donato.organisation.slug, donato.role) == ("uff-anagrafe", "official")


def test_every_move_leads_on_from_the_one_before():
    load_demo()
    for proposal in Proposal.objects.all():
        at = ""
        for move in proposal.moves.all():
            assert move.before == at
            at = move.after
        assert proposal.state == at


def test_the_offices_have_their_services_and_an_authority_was_asked():
    load_demo()
    assert Counter(Service.objects.values_list("office__slug", flat=True)) == {"uff-anagrafe": 3, "uff-sociali": 3}
    solutions = Proposal.objects.filter(kind="solution")
    assert Counter(solutions.values_list("service__name", flat=True))[None] == 3
    sent = Forwarding.objects.get()
    assert (sent.proposal.title[:11], sent.protocol, silence_of(sent), sent.authority.kind) == (
        "Il consenso", "PG 18204", 30, "public_authority",
    )  # fmt: skip
    assert (sent.proposal.state, sent.proposal.referral.clock) == ("accepted_in_part", False)
    assert list(Referral.objects.filter(clock=False)) == [sent.proposal.referral]


def test_one_solution_was_asked_about_and_reviewed_by_two_who_do_not_agree():
    load_demo()
    solution = Proposal.objects.get(title__startswith="Squadra di monitori")
    asked = solution.referral.question
    assert (asked.reply != "", asked.on_behalf, solution.referral.still_until) == (True, False, None)
    assert (solution.referral.due_at - asked.due_before).days in (1, 2)  # a day less an hour where the clocks change
    rows = list(solution.reviews.all())
    assert [(each.verdict, impartial(Actor(person=each.person), proposal=solution)) for each in rows] == [
        ("conditions", None), ("favourable", None),
    ]  # fmt: skip
    assert all(known_criteria() >= {grade["criterion"] for grade in each.grades} for each in rows)


def known_criteria():
    return {each.key for each in criteria()}


def test_a_proposal_is_read_in_arabic_and_says_what_the_original_says_now():
    load_demo()
    ((row,),) = [translations_of(each.proposal) for each in ProposalTranslation.objects.all()]
    assert (row["lang"], row["current"]) == ("ar", True)


def test_the_rung_was_declared_before_the_charter_and_people_perceive_others():
    load_demo()
    process = Process.objects.get(rehearsal=False)
    assert (process.rung, process.rung_declared_at < process.charter_adopted_at) == ("partnership", True)
    seen = perceived_in([process.pk])[process.pk]
    assert seen["resident"] == {"informed": 0, "consulted": 3, "involved": 5, "partnership": 4, "entrusted": 0}
    assert (sum(seen["official"].values()), seen["civil"]) == (6, None)


def test_the_intervention_of_the_monitors_is_under_way_with_its_steps():
    load_demo()
    made = Proposal.objects.get(title="Monitori civici agli sportelli")
    assert (made.state, list(made.moves.values_list("verb", flat=True))) == ("running", ["draft", "start"])
