"""What the packet says in words: the document of the proposal, and the letter that goes with it by certified mail."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents import blocks as b
from documents.blocks import Block
from proposals.models import Proposal


def subject_of(proposal: Proposal) -> str:
    """Return the subject, on one line and without an end that a register would cut off anyhow."""
    facts = {"number": proposal.number, "title": proposal.title}
    return " ".join((_("Proposal no. %(number)s: %(title)s") % facts).split())


def document_of(
    proposal: Proposal, *, problems: list[Proposal], sections: Iterable[dict[str, str]], votes: list[str], address: str
) -> Block:
    """Return the data of the document; see documents/blocks.py."""
    sent, process, lang = proposal.referral, proposal.process, proposal.lang
    title = b.said(proposal.title, lang)
    blocks: list[Block] = [
        b.eyebrow(_("Proposal no. %(number)s") % {"number": proposal.number}),
        b.heading(title, 1),
        b.facts(_facts(proposal)),
    ]
    if proposal.body:
        blocks.append(b.paragraph(b.said(proposal.body, lang)))
    for each in sections:
        blocks += [b.heading(each["title"]), b.paragraph(b.said(each["text"], lang))]
    if problems:
        blocks += [b.heading(_("The problems it answers")), b.items([_problem(each) for each in problems])]
    if votes:
        blocks += [b.heading(_("How it was decided")), b.items(votes)]
    blocks += [b.heading(_("What is expected of the office")), b.paragraph(_expected(proposal))]
    return b.document(
        title=subject_of(proposal),
        author=process.territory.name,
        made=int(sent.sent_at.timestamp()),
        head=[[process.territory.name, " · ", b.said(process.title, process.lang)], sent.office.name],
        banner=process.territory.banner,
        page=_("Page %(n)s of %(m)s") % {"n": "{n}", "m": "{m}"},
        foot=b.code(address),
        blocks=blocks,
    )


def _facts(proposal: Proposal) -> list[tuple[str, Any]]:
    sent = proposal.referral
    rows = [
        (_("Process"), b.said(proposal.process.title, proposal.process.lang)),
        (_("Office concerned"), sent.office.name),
        (_("Service"), b.said(proposal.service.name, proposal.service.lang) if proposal.service else ""),
        (_("Kind of basis"), sent.get_basis_display()),
        (_("Sent"), _day(sent.sent_at)),
        (_("Due"), _day(sent.due_at)),
    ]
    return [(name, value) for name, value in rows if value]


def _problem(each: Proposal) -> Any:
    number = _("No. %(number)s") % {"number": each.number}
    return [number, " ", b.said(each.title, each.lang), *(["\n", b.said(each.body, each.lang)] if each.body else [])]


def _expected(proposal: Proposal) -> str:
    sent = proposal.referral
    if sent.due_at is None:
        return _("An answer with its reasons. No commitment was signed, so there is no date for it.")
    told = _(
        "An answer with its reasons, in public, by %(due)s. The time runs from %(sent)s, when it was sent, "
        "and not from the day on which it is registered."
    )
    return told % {"due": _day(sent.due_at), "sent": _day(sent.sent_at)}


def letter_of(proposal: Proposal, files: list[tuple[str, str]], *, address: str) -> str:
    """Return the text for the certified mail, ready to be pasted: the subject, an empty line, the letter."""
    sent, process = proposal.referral, proposal.process
    facts = {"office": sent.office.name, "process": process.title, "title": proposal.title, "day": _day(sent.sent_at)}
    opening = _(
        "To: %(office)s. In the process “%(process)s” the proposal “%(title)s” was sent to your office on %(day)s. "
        "The documents are attached."
    )
    lines = [
        _("Subject: %(subject)s") % {"subject": subject_of(proposal)},
        "",
        " ".join((opening % facts).split()),
        "",
        _expected(proposal),
        _("When you have registered it, write its number on the page of the packet: everybody can then see it."),
        "",
        address,
        "",
        _("Attached, each with its SHA-256 fingerprint:"),
        *(f"- {name}\n  {digest}" for name, digest in files),
        "",
    ]
    return "\n".join(lines)


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""
