"""What the loader has made so far, by the ids of the demo's files."""

from dataclasses import dataclass, field

from deliberation.demo.source import Source
from deliberation.models import Activity, Card, Room
from people.models import Organisation, Participant, Person, Process, Service, Territory
from proposals.models import Proposal


@dataclass
class World:
    source: Source
    territory: Territory
    organisations: dict[str, Organisation] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, Participant] = field(default_factory=dict)
    crowd: dict[str, list[Participant]] = field(default_factory=dict)  # side → everybody on the roll of the old vote
    rooms: dict[str, Room] = field(default_factory=dict)
    steps: dict[tuple[str, str], Activity] = field(default_factory=dict)  # (room, kind) → activity
    cards: dict[str, Card] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    made: list[Process] = field(default_factory=list)

    @property
    def process(self) -> Process:
        """The main process."""
        return self.made[0]

    def shown(self, key: str) -> str:
        """Return the name that a person of the files shows."""
        return str(self.source.one("people", key)["display_name"])
