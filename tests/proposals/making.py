"""Proposals at any point of their path, made through the same functions that commands use."""

from datetime import date
from decimal import Decimal

from people.actors import Actor
from proposals.models import Proposal
from proposals.workflow import move, streams_of
from proposals.writing.drafting import draft_problem, draft_solution
from realtime.command import Running, running
from realtime.ledger import Ledger
from realtime.models import Stream
from tests.people.making import make_process, make_territory


class Inside:
    """Stands for run(): the streams are locked, what is recorded is written."""

    def __init__(self, *streams):
        self.streams = streams

    def __enter__(self):
        self.ledger = Ledger()
        self.ledger.locked = {name: Stream.objects.get_or_create(id=name)[0] for name in self.streams}
        self.now = Running(self.ledger.locked)
        self.token = running.set(self.now)

    def __exit__(self, *_error):
        running.reset(self.token)
        self.ledger.add(self.now)
        self.ledger.write()


def make_problem(process, authors=(), origin="", state="confirmed", **fields):
    streams = [s for s in (origin, process.stream) if s]
    fields.setdefault("title", "Allo sportello nessuno capisce la mia lingua")
    with Inside(*streams):
        problem = draft_problem(
            actor=Actor(), process=process, origin=origin, body="Tre volte.", lang="it", authors=authors, **fields
        )
    Proposal.objects.filter(pk=problem.pk).update(state=state)
    problem.refresh_from_db()
    return problem


def make_solution(process, problems=None, office=None, steps=(), origin="", **fields):
    problems = problems if problems is not None else [make_problem(process)]
    fields.setdefault("title", "Una scheda per ogni pratica")
    streams = [s for s in (origin, process.stream) if s]
    with Inside(*streams):
        solution = draft_solution(
            actor=Actor(), process=process, origin=origin, problems=problems, body="Dieci schede.", lang="it",
            office=office, **fields,
        )  # fmt: skip
    with Inside(*streams_of(solution)):
        for verb in steps:
            move(solution, verb, actor=Actor())
    return solution


def make_place(**fields):
    """A territory with one office and one signed process."""
    from tests.people.making import make_office

    territory = make_territory("Foggia")
    return make_process(territory, **fields), make_office(territory)


def plan(solutions, office, **changes):
    """The data of `intervention.programme`, complete unless changed."""
    data = {
        "solutions": [each.id for each in solutions],
        "title": "Le schede in nove lingue",
        "body": "",
        "lang": "it",
        "office": office.id,
        "civic_lead": "Ponti di Capitanata",
        "starts": date(2027, 1, 10).isoformat(),
        "ends": date(2027, 6, 30).isoformat(),
        "budget": [{"label": "Traduzioni", "cents": 240000, "source": "Comune"}],
        "kind": "service_quality_monitoring",
        "goal": "Chi vive qui ottiene quello che gli spetta",
        "purpose": "Le persone arrivano allo sportello con i documenti completi",
        "results": ["Dieci schede pubblicate"],
        "assumptions": ["L'elenco dei documenti resta stabile"],
        "indicators": [
            {
                "label": "Documenti completi al primo accesso",
                "unit": "percento",
                "direction": "up",
                "baseline": str(Decimal(52)),
                "target": str(Decimal(80)),
            }
        ],
        "risks": [
            {"text": "Manca chi traduce", "likelihood": 2, "impact": 3, "response": "Si comincia con quattro lingue"}
        ],
        "details": {"services": "Anagrafe, via Roma", "rounds": "Due: a marzo e a giugno"},
    }
    return {**data, **changes}


def programmed(process, office, **changes):
    """An intervention through the command: `(intervention, the official who programmed it, its solution)`."""
    from tests.people.making import as_person, do, make_official

    official = as_person(make_official(office))
    authors = changes.pop("authors", ())
    solution = make_solution(process, office=office, steps=["vote", "adopt", "accept"], authors=list(authors))
    made = do("intervention.programme", official, **plan([solution], office, **changes))
    assert made.ok, made.reason
    return Proposal.objects.get(pk=made.data["proposal"]), official, solution
