"""All tables of the app, one file per subject."""

from people.models.device import Device, DeviceSeat
from people.models.organisation import Membership, Organisation
from people.models.person import Person, PrintedCode
from people.models.process import Participant, Process
from people.models.rung import RUNGS, PerceivedRung, Rung
from people.models.service import Service
from people.models.sides import SIDES, Side
from people.models.territory import Role, Territory
from people.models.ticket import Ticket

__all__ = [
    "RUNGS",
    "SIDES",
    "Device",
    "DeviceSeat",
    "Membership",
    "Organisation",
    "Participant",
    "PerceivedRung",
    "Person",
    "PrintedCode",
    "Process",
    "Role",
    "Rung",
    "Service",
    "Side",
    "Territory",
    "Ticket",
]
