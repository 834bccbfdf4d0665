"""The checker finds every planted fault, by its own name and no other, and nothing in a clean run."""

import pytest

from tests.chaos import findings
from tests.chaos.checker import check
from tests.chaos.planted import FAULTS, Fault, answers, ballots, showing, stream
from tests.chaos.record import CardRow, Fetch, Heard, History, Shown
from tests.chaos.sample import evening

PLANTED = (answers, ballots, showing, stream)


def test_a_clean_run_has_no_findings():
    assert check(evening()) == []


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[fault.__name__ for _name, fault in FAULTS])
def test_a_planted_fault_is_found_by_its_name(name: str, fault: Fault):
    evidence = evening()
    fault(evidence)
    assert {finding.name for finding in check(evidence)} == {name}


def test_there_is_a_planted_fault_for_every_name():
    assert {name for name, _fault in FAULTS} == set(findings.NAMES)
    assert {fault.__module__ for _name, fault in FAULTS} == {part.__name__ for part in PLANTED}


def test_events_that_a_snapshot_holds_already_may_still_come():
    evidence = evening()
    dina = next(history for history in evidence.histories if history.name == "dina")
    event = evidence.logs["room:b"].events[-1]
    dina.entries.append(Heard(2000, 2, {"seq": event.seq, "event": event.kind, "set": {}}))
    assert check(evidence) == []
    dina.entries.append(Heard(2000, 2, {"seq": event.seq, "event": event.kind, "set": {}}))
    assert [finding.name for finding in check(evidence)] == [findings.REPEATED]


def test_a_card_row_is_judged_even_without_its_event():
    evidence = evening()
    evidence.cards["c-x"] = CardRow("c-x", "room:a", "x", "shown")
    assert [finding.name for finding in check(evidence)] == [findings.DOUBLE]


def test_events_that_come_while_a_large_snapshot_is_fetched_are_shown_after_it():
    evidence = evening()
    bruno = next(history for history in evidence.histories if history.name == "bruno")
    head = evidence.logs["room:a"].head
    gone, last = place_of(bruno, head - 3), place_of(bruno, head)
    bruno.entries.insert(last + 1, Shown(bruno.entries[last].at, 1, head - 2, 0, {}, "http"))
    bruno.entries[gone] = Fetch(bruno.entries[gone].at, 1, head - 3)  # what it missed is in the snapshot
    assert check(evidence) == []
    del bruno.entries[last]
    assert [finding.name for finding in check(evidence)] == [findings.GAP]


def place_of(history: History, seq: int) -> int:
    return next(n for n, e in enumerate(history.entries) if isinstance(e, Heard) and e.frame["seq"] == seq)
