"""Who is writing where: the latest of each, with names that the server fills in, at most four times a second."""

import json
import time
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from realtime.coediting.kinds import MOST_CHARACTERS
from realtime.coediting.protocol import BytesFrame, awareness_frame

if TYPE_CHECKING:
    from realtime.coediting.jobs import Writer

EVERY = 0.25  # seconds between two frames, at most
FADES = 30.0  # seconds after which what somebody said is forgotten; Yjs clients say it again after 15
AGAIN = 10.0  # seconds after which it is said again to everybody: Yjs clients forget too
NAMED = 50  # more people than this are not named
LONGEST = 300  # characters of what somebody says of themselves

State = dict[str, Any]


def where(said: str, fields: Collection[str]) -> State | None:
    """Return what may be passed on of a state: the field, and the place in it. None: nowhere."""
    try:
        state = json.loads(said) if len(said) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(state, dict) or state.get("field") not in list(fields):
        return None
    place = state.get("at")
    known = isinstance(place, int) and not isinstance(place, bool) and 0 <= place <= MOST_CHARACTERS
    return {"field": state["field"], **({"at": place} if known else {})}


class Writers:
    """Those of one text in this process, and those whom other processes have noted."""

    def __init__(self) -> None:
        self.here: dict[Writer, tuple[State, float]] = {}  # → (where, until when)
        self.elsewhere: dict[int, State] = {}
        self.clocks: dict[int, int] = {}  # client → how often it was said
        self.gone: dict[int, float] = {}  # those to be said gone, until when
        self.told: dict[int, State] = {}
        self.told_at = 0.0

    def says(self, writer: "Writer", state: State | None) -> None:
        if state is None:
            self.here.pop(writer, None)
            return
        self.here[writer] = ({**state, "name": writer.name}, time.monotonic() + FADES)

    def states(self) -> dict[int, State]:
        """Return where those of this process are: client → state."""
        now = time.monotonic()
        self.here = {each: said for each, said in self.here.items() if said[1] > now}
        return {each.client: state for each, (state, _until) in list(self.here.items())[:NAMED] if each.client}

    def news(self) -> BytesFrame | None:
        """Return the frame for everybody, or None when it would say nothing new."""
        now = time.monotonic()
        states = dict([*self.elsewhere.items(), *self.states().items()][:NAMED])
        due = bool(states) and now - self.told_at > AGAIN
        if states == self.told and not due:
            return None
        self.gone |= {client: now + FADES for client in self.told if client not in states}
        self.told, self.told_at = states, now
        return self.frame()

    def frame(self) -> BytesFrame | None:
        """Return all that was told last, for somebody who comes in; those gone are named for a while."""
        now = time.monotonic()
        self.gone = {client: until for client, until in self.gone.items() if until > now and client not in self.told}
        said: dict[int, State | None] = {**dict.fromkeys(self.gone), **self.told}
        if not said:
            return None
        self.clocks = {client: self.clocks.get(client, int(time.time())) + 1 for client in said}
        return awareness_frame({client: (self.clocks[client], state) for client, state in said.items()})
