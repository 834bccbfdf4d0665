"""Casting: the ballot and the mark "has voted" in one transaction, under a key nobody finds in the database."""

import json
import secrets
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.counting import BadBallot, receipt
from deliberation.counting.rules import RULES
from deliberation.frozen import frozen
from deliberation.keys import ballot_key
from deliberation.models import Ballot, Mark, Poll, PollOption, Roll, Room
from people.models import Participant, Side
from realtime.ids import new_id
from realtime.kept import Kept
from realtime.refusal import Refused

CLOSED = _("This vote is closed. Ballots that came before are counted; this one came too late.")
BAD = {
    "answer": _("Choose one of the answers."),
    "shape": _("This ballot could not be read. Choose again."),
    "option": _("One of the choices is not in this vote. Reload the page."),
    "number": _("Dots are whole numbers."),
    "cap": _("That is too many dots for one choice."),
    "dots": _("You have used more dots than you have."),
    "grade": _("Choose one of the six words."),
    "twice": _("Every choice can stand on a ballot only once."),
    "tied": _("In an election every place is for one person."),
}
WITHOUT_OPTIONS = (Poll.Method.CONSENT, Poll.Method.DOUBLE_MAJORITY)


# Asked for every ballot.
HELD = Kept(lambda poll: Poll.objects.filter(pk=poll))
OPTIONS = Kept(lambda poll: PollOption.objects.filter(poll=poll).order_by("position"))
ROLL = Kept(lambda poll, voter: Roll.objects.filter(poll=poll, participant=voter))
ON_PAPER = Kept(lambda poll, voter: Mark.objects.filter(poll=poll, participant=voter).values_list("paper"))


def hold_poll(poll: Poll, *, alone: bool = False) -> Poll:
    """Lock an open poll until the transaction ends: voters share it, closing takes it alone. Refused if closed."""
    if alone:
        held = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    else:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM deliberation_poll WHERE id = %s FOR SHARE", [poll.pk])
        held = HELD.first(poll.pk)
    if held.state != Poll.State.OPEN:
        raise Refused(CLOSED)
    return held


def in_time(poll: Poll) -> None:
    """Refuse once the end of a vote outside the room has passed, even if nobody has closed it yet."""
    if poll.ends_at is not None and poll.ends_at <= timezone.now():
        raise Refused(CLOSED)


def clean_choice(poll: Poll, choice: Any) -> dict[str, Any]:
    """Return the choice in canonical form, or raise Refused with the sentence."""
    try:
        return RULES[poll.method].read(choice, frozen(poll, _options(poll)))
    except BadBallot as bad:
        raise Refused(BAD[bad.key]) from None


def _options(poll: Poll) -> list[PollOption]:
    return [] if poll.method in WITHOUT_OPTIONS else OPTIONS(poll.pk)


def cast(*, voter: Participant, poll: Poll, choice: Any, nonce: str, reason: str, lang: str) -> str:
    """Take one ballot, or replace this person's earlier one; returns the receipt (64 hexadecimal digits)."""
    poll = hold_poll(poll)
    in_time(poll)
    roll = ROLL.first(poll.pk, voter.pk)
    if roll is None:
        raise Refused(_("You came in after this vote was opened, or were counted out. You vote from the next one on."))
    choice = clean_choice(poll, choice)
    _needs_reason(poll, roll, choice, reason)
    if not _marked(poll, voter, roll):
        raise Refused(_("You took a ballot on paper for this vote. Put it in the box."))
    openly = roll.opinion or not poll.secret.get(roll.side)
    whose = voter.pk if openly else ballot_key(poll.pk, voter.pk)
    _write(poll, roll, openly=openly, whose=whose, choice=choice, nonce=nonce, reason=reason, lang=lang)
    return receipt(poll=poll.pk, side=roll.side, choice=choice, nonce=nonce)


def _marked(poll: Poll, voter: Participant, roll: Roll) -> bool:
    """Mark that somebody has voted; False when they have exchanged their vote for a ballot on paper.

    A mark that is not for paper never changes, so nothing has to be locked; one for paper may be taken back meanwhile.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO deliberation_mark (poll_id, participant_id, side, paper, opinion) "
                "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (poll_id, participant_id) DO NOTHING",
                [poll.pk, voter.pk, roll.side, False, roll.opinion],
            )
            if cursor.rowcount:
                return True
        if (mark := ON_PAPER.first(poll.pk, voter.pk)) is not None:
            return not mark[0]


def _write(
    poll: Poll, roll: Roll, *, openly: bool, whose: str, choice: dict[str, Any], nonce: str, reason: str, lang: str
) -> None:
    """Write the ballot, or over this person's earlier one. Said in SQL: with the ORM it costs four times as much."""
    column = "participant_id" if openly else "key"
    target = f"(poll_id, {column})" + (" WHERE participant_id IS NOT NULL" if openly else "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO deliberation_ballot (id, poll_id, {column}, side, choice, nonce, opinion, paper, reason, "
            f"lang) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT {target} DO UPDATE SET "
            "side = excluded.side, choice = excluded.choice, nonce = excluded.nonce, opinion = excluded.opinion, "
            "reason = excluded.reason, lang = excluded.lang",
            [new_id(), poll.pk, whose, roll.side, json.dumps(choice), nonce, roll.opinion, False, reason, lang],
        )


def _needs_reason(poll: Poll, roll: Roll, choice: dict[str, Any], reason: str) -> None:
    if reason:
        return
    answer = choice.get("answer")
    if answer == "object":
        raise Refused(_("An objection needs its reason: write what would have to change."))
    if answer == "no" and roll.side == Side.OFFICIAL:
        raise Refused(_("Officials vote openly and give the reason for a no."))


def hand_out(*, poll: Poll, person: Participant) -> None:
    """Exchange a person's vote in this poll for a ballot on paper."""
    poll = hold_poll(poll)
    in_time(poll)
    roll = Roll.objects.filter(poll=poll, participant=person, opinion=False).first()
    if roll is None:
        raise Refused(_("This person is not on the roll of this vote."))
    if not poll.secret.get(roll.side):
        raise Refused(_("This side votes openly: type the answer in with the person's seat."))
    _mark, new = Mark.objects.get_or_create(poll=poll, participant=person, defaults={"side": roll.side, "paper": True})
    if not new:
        raise Refused(_("This person has voted already, or has a ballot on paper."))


def take_back(*, poll: Poll, person: Participant) -> None:
    """Take a paper ballot back before it went into the box: the person may vote by phone again."""
    poll = hold_poll(poll)
    mark = Mark.objects.filter(poll=poll, participant=person, paper=True).first()
    handed = _handed_out(poll, mark.side) if mark else []
    if mark is None or mark not in handed:
        raise Refused(_("This person has no ballot on paper."))
    if Ballot.objects.filter(poll=poll, side=mark.side, paper=True).count() >= len(handed):
        raise Refused(_("All paper ballots of this side are typed in already."))
    mark.delete()


def paper_still_out(room: Room) -> int:
    """Return how many paper ballots of the open votes of a room were handed out and not typed in yet."""
    still = Poll.objects.filter(room=room, state=Poll.State.OPEN)
    handed = Mark.objects.filter(poll__in=still, paper=True).count()
    return handed - Ballot.objects.filter(poll__in=still, paper=True).count()


def _handed_out(poll: Poll, side: str) -> list[Mark]:
    """Lock and return the marks of those who took a paper ballot. Count what is typed in only after this."""
    return list(Mark.objects.select_for_update().filter(poll=poll, side=side, paper=True).order_by("pk"))


def enter(*, poll: Poll, side: str, choice: Any, reason: str, lang: str) -> None:
    """Type in one mixed paper ballot; nobody here knows whose it is. Never more than were handed out."""
    poll = hold_poll(poll)
    handed = _handed_out(poll, side)
    if Ballot.objects.filter(poll=poll, side=side, paper=True).count() >= len(handed):
        raise Refused(_("As many paper ballots of this side are typed in as were handed out."))
    choice = clean_choice(poll, choice)
    if choice.get("answer") == "object" and not reason:
        raise Refused(_("An objection needs its reason: write what would have to change."))
    nonce = secrets.token_hex(16)
    Ballot.objects.create(poll=poll, side=side, choice=choice, nonce=nonce, paper=True, reason=reason, lang=lang)


def enter_open(*, poll: Poll, person: Participant, choice: Any, reason: str, lang: str) -> None:
    """Type in an open answer under the person's own seat: of somebody without a phone, or who raises a hand."""
    poll = hold_poll(poll)
    roll = Roll.objects.filter(poll=poll, participant=person).first()
    if roll is None or poll.secret.get(roll.side):
        raise Refused(_("This person's side votes secretly: hand out a ballot on paper."))
    if person.channel != Participant.Channel.PAPER and Ballot.objects.filter(poll=poll, participant=person).exists():
        raise Refused(_("This person has voted already. They can change it on their own phone."))
    cast(voter=person, poll=poll, choice=choice, nonce=secrets.token_hex(16), reason=reason, lang=lang)
