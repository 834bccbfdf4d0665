"""All tables of the app, one file per subject."""

from proposals.models.answering import Answer, Referral
from proposals.models.programme import BudgetLine, Indicator, Programme
from proposals.models.proposal import Author, Link, Move, Proposal

__all__ = ["Answer", "Author", "BudgetLine", "Indicator", "Link", "Move", "Programme", "Proposal", "Referral"]
