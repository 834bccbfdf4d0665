"""Makes a town with many proposals in the database of the settings, and counts the queries of each page.

`python -m benchmarks.pages.entries.town FILE PROPOSALS` migrates, makes them and writes FILE:
`{pages: {name: {path, session, queries}}}`.
"""

import json
import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

SUPPORTS, COMMENTS = 20, 5  # of each proposal
TEXT = (
    "Allo sportello i moduli esistono in una sola lingua, e chi lavora perde tre mattine per una pratica. Chiediamo "
    "schede con disegni, in nove lingue, provate insieme a chi le userà, e un'ora alla settimana con chi interpreta. "
)
FLOOR = "floor"


def make(proposals: int) -> dict[str, dict[str, str]]:
    """Return {name: {path, session}} of the pages. The town of the demo is there too: its journey, its vote."""
    from deliberation.demo.load import load_demo
    from deliberation.models import Poll
    from people.models import Membership
    from proposals.models import Proposal

    load_demo()
    official = Membership.objects.filter(role="official", organisation__kind="municipal_office")[0]
    process = _process(official.organisation)
    some = _proposals(process, official.organisation, proposals)
    journey = Poll.objects.filter(proposal__isnull=False, state=Poll.State.CLOSED).order_by("-closed_at")[0]
    problem = Proposal.objects.filter(links_in__from_proposal=journey.proposal)[0]
    return {
        FLOOR: {"path": f"/floor/{process.pk}/", "session": ""},
        "public list": {"path": f"/processes/{process.pk}/", "session": ""},
        "territory": {"path": process.territory.url, "session": ""},
        "office inbox": {"path": "/office/", "session": _session(official.person)},
        "detail": {"path": f"/proposals/{some.pk}/", "session": ""},
        "journey": {"path": f"/journeys/{problem.pk}/", "session": ""},
        "poll result": {"path": f"/polls/{journey.pk}/", "session": ""},
    }


def _process(office: Any) -> Any:
    from django.utils import timezone

    from people.models import Participant, Process

    process = Process.objects.create(
        territory=office.territory, title="Servizi che parlano con tutti", question="Come rendiamo chiari gli uffici?",
        commitment="Il Comune risponde entro 30 giorni.", commitment_signed_at=timezone.now(),
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(process=process, nickname=f"Persona {n}", side="resident") for n in range(SUPPORTS * 3)
    )
    return process


def _proposals(process: Any, office: Any, count: int) -> Any:
    """Write them with bulk rows: three in ten are problems, most others solutions sent to the office. Return one."""
    from proposals.models import Comment, Link, Proposal, Support, Thread

    kinds = {3: "problem", 9: "solution", 10: "intervention"}
    kind = [next(name for most, name in kinds.items() if n % 10 < most) for n in range(count)]
    states = {
        "problem": ["confirmed"],
        "intervention": ["programmed"],
        "solution": ["adopted", "supported", "accepted"],
    }
    rows = [
        Proposal(
            process=process, kind=kind[n], state=states[kind[n]][n % len(states[kind[n]])], number=n + 1, office=office,
            title=f"Una scheda chiara per ogni pratica, numero {n}", body=TEXT * 2,
        )
        for n in range(count)
    ]  # fmt: skip
    Proposal.objects.bulk_create(rows, batch_size=500)
    seats = list(process.participants.all())
    Support.objects.bulk_create(
        (Support(proposal=row, participant=seats[(n + m) % len(seats)])
         for n, row in enumerate(rows) for m in range(SUPPORTS)), batch_size=2000,
    )  # fmt: skip
    threads = [Thread(proposal=row, section="body") for row in rows]
    Thread.objects.bulk_create(threads, batch_size=1000)
    Comment.objects.bulk_create(
        (Comment(thread=thread, text=TEXT, participant=seats[m], side="resident")
         for thread in threads for m in range(COMMENTS)), batch_size=2000,
    )  # fmt: skip
    problems = [row for row in rows if row.kind == "problem"]
    solutions = [row for row in rows if row.kind == "solution"]
    Link.objects.bulk_create(
        Link(from_proposal=row, to_proposal=problems[n % len(problems)], type="answers")
        for n, row in enumerate(solutions)
    )
    _sent(solutions, office)
    return next(row for row in solutions if row.state == "accepted")


def _sent(solutions: list[Any], office: Any) -> None:
    from django.utils import timezone

    from proposals.models import Answer, Referral

    now = timezone.now()
    sent = [
        Referral(
            proposal=row, office=office, basis="supported" if row.state == "supported" else "adopted", clock=True,
            sent_at=now, due_at=now + timedelta(days=n % 60 - 20),
        )
        for n, row in enumerate(solutions)
    ]  # fmt: skip
    Referral.objects.bulk_create(sent)
    Answer.objects.bulk_create(
        Answer(referral=each, outcome="accepted", reasons=TEXT) for each in sent if each.proposal.state == "accepted"
    )


def _session(person: Any) -> str:
    from benchmarks.realtime.entries.hall import _session as session

    return session(person)


def queries_of(pages: dict[str, dict[str, str]]) -> dict[str, int]:
    """Return how many queries each page asks, the second time it is read."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, page in pages.items():
        client = Client(headers={"accept-language": "it"}, SERVER_NAME="127.0.0.1")
        if page["session"]:
            client.cookies["sessionid"] = page["session"]
        client.get(page["path"])
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page["path"])
        if answer.status_code != 200:
            raise RuntimeError(f"{name} ({page['path']}) answered {answer.status_code}")
        found[name] = len(asked)
    return found


def main(file: Path, proposals: int) -> None:
    from django.core.management import call_command

    from benchmarks.pages.entries.site import with_floor
    from config.collected import collect

    django.setup()
    with_floor()
    call_command("migrate", verbosity=0)
    collect()
    pages = make(proposals)
    counted = queries_of(pages)
    told = {name: {**page, "queries": counted[name]} for name, page in pages.items()}
    file.write_text(json.dumps({"pages": told, "mark": secrets.token_hex(4)}), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
