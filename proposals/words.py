"""Whole sentences for the history of a proposal: what each step meant."""

from django.utils.translation import gettext_lazy as _

STEP = {
    "draft": _("Written down"),
    "confirm": _("An author agrees with the wording"),
    "object": _("An author asks for another wording"),
    "reword": _("Reworded; its authors are asked again"),
    "complete": _("Confirmed by all its authors"),
    "conclude": _("Confirmed by authors, concluded by the facilitator"),
    "withdraw": _("Taken back"),
    "edit": _("The text was changed"),
    "revise": _("A new version was published"),
    "join": _("Somebody joined its authors"),
    "leave": _("One of its authors left"),
    "keep": _("The proposal to merge it with others was taken back"),
    "merge": _("Merged with others, with the consent of its authors"),
    "unmerge": _("Taken out of the merge again"),
    "dissolve": _("The merge was undone"),
    "rework": _("Back to drafting: it is written anew"),
    "vote": _("The vote opened"),
    "return": _("Back to drafting: the vote did not decide"),
    "reject": _("Not adopted"),
    "adopt": _("Adopted together, sent to the office"),
    "support": _("Supported by residents, sent to the office"),
    "accept": _("The office accepted it"),
    "accept_in_part": _("The office accepted it in part"),
    "decline": _("The office did not accept it"),
    "silent": _("No answer by the date"),
    "rejoin": _("The proposers answered back: the office is asked once more"),
    "programme": _("Programmed as an intervention"),
}
