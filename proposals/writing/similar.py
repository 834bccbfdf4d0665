"""Which proposals say much the same as a text: looked for among what the actor may read, while somebody writes."""

from collections.abc import Callable, Iterable
from typing import Any

from people.models import Process, Territory
from proposals.models import Proposal
from proposals.queries import proposals_for
from proposals.reach import end_of, merged_into
from proposals.texts.similar import most_similar

MOST = 1000  # proposals compared, the newest first
START = 600  # characters of a text that are compared: what it is about stands at its beginning
TOO_SHORT = 8  # characters

Texts = dict[str, list[str]]
_MORE: list[Callable[[set[str]], Texts]] = []


def also_compares(find: Callable[[set[str]], Texts]) -> Callable[[set[str]], Texts]:
    """Register what else a proposal says, in whatever language: `find(ids)` returns {id: texts} that all may read."""
    _MORE.append(find)
    return find


def similar_to(
    text: str,
    scope: Process | Territory,
    actor: Any,
    exclude: Iterable[str] = (),
    *,
    kind: str = "",
    limit: int = 5,
) -> list[tuple[Proposal, float]]:
    """Return up to `limit` (proposal, score 0 to 1), the most alike first, in a process or a whole territory.

    What was withdrawn is left out; what was merged is not found itself, but what it was merged into is, by its words.
    """
    if len(text.strip()) < TOO_SHORT:
        return []
    where = {"process": scope} if isinstance(scope, Process) else {"process__territory": scope}
    seen = proposals_for(actor).filter(**where).exclude(state=Proposal.State.WITHDRAWN)
    seen = seen.filter(kind=kind) if kind else seen
    scores = most_similar(text[:START], _texts(seen, set(exclude)).items(), limit)
    known = seen.in_bulk([pk for pk, _score in scores])
    return [(known[pk], score) for pk, score in scores]


def _texts(seen: Any, exclude: set[str]) -> Texts:
    """Return what each of the newest proposals says, with what was merged into it, and with its cards."""
    rows = list(seen.order_by("-created_at", "-pk").values_list("pk", "state", "title", "body")[:MOST])
    merged = merged_into([pk for pk, state, _title, _body in rows if state == Proposal.State.MERGED])
    stands = {pk: end_of(pk, merged) for pk, _state, _title, _body in rows}
    own = {pk: [title, body[:START]] for pk, _state, title, body in rows}
    for more in _MORE:
        for pk, others in more(set(own)).items():
            own[pk] += [each[:START] for each in others]
    standing = {pk for pk, state, _title, _body in rows if state != Proposal.State.MERGED}
    found: Texts = {}
    for pk, texts in own.items():
        if stands[pk] in standing and not {pk, stands[pk]} & exclude:
            found.setdefault(stands[pk], []).extend(texts)
    return found
