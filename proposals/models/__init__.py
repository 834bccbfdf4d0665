"""All tables of the app, one file per subject."""

from proposals.models.amendment import Amendment
from proposals.models.answering import Answer, Referral, Rejoinder
from proposals.models.clock import ClockNotice, Rating
from proposals.models.programme import BudgetLine, Indicator, Programme
from proposals.models.proposal import Author, Link, Move, Proposal
from proposals.models.talk import Comment, Hiding, Report, Thread
from proposals.models.together import Follow, Merge, MergePart, MergeReply, Signature, Stage, Support
from proposals.models.writing import Revision, Section

__all__ = [
    "Amendment",
    "Answer",
    "Author",
    "BudgetLine",
    "ClockNotice",
    "Comment",
    "Follow",
    "Hiding",
    "Indicator",
    "Link",
    "Merge",
    "MergePart",
    "MergeReply",
    "Move",
    "Programme",
    "Proposal",
    "Rating",
    "Referral",
    "Rejoinder",
    "Report",
    "Revision",
    "Section",
    "Signature",
    "Stage",
    "Support",
    "Thread",
]
