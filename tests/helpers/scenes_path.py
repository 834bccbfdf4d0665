"""Scenes of the commands on proposals, the commitment and log-ins."""

from datetime import timedelta

from django.utils import timezone

from people.models import Person, Role
from proposals.models import Stage
from tests.helpers.scenes import confirmed, drafted, official, scene, sent, small, solved
from tests.helpers.world import World, do


@scene("problem.confirm")
def _():
    w = small()
    return w, w.residents[0], {"proposal": drafted(w).pk}


@scene("problem.object")
def _():
    w = small()
    return w, w.residents[0], {"proposal": drafted(w).pk, "text": "Non intendevo questo", "lang": "it"}


@scene("problem.reword")
def _():
    w = small()
    return w, w.f, {"proposal": drafted(w).pk, "title": "Meglio", "body": "", "lang": "it"}


@scene("problem.conclude")
def _():
    w = small()
    problem = drafted(w)
    from people.models import Participant
    from proposals.models import Author

    # A second author who does not answer: only then is there something to conclude.
    Author.objects.create(proposal=problem, participant=Participant.objects.get(pk=w.residents[1].participant.pk))
    do(w.residents[0], "problem.confirm", proposal=problem.pk)
    return w, w.f, {"proposal": problem.pk}


@scene("problem.withdraw")
def _():
    w = small()
    return w, w.f, {"proposal": drafted(w).pk}


@scene("solution.propose")
def _():
    w = small()
    problem = confirmed(w)
    data = {"process": w.process.pk, "problems": [problem.pk], "title": "Da casa", "body": "", "lang": "it"}
    return w, w.residents[0], data


@scene("solution.edit")
def _():
    w = small()
    return w, w.f, {"proposal": solved(w).pk, "title": "Scritta meglio", "body": "Ecco", "lang": "it"}


@scene("solution.withdraw")
def _():
    w = small()
    return w, w.f, {"proposal": solved(w).pk}


@scene("answer.give")
def _():
    w = small()
    solution = sent(w)
    return w, official(w), {"proposal": solution.pk, "outcome": "accepted", "reasons": "Si può fare.", "lang": "it"}


@scene("process.sign")
def _():
    w = small()
    w.process.commitment_signed_at = None
    w.process.save()
    return w, official(w), {"process": w.process.pk}


@scene("process.commit")
def _():
    w = small()
    w.process.commitment_signed_at = None
    w.process.save()
    return w, official(w), {"process": w.process.pk, "commitment": "Rispondiamo.", "response_days": 20}


@scene("code.issue")
def _():
    w = small()
    other = Person.objects.create_user("altra@example.org")
    Role.objects.create(person=other, territory=w.territory, role="facilitator")
    return w, official(w), {"person": other.pk}


@scene("proposal.write")
def _():
    w = small()
    return w, w.f, {"proposal": solved(w).pk, "texts": {"cost": "Poco."}, "before": {}}


@scene("proposal.revise")
def _():
    w = small()
    return w, w.f, {"proposal": solved(w).pk, "texts": {"cost": "Poco."}, "before": {}, "note": "i costi"}


@scene("proposal.restore")
def _():
    w = small()
    solution = solved(w)
    do(w.f, "proposal.revise", proposal=solution.pk, texts={"cost": "Poco."}, before={})
    return w, w.f, {"revision": solution.revisions.get(number=1).pk}


@scene("journey.follow")
def _():
    w = small()
    return w, w.residents[0], {"problem": confirmed(w).pk}


@scene("journey.unfollow")
def _():
    w = small()
    problem = confirmed(w)
    do(w.residents[0], "journey.follow", problem=problem.pk)
    return w, w.residents[0], {"problem": problem.pk}


@scene("journey.seen")
def _():
    w = small()
    problem = confirmed(w)
    do(w.residents[0], "journey.follow", problem=problem.pk)
    return w, w.residents[0], {"problem": problem.pk}


def staged(days: int) -> tuple[World, str]:
    """A stage that began a month ago and ends in so many days."""
    w, now = small(), timezone.now()
    stage = Stage.objects.create(process=w.process, opens_at=now - timedelta(days=30), closes_at=now + timedelta(days))
    return w, stage.pk


@scene("stage.open")
def _():
    w, now = small(), timezone.now()
    closes = (now + timedelta(days=30)).isoformat()
    return (
        w,
        w.f,
        {"process": w.process.pk, "title": "Scriviamo", "lang": "it", "opens": now.isoformat(), "closes": closes},
    )


@scene("stage.prolong")
def _():
    w, stage = staged(20)
    return w, w.f, {"stage": stage, "closes": (timezone.now() + timedelta(days=40)).isoformat()}


@scene("stage.remind")
def _():
    w, stage = staged(5)
    return w, w.f, {"stage": stage}
