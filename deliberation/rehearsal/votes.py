"""How simulated people vote: mostly yes; officials as the rehearsal was told."""

import random
from typing import Any

from deliberation.rehearsal.texts import prepared

POLICIES = ("yes", "no", "mixed")
LIKELY = {
    "yes": (("yes", 86), ("no", 7), ("abstain", 7)),
    "no": (("yes", 8), ("no", 82), ("abstain", 10)),
    "charter": (("yes", 96), ("abstain", 4)),
}
CONSENT = {
    "yes": (("agree", 82), ("reservation", 14), ("aside", 4)),
    "no": (("object", 60), ("aside", 40)),
}


def choice(poll: dict[str, Any], *, official: str, side: str, order: int, chance: random.Random) -> dict[str, Any]:
    """Return `{choice}` or `{choice, reason, lang}` for ballot.cast.

    `official`: yes, no, or mixed (no to the first solution voted on, yes to the next, and so on); `order` counts the
    solutions voted on so far, from 0.
    """
    if poll["method"] == "dots":
        return {"choice": _dots(poll, chance)}
    if poll["subject"] == "options":
        return {"choice": _among(poll, chance)}
    mood = "yes"
    if side == "official" and poll["subject"] == "solution":
        mood = ("no", "yes")[order % 2] if official == "mixed" else official
    if poll["method"] == "consent":
        return _with_reason(_draw(CONSENT[mood], chance), side, chance)
    return _with_reason(_draw(LIKELY["charter" if poll["subject"] == "charter" else mood], chance), side, chance)


def _dots(poll: dict[str, Any], chance: random.Random) -> dict[str, int]:
    """Spread the dots; earlier options are a little dearer, so that the room has favourites."""
    options = [option["id"] for option in poll["options"]]
    weights = {option: 1.0 / (place + 2) for place, option in enumerate(options)}
    given: dict[str, int] = {}
    for _dot in range(poll["params"]["dots"]):
        free = [option for option in options if given.get(option, 0) < poll["params"]["cap"]]
        if not free:
            break
        chosen = chance.choices(free, [weights[option] for option in free])[0]
        given[chosen] = given.get(chosen, 0) + 1
    return given


def _among(poll: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Like earlier options a little better; nobody is in love with leaving things as they are."""
    options = [option["id"] for option in poll["options"]]
    liking = {option: chance.gauss(3.6 - 0.3 * place, 1) for place, option in enumerate(options)}
    best_first = sorted(options, key=lambda option: -liking[option])
    if poll["method"] in ("majority-judgment", "score"):
        key = "grades" if poll["method"] == "majority-judgment" else "scores"
        return {key: {option: max(0, min(5, round(liking[option]))) for option in options}}
    if poll["method"] in ("schulze", "stv"):
        return {"ranking": [[option] for option in best_first[: chance.randint(1, len(options))]]}
    return {"approve": sorted(option for option in options if liking[option] > 3)}


def _draw(likely: tuple[tuple[str, int], ...], chance: random.Random) -> str:
    return chance.choices([answer for answer, _weight in likely], [weight for _answer, weight in likely])[0]


def _with_reason(answer: str, side: str, chance: random.Random) -> dict[str, Any]:
    if answer == "object" or (answer == "no" and side == "official"):
        return {"choice": {"answer": answer}, "reason": chance.choice(prepared()["refusals"]), "lang": "it"}
    return {"choice": {"answer": answer}}


def place_of(poll: dict[str, Any], polls: list[dict[str, Any]]) -> int:
    """Return how many other solutions were put to the vote before this one."""
    voted = [each["proposal"] for each in sorted(polls, key=lambda each: each["number"]) if each["proposal"]]
    before = list(dict.fromkeys(voted))
    return before.index(poll["proposal"]) if poll["proposal"] in before else 0
