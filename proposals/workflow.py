"""How a proposal moves: ONE table. Buttons, the API's `allowed`, the diagram and the state × verb test read it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule
from proposals.effects import EFFECTS
from proposals.models import Move, Proposal
from proposals.rules import RULES
from realtime.command import record
from realtime.refusal import Refused


@dataclass(frozen=True)
class Row:
    """One allowed step. `rule` names who may take it, `effect` what else it does; "" means nothing more."""

    kind: str
    state: str
    verb: str
    then: str
    rule: str
    effect: str = ""


# Rules: "author" stands under it · "host" runs rooms here · "proposer" is either · "poll" no person · "office" answers
# · "rejoiner" answers back once · "keeper" keeps the plan of an intervention: office or civic side
# · "router" hosts here or is of the office where it lies · "asker" asks the authors once · "replier" replies to that
# · "disputer" says that it is not done · "verifier" concludes what was measured.
TABLE = (
    #   kind        state               verb              next state          rule      effect
    Row("problem",  "draft",            "confirm",        "draft",            "author", "author_confirms"),
    Row("problem",  "draft",            "object",         "draft",            "author", "author_objects"),
    Row("problem",  "draft",            "reword",         "draft",            "host",   "ask_again"),
    Row("problem",  "draft",            "complete",       "confirmed",        "poll"),
    Row("problem",  "draft",            "conclude",       "confirmed",        "host",   "check_authors"),
    Row("problem",  "draft",            "withdraw",       "withdrawn",        "host"),
    Row("problem",  "draft",            "revise",         "draft",            "proposer", "publish_and_ask"),
    Row("problem",  "confirmed",        "revise",         "confirmed",        "author", "publish"),
    Row("problem",  "confirmed",        "merge",          "merged",           "poll"),
    Row("problem",  "merged",           "unmerge",        "confirmed",        "poll"),
    Row("problem",  "confirmed",        "dissolve",       "withdrawn",        "poll"),
    Row("solution", "draft",            "edit",           "draft",            "proposer", "change_text"),
    Row("solution", "draft",            "withdraw",       "withdrawn",        "proposer"),
    Row("solution", "draft",            "revise",         "draft",            "proposer", "publish"),
    Row("solution", "draft",            "merge",          "merged",           "poll"),
    Row("solution", "merged",           "unmerge",        "draft",            "poll"),
    Row("solution", "draft",            "dissolve",       "withdrawn",        "poll"),
    Row("solution", "not_adopted",      "rework",         "draft",            "proposer"),
    Row("solution", "draft",            "vote",           "voting",           "poll",   "check_office"),
    Row("solution", "voting",           "return",         "draft",            "poll"),
    Row("solution", "voting",           "reject",         "not_adopted",      "poll"),
    Row("solution", "voting",           "adopt",          "adopted",          "poll",   "refer_adopted"),
    Row("solution", "voting",           "support",        "supported",        "poll",   "refer_supported"),
    Row("solution", "adopted",          "accept",         "accepted",         "office"),
    Row("solution", "adopted",          "accept_in_part", "accepted_in_part", "office"),
    Row("solution", "adopted",          "decline",        "not_accepted",     "office"),
    Row("solution", "supported",        "accept",         "accepted",         "office"),
    Row("solution", "supported",        "accept_in_part", "accepted_in_part", "office"),
    Row("solution", "supported",        "decline",        "not_accepted",     "office"),
    Row("solution", "adopted",          "ask",            "adopted",          "asker"),
    Row("solution", "supported",        "ask",            "supported",        "asker"),
    Row("solution", "adopted",          "reply_to_office", "adopted",         "replier"),
    Row("solution", "supported",        "reply_to_office", "supported",       "replier"),
    Row("solution", "adopted",          "silent",         "adopted",          "poll"),
    Row("solution", "supported",        "silent",         "supported",        "poll"),
    Row("solution", "accepted_in_part", "rejoin",         "rejoined",         "rejoiner"),
    Row("solution", "not_accepted",     "rejoin",         "rejoined",         "rejoiner"),
    Row("solution", "rejoined",         "accept",         "accepted",         "office"),
    Row("solution", "rejoined",         "accept_in_part", "accepted_in_part", "office"),
    Row("solution", "rejoined",         "decline",        "not_accepted",     "office"),
    Row("solution", "rejoined",         "silent",         "rejoined",         "poll"),
    Row("problem",  "confirmed",        "route",          "confirmed",        "router"),
    Row("solution", "draft",            "route",          "draft",            "router"),
    Row("solution", "adopted",          "route",          "adopted",          "router"),
    Row("solution", "supported",        "route",          "supported",        "router"),
    Row("solution", "rejoined",         "route",          "rejoined",         "router"),
    Row("problem",  "confirmed",        "forward",        "confirmed",        "router"),
    Row("solution", "adopted",          "forward",        "forwarded",        "router"),
    Row("solution", "supported",        "forward",        "forwarded",        "router"),
    Row("solution", "rejoined",         "forward",        "forwarded",        "router"),
    Row("solution", "forwarded",        "forward",        "forwarded",        "router"),
    Row("problem",  "confirmed",        "hear",           "confirmed",        "router"),
    Row("solution", "forwarded",        "hear",           "forwarded",        "router"),
    Row("solution", "rejoined",         "hear",           "rejoined",         "router"),
    Row("solution", "accepted",         "hear",           "accepted",         "router"),
    Row("solution", "accepted_in_part", "hear",           "accepted_in_part", "router"),
    Row("solution", "not_accepted",     "hear",           "not_accepted",     "router"),
    Row("solution", "forwarded",        "accept",         "accepted",         "office"),
    Row("solution", "forwarded",        "accept_in_part", "accepted_in_part", "office"),
    Row("solution", "forwarded",        "decline",        "not_accepted",     "office"),
    Row("solution", "adopted",          "register",       "adopted",          "router"),
    Row("solution", "supported",        "register",       "supported",        "router"),
    Row("solution", "rejoined",         "register",       "rejoined",         "router"),
    Row("solution", "forwarded",        "register",       "forwarded",        "router"),
    Row("solution", "accepted",         "register",       "accepted",         "router"),
    Row("solution", "accepted_in_part", "register",       "accepted_in_part", "router"),
    Row("solution", "not_accepted",     "register",       "not_accepted",     "router"),
    Row("problem",  "draft",            "attach",         "draft",            "proposer"),
    Row("problem",  "confirmed",        "attach",         "confirmed",        "proposer"),
    Row("solution", "draft",            "attach",         "draft",            "proposer"),
    Row("solution", "adopted",          "attach",         "adopted",          "proposer"),
    Row("solution", "supported",        "attach",         "supported",        "proposer"),
    Row("solution", "rejoined",         "attach",         "rejoined",         "proposer"),
    Row("solution", "forwarded",        "attach",         "forwarded",        "proposer"),
    Row("solution", "accepted",         "document",       "accepted",         "office"),
    Row("solution", "accepted_in_part", "document",       "accepted_in_part", "office"),
    Row("solution", "not_accepted",     "document",       "not_accepted",     "office"),
    Row("solution", "accepted",         "programme",      "programmed",       "office"),
    Row("solution", "accepted_in_part", "programme",      "programmed",       "office"),
    Row("intervention", "programmed",   "plan",           "programmed",       "keeper"),
    Row("intervention", "running",      "plan",           "running",          "keeper"),
    Row("intervention", "disputed",     "plan",           "disputed",         "keeper"),
    Row("intervention", "programmed",   "start",          "running",          "office", "check_launch"),
    Row("intervention", "programmed",   "abandon",        "abandoned",        "office", "give_up"),
    Row("intervention", "running",      "abandon",        "abandoned",        "office", "give_up"),
    Row("intervention", "disputed",     "abandon",        "abandoned",        "office", "give_up"),
    Row("intervention", "running",       "declare_done",  "declared_done",    "office",   "state_done"),
    Row("intervention", "disputed",      "declare_done",  "declared_done",    "office",   "state_done"),
    Row("intervention", "declared_done", "dispute",       "disputed",         "disputer", "state_dispute"),
    Row("intervention", "disputed",      "dispute",       "disputed",         "disputer", "state_dispute"),
    Row("intervention", "disputed",      "resume",        "running",          "office"),
    Row("intervention", "declared_done", "verify",        "verified",         "verifier", "state_verified"),
)  # fmt: skip
BORN = {"problem": "draft", "solution": "draft", "intervention": "programmed"}

STEPS = {(row.kind, row.state, row.verb): row for row in TABLE}
VERBS = tuple(dict.fromkeys(row.verb for row in TABLE))
STATES = {
    kind: tuple(dict.fromkeys((born, *(s for r in TABLE if r.kind == kind for s in (r.state, r.then)))))
    for kind, born in BORN.items()
}


def step(proposal: Proposal, verb: str) -> Row:
    """Return the row for this verb now, or raise Refused saying where the proposal stands."""
    row = STEPS.get((proposal.kind, proposal.state, verb))
    if row is None:
        where = proposal.get_state_display()
        raise Refused(_("This is not possible now: the proposal is “%(state)s”.") % {"state": where})
    return row


def move(proposal: Proposal, verb: str, *, actor: Any, reason: str = "", **details: Any) -> Proposal:
    """Take one step: effect, new state, a Move with who and why, an event on the proposal's streams.

    Who may is asked before, by the command's rule (`may`). `details` go to the effect. Inside run() only, with
    `streams_of(proposal)` locked; raises Refused when the table or the effect says no, and then nothing is written.
    """
    row = step(proposal, verb)
    if row.effect:
        EFFECTS[row.effect](proposal, actor=actor, reason=reason, **details)
    before, proposal.state = proposal.state, row.then
    proposal.save(update_fields=["state"])
    log_move(proposal, verb, before, actor=actor, reason=reason)
    say(proposal, "proposal.moved")
    return proposal


def log_move(proposal: Proposal, verb: str, before: str, *, actor: Any, reason: str = "") -> None:
    """Write who moved it from where to where, and why. Residents' nicknames stay out of the public record."""
    label = actor.label if actor.participant is None else ""
    Move.objects.create(
        proposal=proposal,
        verb=verb,
        before=before,
        after=proposal.state,
        actor_key=actor.key,
        actor_label=label,
        reason=reason,
    )


def streams_of(*proposals: Proposal) -> list[str]:
    """Return the streams a command on these proposals locks: their process (its rooms follow it)."""
    return list(dict.fromkeys(each.process.stream for each in proposals))


def say(proposal: Proposal, kind: str) -> None:
    """Record one event on the process's stream; the rooms of the process hear it too."""
    record(proposal.process.stream, kind, proposals=[proposal.id])


def may(*verbs: str, proposal: str = "proposal") -> Rule:
    """Rule of a command: the table has one of these verbs now, and that row's rule lets the actor."""

    def ask(actor: Any, **targets: Any) -> Reason:
        target = targets[proposal]
        for each in target if isinstance(target, list) else [target]:
            refusal = _first_yes([_why_not(each, verb, actor) for verb in verbs])
            if refusal:
                return refusal
        return None

    return Rule(ask)


def allowed(proposal: Proposal, actor: Any) -> dict[str, Reason]:
    """Return {verb: None or the reason why this actor may not} for the verbs people have in this state."""
    rows = [r for r in TABLE if (r.kind, r.state) == (proposal.kind, proposal.state) and r.rule != "poll"]
    said = {name: RULES[name](actor, proposal=proposal) for name in dict.fromkeys(row.rule for row in rows)}
    return {row.verb: said[row.rule] for row in rows}


def _why_not(proposal: Proposal, verb: str, actor: Any) -> Reason:
    try:
        row = step(proposal, verb)
    except Refused as no:
        return no.reason
    return RULES[row.rule](actor, proposal=proposal)


def _first_yes(reasons: list[Reason]) -> Reason:
    return None if None in reasons else reasons[0]
