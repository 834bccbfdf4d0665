"""Opening a poll: who may vote, by which rule, told before: all frozen and hashed at this moment."""

import secrets
from collections import Counter
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from deliberation.activities import METHODS
from deliberation.counting import LIVE, MAX_ROUNDS, commitment, dots_cap, dots_each, params_hash, secret_sides
from deliberation.keys import make_key
from deliberation.models import Activity, Group, Poll, PollOption, Roll, Room, Seat
from people.models import SIDES, Participant, Side
from proposals.models import Proposal
from proposals.workflow import move
from realtime.refusal import Refused

RULE_VERSION = 1


def open_poll(*, actor: Any, activity: Activity, method: str, proposal: Proposal | None) -> Poll:
    """Write a poll with its options and roll. Raises Refused with the sentence when it may not be opened."""
    room = activity.room
    subject = _subject(activity, method, proposal)
    proposal = proposal if subject == "solution" else None  # it decides who is only heard: elsewhere nobody is
    _may_open(room, subject)
    groups = list(Group.objects.filter(room=room, gone=False)) if subject == "groups" else []
    if subject == "groups" and len(groups) < 2:
        raise Refused(_("There must be at least two groups on the wall."))
    seated = _seated(room)
    opinions = {p.pk for p in seated if proposal and p.office_id and p.office_id == proposal.office_id}
    eligible = Counter(p.side for p in seated if p.pk not in opinions)
    if not eligible[Side.RESIDENT]:
        raise Refused(_("No resident is in the room, so nothing can be decided."))
    params = _params(activity, method, len(groups), {side: eligible[side] for side in SIDES}, room)
    seed = secrets.token_hex(32)
    poll = Poll.objects.create(
        room=room, activity=activity, number=_number(room), method=method, subject=subject, proposal=proposal,
        round=_round(method, proposal), question=_question(room, activity, subject, proposal), params=params,
        params_hash=params_hash(params), secret=secret_sides(params["eligible"]), seed_commit=commitment(seed),
    )  # fmt: skip
    _keep_seed(poll, seed)
    PollOption.objects.bulk_create(
        PollOption(poll=poll, position=place, title=g.title, lang=g.lang, group=g) for place, g in enumerate(groups)
    )
    Roll.objects.bulk_create(Roll(poll=poll, participant=p, side=p.side, opinion=p.pk in opinions) for p in seated)
    if subject == "solution" and proposal is not None and proposal.state != "voting":
        move(proposal, "vote", actor=actor)
    return poll


def _subject(activity: Activity, method: str, proposal: Proposal | None) -> str:
    if method not in METHODS.get(activity.kind, ()):
        raise Refused(_("This step has no vote of this kind."))
    if activity.kind == "charter":
        return "charter"
    if activity.kind == "dots":
        return "groups"
    if proposal is None or proposal.kind != Proposal.Kind.SOLUTION:
        raise Refused(_("Choose the solution to vote on."))
    if proposal.process_id != activity.room.process_id or proposal.rehearsal != activity.room.rehearsal:
        raise Refused(_("This solution belongs to another process, or to a rehearsal."))
    return "solution"


def _may_open(room: Room, subject: str) -> None:
    if Poll.objects.filter(room=room, state=Poll.State.OPEN).exists():
        raise Refused(_("A vote is open already. Close it first."))
    if room.recount_at is not None:
        raise Refused(_("The room is being counted again. Finish the count first: it decides who may vote."))
    if subject == "groups":
        return
    if room.entry == Room.Entry.OPEN:
        raise Refused(
            _("In a room open to anyone with the code nothing is adopted. It can listen, sort and prioritise.")
        )
    practice = room.rehearsal and not room.process.rehearsal  # it can adopt nothing, the charter neither
    if subject == "solution" and room.process.charter_adopted_at is None and not practice:
        raise Refused(_("The charter has not been adopted by both sides yet. It comes first."))


def _seated(room: Room) -> list[Participant]:
    here = Seat.objects.filter(room=room, state=Seat.State.IN, participant__removed_at=None)
    return [seat.participant for seat in here.select_related("participant").order_by("participant")]


def _params(activity: Activity, method: str, options: int, eligible: dict[str, int], room: Room) -> dict[str, Any]:
    rules = room.process.charter_rules
    params: dict[str, Any] = {
        "rule": method,
        "version": RULE_VERSION,
        "quorum": list(LIVE.as_integer_ratio()),
        "consenting": rules.get("consenting", [Side.RESIDENT.value, Side.OFFICIAL.value]),
        "eligible": eligible,
        "published": ["opening", "roll-counts", "ballots"],
    }
    if method == "dots":
        params |= {
            "dots": dots_each(options),
            "cap": dots_cap(options),
            "shortlist": min(options, activity.settings.get("shortlist", 3)),
            "counting": rules.get("dots", "residents"),
        }
    if method == "double-majority":
        params["statute"] = bool(rules.get("statute", False))
    return params


def _question(room: Room, activity: Activity, subject: str, proposal: Proposal | None) -> dict[str, str]:
    if subject == "solution" and proposal is not None:
        return {proposal.lang: proposal.title}
    return activity.prompt


def _round(method: str, proposal: Proposal | None) -> int:
    if method != Poll.Method.CONSENT or proposal is None:
        return 1
    before = Poll.objects.filter(method=method, proposal=proposal).count()
    if before >= MAX_ROUNDS:
        raise Refused(_("There were two consent rounds already. Now the proposal goes to the vote of both sides."))
    return before + 1


def _number(room: Room) -> int:
    return (Poll.objects.filter(room=room).aggregate(n=Max("number"))["n"] or 0) + 1


def _keep_seed(poll: Poll, seed: str) -> None:
    # Key and seed stay outside the database until closing; if the opening is rolled back, the files name no poll.
    make_key(poll.pk, seed)
