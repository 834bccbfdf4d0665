"""Scenes of what stands between the question and the answer: reviews, notes, a question back, translations."""

from people.actors import Actor
from people.models import Person, Role
from tests.helpers.scenes import official, scene, sent, small, solved
from tests.helpers.world import World, do

GRADES = [{"criterion": "cost", "grade": 2, "text": "Manca il capitolo."}, {"criterion": "equity", "grade": 5}]


def reviewer(w: World) -> Actor:
    """Somebody with an account who reviews in this territory and belongs to no office."""
    person = Person.objects.create_user(f"r-{w.territory.pk}@example.org", display_name="Renata")
    Role.objects.create(person=person, territory=w.territory, role="reviewer")
    return Actor(person=person)


@scene("review.give")
def _():
    w = small()
    solution, verdict = sent(w), {"verdict": "conditions", "text": "Sì, ma con i soldi di giugno.", "lang": "it"}
    return w, reviewer(w), {"proposal": solution.pk, "grades": GRADES, **verdict}


@scene("note.add")
def _():
    w = small()
    solution = sent(w)
    return w, official(w), {"proposal": solution.pk, "text": "Sentire prima la ragioneria.", "lang": "it"}


@scene("question.ask")
def _():
    w = small()
    solution = sent(w)
    return w, official(w), {"proposal": solution.pk, "text": "Quante schede servono?", "lang": "it"}


@scene("question.reply")
def _():
    w = small()
    solution = sent(w)
    do(official(w), "question.ask", proposal=solution.pk, text="Quante schede servono?", lang="it")
    return w, w.residents[0], {"proposal": solution.pk, "text": "Dieci, una per pratica.", "lang": "it"}


@scene("translation.write")
def _():
    w = small()
    solution = solved(w)
    return w, w.residents[1], {"proposal": solution.pk, "lang": "ar", "title": "بطاقة لكل معاملة"}
