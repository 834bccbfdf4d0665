"""Messages that no honest client sends: none of them may have an effect, and none may harm anybody else."""

import json
import random
from collections.abc import Callable
from typing import Any

LARGE = 70_000  # characters: more than a frame may have, so the line is closed with 1009


def nonsense(chance: random.Random, token: str, activity: str) -> tuple[str, str | bytes]:
    """Return (what sort it is, the message). `token` stands in it wherever there is room."""
    sort = chance.choice(list(SORTS))
    return sort, SORTS[sort](token, activity)


def _card(token: str, activity: str, **change: Any) -> dict[str, Any]:
    return {"do": "card.add", "with": {"activity": activity, "text": token, "lang": "it"}, "ref": token, **change}


def _with(token: str, step: str, **change: Any) -> str:
    card = _card(token, step)
    return json.dumps({**card, "with": {**card["with"], **change}})


SORTS: dict[str, Callable[[str, str], str | bytes]] = {
    "null": lambda token, activity: "null",
    "a list": lambda token, activity: json.dumps([_card(token, activity)]),
    "a word": lambda token, activity: json.dumps(token),
    "half an object": lambda token, activity: json.dumps(_card(token, activity))[:-1],
    "NaN": lambda token, activity: json.dumps(_card(token, activity, seq=float("nan"))),
    "too deep": lambda token, activity: '{"a":' * 20 + json.dumps(token) + "}" * 20,
    "an unknown key": lambda token, activity: json.dumps(_card(token, activity, seat="me")),
    "two sayings in one": lambda token, activity: json.dumps(_card(token, activity, since=1, epoch=0)),
    "an unknown command": lambda token, activity: json.dumps(_card(token, activity, do="card.burn")),
    "no ref": lambda token, activity: json.dumps({**_card(token, activity), "ref": None}),
    "a ref that is too long": lambda token, activity: json.dumps(_card(token, activity, ref=token + "x" * 64)),
    "a ref that is a number": lambda token, activity: json.dumps(_card(token, activity, ref=7)),
    "a list for a content": lambda token, activity: json.dumps({**_card(token, activity), "with": [token]}),
    "an unknown field": lambda token, activity: _with(token, activity, number=1),
    "an object for a text": lambda token, activity: _with(token, activity, text={"it": token}),
    "a text that is too long": lambda token, activity: _with(token, activity, text=token + "x" * 1000),
    "no language": lambda token, activity: _with(token, activity, lang="?!"),
    "a step of nowhere": lambda token, activity: _with(token, activity, activity="000000000000"),
    "a lone surrogate": lambda token, activity: _with(token, activity, text=f"{token} \ud800"),
    "a NUL": lambda token, activity: _with(token, activity, text=f"{token} \x00"),
    "a since that is a text": lambda token, activity: json.dumps({"since": token, "do": 1}),
    "bytes that are no text": lambda token, activity: b"\xff\xfe" + token.encode(),
    "a frame that is too large": lambda token, activity: _with(token, activity, text=token + "x" * LARGE),
}
