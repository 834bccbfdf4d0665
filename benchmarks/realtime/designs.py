"""The designs that are compared: their servers, their clients, and how each is made to deliver one message."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.realtime.crowd import Crowd, clock
from benchmarks.realtime.dialects import Seat
from benchmarks.realtime.log import Log
from benchmarks.realtime.names import ALONE, WHOLE
from benchmarks.realtime.servers import Server


@dataclass
class Design:
    """A server (or several that serve one room) with its crowd.

    `helpers` are programs beside it, whose CPU is counted apart: name → a function that returns its seconds so far.
    """

    name: str
    servers: list[Server]
    crowd: Crowd
    helpers: dict[str, Callable[[], float]] = field(default_factory=dict)
    ways: tuple[str, ...] = (ALONE,)
    sent: dict[int, float] = field(default_factory=dict)  # number → when it was asked for, or was due

    def seats(self, count: int) -> list[tuple[int, Seat]]:
        """Return (port, seat) for so many clients."""
        raise NotImplementedError

    def fill(self, count: int, *, there: int = 0) -> None:
        """Bring clients in until there are `count`; `there` are in already. Raises RuntimeError for one who fails."""
        if not self.crowd.connect(self.seats(count)[there:]):
            raise RuntimeError(f"{self.name}: {self.crowd.inside} of {count} came in; {dict(self.crowd.ended)}")

    def message(self, way: str, due: float | None = None) -> None:
        """Let the next message be delivered; its clock starts now, or has started when it was due."""
        self.crowd.head += 1
        self.sent[self.crowd.head] = clock() if due is None else due
        self.deliver(self.crowd.head, way)

    def deliver(self, number: int, way: str) -> None:
        raise NotImplementedError

    def cpu(self) -> float:
        return sum(server.cpu() for server in self.servers)

    def memory(self) -> int:
        return sum(server.memory() for server in self.servers)

    def stop(self) -> None:
        self.crowd.leave()
        for server in self.servers:
            server.stop()


@dataclass
class Peer(Design):
    """A server that sends on what it is told: the floor, node `ws`, socket.io, the tutorial."""

    path: str = "/"
    tail: str = ""  # what follows the number in a message

    def seats(self, count: int) -> list[tuple[int, Seat]]:
        return [(self.servers[0].port, Seat(self.path))] * count

    def text(self, number: int) -> bytes:
        return f'{{"seq":{number}{self.tail}'.encode()

    def deliver(self, number: int, way: str) -> None:
        self.servers[0].say(self.text(number))


@dataclass
class Hall:
    """A room in the database, as entries/hall.py has made it."""

    room: str
    activity: str
    vote: str  # the step after it, in which a vote can be opened
    card: str
    seats: list[tuple[str, str]]  # (participant, device token)
    frame: str
    session: str

    @property
    def stream(self) -> str:
        return f"room:{self.room}"

    def clients(self, count: int) -> list[Seat]:
        """Return the console, a projector, and people on their seats."""
        path = f"/ws/room/{self.room}/"
        people = [Seat(f"{path}?seat={who}", f"tessera_device={token}") for who, token in self.seats[: count - 2]]
        return [Seat(path, f"sessionid={self.session}"), Seat(f"{path}?as=screen"), *people]


@dataclass
class Room(Design):
    """Tessera: real seats with their cookies, three audiences, every event under its number."""

    hall: Hall | None = None
    log: Log | None = None
    direct: bool = True  # ready rows are handed to the desk; else the desk is woken and finds them

    def prepare(self) -> None:
        """Tell the servers which room it is, and let them read the rows of its event."""
        assert self.hall
        for server in self.servers:
            server.ask(f"room {self.hall.stream} {self.hall.card} {self.hall.seats[0][0]}")

    def seats(self, count: int) -> list[tuple[int, Seat]]:
        assert self.hall
        ports = [server.port for server in self.servers]
        return [(ports[n % len(ports)], seat) for n, seat in enumerate(self.hall.clients(count))]

    def fill(self, count: int, *, there: int = 0) -> None:
        super().fill(count, there=there)
        self.crowd.head = max(line.last for line in self.crowd.lines)

    def deliver(self, number: int, way: str) -> None:
        first = self.servers[0]
        if way == WHOLE:
            assert self.log
            self.log.write(number)
            first.say(f"said {number}")
        elif self.direct:
            first.say(f"tell {number}")
        else:
            for server in self.servers:
                server.say(f"ready {number}")
            first.say(f"said {number}")

    def turn_to(self, way: str) -> None:
        """Let the desks read the log again after a run with ready rows."""
        if way == WHOLE and not self.direct:
            for server in self.servers:
                server.say("log")

    def stop(self) -> None:
        super().stop()
        if self.log:
            self.log.close()
