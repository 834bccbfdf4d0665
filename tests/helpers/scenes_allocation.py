"""The scene of sharing out a budget: an office with two solutions that it accepted."""

from tests.helpers.scenes import confirmed, official, scene, small
from tests.proposals.making import make_solution


@scene("allocation.make")
def _():
    w = small()
    person, problem = official(w), confirmed(w)
    steps = ["vote", "adopt", "accept"]
    two = [
        make_solution(w.process, problems=[problem], office=w.registry, steps=steps, title=title)
        for title in ("Corsi", "Numero verde")
    ]
    lines = [{"proposal": each.pk, "cents": 300_000} for each in two]
    return w, person, {"process": w.process.pk, "budget": 400_000, "lines": lines}
