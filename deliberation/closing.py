"""Closing a poll: count, cut every link between voters and ballots, fix the head, say what happens now."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.counting import head_of, lot_order
from deliberation.counting.rules import RULES
from deliberation.frozen import frozen
from deliberation.keys import destroy_key, kept_keys, seed_of
from deliberation.models import Ballot, Mark, Poll
from people.models import SIDES, Ticket
from proposals.models import Proposal
from proposals.workflow import move
from proposals.writing.taking_up import settle_by_vote
from realtime.clock import to_ms
from realtime.command import record
from realtime.ids import new_id
from realtime.refusal import Refused

# What a result does to the solution that was voted on: outcome → verb of the workflow.
VERBS = {
    "adopted": "adopt",
    "adopted-by-consent": "adopt",
    "supported": "support",
    "not-adopted": "reject",
    "inquorate": "return",
    "returned": "return",
    "no-consent": "return",
}


def close_poll(*, actor: Any, poll: Poll) -> Poll:
    """Count a poll and close it for good. The poll's row must be locked."""
    ballots = list(Ballot.objects.filter(poll=poll, opinion=False))
    marks = Mark.objects.filter(poll=poll, opinion=False).count()
    if len(ballots) != marks:
        missing = marks - len(ballots)
        raise Refused(_("%(n)s ballots on paper were handed out and not typed in yet.") % {"n": missing})
    seed = seed_of(poll.pk)
    head = head_of(poll.pk, [(b.side, b.choice, b.nonce) for b in ballots])
    counted = _count(poll, ballots, seed, head)
    told = [ballot for ballot in ballots if ballot.side not in counted["suppressed"]]
    poll.result = counted | {"reasons": _reasons(poll, told), "tickets": tickets_of(poll)}
    _cut_links(poll, ballots)
    poll.state, poll.closed_at, poll.head, poll.seed = Poll.State.CLOSED, timezone.now(), head, seed
    poll.result["head"] = head
    _carry_on(actor, poll)
    poll.save(update_fields=["state", "closed_at", "head", "seed", "result"])
    return poll


def _count(poll: Poll, ballots: list[Ballot], seed: str, head: str) -> dict[str, Any]:
    options = list(poll.options.all())
    draw = lot_order([option.pk for option in options], seed=seed, head=head, poll=poll.pk)
    cast = [(ballot.side, ballot.choice) for ballot in ballots]
    return RULES[poll.method].count(cast, frozen(poll, options, draw))


def tickets_of(poll: Poll) -> dict[str, dict[str, int]]:
    """Return side → {"issued", "redeemed"}: tickets of the process, without return slips and rehearsals of other rooms.

    Published with the roll and the ballots, so that everybody sees that nobody voted whom no ticket let in.
    """
    practice = poll.room.process.rooms.filter(rehearsal=True).exclude(pk=poll.room_id)
    own = Ticket.objects.filter(process=poll.room.process_id, slip=False).exclude(state=Ticket.State.VOID)
    own = own.exclude(place__in=[room.stream for room in practice])
    used = Count("pk", filter=Q(state=Ticket.State.REDEEMED))
    found = own.values_list("side").annotate(all=Count("pk"), used=used).order_by()
    counts = {side: {"issued": issued, "redeemed": redeemed} for side, issued, redeemed in found}
    return {side: counts.get(side, {"issued": 0, "redeemed": 0}) for side in SIDES}


def _reasons(poll: Poll, ballots: list[Ballot]) -> list[dict[str, str]]:
    """Return the reasons given, in random order; the name never, the side and the answer yes."""
    opinions = list(Ballot.objects.filter(poll=poll, opinion=True))
    said = [
        {
            "side": b.side,
            "answer": str(b.choice.get("answer", "")),
            "reason": b.reason,
            "lang": b.lang,
            "opinion": "yes" if b.opinion else "",
        }
        for b in ballots + opinions
        if b.reason
    ]
    secrets.SystemRandom().shuffle(said)
    return said


def _cut_links(poll: Poll, ballots: list[Ballot]) -> None:
    """Write every ballot anew, in random order, without key and without voter; the key goes with the commit.

    Reasons are kept in the result, apart from the ballots: who knows a person's words must not find their ballot.
    """
    fresh = [
        Ballot(id=new_id(), poll=poll, side=b.side, choice=b.choice, nonce=b.nonce, paper=False,
               participant_id=None if poll.secret.get(b.side) else b.participant_id)
        for b in ballots
    ]  # fmt: skip
    secrets.SystemRandom().shuffle(fresh)
    Ballot.objects.filter(poll=poll).delete()
    Ballot.objects.bulk_create(fresh)
    # The marks too: in their old order they would tell who voted when.
    marks = [Mark(poll=poll, participant_id=m.participant_id, side=m.side, paper=m.paper, opinion=m.opinion)
             for m in Mark.objects.filter(poll=poll)]  # fmt: skip
    secrets.SystemRandom().shuffle(marks)
    Mark.objects.filter(poll=poll).delete()
    Mark.objects.bulk_create(marks)
    # Not before the commit: a closing that is rolled back must find its key again.
    transaction.on_commit(lambda: destroy_keys_of_closed(poll.pk))


def destroy_keys_of_closed(poll: str) -> None:
    """Destroy the key of a closed poll, and any that a crash between commit and this line left behind."""
    left = Poll.objects.filter(pk__in=kept_keys(), state=Poll.State.CLOSED).values_list("pk", flat=True)
    for each in {poll, *left}:
        destroy_key(each)


def _carry_on(actor: Any, poll: Poll) -> None:
    outcome = (poll.result or {})["outcome"]
    process = poll.room.process
    counts = process.rehearsal or not poll.room.rehearsal
    if poll.subject == "charter" and outcome == "adopted" and counts and process.charter_adopted_at is None:
        process.charter_adopted_at = timezone.now()
        process.save(update_fields=["charter_adopted_at"])
        record(process.stream, "charter.adopted", process=[process.pk])
    if poll.subject == "amendment" and poll.amendment is not None and poll.result is not None:
        adopted = {"adopted": True, "supported": False, "not-adopted": False}.get(outcome)
        poll.result["changed"] = settle_by_vote(
            actor=actor, amendment=poll.amendment, adopted=adopted, shown=poll.params["text"]
        )
    if poll.subject == "solution" and poll.proposal is not None:
        _move_solution(actor, poll, poll.proposal, outcome)


def _move_solution(actor: Any, poll: Poll, solution: Proposal, outcome: str) -> None:
    moved = move(solution, VERBS[outcome], actor=actor, reason="")
    referral = getattr(moved, "referral", None)
    if poll.result is not None and referral is not None:
        poll.result["office"] = referral.office.name
        poll.result["due"] = to_ms(referral.due_at) if referral.clock else None
