"""Scenes of the commands in proposals/commands: together."""

from typing import Any

from people.actors import Actor
from people.models import Membership, Organisation, Person
from proposals.models import Proposal
from tests.helpers.scenes import confirmed, grouped, scene, small
from tests.helpers.world import World, do


def two_confirmed(w: World) -> list[Proposal]:
    """Two problems of the room, each confirmed by its one author: the first and the second resident."""
    groups = grouped(w)
    w.at("problems")
    made = []
    for seat, group in zip(w.residents, groups, strict=False):
        key = do(w.f, "problem.draft", group=group.pk, title=f"Problema {group.number}", lang="it")["proposal"]
        do(seat, "problem.confirm", proposal=key)
        made.append(Proposal.objects.get(pk=key))
    return made


def to_merge(w: World) -> dict[str, Any]:
    keys = [each.pk for each in two_confirmed(w)]
    return {"proposals": keys, "title": "Uno solo", "body": "", "lang": "it", "reason": "Dicono la stessa cosa."}


def spokeswoman(w: World) -> tuple[Actor, Organisation]:
    """Somebody with an account who speaks for an association of the territory."""
    kind = Organisation.Kind.IMMIGRANT_ASSOCIATION
    ponti = Organisation.objects.create(territory=w.territory, kind=kind, name="Ponti", slug="ponti")
    person = Person.objects.create_user(f"s-{w.territory.pk}@example.org", display_name="Samira")
    Membership.objects.create(person=person, organisation=ponti, role="speaker")
    return Actor(person=person), ponti


@scene("proposal.support")
def _():
    w = small()
    return w, w.officials[0], {"proposal": confirmed(w).pk}


@scene("proposal.unsupport")
def _():
    w = small()
    problem = confirmed(w)
    do(w.residents[1], "proposal.support", proposal=problem.pk)
    return w, w.residents[1], {"proposal": problem.pk}


@scene("author.ask")
def _():
    w = small()
    return w, w.officials[0], {"proposal": confirmed(w).pk}


@scene("author.answer")
def _():
    w = small()
    asked = do(w.officials[0], "author.ask", proposal=confirmed(w).pk)
    return w, w.residents[0], {"author": asked["author"], "yes": True}


@scene("author.leave")
def _():
    w = small()
    return w, w.residents[0], {"proposal": confirmed(w).pk, "reason": "Non abito più qui.", "lang": "it"}


@scene("signature.add")
def _():
    w = small()
    who, ponti = spokeswoman(w)
    data = {
        "proposal": confirmed(w).pk,
        "organisation": ponti.pk,
        "consulted": 24,
        "how": "In assemblea.",
        "lang": "it",
    }
    return w, who, data


@scene("signature.withdraw")
def _():
    w = small()
    who, ponti = spokeswoman(w)
    told = {"consulted": 24, "how": "In assemblea.", "lang": "it"}
    made = do(who, "signature.add", proposal=confirmed(w).pk, organisation=ponti.pk, **told)
    return w, who, {"signature": made["signature"], "why": "I soci hanno cambiato idea."}


@scene("merge.propose")
def _():
    w = small()
    return w, w.residents[0], to_merge(w)


@scene("merge.reply")
def _():
    w = small()
    made = do(w.residents[0], "merge.propose", **to_merge(w))
    return w, w.residents[1], {"merge": made["merge"], "agrees": True, "reason": ""}


@scene("merge.undo")
def _():
    w = small()
    made = do(w.residents[0], "merge.propose", **to_merge(w))
    do(w.residents[1], "merge.reply", merge=made["merge"], agrees=True)
    return w, w.residents[0], {"merge": made["merge"], "reason": "Erano due cose diverse."}
