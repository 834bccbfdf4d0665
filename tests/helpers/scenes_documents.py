"""Scenes of what is told of a process as a whole: its report, and how far participation goes in it."""

from tests.helpers.scenes import official, scene, small


@scene("report.ask")
def _():
    w = small()
    return w, w.f, {"process": w.process.pk, "lang": "it"}


@scene("process.declare_rung")
def _():
    w = small()
    return w, official(w), {"process": w.process.pk, "rung": "involved"}


@scene("rung.perceive")
def _():
    w = small()
    return w, w.residents[0], {"process": w.process.pk, "rung": "consulted"}
