"""Scenes of the commands in proposals/commands: amending."""

from proposals.models import Amendment
from proposals.writing.amending import outcome_of
from tests.helpers.scenes import scene, small, solved
from tests.helpers.world import World, do


def amended(w: World) -> Amendment:
    """A change that the second resident proposes to the title of the first one's solution."""
    made = do(w.residents[1], "amendment.propose", proposal=solved(w).pk, section="title", text="Soluzione per tutti",
              lang="it", reason="Vale per tutti")  # fmt: skip
    return Amendment.objects.get(pk=made["amendment"])


@scene("amendment.propose")
def _():
    w = small()
    data = {"section": "title", "text": "Soluzione per tutti", "lang": "it", "reason": "Vale per tutti", "base": 1}
    return w, w.residents[1], {"proposal": solved(w).pk, **data}


@scene("amendment.accept")
def _():
    w = small()
    amendment = amended(w)
    return w, w.residents[0], {"amendment": amendment.pk, "shown": outcome_of(amendment).shown}


@scene("amendment.refuse")
def _():
    w = small()
    return w, w.residents[0], {"amendment": amended(w).pk, "reason": "Il titolo deve restare corto"}


@scene("amendment.withdraw")
def _():
    w = small()
    return w, w.residents[1], {"amendment": amended(w).pk}
