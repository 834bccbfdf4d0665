"""Who is simulated: how many on each side, in which languages, under which nicknames."""

import random
from collections.abc import Mapping

from deliberation.rehearsal.texts import LANGUAGES
from people.models import SIDES
from people.nicknames import WORDS

ENOUGH = 6  # people on a side, so that its vote stays secret and its quorum is no accident
SHARES = {"resident": 0.72, "official": 0.2, "civil": 0.08}


def sides_for(count: int, present: Mapping[str, int]) -> list[str]:
    """Return the sides of `count` simulated people: every side to six first (those present count), then by shares."""
    have = {side: present.get(side, 0) for side in SIDES}
    chosen: list[str] = []
    for side in ("resident", "official", "civil"):
        missing = max(0, ENOUGH - have[side])
        added = min(missing, count - len(chosen))
        chosen += [side] * added
        have[side] += added
    while len(chosen) < count:
        total = sum(have.values()) + 1
        side = max(SIDES, key=lambda each: SHARES[each] * total - have[each])
        have[side] += 1
        chosen.append(side)
    return chosen


def language_for(side: str, place: int) -> str:
    """Return the language of the n-th person of a side: officials write Italian, residents in turn all nine."""
    if side == "resident":
        return LANGUAGES[place % len(LANGUAGES)]
    return "it"


def nickname_for(lang: str, number: int, chance: random.Random) -> str:
    """Return a friendly word and a number, so that nobody is called like a real person of the room."""
    words = WORDS.get(lang, WORDS["it"])
    return f"{chance.choice(words)} {number}"
