"""What an office looks for among all it was sent: filters that stand in the address, so that they can be passed on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from people.models import Organisation, Process, Service, Side
from proposals.models import Proposal, Referral
from proposals.office.clock import morning
from proposals.queries import inbox
from realtime.kept import Kept

UNSORTED = "none"  # sent to the office, and to none of its services yet
STATES = ("waiting", "answered")
LONGEST = 200  # characters of a search
TERMS = 8  # words of it

_CARRIED: list[Callable[[str], Any]] = []


def tells_who_carried(find: Callable[[str], Any]) -> Callable[[str], Any]:
    """Register who knows of votes: `find(side)` returns the ids of proposals that this side carried, as a subquery."""
    _CARRIED.append(find)
    return find


@dataclass(frozen=True)
class Wanted:
    """What is looked for; "" and False stand for everything."""

    text: str = ""
    state: str = ""
    late: bool = False
    basis: str = ""
    side: str = ""
    process: str = ""
    service: str = ""  # an id, or UNSORTED

    @property
    def narrowed(self) -> bool:
        """Whether something besides the search is chosen."""
        return bool(self.state or self.late or self.basis or self.side or self.process or self.service)

    @property
    def everything(self) -> bool:
        return not self.text and not self.narrowed


def wanted_of(asked: QueryDict) -> Wanted:
    """Read the filters of an address; what there is no such choice for counts as not chosen."""

    def one_of(name: str, choices: Iterable[str]) -> str:
        value = asked.get(name, "")
        return value if value in choices else ""

    return Wanted(
        text=" ".join(asked.get("q", "").replace("\x00", "").split())[:LONGEST],
        state=one_of("state", STATES),
        late=asked.get("late") == "1",
        basis=one_of("basis", Referral.Basis.values),
        side=one_of("side", Side.values),
        process=asked.get("process", "").replace("\x00", "")[:12],
        service=asked.get("service", "").replace("\x00", "")[:12],
    )


def found_for(offices: Iterable[Organisation], wanted: Wanted) -> QuerySet[Referral]:
    """Return what these offices were sent and what is wanted of it: unanswered first, the nearest date first."""
    found = inbox(offices)
    if wanted.state:
        found = found.filter(_WAITING if wanted.state == "waiting" else _ANSWERED)
    if wanted.late:
        found = found.filter(_late())
    if wanted.basis:
        found = found.filter(basis=wanted.basis)
    if wanted.process:
        found = found.filter(proposal__process=wanted.process)
    if wanted.service == UNSORTED:
        found = found.filter(proposal__service=None)
    elif wanted.service:
        found = found.filter(proposal__service=wanted.service)
    if wanted.side:
        found = found.filter(_carried_by(wanted.side))
    for term in wanted.text.split()[:TERMS]:
        found = found.filter(Q(proposal__title__icontains=term) | Q(proposal__body__icontains=term))
    return found


def _processes(office: str) -> QuerySet[Process]:
    sent = Referral.objects.filter(office=office).order_by().values("proposal__process")
    return Process.objects.filter(pk__in=sent).order_by()


def _services(office: str) -> QuerySet[Service]:
    used = Q(retired_at=None) | Exists(Proposal.objects.filter(service=OuterRef("pk")))
    return Service.objects.filter(used, office=office).order_by()


PROCESSES, SERVICES = Kept(_processes), Kept(_services)


def processes_in(offices: Iterable[Organisation]) -> list[Process]:
    """Processes from which something was sent to these offices."""
    found = {each.pk: each for office in offices for each in PROCESSES(office.pk)}
    return sorted(found.values(), key=lambda each: (each.title, each.pk))


def services_in(offices: Iterable[Organisation]) -> list[Service]:
    """Services of these offices that are offered, and retired ones to which something was sent."""
    found = [each for office in offices for each in SERVICES(office.pk)]
    return sorted(found, key=lambda each: (each.name, each.pk))


# Asked once more after a rejoinder, it is the second date and the second answer that count: as in Referral.last.
_FIRST, _AGAIN = Q(rejoinder__isnull=True), Q(rejoinder__isnull=False)
_WAITING = (_FIRST & Q(answer__isnull=True)) | (_AGAIN & Q(rejoinder__answer__isnull=True))
_ANSWERED = (_FIRST & Q(answer__isnull=False)) | Q(rejoinder__answer__isnull=False)


def _late() -> Q:
    """The answer is late now, or came late: in days of the calendar, as `late_days` counts them."""
    today = morning()
    first = Q(answer__isnull=True, due_at__lt=today) | Q(answer__at__date__gt=F("due_at__date"))
    second = Q(rejoinder__answer__isnull=True, rejoinder__due_at__lt=today)
    second |= Q(rejoinder__answer__at__date__gt=F("rejoinder__due_at__date"))
    return (_FIRST & Q(clock=True) & first) | (_AGAIN & Q(rejoinder__clock=True) & second)


def _carried_by(side: str) -> Q:
    known = Q(pk__in=[])
    for find in _CARRIED:
        known |= Q(proposal__in=find(side))
    return known
