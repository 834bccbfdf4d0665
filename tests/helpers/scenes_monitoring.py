"""Scenes of monitoring and of the end of an intervention."""

from typing import Any

from people.models import Participant
from proposals.models import Proposal
from tests.helpers.scenes import official, scene, sent, small
from tests.helpers.world import World, do
from tests.monitoring.making import ITEMS, SITES, today
from tests.proposals.making import plan


def running(state: str = "running") -> tuple[World, Any, Proposal]:
    """A programmed intervention in this state, with the official of its office."""
    w = small()
    solution, person = sent(w), official(w)
    do(person, "answer.give", proposal=solution.pk, outcome="accepted", reasons="Si può fare.", lang="it")
    made = Proposal.objects.get(pk=do(person, "intervention.programme", **plan([solution], w.registry))["proposal"])
    Proposal.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return w, person, made


def grid_of(made: Proposal) -> dict[str, Any]:
    return {"proposal": made.pk, "lang": "it", "items": ITEMS, "sites": SITES}


def used(w: World, made: Proposal) -> str:
    """A grid in use; returns its id."""
    grid = do(w.f, "grid.draft", **grid_of(made))["grid"]
    do(w.f, "grid.open", grid=grid)
    return str(grid)


def trained(w: World, made: Proposal) -> str:
    seat = w.residents[0].participant
    return str(do(w.f, "monitor.name", proposal=made.pk, participant=seat.pk, trained_on=today())["monitor"])


def begun(w: World, made: Proposal, *, final: bool = False) -> str:
    """A round that goes on; returns its id."""
    used(w, made)
    trained(w, made)
    data = {"proposal": made.pk, "starts": today(), "ends": today(9), "final": final}
    return str(do(w.f, "round.open", **data)["round"])


def sheet_of(made: Proposal, round_: str) -> dict[str, Any]:
    grid = made.grids.get(state="open")
    values = [{"code": item.code, "value": "1"} for item in grid.items.all()]
    return {"round": round_, "site": grid.sites.first().pk, "values": values, "once": "abc", "remark": "", "lang": "it"}


@scene("grid.draft")
def _():
    w, _person, made = running()
    return w, w.f, grid_of(made)


@scene("grid.open")
def _():
    w, _person, made = running()
    return w, w.f, {"grid": do(w.f, "grid.draft", **grid_of(made))["grid"]}


@scene("grid.revise")
def _():
    w, _person, made = running()
    more = {"lang": "it", "items": ITEMS[:2], "sites": SITES, "reason": "Una domanda non era chiara."}
    return w, w.f, {"grid": used(w, made), **more}


@scene("monitor.name")
def _():
    w, _person, made = running()
    seat = Participant.objects.get(pk=w.residents[1].participant.pk)
    return w, w.f, {"proposal": made.pk, "participant": seat.pk, "trained_on": today()}


@scene("monitor.release")
def _():
    w, _person, made = running()
    return w, w.f, {"monitor": trained(w, made)}


@scene("round.open")
def _():
    w, _person, made = running()
    used(w, made)
    trained(w, made)
    return w, w.f, {"proposal": made.pk, "starts": today(), "ends": today(9), "final": True}


@scene("round.close")
def _():
    w, _person, made = running()
    return w, w.f, {"round": begun(w, made)}


@scene("observation.record")
def _():
    w, _person, made = running()
    return w, w.residents[0], sheet_of(made, begun(w, made))


@scene("indicator.measure")
def _():
    w, _person, made = running()
    data = {"indicator": made.indicators.get().pk, "value": "4", "how": "Contate allo sportello", "lang": "it"}
    return w, w.residents[0], {"round": begun(w, made), **data}


@scene("round.reply")
def _():
    w, person, made = running()
    round_ = begun(w, made)
    do(w.f, "round.close", round=round_)
    plan = [{"item": "ACC1", "measure": "Orari in tre lingue", "due": today(30)}]
    return w, person, {"round": round_, "text": "Grazie: ecco che cosa facciamo.", "lang": "it", "plan": plan}


@scene("intervention.declare_done")
def _():
    w, person, made = running()
    return w, person, {"proposal": made.pk, "text": "Le schede sono allo sportello.", "lang": "it"}


def declared() -> tuple[World, Any, Proposal]:
    w, person, made = running()
    do(person, "intervention.declare_done", proposal=made.pk, text="Le schede ci sono.", lang="it")
    return w, person, made


@scene("intervention.dispute")
def _():
    w, _person, made = declared()
    return w, w.residents[0], {"proposal": made.pk, "text": "Mancano sei lingue.", "lang": "it"}


@scene("intervention.resume")
def _():
    w, person, made = declared()
    do(w.residents[0], "intervention.dispute", proposal=made.pk, text="Mancano sei lingue.", lang="it")
    return w, person, {"proposal": made.pk, "reason": "Le aggiungiamo a marzo."}


@scene("intervention.verify")
def _():
    w, _person, made = declared()
    round_ = begun(w, made, final=True)
    do(w.residents[0], "observation.record", **sheet_of(made, round_))
    do(w.f, "round.close", round=round_)
    return w, w.residents[0], {"proposal": made.pk, "text": "Le schede ci sono davvero.", "lang": "it"}
