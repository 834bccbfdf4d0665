"""The register of personal data: every field that says something of a person, why it is kept and for how long.

A test reads the models: a text field that stands in neither list fails it. The privacy page shows the first list.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    """Why a field is kept, and until when. Both are whole sentences for the privacy page."""

    purpose: Any
    until: Any


ACCOUNT = _("As long as the account exists.")
PROCESS = _("Until the process is closed, then without any link to the person.")
ERASED = _("Until the person asks to be forgotten: then it says “author withdrawn”.")
CLOSING = _("Until the room or the poll is closed.")
PUBLIC_ACT = _("As long as the public act it belongs to.")
MONTH = _("30 days.")

PERSONAL = {
    "people.Person.email": Kept(_("To send the log-in code."), ACCOUNT),
    "people.Person.password": Kept(_("Unused: people log in by code. Holds no password."), ACCOUNT),
    "people.Person.display_name": Kept(_("The name shown to others, chosen by the person."), ACCOUNT),
    "people.Person.lang": Kept(_("To write to the person in their language. Never exported."), ACCOUNT),
    "people.PrintedCode.code_hash": Kept(_("To recognise a printed log-in code."), MONTH),
    "people.Role.role": Kept(_("To know what a person may do in a territory."), ACCOUNT),
    "people.Membership.role": Kept(_("To know for which organisation a person speaks."), ACCOUNT),
    "people.Participant.nickname": Kept(_("To call somebody in the room without using their name."), PROCESS),
    "people.Participant.side": Kept(_("To count both sides apart. It stands on the ticket."), PROCESS),
    "people.Participant.lang": Kept(_("To show the room in the person's language. Never exported."), PROCESS),
    "people.Participant.channel": Kept(_("To know who has no phone and must be asked aloud."), PROCESS),
    "people.Device.token_hash": Kept(_("To recognise a phone that was let in."), PROCESS),
    "people.Ticket.side": Kept(_("To give the seat its side."), CLOSING),
    "people.Ticket.secret_hash": Kept(_("To recognise the ticket."), CLOSING),
    "people.Ticket.code_hash": Kept(_("To recognise the typed code."), CLOSING),
    "people.Ticket.device_ref": Kept(_("To let a phone in whose first answer was lost."), CLOSING),
    "people.Ticket.state": Kept(_("To let every ticket in only once."), CLOSING),
    "realtime.Done.actor": Kept(_("To carry out a repeated message only once."), MONTH),
    "realtime.Done.ref": Kept(_("To carry out a repeated message only once."), MONTH),
    "realtime.Done.digest": Kept(_("To notice a repeated message with another content."), MONTH),
    "realtime.Done.answer": Kept(_("To give a repeated message the same answer."), MONTH),
    "realtime.Done.undo": Kept(_("To take back the last act."), MONTH),
    "realtime.TextUpdate.update": Kept(_("What people write together before they publish it."), ERASED),
    "realtime.Presence.body": Kept(
        _("To count together who is in the room, and to say who is writing, when several servers share it."), CLOSING
    ),
    "proposals.Author.label": Kept(_("To name an author without a seat, as they wished."), ERASED),
    "proposals.Author.answer": Kept(_("To know whether an author agrees with the wording."), PROCESS),
    "proposals.Author.reason": Kept(_("To reword a problem as its author means it."), PROCESS),
    "proposals.Author.lang": Kept(_("To show the reason in the right direction and voice."), PROCESS),
    "proposals.Author.standing": Kept(_("To know who asks to join the authors, and who left them."), PROCESS),
    "proposals.Author.left_why": Kept(_("To say why somebody left the authors or could not join them."), PROCESS),
    "proposals.Author.left_lang": Kept(_("To show the reason in the right direction and voice."), PROCESS),
    "proposals.Signature.how": Kept(_("To say how an association asked its members."), PUBLIC_ACT),
    "proposals.Signature.lang": Kept(_("To show the reason in the right direction and voice."), PUBLIC_ACT),
    "proposals.Signature.withdrawn_why": Kept(_("To say why an association withdrew its signature."), PUBLIC_ACT),
    "proposals.Merge.title": Kept(_("What people decided to say together."), ERASED),
    "proposals.Merge.body": Kept(_("What people decided to say together."), ERASED),
    "proposals.Merge.reason": Kept(_("To say why several proposals belong together."), ERASED),
    "proposals.Merge.actor_key": Kept(_("To know who took a step, in case of a complaint."), ERASED),
    "proposals.MergeReply.reason": Kept(_("To say why proposals stay apart."), PROCESS),
    "proposals.Move.actor_key": Kept(_("To know who took a step, in case of a complaint."), ERASED),
    "proposals.Move.actor_label": Kept(_("To name the facilitator or official who took a step."), PUBLIC_ACT),
    "proposals.Move.reason": Kept(_("To say why a step was taken."), PUBLIC_ACT),
    "proposals.Answer.reasons": Kept(_("The municipality's reasons, signed by an official."), PUBLIC_ACT),
    "proposals.Answer.criteria": Kept(_("The municipality's reasons, signed by an official."), PUBLIC_ACT),
    "proposals.Rejoinder.text": Kept(_("What the proposers answered back to the office, in public."), PUBLIC_ACT),
    "proposals.Rejoinder.lang": Kept(_("To show the reason in the right direction and voice."), PUBLIC_ACT),
    "proposals.Programme.civic_lead": Kept(_("To name who follows the intervention, as they wished."), PUBLIC_ACT),
    "proposals.Section.text": Kept(_("What people decided to say together."), ERASED),
    "proposals.Revision.texts": Kept(_("To show what was changed, and to go back to an earlier version."), ERASED),
    "proposals.Revision.note": Kept(_("To say in a few words what was changed."), ERASED),
    "proposals.Amendment.text": Kept(_("How a person would write the text."), ERASED),
    "proposals.Amendment.lang": Kept(_("To show the proposed words in the right direction and voice."), ERASED),
    "proposals.Amendment.reason": Kept(_("To say why the text should change."), ERASED),
    "proposals.Amendment.answer": Kept(_("To say why a change was not taken up."), PUBLIC_ACT),
    "proposals.Thread.quote": Kept(_("To show which words a conversation is about."), ERASED),
    "proposals.Thread.before": Kept(_("To find the passage again when the text has changed."), ERASED),
    "proposals.Thread.after": Kept(_("To find the passage again when the text has changed."), ERASED),
    "proposals.Thread.pause_reason": Kept(_("To say why a conversation pauses."), PUBLIC_ACT),
    "proposals.Comment.text": Kept(_("What a person wanted to say beside a text."), ERASED),
    "proposals.Comment.lang": Kept(_("To show the comment in the right direction and voice."), ERASED),
    "proposals.Comment.side": Kept(_("To show from which side a comment comes, without a name."), ERASED),
    "proposals.Comment.state": Kept(_("To keep a hidden or withdrawn comment hidden."), ERASED),
    "proposals.Report.actor_key": Kept(_("To let everybody report a comment only once."), PROCESS),
    "proposals.Report.reason": Kept(_("To let those who host judge what was reported."), PROCESS),
    "proposals.Hiding.reason": Kept(_("To say to everybody why a comment is hidden."), ERASED),
    "proposals.Hiding.first": Kept(_("To know who asked that a comment be hidden, in case of a complaint."), ERASED),
    "proposals.Hiding.second": Kept(_("To know who agreed that a comment be hidden, in case of a complaint."), ERASED),
    "proposals.Proposal.title": Kept(_("What people decided to say together."), ERASED),
    "proposals.Proposal.body": Kept(_("What people decided to say together."), ERASED),
    "deliberation.Card.text": Kept(_("What a person wanted to say in the room."), ERASED),
    "deliberation.Card.lang": Kept(_("To show the card in the right direction and voice."), ERASED),
    "deliberation.Card.side": Kept(_("To see whether both sides are heard."), ERASED),
    "deliberation.Card.channel": Kept(_("To know that a card came on paper."), ERASED),
    "deliberation.Card.state": Kept(_("To keep a hidden or withdrawn card hidden."), ERASED),
    "deliberation.Card.hidden_reason": Kept(_("To tell the author why a card was hidden."), ERASED),
    "deliberation.CardTranslation.text": Kept(_("To let others read the card."), ERASED),
    "deliberation.CardTranslation.lang": Kept(_("To show the translation in the right direction and voice."), ERASED),
    "deliberation.VoiceNote.sound": Kept(_("To write down what somebody said instead of writing."), CLOSING),
    "deliberation.VoiceNote.kind": Kept(_("To play the recording."), CLOSING),
    "deliberation.Stance.vote": Kept(_("To find what people on every side agree on."), ERASED),
    "deliberation.Seat.state": Kept(_("To know who is in the room when a vote opens."), CLOSING),
    "deliberation.Seat.observes": Kept(_("To know who watches the ballots for a side."), PROCESS),
    "deliberation.RoomRole.role": Kept(_("To know who leads the room."), ACCOUNT),
    "deliberation.Roll.side": Kept(_("To count both sides apart."), CLOSING),
    "deliberation.Mark.side": Kept(_("To count how many of each side have voted."), CLOSING),
    "deliberation.Ballot.key": Kept(_("To let a person change a secret vote while it is open."), CLOSING),
    "deliberation.Ballot.side": Kept(_("To count both sides apart."), PUBLIC_ACT),
    "deliberation.Ballot.choice": Kept(_("The vote. Secret votes have no link to a person after closing."), PUBLIC_ACT),
    "deliberation.Ballot.nonce": Kept(_("To let a person find their own vote in the published list."), PUBLIC_ACT),
    "deliberation.Ballot.reason": Kept(_("To say why somebody objects or an official votes no."), PUBLIC_ACT),
    "deliberation.Ballot.lang": Kept(_("To show the reason in the right direction and voice."), PUBLIC_ACT),
}

# Texts about things, not about people: {model: its fields}.
IMPERSONAL = {
    "people.Territory": "slug name description province region languages timezone banner",
    "people.Organisation": "kind name slug mission languages",
    "people.Process": "title question lang commitment out_of_scope state charter charter_rules",
    "people.Ticket": "place",
    "realtime.Stream": "follows",
    "realtime.Event": "kind body",
    "realtime.Done": "stream",
    "realtime.Presence": "stream process",
    "proposals.Proposal": "kind state lang origin",
    "proposals.Link": "type",
    "proposals.Merge": "kind lang state",
    "proposals.MergePart": "before",
    "proposals.Stage": "kind title room",
    "proposals.Section": "key",
    "proposals.Revision": "lang",
    "proposals.Amendment": "section state",
    "proposals.Thread": "section",
    "proposals.Move": "verb before after",
    "proposals.Referral": "basis",
    "proposals.Answer": "outcome lang act act_url",
    "proposals.ClockNotice": "moment",
    "proposals.BudgetLine": "label source",
    "proposals.Indicator": "label unit direction",
    "deliberation.Room": "title lang code state entry playbook",
    "deliberation.Activity": "kind title prompt state settings",
    "deliberation.Group": "title lang",
    "deliberation.Poll": "method subject question state params opening_hash secret seed_commit seed head result",
    "deliberation.PollOption": "title lang texts",
}
