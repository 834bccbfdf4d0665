"""Opening a poll: who may vote, by which rule, told before: all frozen and hashed at this moment."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from deliberation.activities import METHODS
from deliberation.changes import question_of
from deliberation.counting import MAX_ROUNDS, commitment, opening_hash, secret_sides
from deliberation.frozen import hash_of
from deliberation.keys import make_key
from deliberation.models import Activity, Poll, PollOption, Roll, Room, Seat
from deliberation.parameters import parameters
from deliberation.putting import TEMPERATURES, Given, put_groups, put_options
from people.models import SIDES, Participant, Side, Ticket
from proposals.models import Amendment, Proposal
from proposals.workflow import move
from proposals.writing.revisions import texts_of
from proposals.writing.taking_up import put_to_the_vote
from realtime.refusal import Refused

ABOUT_A_SOLUTION = (Poll.Method.CONSENT, Poll.Method.DOUBLE_MAJORITY)


@dataclass(frozen=True)
class Asked:
    """What whoever leads the room asks: by which method, about what; the rest is for the methods that need it."""

    method: str
    proposal: Proposal | None = None
    amendment: Amendment | None = None
    question: dict[str, str] = field(default_factory=dict)
    options: list[Given] = field(default_factory=list)
    seats: int = 0
    budget: int = 0
    days: int = 0  # 0: in the room, until it is closed there; otherwise wherever people are, for so many days


def open_poll(*, actor: Any, activity: Activity, asked: Asked) -> Poll:
    """Write a poll with its options and roll. Raises Refused with the sentence when it may not be opened."""
    room, method = activity.room, asked.method
    subject = _subject(activity, asked)
    proposal = asked.proposal if subject == "solution" else None
    amendment = asked.amendment if subject == "amendment" else None
    about = amendment.proposal if amendment else proposal  # its office decides who is only heard
    _may_open(room, subject, method)
    seed = secrets.token_hex(32)
    poll = Poll(
        room=room, activity=activity, number=_number(room), method=method, subject=subject, proposal=proposal,
        amendment=amendment,
        round=_round(method, proposal), question=_question(activity, subject, asked), seed_commit=commitment(seed),
    )  # fmt: skip
    options = _options(poll, activity, asked)
    if asked.days:
        poll.ends_at = poll.opened_at + timedelta(days=asked.days)
    seated = of_the_process(room) if asked.days else _seated(room)
    opinions = {p.pk for p in seated if about and p.office_id and p.office_id == about.office_id}
    eligible = Counter(p.side for p in seated if p.pk not in opinions)
    if not eligible[Side.RESIDENT]:
        nobody = _("No resident has come in yet, so nothing can be decided.")
        raise Refused(nobody if asked.days else _("No resident is in the room, so nothing can be decided."))
    poll.params = parameters(
        activity=activity, method=method, options=options, eligible={side: eligible[side] for side in SIDES},
        seats=asked.seats, budget=asked.budget, days=asked.days,
    ) | _text_of(proposal) | _change_of(amendment)  # fmt: skip
    poll.secret = secret_sides(poll.params["eligible"])
    poll.opening_hash = hash_of(poll, options)
    poll.save(force_insert=True)
    _keep_seed(poll, seed)
    PollOption.objects.bulk_create(options)
    Roll.objects.bulk_create(Roll(poll=poll, participant=p, side=p.side, opinion=p.pk in opinions) for p in seated)
    if proposal is not None and proposal.state != "voting":
        move(proposal, "vote", actor=actor)
    return poll


def _options(poll: Poll, activity: Activity, asked: Asked) -> list[PollOption]:
    if poll.subject == "groups":
        return put_groups(poll, activity.room)
    return put_options(poll, activity, asked.options) if poll.subject == "options" else []


def _text_of(proposal: Proposal | None) -> dict[str, str]:
    """Return the hash of the text that is voted on: afterwards it can be shown that it was this one."""
    if proposal is None:
        return {}
    text = {**texts_of(proposal), "lang": proposal.lang}
    return {"proposal": proposal.pk, "text": opening_hash(text)}


def _change_of(amendment: Amendment | None) -> dict[str, str]:
    """Leave the decision on the amendment to this vote; return the digest of the text as it would be."""
    return {"amendment": amendment.pk, "text": put_to_the_vote(amendment).shown} if amendment else {}


def _subject(activity: Activity, asked: Asked) -> str:
    method, proposal = asked.method, asked.proposal
    if method not in METHODS.get(activity.kind, ()):
        raise Refused(_("This step has no vote of this kind."))
    if activity.kind == "charter":
        return "charter"
    if activity.kind == "dots":
        return "groups"
    if asked.amendment is not None:
        return _of_a_change(activity, method, asked.amendment.proposal)
    if method not in ABOUT_A_SOLUTION:
        return "options"
    if proposal is None or proposal.kind != Proposal.Kind.SOLUTION:
        raise Refused(_("Choose the solution to vote on."))
    if proposal.process_id != activity.room.process_id or proposal.rehearsal != activity.room.rehearsal:
        raise Refused(_("This solution belongs to another process, or to a rehearsal."))
    return "solution"


def _of_a_change(activity: Activity, method: str, proposal: Proposal) -> str:
    if method != Poll.Method.DOUBLE_MAJORITY:
        raise Refused(_("A change to a text is decided by the vote of both sides."))
    if proposal.process_id != activity.room.process_id or proposal.rehearsal != activity.room.rehearsal:
        raise Refused(_("This change belongs to another process, or to a rehearsal."))
    return "amendment"


def _may_open(room: Room, subject: str, method: str) -> None:
    if Poll.objects.filter(room=room, state=Poll.State.OPEN, ends_at=None).exists():
        raise Refused(_("A vote is open already. Close it first."))
    if room.recount_at is not None:
        raise Refused(_("The room is being counted again. Finish the count first: it decides who may vote."))
    if subject == "groups" or method in TEMPERATURES:
        return
    if room.entry == Room.Entry.OPEN:
        raise Refused(
            _("In a room open to anyone with the code nothing is adopted. It can listen, sort and prioritise.")
        )
    practice = room.rehearsal and not room.process.rehearsal  # it can adopt nothing, the charter neither
    if subject != "charter" and room.process.charter_adopted_at is None and not practice:
        raise Refused(_("The charter has not been adopted by both sides yet. It comes first."))


def _seated(room: Room) -> list[Participant]:
    here = Seat.objects.filter(room=room, state=Seat.State.IN, participant__removed_at=None)
    return [seat.participant for seat in here.select_related("participant").order_by("participant")]


def of_the_process(room: Room) -> list[Participant]:
    """Return who takes part in the process of this room, wherever they are: whoever came in with a ticket of theirs.

    The code on the wall of an open room, or of a rehearsal, makes nobody a voter elsewhere.
    """
    easy = Room.objects.filter(process=room.process_id).exclude(pk=room.pk)
    easy = easy.filter(Q(entry=Room.Entry.OPEN) | Q(rehearsal=True))
    own = Ticket.objects.filter(process=room.process_id, slip=False, state=Ticket.State.REDEEMED)
    let_in = own.exclude(place__in=[each.stream for each in easy]).values("participant")
    people = Participant.objects.filter(process=room.process_id, removed_at=None, pk__in=let_in)
    return list(people.order_by("pk"))


def _question(activity: Activity, subject: str, asked: Asked) -> dict[str, str]:
    if subject == "solution" and asked.proposal is not None:
        return {asked.proposal.lang: asked.proposal.title}
    if subject == "amendment" and asked.amendment is not None:
        return question_of(asked.amendment)
    return asked.question or activity.prompt


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
