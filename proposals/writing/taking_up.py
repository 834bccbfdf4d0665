"""Deciding an amendment: taken up exactly as shown, refused with a reason, or decided by a vote. Inside run()."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models import Amendment
from proposals.workflow import move, say, step
from proposals.writing.amending import OPEN, Outcome, outcome_of
from proposals.writing.revisions import latest_revision, most_of
from realtime.refusal import Refused

State = Amendment.State


def check_open(amendment: Amendment) -> None:
    """Raise Refused when it is decided already, or is being decided by a vote."""
    if amendment.state != OPEN:
        raise Refused(_("This amendment is no longer open: %(state)s.") % {"state": amendment.get_state_display()})


def check_fits(amendment: Amendment, outcome: Outcome) -> None:
    """Raise Refused with what stands in the way of taking it up as it is."""
    if not outcome.exact:
        raise Refused(_("The text was changed at the same place. Write it together, or say why you do not take it up."))
    if not outcome.changes:
        raise Refused(_("The text says this already. There is nothing to take up."))
    if len(outcome.text) > most_of(amendment.proposal.kind)[amendment.section]:
        raise Refused(_("With this amendment the section would be too long. Shorten the text first."))


def take_up(*, actor: Any, amendment: Amendment, outcome: Outcome, by_vote: bool = False) -> None:
    """Publish the text with the amendment in it, as a new version."""
    proposal = amendment.proposal
    with translation.override(proposal.lang):  # it stands among the words of the text
        note = gettext("Amendment %(number)s was taken up.") % {"number": amendment.number}
    move(proposal, "revise", actor=actor, texts={amendment.section: outcome.text}, lang=proposal.lang, note=note)
    told = None if by_vote else actor
    decide(actor=told, amendment=amendment, state=State.ACCEPTED, revision=latest_revision(proposal))


def decide(*, actor: Any, amendment: Amendment, state: str, answer: str = "", revision: Any = None) -> None:
    """Write what became of it, and who said so; `actor` None: a vote."""
    amendment.state, amendment.answer, amendment.revision = state, answer, revision
    amendment.answered_at = timezone.now()
    amendment.answered_by = actor and actor.participant
    amendment.answered_person = actor.person if actor and not actor.participant else None
    amendment.save()


def put_to_the_vote(amendment: Amendment) -> Outcome:
    """Leave the decision to a vote on exactly this text; until then nobody takes it up and the text stays."""
    check_open(amendment)
    step(amendment.proposal, "revise")
    if amendment.proposal.amendments.filter(state=State.VOTING).exists():
        raise Refused(_("Another change to this text is being voted on. One after the other."))
    outcome = outcome_of(amendment)
    check_fits(amendment, outcome)
    amendment.state = State.VOTING
    amendment.save(update_fields=["state"])
    say(amendment.proposal, "proposal.changed")
    return outcome


def settle_by_vote(*, actor: Any, amendment: Amendment, adopted: bool | None, shown: str) -> bool:
    """Do what the vote decided; `adopted` None: it decided nothing, and the amendment is open again.

    Returns whether the text was changed. `shown`: the digest of the text that people voted on.
    """
    amendment.state = OPEN
    amendment.save(update_fields=["state"])
    if adopted is None:
        say(amendment.proposal, "proposal.changed")
        return False
    if not adopted:
        with translation.override(amendment.proposal.lang):
            answer = gettext("It was put to the vote and not adopted by both sides.")
        decide(actor=None, amendment=amendment, state=State.REFUSED, answer=answer)
        say(amendment.proposal, "proposal.changed")
        return False
    try:
        # Nothing is published while it is voted on; but the proposal may have been withdrawn or merged.
        step(amendment.proposal, "revise")
        outcome = outcome_of(amendment)
        check_fits(amendment, outcome)
    except Refused:
        say(amendment.proposal, "proposal.changed")
        return False
    if outcome.shown != shown:
        say(amendment.proposal, "proposal.changed")
        return False
    take_up(actor=actor, amendment=amendment, outcome=outcome, by_vote=True)
    return True
