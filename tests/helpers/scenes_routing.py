"""Scenes of services, of sending elsewhere, of the packet's number and of files."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from people.actors import Actor
from people.models import Organisation, Person, Role, Service
from proposals.models import Attachment, Forwarding, Proposal
from proposals.office.attaching import put_down
from tests.helpers.scenes import confirmed, official, scene, sent, small, solved
from tests.helpers.world import World, do

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def administrator(w: World) -> Actor:
    person = Person.objects.create_user(f"a-{w.territory.pk}@example.org", display_name="Amina")
    Role.objects.create(person=person, territory=w.territory, role="administrator")
    return Actor(person=person)


def service(w: World, office: Organisation | None = None) -> Service:
    return Service.objects.create(office=office or w.social, name="Mediazione")


def authority(w: World) -> Organisation:
    return Organisation.objects.create(territory=w.territory, kind="public_authority", name="Questura", slug="questura")


def forwarded(w: World) -> tuple[Proposal, Forwarding]:
    solution = sent(w)
    data = {"authority": authority(w).pk, "protocol": "12/2026", "reason": "Decide la Questura.", "lang": "it"}
    made = do(w.f, "proposal.forward", proposal=solution.pk, sent_on=today(), **data)
    return solution, Forwarding.objects.get(pk=made["forwarding"])


def today() -> str:
    return timezone.localdate().isoformat()


def put(w: World, actor: Any, solution: Proposal) -> Attachment:
    return put_down(actor=actor, proposal=solution, name="piano.pdf", data=PDF, to_answer=False)


@scene("service.add")
def _():
    w = small()
    return w, official(w), {"office": w.registry.pk, "name": "Residenza", "about": "Iscrizioni.", "lang": "it"}


@scene("service.change")
def _():
    w = small()
    return w, administrator(w), {"service": service(w).pk, "name": "Interpreti", "lang": "it"}


@scene("service.retire")
def _():
    w = small()
    return w, official(w), {"service": service(w, w.registry).pk}


@scene("authority.add")
def _():
    w = small()
    return w, administrator(w), {"territory": w.territory.pk, "name": "Questura"}


@scene("proposal.route")
def _():
    w = small()
    problem = confirmed(w)
    return w, w.f, {"proposals": [problem.pk], "service": service(w).pk, "reason": "È dei Sociali.", "lang": "it"}


@scene("proposal.forward")
def _():
    w = small()
    data = {"authority": authority(w).pk, "protocol": "12/2026", "sent_on": today(), "reason": "Decide la Questura."}
    return w, official(w), {"proposal": sent(w).pk, "lang": "it", **data}


@scene("forwarding.hear")
def _():
    w = small()
    _solution, forwarding = forwarded(w)
    return w, w.f, {"forwarding": forwarding.pk, "reply": "Sì.", "reply_lang": "it", "replied_on": today()}


@scene("packet.register")
def _():
    w = small()
    solution = sent(w)
    return w, official(w), {"proposal": solution.pk, "protocol": "77/2026", "protocol_on": today()}


@scene("attachment.keep")
def _():
    w = small()
    solution = solved(w)
    return w, w.residents[0], {"attachment": put(w, w.residents[0], solution).pk}


@scene("attachment.remove")
def _():
    w = small()
    solution = solved(w)
    made = put(w, w.residents[0], solution)
    do(w.residents[0], "attachment.keep", attachment=made.pk)
    Attachment.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(minutes=1))
    return w, w.residents[0], {"attachment": made.pk}
