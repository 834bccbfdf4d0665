"""What was no honest message did nothing."""

from collections.abc import Iterator

from tests.chaos.findings import MALFORMED, Finding
from tests.chaos.record import Bad, Evidence, Told


def check(evidence: Evidence) -> Iterator[Finding]:
    stored = "\n".join(evidence.texts)
    for history in evidence.histories:
        bad = {entry.token: entry.sort for entry in history.entries if isinstance(entry, Bad)}
        for token, sort in bad.items():
            if token in stored:
                yield Finding(MALFORMED, history.name, f"{sort} {token} is stored")
        for entry in history.entries:
            if isinstance(entry, Told) and entry.ok is not None and entry.ref in bad:
                yield Finding(MALFORMED, history.name, f"{bad[entry.ref]} {entry.ref} was acknowledged")
