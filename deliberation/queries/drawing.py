"""Where the tiles of a journey's drawing stand: one column for each kind of thing, lines from left to right."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deliberation.queries.graph import KINDS

Row = dict[str, Any]
WIDE, HIGH, GAP, ACROSS, TOP = 208, 52, 14, 60, 56  # of a tile, between tiles, between columns, above the first
COLUMN = {"priority": "problem"}  # the choice of topics stands below the problem that it chose
LETTERS = 26  # of a line of a tile


@dataclass(frozen=True)
class Drawing:
    """`tiles`: node with x, y, lines; `paths`: the d of each line; `heads`: x and word of each column. In pixels."""

    width: int
    height: int
    tiles: list[Row]
    paths: list[str]
    heads: list[Row]


def drawing_of(graph: Row, *, rtl: bool = False) -> Drawing:
    """Lay a graph out. In languages that are written from right to left, time runs that way too."""
    columns = {
        kind: [each for each in graph["nodes"] if COLUMN.get(each["kind"], each["kind"]) == kind] for kind in KINDS
    }
    columns = {kind: nodes for kind, nodes in columns.items() if nodes}
    used = list(columns)
    tallest = max((len(nodes) for nodes in columns.values()), default=0)
    width = len(used) * (WIDE + ACROSS) - ACROSS + 2 * GAP
    height = TOP + tallest * (HIGH + GAP) + GAP
    heads, places = [], {}
    for place, kind in enumerate(used):
        x = GAP + place * (WIDE + ACROSS)
        x = width - x - WIDE if rtl else x
        heads.append({"x": x + WIDE // 2, "word": _word(kind), "kind": kind})
        above = (tallest - len(columns[kind])) * (HIGH + GAP) // 2
        for row, node in enumerate(columns[kind]):
            places[node["id"]] = {**node, "x": x, "y": TOP + above + row * (HIGH + GAP), "lines": _lines(node["title"])}
    paths = [_path(places[each["from"]], places[each["to"]]) for each in graph["links"]]
    return Drawing(width, height, list(places.values()), paths, heads)


def _word(kind: str) -> str:
    return {
        "card": _("Cards"),
        "problem": _("Problem"),
        "solution": _("Solutions"),
        "poll": _("Votes"),
        "forwarding": _("Forwarded"),
        "answer": _("Answers"),
        "intervention": _("Interventions"),
        "round": _("Measured"),
        "statement": _("Is it done?"),
    }[kind]


def _path(one: Row, other: Row) -> str:
    """Return a curve from the side of one tile to the facing side of the other; down, when they stand in one column."""
    if one["x"] == other["x"]:
        return f"M{one['x'] + WIDE // 2} {one['y'] + HIGH}V{other['y']}"
    forth = other["x"] >= one["x"]
    x1, x2 = (one["x"] + WIDE, other["x"]) if forth else (one["x"], other["x"] + WIDE)
    y1, y2, mid = one["y"] + HIGH // 2, other["y"] + HIGH // 2, (x1 + x2) // 2
    return f"M{x1} {y1}C{mid} {y1} {mid} {y2} {x2} {y2}"


def _lines(title: str) -> list[str]:
    """Cut a title into at most two lines, at spaces where there are any."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + len(word) < LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in lines[:2]]
    return [*shown[:-1], f"{shown[-1][: LETTERS - 1]}…"] if len(lines) > 2 else shown
