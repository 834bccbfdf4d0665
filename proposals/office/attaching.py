"""Files beside a proposal or an answer: which are taken, how they are made harmless, who may add and take away."""

import hashlib
import re
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.rules import Reason, Rule
from proposals.models import Attachment, AttachmentContent, Proposal
from proposals.office.pictures import Broken, bare
from proposals.office.rating import last_answer
from proposals.queries import proposals_for
from proposals.rules import RULES
from proposals.texts.clean import clean
from proposals.workflow import may, move, say
from realtime.refusal import Refused

MOST_BYTES = 5 * 1024 * 1024
MOST = 10  # of one proposal, with those of its answers
ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
FORGOTTEN = timedelta(hours=1)  # after which a file that no command named is thrown away
LONGEST = 120  # characters of a name
# What a PDF can do besides being read. Compressed parts hide it from us: so files are also never opened on our pages.
STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.S)  # letters meet by chance in what is compressed
ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)\b")
NOT_TAKEN = _("Only PDF, PNG and JPEG files can be added.")
TOO_LARGE = _("This file is too large: at most 5 MB. Make it smaller and send it again.")
BROKEN = _("This picture is not whole. Save it again and send it once more.")
ACTIVE = _("This PDF does more than show pages: it carries a program or other files. Save it as a plain PDF.")
ENOUGH = _("There are 10 files already: that is the most for one proposal.")


def kind_of_file(data: bytes) -> str | None:
    """Return the media type of a file that is taken, by its first bytes and whatever it is called; else None."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return None


def harmless(data: bytes) -> tuple[str, bytes]:
    """Return (kind, the file as it is kept): pictures without place, camera or words. Raises Refused with why."""
    kind = kind_of_file(data)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if kind is None:
        raise Refused(NOT_TAKEN)
    if kind == "application/pdf":
        if ACTS.search(STREAM.sub(b"", data)):
            raise Refused(ACTIVE)
        return kind, data
    try:
        return kind, bare(kind, data)
    except Broken:
        raise Refused(BROKEN) from None


def name_of(name: str, kind: str) -> str:
    """Return a name that deceives nobody: one line, no folders, nothing invisible, the ending it really has."""
    line = " ".join(clean(name.replace("\\", "/")).split()).rpartition("/")[2]
    line = re.sub(r"[\x00-\x1f\x7f\"<>|:*?\u200e\u200f\u061c]", "", line).strip(" .")
    stem, dot, ending = line.rpartition(".")
    known = {"application/pdf": {"pdf"}, "image/png": {"png"}, "image/jpeg": {"jpg", "jpeg"}}[kind]
    if dot and stem and ending.lower() in known:
        return f"{stem[: LONGEST - 1 - len(ending)]}.{ending.lower()}"
    return f"{line[: LONGEST - 5] or 'file'}{ENDINGS[kind]}"


def put_down(*, actor: Any, proposal: Proposal, name: str, data: bytes, to_answer: bool) -> Attachment:
    """Store a file that nobody sees yet: `attachment.keep` then names it. Raises Refused."""
    answer = last_answer(proposal) if to_answer else None
    if to_answer and answer is None:
        raise Refused(_("There is no answer yet."))
    kind, body = harmless(data)
    put_down_by(actor).filter(at__lt=timezone.now() - FORGOTTEN).delete()
    made = Attachment.objects.create(
        proposal=proposal,
        answer=answer,
        name=name_of(name, kind),
        kind=kind,
        size=len(body),
        digest=hashlib.sha256(body).hexdigest(),
        person=None if actor.participant is not None else actor.person,
        participant=actor.participant,
    )
    AttachmentContent.objects.create(attachment=made, body=body)
    return made


def keep(*, actor: Any, attachment: Attachment) -> None:
    """Show it beside the proposal or the answer. Inside run() only."""
    if attachment.ready:
        raise Refused(_("This file was added already."))
    if shown_of(attachment.proposal).filter(removed_at=None).count() >= MOST:
        raise Refused(ENOUGH)
    attachment.ready, attachment.at = True, timezone.now()
    attachment.save(update_fields=["ready", "at"])
    move(attachment.proposal, verb_of(attachment), actor=actor)


def take_away(*, actor: Any, attachment: Attachment) -> None:
    """The bytes and the name are gone; a line stays that says so. Inside run() only."""
    proposal = attachment.proposal
    if attachment.answer_id is None and _counted_on(proposal, attachment):
        raise Refused(_("People have voted or the office has answered with this file before them: it stays."))
    AttachmentContent.objects.filter(attachment=attachment).delete()
    attachment.name, attachment.removed_at = "", timezone.now()
    attachment.save(update_fields=["name", "removed_at"])
    say(proposal, "proposal.changed")


def _counted_on(proposal: Proposal, attachment: Attachment) -> bool:
    decisions = ("vote", "accept", "accept_in_part", "decline")
    return proposal.moves.filter(verb__in=decisions, at__gte=attachment.at).exists()


def verb_of(attachment: Attachment) -> str:
    return "attach" if attachment.answer_id is None else "document"


@Rule
def may_keep(actor: Any, *, attachment: Attachment, **_targets: Any) -> Reason:
    """Whoever sent the file: an author or a host beside the proposal, an official of the office beside its answer."""
    return may(verb_of(attachment))(actor, proposal=attachment.proposal)


@Rule
def may_take_away(actor: Any, *, attachment: Attachment, **_targets: Any) -> Reason:
    """Whoever added it, as long as they may still add files here; beside an answer, an official of the office."""
    name = "proposer" if attachment.answer_id is None else "office"
    return RULES[name](actor, proposal=attachment.proposal)


def shown_of(proposal: Proposal) -> QuerySet[Attachment]:
    """What was added to a proposal and to its answers, also what was taken away again."""
    return Attachment.objects.filter(proposal=proposal, ready=True)


def attachments_for(actor: Any) -> QuerySet[Attachment]:
    """Files beside the proposals that the actor may read."""
    seen = proposals_for(actor).order_by().values("pk")
    return Attachment.objects.filter(ready=True, removed_at=None, proposal__in=seen)


def put_down_by(actor: Any) -> QuerySet[Attachment]:
    """Files that the actor has sent and that stand nowhere yet."""
    return _own(actor).filter(ready=False)


def added_by(actor: Any) -> QuerySet[Attachment]:
    """Files that the actor has added and that are still there."""
    return _own(actor).filter(ready=True, removed_at=None)


def _own(actor: Any) -> QuerySet[Attachment]:
    mine = Q(pk__in=[])
    if actor.participant is not None:
        mine |= Q(participant=actor.participant)
    if actor.person is not None:
        mine |= Q(person=actor.person)
    return Attachment.objects.filter(mine).select_related(
        "answer", "proposal__process__territory", "proposal__office", "proposal__referral"
    )
