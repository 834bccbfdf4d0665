"""The steps of an evening, each through run(): charter, cards, dots, problem, solution, votes, answer, intervention."""

from typing import Any

from deliberation.models import Poll
from people.actors import Actor
from proposals.models import Proposal
from tests.helpers.plans import WHOLE
from tests.helpers.scenes import official
from tests.helpers.world import World, do


def hold_vote(
    w: World, activity: Any, method: str, residents: list[str], officials: list[str], proposal: Any = None
) -> Poll:
    """Open a poll, let everybody answer, close it."""
    data = {"activity": activity.pk, "method": method} | ({"proposal": proposal.pk} if proposal else {})
    poll = do(w.f, "poll.open", **data)["poll"]
    for number, (seat, answer) in enumerate([*zip(w.residents, residents), *zip(w.officials, officials)]):  # noqa: B905
        reason = f"reason {number}" if answer in ("no", "object") else ""
        do(seat, "ballot.cast", poll=poll, choice={"answer": answer}, nonce=f"{number:032x}", reason=reason, lang="en")
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll)


def hold_dots(w: World, groups: list[str]) -> Poll:
    """Everybody gives the first group a dot, officials the second one too."""
    poll = do(w.f, "poll.open", activity=w.at("dots").pk, method="dots")["poll"]
    options = {o.group_id: o.pk for o in Poll.objects.get(pk=poll).options.all()}
    for number, seat in enumerate([*w.residents, *w.officials]):
        choice = {options[groups[0]]: 1} if seat in w.residents else {options[groups[1]]: 1}
        do(seat, "ballot.cast", poll=poll, choice=choice, nonce=f"{number:032x}")
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll)


def adopt_charter(w: World) -> Poll:
    return hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)


def write_cards(w: World, count: int = 2) -> list[str]:
    """The first `count` residents write one card each, all are shown, and two groups are made: theirs and another."""
    activity = w.at("cards")
    seats = [*w.residents[:count], w.officials[0]]
    cards = [
        do(s, "card.add", activity=activity.pk, text=f"Thought {n}", lang="en")["card"] for n, s in enumerate(seats)
    ]
    do(w.f, "cards.reveal", activity=activity.pk)
    grouping = w.at("grouping").pk
    one = do(w.f, "group.create", activity=grouping, title="Papers", lang="en", cards=cards[:-1])["group"]
    two = do(w.f, "group.create", activity=grouping, title="Hours", lang="en", cards=cards[-1:])["group"]
    return [one, two]


def confirmed_problem(w: World, group: str, count: int = 2) -> Proposal:
    w.at("problems")
    problem = do(w.f, "problem.draft", group=group, title="Nobody knows which papers", lang="en", office=w.registry.pk)
    for seat in w.residents[:count]:
        do(seat, "problem.confirm", proposal=problem["proposal"])
    return Proposal.objects.get(pk=problem["proposal"])


def draft_solution(w: World, problem: Proposal, title: str = "One sheet") -> Proposal:
    made = do(
        w.residents[0], "solution.draft", room=w.room.pk, problems=[problem.pk], title=title, body="Printed", lang="en"
    )
    return Proposal.objects.get(pk=made["proposal"])


def programmed(w: World, solution: Proposal, office: Actor | None = None) -> Proposal:
    """The office accepts the solution and programmes it."""
    donato = office or official(w)
    do(donato, "answer.give", proposal=solution.pk, outcome="accepted", reasons="It can be done.", lang="en")
    made = do(
        donato, "intervention.programme", solutions=[solution.pk], title="Sheets", body="", lang="en",
        office=w.registry.pk, civic_lead="Bridges", starts="2027-01-01", ends="2027-06-30",
        budget=[{"label": "Print", "cents": 340000, "source": "city"}, {"label": "Work", "cents": 50, "source": "net"}],
        indicators=[{"label": "People helped", "unit": "people", "baseline": "0", "target": "120", "direction": "up"}],
        **WHOLE,
    )  # fmt: skip
    return Proposal.objects.get(pk=made["proposal"])
