"""Makes the process of the benchmark: the demo's, with more proposals on every step and more counted votes."""

from datetime import timedelta
from typing import Any

TEXT = "Allo sportello i moduli esistono in una sola lingua, e chi lavora perde tre mattine per una pratica. " * 3
STATES = ("adopted", "supported", "accepted", "accepted_in_part", "not_accepted", "not_adopted", "voting")
SENT = {
    "adopted": "adopted",
    "supported": "supported",
    "accepted": "adopted",
    "accepted_in_part": "adopted",
    "not_accepted": "supported",
}


def make(proposals: int, polls: int) -> Any:
    """Return a process with so many proposals and closed votes."""
    from deliberation.demo.load import load_demo
    from deliberation.models import Poll

    load_demo()
    process = Poll.objects.filter(proposal__isnull=False)[0].room.process
    solutions = _proposals(process, proposals)
    _polls(process, solutions, polls)
    return process


def _proposals(process: Any, count: int) -> list[Any]:
    from people.models import Organisation
    from proposals.models import Answer, BudgetLine, Link, Programme, Proposal, Referral

    there = Proposal.objects.filter(process=process).count()
    office = Organisation.objects.filter(territory=process.territory, kind="municipal_office")[0]
    rows = []
    for number in range(there + 1, count + 1):
        kind = {0: "problem", 1: "problem", 2: "problem", 9: "intervention"}.get(number % 10, "solution")
        state = {"problem": "confirmed", "intervention": "programmed"}.get(kind, STATES[number % len(STATES)])
        title = f"Una scheda chiara per ogni pratica, numero {number}"
        rows.append(
            Proposal(process=process, kind=kind, state=state, number=number, title=title, body=TEXT, office=office)
        )
    Proposal.objects.bulk_create(rows)
    problems, solutions = ([row for row in rows if row.kind == kind] for kind in ("problem", "solution"))
    Link.objects.bulk_create(
        Link(from_proposal=row, to_proposal=problems[n % len(problems)], type="answers")
        for n, row in enumerate(solutions)
    )
    asked = process.commitment_signed_at
    sent = [
        Referral(proposal=row, office=office, basis=SENT[row.state], clock=True, sent_at=asked,
                 due_at=asked + timedelta(days=row.number))
        for row in solutions if row.state in SENT
    ]  # fmt: skip
    Referral.objects.bulk_create(sent)
    Answer.objects.bulk_create(
        Answer(referral=each, outcome=each.proposal.state, reasons=TEXT, act=f"DGC {each.proposal.number}/2026")
        for each in sent if each.proposal.state not in ("adopted", "supported")
    )  # fmt: skip
    made = [row for row in rows if row.kind == "intervention"]
    day = asked.date()
    plans = [Programme(proposal=row, office=office, starts=day, ends=day + timedelta(days=200)) for row in made]
    Programme.objects.bulk_create(plans)
    BudgetLine.objects.bulk_create(
        BudgetLine(programme=plan, label="Traduzioni", cents=240000, source="Comune") for plan in plans
    )
    return solutions


def _polls(process: Any, solutions: list[Any], count: int) -> None:
    """Votes of the demo again, each on another solution: what was counted stays what it was."""
    from deliberation.models import Poll
    from realtime.ids import new_id

    there = list(Poll.objects.filter(room__process=process, state="closed", proposal__isnull=False))
    number = max(poll.number for poll in there)
    copies = []
    for place in range(count - Poll.objects.filter(room__process=process, state="closed").count()):
        like = Poll.objects.get(pk=there[place % len(there)].pk)
        like.pk, like.number, like.proposal = new_id(), number + place + 1, solutions[place % len(solutions)]
        copies.append(like)
    Poll.objects.bulk_create(copies)
