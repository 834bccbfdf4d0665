"""What the pages show of the conversations beside a text: passages found again, comments, what a reader may do."""

import re
from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.models import Amendment, Comment, Proposal, Report, Thread
from proposals.texts.quoted import Anchor, anchor, find
from proposals.writing.amending import may_amend, section_title
from proposals.writing.revisions import fields_of, texts_of
from proposals.writing.talkers import (
    Key,
    hosts,
    is_writer,
    its_author,
    key_of,
    keys_of,
    not_second,
    open_to_talk,
    speaks,
)
from realtime.kept import Kept
from realtime.refusal import Invalid

State = Comment.State


def anchored(proposal: Proposal, section: str, quote: str) -> Anchor:
    """Return where the quoted words stand in the published section; refused when they stand nowhere in it."""
    if section not in fields_of(proposal.kind):
        raise Invalid(_("This text has no such section."), {"section": [_("This text has no such section.")]})
    if not quote.strip():
        return Anchor("", "", "")
    # Copied from a page, lines break elsewhere.
    words = r"\s+".join(re.escape(word) for word in quote.split())
    text = texts_of(proposal)[section]
    found = re.search(words, text)
    if found is None:
        gone = _("These words do not stand in this section. Copy them from the text, or leave the passage empty.")
        raise Invalid(gone, {"quote": [gone]})
    return anchor(text, *found.span())


def is_paused(thread: Thread) -> bool:
    """Tell whether nobody may say anything in it now."""
    return thread.paused_until is not None and thread.paused_until > timezone.now()


def threads_by_section(proposal: Proposal, actor: Any, lang: str) -> list[dict[str, Any]]:
    """Return `{key, title, threads}` for each section with conversations, in a fixed number of queries."""
    comments = Comment.objects.select_related("hiding")
    threads = list(proposal.threads.prefetch_related(Prefetch("comments", comments)))
    reader = Reader(proposal, actor, threads)
    texts = texts_of(proposal)
    return [
        {
            "key": field,
            "title": section_title(proposal.kind, field, lang),
            "threads": [reader.thread(each, texts[field]) for each in threads if each.section == field],
        }
        for field in fields_of(proposal.kind)
        if any(each.section == field for each in threads)
    ]


class Reader:
    """Whoever reads: what they are shown of each thread and comment, and what they may do with it."""

    def __init__(self, proposal: Proposal, actor: Any, threads: list[Thread]):
        self.actor = actor
        self.hosting = hosts(actor, proposal=proposal) is None
        self.speaking = speaks(actor, proposal=proposal) is None
        self.settling = self.hosting or its_author(actor, proposal=proposal) is None
        self.open = open_to_talk(actor, proposal=proposal) is None
        rows = [comment for thread in threads for comment in thread.comments.all()]
        asked = [each.hiding for each in rows if getattr(each, "hiding", None)]
        self.keys = keys_of(each.first for each in asked)
        self.own: Key | None = key_of(actor) if self.speaking and asked else None
        told = Report.objects.filter(comment__thread__proposal=proposal, actor_key=actor.key)
        self.reported = set(told.values_list("comment", flat=True)) if self.speaking else set()

    def thread(self, thread: Thread, text: str) -> dict[str, Any]:
        """Return the thread with its passage as it reads now ("" when gone), its comments, and what may be done."""
        found = find(text, Anchor(thread.quote, thread.before, thread.after)) if thread.quote else None
        paused = is_paused(thread)
        return {
            "row": thread,
            "passage": text[slice(*found)] if found else "",
            "paused": paused,
            "comments": [self.comment(each) for each in thread.comments.all()],
            "can_add": self.speaking and self.open and not paused and not thread.resolved_at,
            "can_settle": self.settling,
            "can_pause": self.hosting,
        }

    def comment(self, comment: Comment) -> dict[str, Any]:
        """Return one comment. Hidden words are for hosts and their writer, withdrawn ones for nobody."""
        mine = is_writer(self.actor, comment)
        readable = comment.state == State.SHOWN or (comment.state == State.HIDDEN and (self.hosting or mine))
        asked = getattr(comment, "hiding", None)
        waiting = asked is not None and asked.hidden_at is None and comment.state == State.SHOWN
        shown = comment.state == State.SHOWN
        return {
            "row": comment,
            "text": comment.text if readable else "",
            "why": asked.reason if asked and comment.state == State.HIDDEN else "",
            "asked": asked.reason if asked and waiting and self.speaking else "",
            "mine": mine,
            "can_withdraw": mine and comment.state != State.WITHDRAWN,
            "can_report": self.speaking and shown and not mine and comment.pk not in self.reported,
            "reported": comment.pk in self.reported,
            "can_ask": self.speaking and shown and not waiting,
            "can_hide": waiting and self._may_agree(asked.first) if asked else False,
            "can_show": self.hosting and comment.state == State.HIDDEN,
        }

    def _may_agree(self, first: str) -> bool:
        return self.own is not None and not_second(self.own, self.keys[first], hosting=self.hosting) is None


CHANGES = Kept(
    lambda proposal: Amendment.objects.filter(proposal=proposal).order_by().values("state").annotate(n=Count("id"))
    .values_list("state", "n")
)  # fmt: skip
SAID = Kept(
    lambda proposal: Comment.objects.filter(thread__proposal=proposal, state=State.SHOWN).order_by().values("state")
    .annotate(n=Count("id")).values_list("state", "n")
)  # fmt: skip


def beside(proposal: Proposal, actor: Any) -> dict[str, Any]:
    """Return what stands beside a proposal: how many amendments and comments, where they are, two queries."""
    seat = f"?seat={actor.participant.pk}" if actor.participant else ""
    states = dict(CHANGES(proposal.pk))
    changes = {"all": sum(states.values()), "open": states.get(Amendment.State.OPEN, 0)}
    said = sum(n for _state, n in SAID(proposal.pk))
    may = may_amend(actor, proposal=proposal) is None
    return {
        "amendments": {**changes, "url": reverse("proposal_amendments", args=[proposal.pk]) + seat},
        "talk": {"comments": said, "url": reverse("proposal_talk", args=[proposal.pk]) + seat},
        "amend": reverse("proposal_amend", args=[proposal.pk]) + seat if may else "",
    }
