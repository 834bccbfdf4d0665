"""Who may speak beside a text, settle, pause and hide: the rules of its conversations, and the two keys of hiding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import DeviceSeat, Participant
from people.rules import Reason, Rule, facilitator_of, seated_in_process
from proposals.models import Comment, Proposal, Thread
from proposals.rules import RULES
from proposals.shapes import Words
from proposals.texts.clean import clean

CLOSED = (Proposal.State.WITHDRAWN, Proposal.State.MERGED)


class Said(Words):
    """What a person writes for others to read: nothing hidden between its letters, and never empty."""

    def to_internal_value(self, data: Any) -> str:
        text = clean(super().to_internal_value(data)).strip()
        if not text:
            self.fail("blank")
        return text


def proposal_of(
    *, proposal: Proposal | None = None, thread: Thread | None = None, comment: Comment | None = None, **_rest: Any
) -> Proposal:
    """Return the text that the conversation stands beside."""
    thread = comment.thread if comment else thread
    found = thread.proposal if thread else proposal
    assert found is not None
    return found


hosts: Rule = facilitator_of(lambda **targets: proposal_of(**targets).process.territory)
speaks: Rule = seated_in_process(lambda **targets: proposal_of(**targets).process) | hosts


@Rule
def open_to_talk(_actor: Any, **targets: Any) -> Reason:
    """The text was neither taken back nor merged."""
    if proposal_of(**targets).state in CLOSED:
        return _("This text was taken back or merged: nobody comments on it any more.")
    return None


@Rule
def its_author(actor: Any, **targets: Any) -> Reason:
    """A participant who stands under the text."""
    return RULES["author"](actor, proposal=proposal_of(**targets))


@Rule
def wrote_it(actor: Any, *, comment: Comment, **_targets: Any) -> Reason:
    """Whoever wrote the comment."""
    return None if is_writer(actor, comment) else _("Only who wrote this comment can withdraw it.")


def is_writer(actor: Any, comment: Comment) -> bool:
    """Tell whether the actor wrote it: on the same seat, or with the same account."""
    if comment.participant_id:
        seat = actor.participant
        return seat is not None and seat.removed_at is None and seat.pk == comment.participant_id
    return actor.person is not None and actor.person.pk == comment.person_id


@dataclass(frozen=True)
class Key:
    """Somebody who asks for hiding or agrees: every name they are known by, and the side they sit on ("": none)."""

    names: frozenset[str]
    side: str


def keys_of(stored: Iterable[str]) -> dict[str, Key]:
    """Return {actor key: Key} in two queries, however many. A seat brings its person and its phones."""
    stored = set(stored)
    seats = [name.removeprefix("seat:") for name in stored if name.startswith("seat:")]
    if not seats:
        return {name: Key(frozenset({name}), "") for name in stored}
    phones: dict[str, set[str]] = defaultdict(set)
    for seat, device in DeviceSeat.objects.filter(participant__in=seats).values_list("participant", "device"):
        phones[seat].add(f"device:{device}")
    known = {f"seat:{row.pk}": row for row in Participant.objects.filter(pk__in=seats)}
    found = {}
    for name in stored:
        row = known.get(name)
        person = {f"person:{row.person_id}"} if row and row.person_id else set()
        own = phones[row.pk] if row else set()
        found[name] = Key(frozenset({name} | person | own), row.side if row else "")
    return found


def key_of(actor: Any) -> Key:
    """Return the key of whoever acts now: seat, account and phone are one person."""
    mine = keys_of([actor.key])[actor.key]
    also = {f"person:{actor.person.pk}"} if actor.person else set()
    also |= {f"device:{actor.device.pk}"} if actor.device else set()
    return Key(mine.names | also, mine.side)


def not_second(second: Key, first: Key, *, hosting: bool) -> Reason:
    """Return why this person may not be the second key, or None. One person with two seats or an account is one."""
    if second.names & first.names:
        return _("A second person has to agree: somebody else than who asked.")
    if hosting or second.side != first.side:
        return None
    return _("Somebody of another side, or who hosts, has to agree.")


@Rule
def second_key(actor: Any, *, comment: Comment, **_targets: Any) -> Reason:
    """Another person than who asked: somebody who hosts, or who sits on another side."""
    asked = getattr(comment, "hiding", None)
    if asked is None:
        return _("Nobody has asked to hide this comment.")
    hosting = hosts(actor, comment=comment) is None
    return not_second(key_of(actor), keys_of([asked.first])[asked.first], hosting=hosting)
