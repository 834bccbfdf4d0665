"""Random closed polls of every method as they are published: made by the project's own counting, without a database."""

import json
from random import Random
from typing import Any

from deliberation.counting import commitment, head, leaf, lot_order, opening_hash, secret_sides
from deliberation.counting.choices import CONSENT, VOTE
from deliberation.counting.dots import dots_cap, dots_each
from deliberation.counting.publishing import STATISTICS, what_is_published
from deliberation.counting.rules import RULES, Frozen

METHODS = tuple(RULES)
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
OPENING = ("poll", "method", "subject", "question", "options", "params", "secret", "seed_commit")
WORDS = ("Benches", "Più alberi", "حديقة", 'a "quoted" \\ title', "two\nlines\tand\x01a mark", "Straße 🌳", "é")


def closed_poll(random: Random, method: str, **wanted: Any) -> dict[str, Any]:
    """Return a record like that of /polls/<id>/ballots.json. `wanted`: parameters that must be these."""
    options = _options(random, method)
    params = _params(random, method, options) | wanted
    secret = secret_sides(params["eligible"]) if random.random() < 0.8 else dict.fromkeys(params["eligible"], False)
    record = {
        "poll": key(random),
        "method": method,
        "subject": "options",
        "question": {"it": random.choice(WORDS), "en": "What now?"},
        "options": options,
        "params": params,
        "secret": secret,
        "rehearsal": False,
        "opened": "2026-05-04T18:00:00+00:00",
        "closed": "2026-05-04T18:20:00+00:00",
    }
    return closed(record, _ballots(random, record), hexadecimal(random, 64))


def closed(record: dict[str, Any], cast: list[tuple[str, Any, str]], seed: str) -> dict[str, Any]:
    """Return the record of a poll with these ballots (side, choice, nonce), sealed, counted and published."""
    record = record | {"seed": seed, "seed_commit": commitment(seed)}
    poll, fixed = record["poll"], frozen(record)
    rows = [
        {"side": side, "choice": choice, "nonce": nonce, "leaf": leaf(poll=poll, side=side, choice=choice, nonce=nonce)}
        for side, choice, nonce in cast
    ]
    top = head(row["leaf"] for row in rows)
    draw = lot_order(fixed.options, seed=seed, head=top, poll=poll)
    result = RULES[record["method"]].count([(side, choice) for side, choice, _nonce in cast], frozen(record, draw))
    shown = sorted((row for row in rows if row["side"] not in result["suppressed"]), key=lambda row: row["leaf"])
    record |= {
        "opening_hash": opening_hash({each: record[each] for each in OPENING}),
        "head": top,
        "result": result | {"head": top},
        "ballots": [] if STATISTICS in record["params"]["published"] else shown,
        "leaves": [row["leaf"] for row in shown],
    }
    return json.loads(json.dumps(record))


def frozen(record: dict[str, Any], draw: tuple[str, ...] = ()) -> Frozen:
    return Frozen(
        params=record["params"],
        options=[option["id"] for option in record["options"]],
        costs={option["id"]: option["cost"] for option in record["options"] if "cost" in option},
        secret=[side for side, hidden in record["secret"].items() if hidden],
        draw=draw,
    )


def key(random: Random) -> str:
    return "".join(random.choices(LETTERS, k=12))


def hexadecimal(random: Random, digits: int) -> str:
    return f"{random.getrandbits(4 * digits):0{digits}x}"


def _options(random: Random, method: str) -> list[dict[str, Any]]:
    if method in ("consent", "double-majority"):
        return []
    most = random.choice([4, 6, 9, 16 if method == "dots" else 6])
    options: list[dict[str, Any]] = [
        {"id": key(random), "texts": {"it": random.choice(WORDS), "en": f"Option {place}"}}
        for place in range(random.randint(2, most))
    ]
    if method == "equal-shares":
        unit = random.choice([1, 7, 100, 5000])
        for option in options:
            option["cost"] = random.choice([0, 1, 2, 2, 3, 5, 8, random.randint(1, 40)]) * unit
    return options


def _params(random: Random, method: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    civil = random.randint(0, 8)
    consenting = ["resident", "official"] + ["civil"] * (random.random() < 0.3)
    random.shuffle(consenting)
    params: dict[str, Any] = {
        "rule": method,
        "version": 2,
        "quorum": random.choice([[1, 2], [1, 2], [1, 3]]),
        "consenting": consenting,
        "eligible": {"resident": random.randint(1, random.choice([6, 14, 30])), "official": random.randint(0, 7),
                     "civil": civil},
    }  # fmt: skip
    ids = [option["id"] for option in options]
    if method == "dots":
        params |= {"dots": dots_each(len(ids)), "cap": dots_cap(len(ids))}
        params |= {"shortlist": random.randint(1, len(ids)), "counting": random.choice(["residents", "parity"])}
    elif method == "double-majority":
        params |= {"statute": random.random() < 0.5}
    elif method in ("majority-judgment", "schulze"):
        params |= {"status_quo": ids[-1]}
    elif method == "equal-shares":
        total = sum(option["cost"] for option in options)
        params |= {"budget": random.randint(1, total + 3), "parity": random.random() < 0.5}
    elif method == "stv":
        params |= {"seats": random.randint(1, len(ids) - 1)}
    ballots = what_is_published(method, len(ids), params)
    return params | {"published": ["opening", "roll-counts", ballots]}


def _ballots(random: Random, record: dict[str, Any]) -> list[tuple[str, Any, str]]:
    """Return who votes at all, and how: now all as they like, now many alike, so that ties and winners both occur."""
    fixed = frozen(record)
    read = RULES[record["method"]].read
    common = [_choice(random, record["method"], fixed) for _n in range(random.randint(1, 4))]
    alike = random.choice([0, 0.5, 0.9])
    cast = []
    for side, people in record["params"]["eligible"].items():
        turnout = random.choice([0.2, 0.7, 1, 1])
        for _person in range(people):
            if random.random() < turnout:
                own = random.random() > alike
                said = _choice(random, record["method"], fixed) if own else random.choice(common)
                cast.append((side, read(said, fixed), hexadecimal(random, 32)))
    return cast


def _choice(random: Random, method: str, fixed: Frozen) -> dict[str, Any]:
    options = list(fixed.options)
    some = random.sample(options, random.randint(0, len(options)))
    if method == "consent":
        return {"answer": random.choice((*CONSENT, *["agree"] * 12))}
    if method == "double-majority":
        return {"answer": random.choice((*VOTE, *["yes"] * random.choice([0, 2, 9])))}
    if method == "dots":
        return _dots(random, options, fixed)
    if method in ("majority-judgment", "score"):
        most = random.choice([5, 5, 3])
        graded = options if random.random() < 0.6 else some
        return {"grades" if method != "score" else "scores": {o: random.randint(5 - most, 5) for o in graded}}
    if method == "schulze":
        tiers: list[list[str]] = []
        for option in some:
            if tiers and random.random() < 0.3:
                tiers[-1].append(option)
            else:
                tiers.append([option])
        return {"ranking": tiers}
    if method == "stv":
        return {"ranking": [[option] for option in some]}
    return {"approve": some}


def _dots(random: Random, options: list[str], fixed: Frozen) -> dict[str, int]:
    said: dict[str, int] = {}
    for _dot in range(random.randint(0, fixed.params["dots"])):
        option = random.choice(options[: random.choice([2, len(options)])])
        if said.get(option, 0) < fixed.params["cap"]:
            said[option] = said.get(option, 0) + 1
    return said
