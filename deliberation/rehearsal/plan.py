"""What is rehearsed: how many rooms and people, how fast, led by whom."""

from dataclasses import dataclass, field


@dataclass
class Plan:
    """`participants` in each room. `pace` 1.0 is a hall's; `minutes` after all are in; None: until the agenda's end.

    `rooms`: the named one and as many more as it takes; those the program leads, so they need `lead` and a `code`.
    `playbook`: of the further rooms. `leader`: the name of who leads, for the summary.
    """

    url: str
    room: str
    participants: int = 40
    rooms: int = 1
    officials: str = "yes"
    seed: int = 1
    pace: float = 1.0
    lead: bool = False
    code: str = ""
    leader: str = ""
    playbook: str = ""
    offices: list[str] = field(default_factory=list)
    close: bool = False
    minutes: float | None = None
