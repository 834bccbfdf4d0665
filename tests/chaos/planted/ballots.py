"""Faults in votes."""

from dataclasses import replace

from tests.chaos import findings
from tests.chaos.planted import at, plant, who
from tests.chaos.record import BallotRow, Evidence, Said, Told
from tests.chaos.sample import count


@plant(findings.DOUBLE)
def two_ballots_of_one_person(e: Evidence) -> None:
    poll, anna = e.polls["p"], who(e, "anna")
    first = anna.entries[at(anna, Said, ref="v1")]
    again = {**first.data, "nonce": "0" * 32}
    anna.entries += [first._replace(ref="v9", data=again), Told(first.at + 0.001, 2, "v9", 0, {})]
    poll.ballots.append(BallotRow("resident", again["choice"], "0" * 32))
    count(poll)


@plant(findings.LATE)
def acknowledged_in_time_and_not_counted(e: Evidence) -> None:
    del e.polls["p"].ballots[0]
    count(e.polls["p"])


@plant(findings.LATE)
def acknowledged_after_the_closing(e: Evidence) -> None:
    bruno, poll = who(e, "bruno"), e.polls["p"]
    place = at(bruno, Told, ref="v3")
    bruno.entries[place] = bruno.entries[place]._replace(ok=0, code="")
    late = bruno.entries[at(bruno, Said, ref="v3")].data
    poll.ballots[1] = BallotRow("resident", late["choice"], late["nonce"])  # it even replaced the one before
    count(poll)


@plant(findings.RECEIPT)
def a_receipt_is_not_published(e: Evidence) -> None:
    del e.polls["p"].published[0]


@plant(findings.UNDONE)
def a_refused_ballot_is_counted(e: Evidence) -> None:
    bruno = who(e, "bruno")
    place = at(bruno, Told, ref="v2")
    bruno.entries[place] = bruno.entries[place]._replace(ok=None, code="refused")


@plant(findings.TALLY)
def a_figure_is_wrong(e: Evidence) -> None:
    e.polls["p"].result["counts"]["resident"]["yes"] = 2


@plant(findings.TALLY)
def a_ballot_of_nobody_is_counted(e: Evidence) -> None:
    e.polls["p"].ballots.append(BallotRow("resident", {"answer": "no"}, "f" * 32))
    count(e.polls["p"])


@plant(findings.TALLY)
def the_head_is_of_other_ballots(e: Evidence) -> None:
    e.polls["p"] = replace(e.polls["p"], head="0" * 64)
