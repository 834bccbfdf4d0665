"""All tables of the app, one file per subject."""

from proposals.models.amendment import Amendment
from proposals.models.answering import Answer, Referral, Rejoinder
from proposals.models.attachment import Attachment, AttachmentContent
from proposals.models.clock import ClockNotice, Rating
from proposals.models.programme import BudgetLine, Indicator, InterventionKind, Milestone, Programme, Risk, Task
from proposals.models.proposal import Author, Link, Move, Proposal
from proposals.models.review import InternalNote, Question, Review
from proposals.models.routing import Forwarding, Routing
from proposals.models.talk import Comment, Hiding, Report, Thread
from proposals.models.together import Follow, Merge, MergePart, MergeReply, Signature, Stage, Support
from proposals.models.translation import ProposalTranslation
from proposals.models.verification import Statement
from proposals.models.writing import Revision, Section

__all__ = [
    "Amendment",
    "Answer",
    "Attachment",
    "AttachmentContent",
    "Author",
    "BudgetLine",
    "ClockNotice",
    "Comment",
    "Follow",
    "Forwarding",
    "Hiding",
    "Indicator",
    "InternalNote",
    "InterventionKind",
    "Link",
    "Merge",
    "MergePart",
    "MergeReply",
    "Milestone",
    "Move",
    "Programme",
    "Proposal",
    "ProposalTranslation",
    "Question",
    "Rating",
    "Referral",
    "Rejoinder",
    "Report",
    "Review",
    "Revision",
    "Risk",
    "Routing",
    "Section",
    "Signature",
    "Stage",
    "Statement",
    "Support",
    "Task",
    "Thread",
]
