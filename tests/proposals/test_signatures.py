"""Associations sign: who may, what everybody reads, and that withdrawing leaves it there, struck through."""

import pytest
from django.template.loader import render_to_string

from people.actors import Actor
from people.models import Membership
from proposals.models import Signature
from proposals.together.standing import together
from tests.helpers.world import do, refused
from tests.people.making import as_person, make_office, make_official, make_person, make_territory
from tests.proposals.making import make_place, make_problem

pytestmark = pytest.mark.django_db
WORDS = {"consulted": 24, "how": "In assemblea, per alzata di mano.", "lang": "it"}


@pytest.fixture
def place():
    return make_place()


def member(organisation, role="speaker"):
    person = make_person(name="Samira")
    Membership.objects.create(person=person, organisation=organisation, role=role)
    return as_person(person)


def association(territory, name="Ponti"):
    return make_office(territory, name, kind="immigrant_association")


def page(proposal, reader):
    return render_to_string("proposals/together.html", {"proposal": proposal, "together": together(proposal, reader)})


def test_who_speaks_for_an_association_signs_and_everybody_reads_how(place):
    process, _office = place
    problem, ponti = make_problem(process), association(process.territory)
    do(member(ponti), "signature.add", proposal=problem.pk, organisation=ponti.pk, **WORDS)
    shown = page(problem, Actor())
    found = {text: text in shown for text in ("Ponti", "24 members were asked:", WORDS["how"], "Samira")}
    assert found == {"Ponti": True, "24 members were asked:": True, WORDS["how"]: True, "Samira": False}


@pytest.mark.parametrize("role", ["member", "coach", "official"])
def test_a_member_who_does_not_speak_for_it_cannot_sign(place, role):
    process, _office = place
    problem, ponti = make_problem(process), association(process.territory)
    said = refused(member(ponti, role), "signature.add", proposal=problem.pk, organisation=ponti.pk, **WORDS)
    assert said == ("refused", "Only who speaks for the association can sign for it.")


def test_an_office_does_not_sign_as_an_association(place):
    process, office = place
    said = refused(
        as_person(make_official(office)), "signature.add",
        proposal=make_problem(process).pk, organisation=office.pk, **WORDS,
    )  # fmt: skip
    assert said == ("refused", "An office answers proposals: it does not sign them as an association.")


def test_nobody_signs_for_an_association_of_others_or_of_elsewhere(place):
    process, _office = place
    problem, ponti, far = make_problem(process), association(process.territory), association(make_territory("Treviso"))
    data = {"proposal": problem.pk, **WORDS}
    assert refused(member(far), "signature.add", organisation=ponti.pk, **data)[0] == "missing"
    assert refused(member(far), "signature.add", organisation=far.pk, **data)[1] == (
        "This association is not of this territory."
    )


def test_at_least_one_member_was_asked_and_how_is_said(place):
    process, _office = place
    ponti = association(process.territory)
    data = {"proposal": make_problem(process).pk, "organisation": ponti.pk, "lang": "it"}
    nobody = refused(member(ponti), "signature.add", **data, consulted=0, how="In assemblea.")
    assert nobody == ("invalid", "Ask at least one member before the association signs.")
    silent = refused(member(ponti), "signature.add", **data, consulted=3, how=" ")
    assert silent == ("invalid", "Say how the members were asked.")


def test_it_signs_once_and_withdrawn_it_stays_struck_through_and_can_sign_again(place):
    process, _office = place
    problem, ponti = make_problem(process), association(process.territory)
    who, data = member(ponti), {"proposal": problem.pk, "organisation": ponti.pk, **WORDS}
    first = do(who, "signature.add", **data)["signature"]
    assert refused(member(ponti), "signature.add", **data)[1] == "This association has signed already."
    do(who, "signature.withdraw", signature=first, why="I soci hanno cambiato idea.")
    shown = page(problem, Actor())
    assert [text in shown for text in ("<s>", "Withdrawn on", "I soci hanno cambiato idea.")] == [True, True, True]
    assert refused(who, "signature.withdraw", signature=first, why="Ancora.")[1] == (
        "This signature was withdrawn already."
    )
    do(who, "signature.add", **data)
    assert [each.withdrawn_at is None for each in Signature.objects.all()] == [False, True]


def test_another_association_cannot_withdraw_it(place):
    process, _office = place
    ponti, other = association(process.territory), association(process.territory, "Altri")
    made = do(member(ponti), "signature.add", proposal=make_problem(process).pk, organisation=ponti.pk, **WORDS)
    said = refused(member(other), "signature.withdraw", signature=made["signature"], why="Non ci piace.")
    assert said[0] == "missing"
