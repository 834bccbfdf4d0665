"""How the tests of this folder vote: by seat, by side, for a solution that answers a confirmed problem."""

from itertools import count
from typing import Any

from deliberation.models import Poll, PollOption
from people.actors import Actor
from proposals.models import Proposal
from tests.helpers.scenes import confirmed
from tests.helpers.world import World, do

NONCES = count()


def opened(w: World, kind: str = "charter", method: str = "double-majority", proposal: Any = None) -> str:
    """Go to the step and open a poll there."""
    data = {"activity": w.at(kind).pk, "method": method} | ({"proposal": proposal.pk} if proposal else {})
    return do(w.f, "poll.open", **data)["poll"]


def cast(seat: Actor, poll: str, answer: Any, reason: str = "") -> dict[str, Any]:
    """Vote with a word or with dots; a no or an objection always has a reason here."""
    choice = answer if isinstance(answer, dict) else {"answer": answer}
    reason = reason or ("Perché no." if answer in ("no", "object") else "")
    return do(seat, "ballot.cast", poll=poll, choice=choice, nonce=f"{next(NONCES):032x}", reason=reason, lang="it")


def closed(w: World, poll: str) -> dict[str, Any]:
    """Close it and return its result."""
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll).result


def voted(w: World, poll: str, residents: list[Any], officials: list[Any]) -> dict[str, Any]:
    """Let as many people of each side vote as there are answers, and close."""
    for side, answers in ((w.residents, residents), (w.officials, officials)):
        for seat, answer in zip(side, answers, strict=False):
            cast(seat, poll, answer)
    return closed(w, poll)


def with_charter(w: World) -> World:
    """Both sides adopt the charter."""
    assert voted(w, opened(w), ["yes"] * len(w.residents), ["yes"] * len(w.officials))["outcome"] == "adopted"
    return w


def solution(w: World, office: Any = None) -> Proposal:
    """A solution of the first resident for a problem that its author confirmed."""
    problem = confirmed(w)
    w.at("solutions")
    made = do(
        w.residents[0], "solution.draft", room=w.room.pk, problems=[problem.pk], title="Una scheda", lang="it",
        office=(office or w.registry).pk,
    )  # fmt: skip
    return Proposal.objects.get(pk=made["proposal"])


def two_groups(w: World) -> list[str]:
    """Two groups with one card each; returns their ids."""
    activity = w.at("cards")
    for seat, text in zip(w.residents, ("a", "b"), strict=False):
        do(seat, "card.add", activity=activity.pk, text=text, lang="it")
    do(w.f, "cards.reveal", activity=activity.pk)
    grouping = w.at("grouping").pk
    return [do(w.f, "group.create", activity=grouping, title=t, lang="it", cards=[])["group"] for t in ("Uno", "Due")]


def options(poll: str) -> dict[str, str]:
    """{title: option}."""
    return {option.title: option.pk for option in PollOption.objects.filter(poll=poll)}
