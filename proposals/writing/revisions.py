"""What a proposal says as one dict of texts, and the record of every published state. Inside run() only."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from proposals.models import Merge, Proposal, Revision, Section
from proposals.texts.clean import clean
from proposals.texts.sections import FIRST, sections_of
from realtime.coediting.texts import erase_text, replace_text
from realtime.kept import Kept
from realtime.models import SharedText

Texts = dict[str, str]  # "title", "body" and the keys of the other sections
TITLE = "title"


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of proposal, in order: the title, then its sections."""
    return (TITLE, *(section.key for section in sections_of(kind)))


def most_of(kind: str) -> dict[str, int]:
    """Return how many characters each field may have."""
    return {TITLE: 200, **{section.key: section.most for section in sections_of(kind)}}


WRITTEN = Kept(lambda proposal: Section.objects.filter(proposal=proposal).values_list("key", "text"))


def texts_of(proposal: Proposal) -> Texts:
    """Return every field as it is published now; "" where nothing stands."""
    written: dict[str, str] = dict(WRITTEN(proposal.pk))
    own = {TITLE: proposal.title, FIRST: proposal.body}
    return {field: own.get(field, written.get(field, "")) for field in fields_of(proposal.kind)}


def put_texts(proposal: Proposal, texts: Texts) -> None:
    """Publish these fields, cleaned; those that are not named stay. The proposal's row is saved too."""
    texts = {field: clean(text) for field, text in texts.items()}
    proposal.title = texts.pop(TITLE, proposal.title)
    proposal.body = texts.pop(FIRST, proposal.body)
    proposal.save(update_fields=["title", "body", "lang"])
    for key, text in texts.items():
        if text:
            Section.objects.update_or_create(proposal=proposal, key=key, defaults={"text": text})
        else:
            Section.objects.filter(proposal=proposal, key=key).delete()


def record_revision(
    proposal: Proposal, *, actor: Any, note: str = "", restores: Revision | None = None
) -> Revision | None:
    """Keep the state that is published now; None when it says the same as the last. The working text follows it."""
    texts, last = texts_of(proposal), proposal.revisions.order_by("number").last()
    if last is not None and (last.texts, last.lang) == (texts, proposal.lang):
        return None
    number = (proposal.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Revision.objects.create(
        proposal=proposal, number=number, texts=texts, lang=proposal.lang, note=note, restores=restores,
        participant=actor.participant, person=None if actor.participant else actor.person,
    )  # fmt: skip
    _follow(proposal, last.texts if last else {}, texts)
    return made


def latest_revision(proposal: Proposal) -> Revision:
    """Return the last published state. Of a proposal from before there were revisions it is kept now."""
    found = proposal.revisions.order_by("number").last()
    if found is not None:
        return found
    return Revision.objects.create(proposal=proposal, number=1, texts=texts_of(proposal), lang=proposal.lang)


def erase_what_hangs_on(ids: Iterable[str]) -> None:
    """Take away what the rows of these proposals leave behind when they are gone: working texts, merges of nothing."""
    for key in ids:
        erase_text(text=f"proposal:{key}")
    Merge.objects.filter(parts=None).delete()


def working_text(proposal: Proposal) -> str:
    """Return the name of the text in which people write together before they publish."""
    return f"proposal:{proposal.pk}"


def _follow(proposal: Proposal, before: Texts, after: Texts) -> None:
    """What was published elsewhere (in the room, by an amendment) stands in the working text too."""
    name = working_text(proposal)
    if not SharedText.objects.filter(pk=name).exists():
        return
    for field, text in after.items():
        if before.get(field, "") != text:
            replace_text(text=name, field=field, before=before.get(field, ""), after=text)
