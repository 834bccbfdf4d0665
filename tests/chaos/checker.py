"""The checker: histories and the database's last word in, findings out. No clock, no file, no network."""

from tests.chaos.checks import answers, ballots, effects, following, log, malformed, showing
from tests.chaos.findings import Finding
from tests.chaos.record import Evidence

PARTS = (log, answers, effects, malformed, following, showing, ballots)


def check(evidence: Evidence) -> list[Finding]:
    """Return everything that contradicts a promise; an empty list is a good run."""
    return [finding for part in PARTS for finding in part.check(evidence)]
