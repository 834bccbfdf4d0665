"""What a step does besides changing the state. Each is named in the workflow's table; Refused stops the step."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from proposals.models import Amendment, Author, Proposal, Referral
from proposals.programming.steps import check_launch, give_up
from proposals.verification.effects import EFFECTS as VERIFICATION
from proposals.writing.revisions import put_texts, record_revision, texts_of
from realtime.refusal import Refused

Reply = Author.Reply


def author_confirms(proposal: Proposal, *, actor: Any, **_details: Any) -> None:
    """Note that this author agrees with the wording."""
    own = Author.objects.filter(proposal=proposal, participant=actor.participant)
    own.update(answer=Reply.CONFIRMED, reason="", lang="")


def author_objects(proposal: Proposal, *, actor: Any, text: str = "", lang: str = "", **_details: Any) -> None:
    """Note what this author wants to be different."""
    if not text.strip():
        raise Refused(_("Say what should be different in the wording."))
    own = Author.objects.filter(proposal=proposal, participant=actor.participant)
    own.update(answer=Reply.OBJECTED, reason=text, lang=lang)


def ask_again(proposal: Proposal, *, actor: Any, title: str, body: str, lang: str, **_details: Any) -> None:
    """A new wording: whoever agreed with the old one is asked again."""
    publish(proposal, actor=actor, texts={"title": title, "body": body}, lang=lang)
    standing_authors(proposal).update(answer=Reply.ASKED, reason="", lang="")


def change_text(
    proposal: Proposal, *, actor: Any, title: str, body: str, lang: str, office: Any = None, **_details: Any
) -> None:
    """Another text, and another office when one is named."""
    publish(proposal, actor=actor, texts={"title": title, "body": body}, lang=lang)
    if office is not None and office != proposal.office:
        proposal.office, proposal.service = office, None  # the service belonged to the other office
    proposal.save(update_fields=["office", "service"])


def publish(
    proposal: Proposal, *, actor: Any, texts: dict[str, str], lang: str, note: str = "", restores: Any = None,
    **_details: Any,
) -> None:  # fmt: skip
    """Other texts, kept as a revision; fields that are not named stay."""
    _no_vote_on_a_change(proposal)
    proposal.lang = lang
    put_texts(proposal, texts)
    record_revision(proposal, actor=actor, note=note, restores=restores)


def publish_and_ask(proposal: Proposal, *, actor: Any, **details: Any) -> None:
    """Another wording of a draft: its other authors are asked whether it is what they mean."""
    before = texts_of(proposal)
    publish(proposal, actor=actor, **details)
    if texts_of(proposal) != before:
        authors = standing_authors(proposal)
        authors.exclude(participant=actor.participant).update(answer=Reply.ASKED, reason="", lang="")
        authors.filter(participant=actor.participant).update(answer=Reply.CONFIRMED, reason="", lang="")


def check_authors(proposal: Proposal, **_details: Any) -> None:
    """Conclude without waiting for everybody: somebody agreed and nobody objects."""
    answers = list(seated_authors(proposal).values_list("answer", flat=True))
    refusal = conclude_refusal(**{name: answers.count(name) for name in Reply.values})
    if refusal:
        raise Refused(refusal)


def conclude_refusal(*, asked: int, confirmed: int, objected: int) -> Any:
    """Return why a problem cannot be concluded, or None. Counts are of authors who have a seat."""
    if objected:
        return _("An author does not agree with the wording. Reword the problem first.")
    if asked and not confirmed:
        return _("No author has confirmed the wording yet.")
    # Nobody has a seat (cards on paper only): nobody can be asked by phone, so the host may conclude.
    return None


def everybody_agrees(proposal: Proposal) -> bool:
    """True when every author with a seat has confirmed, and there is at least one."""
    answers = list(seated_authors(proposal).values_list("answer", flat=True))
    return bool(answers) and set(answers) == {Reply.CONFIRMED}


def seated_authors(proposal: Proposal) -> Any:
    """Authors who can still be asked: they have a seat and it was not removed."""
    return standing_authors(proposal).filter(participant__isnull=False, participant__removed_at=None)


def standing_authors(proposal: Proposal) -> Any:
    """Its authors, without those who left, only ask to join or were not let in."""
    return proposal.authors.filter(standing=Author.Standing.AUTHOR)


def check_office(proposal: Proposal, **_details: Any) -> None:
    """No vote on a solution that nobody would have to answer, or whose words are being voted on."""
    _no_vote_on_a_change(proposal)
    if proposal.office_id is None:
        raise Refused(_("Choose the office that must answer before the vote opens."))
    if not proposal.links_out.filter(type="answers", to_proposal__state="confirmed").exists():
        raise Refused(_("A solution needs at least one confirmed problem that it answers."))


def _no_vote_on_a_change(proposal: Proposal) -> None:
    if proposal.amendments.filter(state=Amendment.State.VOTING).exists():
        raise Refused(_("A change to this text is being voted on. When that vote is over, you can go on here."))


def refer_adopted(proposal: Proposal, **_details: Any) -> None:
    """Both sides want it: the office has to answer."""
    _refer(proposal, Referral.Basis.ADOPTED)


def refer_supported(proposal: Proposal, **_details: Any) -> None:
    """The residents want it: the office has to answer all the same, by the same date."""
    _refer(proposal, Referral.Basis.SUPPORTED)


def _refer(proposal: Proposal, basis: str) -> None:
    if proposal.office is None:
        raise Refused(_("Choose the office that must answer before the vote opens."))
    # Without a signed commitment nobody promised anything, so there is no date and nobody is late.
    process, now = proposal.process, timezone.now()
    due = now + timedelta(days=process.response_days) if process.commitment_signed else None
    Referral.objects.create(
        proposal=proposal, office=proposal.office, sent_at=now, due_at=due, basis=basis, clock=due is not None
    )


def default_office(problems: list[Proposal]) -> Organisation | None:
    """The office all these problems concern, else the only one of the territory, else None (somebody must choose)."""
    named = {each.office_id: each.office for each in problems if each.office_id}
    if len(named) == 1:
        return next(iter(named.values()))
    offices = Organisation.objects.filter(
        territory=problems[0].process.territory_id, kind=Organisation.Kind.MUNICIPAL_OFFICE
    )[:2]
    return offices[0] if len(offices) == 1 else None


EFFECTS: dict[str, Callable[..., None]] = {
    "author_confirms": author_confirms,
    "author_objects": author_objects,
    "ask_again": ask_again,
    "change_text": change_text,
    "publish": publish,
    "publish_and_ask": publish_and_ask,
    "check_authors": check_authors,
    "check_office": check_office,
    "refer_adopted": refer_adopted,
    "refer_supported": refer_supported,
    "check_launch": check_launch,
    "give_up": give_up,
    **VERIFICATION,
}
