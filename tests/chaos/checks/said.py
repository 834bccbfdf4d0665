"""What was said under each ref and what was answered: the ground on which answers and effects are judged."""

from dataclasses import dataclass, field

from tests.chaos.record import Evidence, Said, Told

Key = tuple[str, str]  # actor, ref


@dataclass
class Talk:
    """All attempts of one command and all answers to it; `probes` are answers to other contents under its ref."""

    who: str
    stream: str
    attempts: list[Said] = field(default_factory=list)
    answers: list[Told] = field(default_factory=list)
    others: list[Said] = field(default_factory=list)
    probes: list[Told] = field(default_factory=list)

    @property
    def do(self) -> str:
        return self.attempts[0].do

    @property
    def secret(self) -> bool:
        """Leaves no stored answer: it is judged by the ballots."""
        return self.do == "ballot.cast"

    @property
    def accepted(self) -> list[Told]:
        return [answer for answer in self.answers if answer.ok is not None]

    @property
    def open_ended(self) -> bool:
        """An attempt was never answered: it may have been carried out at any time."""
        return len(self.attempts) > len(self.answers)


def talks(evidence: Evidence) -> dict[Key, Talk]:
    """Gather every command that was sent, by its actor and ref."""
    found: dict[Key, Talk] = {}
    for history in evidence.histories:
        for entry in history.entries:
            if isinstance(entry, Said):
                talk = found.setdefault((history.actor, entry.ref), Talk(history.name, history.stream))
                (talk.others if entry.note == "other" else talk.attempts).append(entry)
            elif isinstance(entry, Told) and (talk := found.get((history.actor, entry.ref))):
                (talk.probes if entry.other else talk.answers).append(entry)
    return found
