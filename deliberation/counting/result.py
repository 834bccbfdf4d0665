"""What a count gives back: the words for sides and outcomes, and the result with its trace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

RESIDENT = "resident"
OFFICIAL = "official"
CONSENTING = (RESIDENT, OFFICIAL)

ADOPTED_BY_CONSENT = "adopted-by-consent"
ADOPTED = "adopted"
SUPPORTED = "supported"
NOT_ADOPTED = "not-adopted"
INQUORATE = "inquorate"
RETURNED = "returned"
SHORTLIST = "shortlist"
CHOSEN = "chosen"
TAKEN = "taken"  # a temperature: figures, and nothing is decided by them
# Not an end: the consent round did not reach consent, so another round or the vote follows.
NO_CONSENT = "no-consent"


@dataclass(frozen=True)
class Result:
    """One counted poll of R5.

    outcome   one of the words above
    carried   side → whether that side met its own rule (every side counted, advising ones too)
    quorate   side → whether enough of that side took part
    counts    side → {answer: ballots, "cast": ballots, "eligible": people}
    missing   consenting sides whose consent (or, when inquorate, whose quorum) was missing
    trace     the steps up to the one that decided: plain dicts {"step", "sides", figures, "met"}; shares are [n, d]
    why       missing side → absent | no-quorum | abstained | no | tied | few | below-three-fifths | objection | aside
    """

    outcome: str
    carried: dict[str, bool]
    quorate: dict[str, bool]
    counts: dict[str, dict[str, int]]
    missing: tuple[str, ...]
    trace: tuple[dict[str, object], ...]
    why: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DotsResult:
    """One counted dot vote.

    outcome     shortlist, or inquorate when the residents lack their quorum (then nothing is listed)
    order       every option, best first
    shortlist   the chosen options, those added at the end
    added       side → the option that stands there as this side's own first choice
    scores      option → [n, d]: residents' dots (default) or the mean of the sides' shares (parity)
    totals      option → {side: dots};  supporters: option → {side: people who gave it a dot}
    consenting  sides whose dots make scores, shares and supporters in the order
    quorate     side → bool;  counts: side → {"cast", "eligible", "dots"};  missing: sides without quorum
    lots        groups of options that only the lot could put in order
    trace       plain dicts {"step", "sides", figures}
    """

    outcome: str
    order: tuple[str, ...]
    shortlist: tuple[str, ...]
    added: dict[str, str]
    scores: dict[str, list[int]]
    totals: dict[str, dict[str, int]]
    supporters: dict[str, dict[str, int]]
    quorate: dict[str, bool]
    counts: dict[str, dict[str, int]]
    consenting: tuple[str, ...]
    missing: tuple[str, ...]
    lots: tuple[tuple[str, ...], ...]
    trace: tuple[dict[str, object], ...]


@dataclass(frozen=True)
class ChoiceResult:
    """One counted poll among several options: R3, R4, R6, R7, or a temperature.

    outcome     chosen, returned (back to drafting), inquorate, or taken (nothing is decided)
    winners     what was chosen, the first chosen first
    order       all options that the rule could put in order, in tiers, best first
    counts      side → {"cast", "eligible"};  quorate: side → bool;  missing: consenting sides without quorum
    consenting  sides by whose ballots it was decided
    details     the figures of this rule, plain data without floats (see the module of the rule)
    lots        groups of options that only the lot could put in order
    trace       plain dicts {"step", "sides", figures}
    """

    outcome: str
    winners: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    counts: dict[str, dict[str, int]]
    quorate: dict[str, bool]
    missing: tuple[str, ...]
    consenting: tuple[str, ...]
    details: dict[str, object]
    lots: tuple[tuple[str, ...], ...]
    trace: tuple[dict[str, object], ...]


def in_order(consenting: Iterable[str], present: Mapping[str, object]) -> tuple[str, ...]:
    """Consenting sides as the charter lists them, then those that only advise. ValueError without residents."""
    first = tuple(consenting)
    if RESIDENT not in first or len(set(first)) != len(first):
        raise ValueError("residents always consent, and every side is named once")
    return first + tuple(sorted(set(present) - set(first)))
