"""The fate of one card in sentences, from the wall to the intervention, or why it was not taken up."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deliberation.models import Card, Poll, Room
from deliberation.words import day, outcome_title
from proposals.models import Proposal
from proposals.pages import clock_of

Row = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What was read for many cards at once, by card, problem, solution or room id."""

    problems: dict[str, list[Proposal]]  # card → problems
    solutions: dict[str, list[Proposal]]  # problem → solutions
    interventions: dict[str, list[Proposal]]  # solution → interventions
    votes: dict[str, Poll]  # solution → its last closed vote
    dots: dict[str, Poll]  # room → its last closed dot vote
    merged: dict[str, Proposal]  # what was merged → what it was merged into


def fate_of(card: Card, known: Known) -> list[Row]:
    """Return `[{icon, text, about: {text, lang}, url}]`, oldest first; the last line says where the card is now."""
    lines = _lines(card, known)
    for line in lines:
        if line["url"]:
            # A phone can hold several seats, and drafts are read only with the seat that takes part in them.
            line["url"] += f"?seat={card.participant_id}"
    return lines


def _lines(card: Card, known: Known) -> list[Row]:
    if card.state == Card.State.WITHDRAWN:
        return [_line("undo", _("You took this card back."))]
    if card.state == Card.State.HIDDEN:
        # The reason is the facilitator's own sentence, so it stands beside ours, not inside it.
        return [_line("hide", _("Hidden by the facilitator, because:"), about=card.hidden_reason, lang=card.room.lang)]
    if not card.activity.revealed:
        return [_line("eye", _("Received. Not shown to the room yet."))]
    lines = [_line("card", _("It was read in the room."))]
    if card.group is not None and not card.group.gone:
        lines.append(
            _line("group", _("Put together with others in the group"), about=card.group.title, lang=card.group.lang)
        )
    lines += _dots(card, known.dots.get(card.room_id))
    problems = known.problems.get(card.pk, [])
    for problem in problems:
        lines += _problem(problem, known)
    if not problems and card.room.state == Room.State.CLOSED:
        lines.append(_line("info", _not_taken_up(card, known.dots.get(card.room_id))))
    return lines


def _line(icon: str, text: str, *, about: str = "", lang: str = "", url: str = "") -> Row:
    return {"icon": icon, "text": text, "about": {"text": about, "lang": lang}, "url": url}


def _place(card: Card, poll: Poll | None) -> tuple[str, int] | None:
    """Return (option id, place) of the card's group in a dot vote, place 0 when it has none."""
    if poll is None or poll.result is None or card.group_id is None:
        return None
    option = next((each.pk for each in poll.options.all() if each.group_id == card.group_id), None)
    if option is None:
        return None
    order = poll.result["order"]
    return option, order.index(option) + 1 if option in order else 0


def _dots(card: Card, poll: Poll | None) -> list[Row]:
    place = _place(card, poll)
    if poll is None or place is None or poll.result is None:
        return []
    url = reverse("poll", args=[poll.pk])
    if place[0] in poll.result["shortlist"]:
        return [_line("ballot", _("The group was chosen to work on."), url=url)]
    facts = {"place": place[1], "all": len(poll.options.all())}
    text = _("The group came to place %(place)s of %(all)s.") % facts if place[1] else _("The group was not chosen.")
    return [_line("ballot", text, url=url)]


def _not_taken_up(card: Card, poll: Poll | None) -> str:
    if card.group is None or card.group.gone:
        return _("Not taken up, because it was not put together with other cards. It stays on record.")
    place = _place(card, poll)
    if place is not None and poll is not None and poll.result and place[0] not in poll.result["shortlist"]:
        return _("Not taken up this time, because other groups got more dots. It stays on record.")
    return _("Not taken up yet, because its group was not written down as a problem. It stays on record.")


def _problem(problem: Proposal, known: Known) -> list[Row]:
    lines = [_at(problem, "problem", _("It became part of the problem"), "journey")]
    while problem.pk in known.merged:
        problem = known.merged[problem.pk]
        lines.append(_at(problem, "merge", _("Its authors merged it with others into the problem"), "journey"))
    solutions = known.solutions.get(problem.pk, [])
    if not solutions:
        lines.append(_line("solution", _("Nobody has proposed a solution yet.")))
    for solution in solutions:
        lines += _solution(solution, known)
    return lines


def _at(proposal: Proposal, icon: str, text: str, page: str) -> Row:
    return _line(icon, text, about=proposal.title, lang=proposal.lang, url=reverse(page, args=[proposal.pk]))


def _solution(solution: Proposal, known: Known) -> list[Row]:
    url = reverse("proposal", args=[solution.pk])
    lines = [_at(solution, "solution", _("A solution was proposed"), "proposal")]
    if solution.pk in known.merged:
        into = known.merged[solution.pk]
        return [*lines, _at(into, "merge", _("Its authors merged it with others into the solution"), "proposal")]
    vote = known.votes.get(solution.pk)
    if vote is not None and vote.result:
        text = _("%(outcome)s, on %(day)s.") % {
            "outcome": outcome_title(vote.result["outcome"], vote.subject),
            "day": day(vote.closed_at),
        }
        lines.append(_line("ballot", text, url=reverse("poll", args=[vote.pk])))
    if hasattr(solution, "referral"):
        clock = clock_of(solution.referral)
        for answer in clock.answers:
            said = _("The office answered on %(day)s.") % {"day": day(answer.at)}
            text = f"{clock.text if answer == clock.answer else said} {answer.get_outcome_display()}:"
            lines.append(_line("office", text, about=answer.reasons, lang=answer.lang, url=url))
        if not clock.answer:
            lines.append(_line("clock", clock.text, url=url))
    for made in known.interventions.get(solution.pk, []):
        text = _("Programmed as an intervention by %(office)s") % {"office": made.programme.office.name}
        url = reverse("proposal", args=[made.pk])
        lines.append(_line("intervention", text, about=made.title, lang=made.lang, url=url))
    return lines
