"""All tables of the app, one file per subject."""

from deliberation.models.allocation import Allocation, AllocationLine
from deliberation.models.card import Card, CardTranslation, Group, Source, VoiceNote
from deliberation.models.poll import Ballot, Mark, Poll, PollOption, Roll
from deliberation.models.report import Report, ReportFile
from deliberation.models.room import Activity, Room, RoomRole, Seat
from deliberation.models.stance import Stance

__all__ = [
    "Activity",
    "Allocation",
    "AllocationLine",
    "Ballot",
    "Card",
    "CardTranslation",
    "Group",
    "Mark",
    "Poll",
    "PollOption",
    "Report",
    "ReportFile",
    "Roll",
    "Room",
    "RoomRole",
    "Seat",
    "Source",
    "Stance",
    "VoiceNote",
]
