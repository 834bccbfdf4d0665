"""Amendments as pages and commands see them: what one would make of the text now, and what stands in its way."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.keys import plain_hash
from people.rules import Reason, Rule, seated_in_process
from proposals.models import Amendment, Proposal, Revision
from proposals.queries import amendments_near
from proposals.texts.clean import clean
from proposals.texts.merge import Conflict
from proposals.texts.replace import applied
from proposals.texts.sections import sections_of
from proposals.workflow import step
from proposals.writing.drafts import may_write
from proposals.writing.revisions import TITLE, fields_of, latest_revision, most_of, texts_of
from realtime.command import Actor, Reach
from realtime.refusal import Invalid, Missing, Refused

OPEN = Amendment.State.OPEN
AGAIN = gettext_lazy("An amendment is not amended. Propose another one to the text itself.")


@Rule
def open_to_changes(_actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """The text may be revised in the state it is in."""
    try:
        step(proposal, "revise")
    except Refused as no:
        return no.reason
    return None


may_amend: Rule = seated_in_process(lambda proposal, **_: proposal.process) & open_to_changes


@Rule
def may_decide(actor: Any, *, amendment: Amendment, **_targets: Any) -> Reason:
    """Whoever may publish a new version of the text."""
    return may_write(actor, proposal=amendment.proposal)


@Rule
def proposed_it(actor: Any, *, amendment: Amendment, **_targets: Any) -> Reason:
    """Whoever proposed the amendment."""
    seat = actor.participant
    if seat is not None and seat.removed_at is None and seat.pk == amendment.participant_id:
        return None
    return _("Only who proposed this amendment can withdraw it.")


class TextReach(Reach):
    """The text that is to be amended. The id of an amendment gets a sentence of its own."""

    def reach(self, actor: Actor, value: Any) -> Any:
        try:
            return super().reach(actor, value)
        except Missing:
            if amendments_near(actor).filter(pk=value).exists():
                raise Refused(AGAIN) from None
            raise


@dataclass(frozen=True)
class Outcome:
    """The section as it would be. Where there are conflicts (base, now, proposed) nobody may take it up blindly."""

    section: str
    now: str
    text: str
    conflicts: tuple[Conflict, ...]

    @property
    def exact(self) -> bool:
        return not self.conflicts

    @property
    def changes(self) -> bool:
        return self.text != self.now

    @property
    def shown(self) -> str:
        """What a form sends back: that the reader saw exactly this text."""
        return plain_hash(f"{self.section}\0{self.text}")


def outcome_of(amendment: Amendment, now: str | None = None) -> Outcome:
    """Return what the amendment makes of its section as it is published, or of `now`."""
    section = amendment.section
    current = texts_of(amendment.proposal)[section] if now is None else now
    made = applied(current, amendment.base.texts.get(section, ""), amendment.text)
    return Outcome(section, current, clean(made.text), made.conflicts)


def competing(amendment: Amendment, outcome: Outcome) -> list[Amendment]:
    """Return the other open amendments that fit the text now, and no longer would when this one is taken up."""
    others = amendment.proposal.amendments.filter(state=OPEN, section=amendment.section).exclude(pk=amendment.pk)
    if not outcome.exact:
        return []
    return [
        each
        for each in others.select_related("base", "participant")
        if outcome_of(each, outcome.now).exact and not outcome_of(each, outcome.text).exact
    ]


def base_of(proposal: Proposal, number: int | None) -> Revision:
    """Return the version somebody had before their eyes; the last one when they do not say."""
    if number is None:
        return latest_revision(proposal)
    found = proposal.revisions.filter(number=number).first()
    if found is None:
        raise Invalid(_("There is no such version."), {"base": [_("There is no such version.")]})
    return found


def checked(proposal: Proposal, section: str, text: str, base: Revision) -> str:
    """Return the text as it would be published. Refuses an unknown section, what is too long, and no change at all."""
    if section not in fields_of(proposal.kind):
        raise Invalid(_("This text has no such section."), {"section": [_("This text has no such section.")]})
    text, most = clean(text), most_of(proposal.kind)[section]
    if section == TITLE:
        text = " ".join(text.split())
        if not text:
            raise _wrong(_("Write a title."))
    if len(text) > most:
        longer = _("This text is too long: at most %(most)s characters. Shorten it and send it again.")
        raise _wrong(longer % {"most": most})
    if text in (clean(base.texts.get(section, "")), clean(texts_of(proposal)[section])):
        raise _wrong(_("Your text says the same as the one that stands there. Change it first."))
    return text


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, {"text": [sentence]})


def section_title(kind: str, section: str, lang: str) -> str:
    """Return the title of a field as its guide says it."""
    titles = {each.key: each.title_in(lang) for each in sections_of(kind)}
    return titles.get(section) or _("Title")
