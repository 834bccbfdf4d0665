"""Interventions under way, with grids, monitors, rounds and sheets, made through the commands that people use."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from monitoring.models import Monitor, Round
from people.actors import Actor
from proposals.models import Indicator, Programme, Proposal
from proposals.writing.drafting import begin_intervention
from tests.people.making import as_person, make_official, make_person, make_seat, seated
from tests.proposals.making import Inside, make_place, make_solution

_number = count(1)
ITEMS = [
    {"dimension": "Accesso", "code": "ACC1", "label": "L'orario è esposto in tre lingue", "scale": "yes_no",
     "source": "observation", "direction": "up"},
    {"dimension": "", "code": "ACC2", "label": "Minuti di attesa", "scale": "minutes",
     "source": "interview", "direction": "down"},
    {"dimension": "Rispetto", "code": "RIS1", "label": "C'è riservatezza", "scale": "0-3",
     "source": "observation", "direction": "up"},
]  # fmt: skip
SITES = ["Sportello 1", "Sportello 2"]


class Place:
    """An intervention that runs: its office, who hosts, three civic monitors and one of the office."""

    def __init__(self, state="running"):
        self.process, self.office = make_place()
        self.solution = make_solution(self.process, office=self.office)
        with Inside(self.process.stream):
            self.intervention = begin_intervention(
                actor=Actor(), process=self.process, solutions=[self.solution], title="Monitori civici", body="",
                lang="it", office=self.office,
            )  # fmt: skip
        Proposal.objects.filter(pk=self.intervention.pk).update(state=state)
        Proposal.objects.filter(pk=self.solution.pk).update(state="programmed")
        self.intervention.refresh_from_db()
        Programme.objects.create(
            proposal=self.intervention, office=self.office, starts=date(2027, 1, 10), ends=date(2027, 6, 30)
        )
        self.indicator = Indicator.objects.create(
            proposal=self.intervention, label="Attesa", unit="minuti", direction="down", baseline=34, target=15
        )
        self.host = as_person(make_person(self.process.territory, "facilitator"))
        self.official = as_person(make_official(self.office))
        self.seats = [make_seat(self.process, nickname=f"CANARY{n}") for n in range(4)]
        self.residents = [seated(each) for each in self.seats]
        self.insider_seat = make_seat(self.process, side="official", nickname="CANARYU", office=self.office)
        self.insider = seated(self.insider_seat)

    def named(self):
        """Three residents and one of the office are trained."""
        self.monitors = [self.name(seat) for seat in self.seats[:3]]
        self.inside = self.name(self.insider_seat)
        return self

    def name(self, seat):
        made = ok("monitor.name", self.host, proposal=self.intervention.pk, participant=seat.pk, trained_on=today())
        return Monitor.objects.get(pk=made["monitor"])

    def gridded(self):
        made = ok("grid.draft", self.host, **self.grid_data())
        ok("grid.open", self.host, grid=made["grid"])
        return self

    def grid_data(self, **changes):
        return {"proposal": self.intervention.pk, "lang": "it", "items": ITEMS, "sites": SITES, **changes}

    @property
    def grid(self):
        return self.intervention.grids.get(state="open")

    def opened(self, *, final=False):
        made = ok("round.open", self.host, proposal=self.intervention.pk, starts=today(), ends=today(9), final=final)
        self.round = Round.objects.get(pk=made["round"])
        return self

    def ready(self, *, final=False):
        return self.named().gridded().opened(final=final)

    def sheet(self, values=("1", "20", "2"), site=0, **more):
        codes = [item.code for item in self.round.grid.items.all()]
        sites = list(self.round.grid.sites.all())
        return {
            "round": self.round.pk, "site": sites[site].pk, "once": f"once-{next(_number)}",
            "values": [{"code": code, "value": value} for code, value in zip(codes, values, strict=True)], **more,
        }  # fmt: skip

    def measured(self, *sheets, by=None):
        """One sheet for each tuple of values, by one civic monitor after the other."""
        for n, values in enumerate(sheets):
            ok("observation.record", by or self.residents[n % 3], **self.sheet(values))
        return self

    def closed(self):
        ok("round.close", self.host, round=self.round.pk)
        self.round.refresh_from_db()
        return self


def today(more=0):
    return (timezone.localdate() + timedelta(days=more)).isoformat()


def run_it(name, actor, **data):
    from tests.people.making import do

    return do(name, actor, **data)


def ok(name, actor, **data):
    answer = run_it(name, actor, **data)
    assert answer.ok, f"{name}: {answer.code}: {answer.reason} {answer.fields}"
    return answer.data


def no(name, actor, **data):
    """Run a command that must be refused; return its sentence."""
    answer = run_it(name, actor, **data)
    assert not answer.ok, f"{name} was allowed"
    return answer.reason
