"""The line of a journey: its steps with dates and who decided, and what is missing next."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.words import day, sides_in_words
from proposals.models import Proposal

State = Proposal.State
Row = dict[str, Any]
# The solution that went furthest is the one the line shows; the others stand below it.
FURTHEST = (
    State.PROGRAMMED, State.ACCEPTED, State.ACCEPTED_IN_PART, State.REJOINED, State.FORWARDED, State.ADOPTED,
    State.SUPPORTED, State.NOT_ACCEPTED, State.VOTING, State.CONFIRMED, State.DRAFT, State.NOT_ADOPTED, State.MERGED,
    State.WITHDRAWN,
)  # fmt: skip
WAITING = (State.ADOPTED, State.SUPPORTED, State.REJOINED, State.FORWARDED)
# How the line shows an intervention: only what citizens verified is done.
ENDS = {
    State.RUNNING: "now", State.DECLARED_DONE: "now", State.DISPUTED: "late", State.VERIFIED: "done",
    State.ABANDONED: "stopped",
}  # fmt: skip
DECIDED = (*WAITING, State.ACCEPTED, State.ACCEPTED_IN_PART, State.NOT_ACCEPTED, State.PROGRAMMED)


def steps_of(problem: Proposal, chain: Row) -> dict[str, Any]:
    """Return `{steps, missing}` for parts/steps.html. `chain` is journey_of(problem)."""
    best = min(chain["solutions"], key=lambda each: FURTHEST.index(each["proposal"].state), default=None)
    steps = [_cards(chain), _problem(problem, chain), _solution(problem, best), _vote(best), _answer(best), _plan(best)]
    return {"steps": steps, "missing": _missing(problem, best), "best": best}


def _step(state: str, icon: str, title: str, text: str = "", date: str = "", lang: str = "", url: str = "") -> Row:
    return {"state": state, "icon": icon, "title": title, "text": text, "date": date, "lang": lang, "url": url}


def _cards(chain: Row) -> Row:
    n = len(chain["cards"])
    text = ngettext("%(n)s card", "%(n)s cards", n) % {"n": n}
    sides = [side for side in ("resident", "official", "civil") if any(c["side"] == side for c in chain["cards"])]
    if sides:
        text = _("%(cards)s from %(who)s") % {"cards": text, "who": sides_in_words(sides)}
    room = chain["room"]
    return _step("done", "card", _("Cards"), text, day(room.opened_at) if room else "", url="#cards")


def _problem(problem: Proposal, chain: Row) -> Row:
    moves, authors = chain["moves"], chain["authors"]
    at = moves.get("complete") or moves.get("conclude")
    if at is None:
        return _step("now", "problem", _("Problem"), _("Its authors are asked whether the wording is right."))
    facts = {"n": authors["confirmed"], "all": authors["all"]}
    text = (
        ngettext("confirmed by %(n)s of %(all)s author", "confirmed by %(n)s of %(all)s authors", facts["all"]) % facts
    )
    return _step("done", "problem", _("Problem"), text, day(at))


def _solution(problem: Proposal, best: Row | None) -> Row:
    if best is None:
        state = "now" if problem.state == State.CONFIRMED else "next"
        return _step(state, "solution", _("Solution"), _("nobody has proposed one yet"))
    proposal = best["proposal"]
    state = "now" if proposal.state in (State.DRAFT, State.CONFIRMED) else "done"
    return _step(
        state, "solution", _("Solution"), proposal.title, day(proposal.created_at), proposal.lang, "#solutions"
    )


def _vote(best: Row | None) -> Row:
    title, last = _("Decision"), best["polls"][-1] if best and best["polls"] else None
    if best is None or (last is None and best["proposal"].state not in (*DECIDED, State.VOTING, State.NOT_ADOPTED)):
        return _step("next", "ballot", title, _("both sides vote on it"))
    state = best["proposal"].state
    if state == State.VOTING:
        return _step("now", "ballot", title, _("the vote is going on"))
    step = "done" if state in DECIDED else "stopped" if state == State.NOT_ADOPTED else "now"
    if last is None:
        return _step(step, "ballot", title, best["proposal"].get_state_display())
    return _step(step, "ballot", last["title"], last["turnout"], last["date"], url="#solutions")


def _answer(best: Row | None) -> Row:
    clock, title = best["clock"] if best else None, _("Answer")
    if best is None or clock is None:
        return _step("next", "office", title, _("the office says yes or no, with reasons"))
    if clock.answer:
        state = "stopped" if clock.answer.outcome == "not_accepted" else "done"
        return _step(
            state,
            "office",
            title,
            clock.answer.get_outcome_display(),
            day(clock.answer.at),
            url=f"#answer-{best['proposal'].pk}",
        )
    late = clock.state == "late"
    title = _("No answer by the date") if late else title
    return _step("late" if late else "now", "office", title, clock.text, url=f"#answer-{best['proposal'].pk}")


def _plan(best: Row | None) -> Row:
    title = _("Intervention")
    if not best or not best["interventions"]:
        return _step("next", "intervention", title, _("with office, dates, money and a way to verify it"))
    made = best["interventions"][0]
    text = _("%(office)s is responsible") % {"office": made["plan"].office.name}
    state = made["proposal"].state
    if state != State.PROGRAMMED:
        text = made["proposal"].get_state_display()
    return _step(
        ENDS.get(state, "done"),
        "intervention",
        title,
        text,
        day(made["proposal"].created_at),
        url=f"#interventions-{best['proposal'].pk}",
    )


def _missing(problem: Proposal, best: Row | None) -> str:
    if problem.state == State.MERGED:
        return _("It was merged with others. Its path goes on there.")
    if problem.state != State.CONFIRMED:
        return _("Its authors still have to confirm the wording of the problem.")
    if best is None:
        return _("A solution is missing. Whoever has a seat in this process can propose one.")
    state = best["proposal"].state
    if state == State.PROGRAMMED and best["interventions"]:
        state = best["interventions"][0]["proposal"].state
    sentences = {
        State.DRAFT: _("Both sides still have to decide on a solution."),
        State.CONFIRMED: _("Both sides still have to decide on a solution."),
        State.VOTING: _("The vote is going on."),
        State.MERGED: _("Its solution was merged with others. The path goes on there."),
        State.NOT_ADOPTED: _("No solution was adopted. It can be changed, or another one proposed."),
        State.ACCEPTED: _("The office accepted it. Still missing: office, dates, money and a way to verify it."),
        State.ACCEPTED_IN_PART: _(
            "The office accepted a part. Still missing: office, dates, money, a way to verify it."
        ),
        State.NOT_ACCEPTED: _("The office did not accept it. Its reasons stand below."),
        State.PROGRAMMED: _(
            "It is programmed. It counts as verified only after people who live here have measured it."
        ),
        State.RUNNING: _("It is under way. It counts as verified only after people who live here have measured it."),
        State.DECLARED_DONE: _(
            "Declared done by the office. That is not yet verified done by citizens: a final measurement is missing."
        ),
        State.DISPUTED: _("Participants dispute that it is done. The office has to take it up again."),
        State.VERIFIED: _("Verified done by citizens. The path is complete."),
        State.ABANDONED: _("The office gave the intervention up."),
    }
    return str(best["clock"].text) if best["clock"] and state in WAITING else sentences[state]
