"""Bars and tables of votes as parts of a document: the same rows as the pages draw, nothing counted again."""

from typing import Any

from django.utils.translation import gettext as _

from documents import blocks as b
from documents.blocks import Block, Text

Row = dict[str, Any]
PATTERNS = {"resident": "dots", "official": "stripes", "civil": "grid"}
GRADES = ("5", "4", "3", "2", "1", "0")


def side_name(side: str) -> str:
    """Return the name of all people of a side; of no side in particular: everybody."""
    return {
        "resident": _("Residents"),
        "official": _("Officials"),
        "civil": _("Other organisations"),
        "": _("Everybody"),
    }[side]


def pattern(side: str) -> str:
    return PATTERNS.get(side, "plain")


def pair(bars: Row, *, figures: bool = True) -> list[Block]:
    """Return the bars of a vote of the sides, then their figures. `bars`: of queries/bars.py."""
    drawn = [b.bars([_whole(row) for row in bars["rows"]], half=bars["half"])]
    if bars["half"]:
        drawn.append(b.half(_("The dashed line is half of the votes for or against.")))
    if figures:
        rows = [[side_name(row["side"]), *map(str, row["cells"])] for row in bars["rows"]]
        drawn.append(b.table([_("Side"), *bars["columns"]], rows))
    return drawn


def dots(groups: list[Row]) -> list[Block]:
    """Return the bars of every option of a dot vote, then one table. `groups`: of queries.bars.dots_bars."""
    found: list[Block] = []
    rows: list[list[Text]] = []
    for group in groups:
        found += [b.heading(_title(group, _how_chosen(group)), 3), *pair(group["bars"], figures=False)]
        for row in group["bars"]["rows"]:
            rows.append([b.said(group["title"], group["lang"]), side_name(row["side"]), *map(str, row["cells"])])
    columns = groups[0]["bars"]["columns"] if groups else []
    return [*found, b.table([_("Option"), _("Side"), *columns], rows, words=2)] if rows else found


def choice(among: Row, level: int = 3) -> list[Block]:
    """Return what came out of a choice among options. `among`: of queries/choices.py; `level` of their headings."""
    drawn = any(row["bars"] for row in among["rows"])  # with a side that is not published only the winners stand
    found: list[Block] = []
    if among["key"] and drawn:
        found.append(b.shades((key["key"].removeprefix("grade-"), key["text"]) for key in among["key"]))
    if among["about"] and drawn:
        found.append(b.paragraph(among["about"], small=True))
    for row in among["rows"]:
        found.append(b.heading(_title(row, _("chosen") if row["chosen"] else ""), level))
        if row["bars"]:
            found.append(b.bars([_parted(bar) for bar in row["bars"]], half=among["half"]))
        if row["note"]:
            found.append(b.paragraph(row["note"], small=True))
    if among["half"] and drawn:
        found.append(b.half(_("The dashed line is half of a side.")))
    rows = [
        [b.said(row["title"], row["lang"]), side_name(bar["side"]), *map(str, bar["cells"])]
        for row in among["rows"]
        for bar in row["bars"]
    ]
    return [*found, b.table([_("Option"), _("Side"), *among["columns"]], rows, words=2)] if rows else found


def _title(row: Row, more: str) -> Text:
    place = f"{row['place']}. " if row["place"] else ""
    return [place, b.said(row["title"], row["lang"]), f" · {more}" if more else ""]


def _how_chosen(group: Row) -> str:
    if group["added"] == "official":
        return _("added by the offices")
    if group["added"]:
        return _("first choice of one side")
    return _("chosen") if group["chosen"] else ""


def _whole(row: Row) -> Block:
    name, look = side_name(row["side"]), pattern(row["side"])
    if row.get("suppressed"):
        return b.bar(name, [], row["text"], pattern=look, mark="hidden")
    mark = "yes" if row.get("carried") else ""
    return b.bar(name, [b.part(float(row["width"]))], row["text"], pattern=look, mark=mark)


def _parted(bar: Row) -> Block:
    figures = dict(zip(GRADES, map(str, bar["cells"]), strict=False))
    parts = []
    for each in bar["parts"]:
        look = each["key"].removeprefix("grade-") if each["key"].startswith("grade-") else ""
        figure = figures[look] if look else ""
        parts.append(b.part(float(each["width"]), x=float(each["x"]), look=look, figure=figure))
    return b.bar(side_name(bar["side"]), parts, bar["text"], pattern=pattern(bar["side"]))
