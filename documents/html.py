"""The same parts as a page: what documents/blocks.py names becomes HTML, so page and PDF are made of the same data."""

from collections.abc import Callable
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.blocks import Block, Text

SIDES = {"dots": "resident", "stripes": "official", "grid": "civil"}
SIGNS = {"yes": "✔", "no": "✘", "next": "–", "": "•"}


def html(blocks: list[Block], *, icons: str) -> SafeString:
    """Return the parts in order. `icons`: the address of the sprite; every text of people is escaped and isolated."""
    return SafeString("".join(LOOKS[each["block"]](each, icons) for each in blocks))


def say(text: Text, icons: str) -> SafeString:
    """Return a text of documents/blocks.py."""
    if isinstance(text, str):
        return _lines(text)
    if isinstance(text, list | tuple):
        return SafeString("".join(say(each, icons) for each in text))
    if "code" in text:
        return format_html('<code dir="ltr">{}</code>', text["code"])
    if "strong" in text:
        return format_html("<strong>{}</strong>", say(text["strong"], icons))
    if "sign" in text:
        return _mark(text["sign"], icons)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', text["lang"], text["dir"], _lines(text["text"]))


def _lines(text: str) -> SafeString:
    return SafeString(str(conditional_escape(str(text))).replace("\n", "<br>"))


def _own(text: Text) -> SafeString:
    """Return the attributes of an element that holds nothing but somebody's words: it begins on their side."""
    if isinstance(text, dict) and "dir" in text:
        return format_html(' lang="{}" dir="{}"', text["lang"], text["dir"])
    return SafeString("")


def _mark(name: str, icons: str) -> SafeString:
    if name in SIDES:
        side = SIDES[name]
        told = '<svg class="side side-{}" aria-hidden="true" focusable="false"><use href="{}#side-{}"></use></svg> '
        return format_html(told, side, icons, side)
    return format_html('<span aria-hidden="true">{}</span> ', SIGNS.get(name, "•"))


def _eyebrow(it: Block, icons: str) -> SafeString:
    return format_html('<p class="eyebrow">{}</p>', say(it["text"], icons))


def _heading(it: Block, icons: str) -> SafeString:
    level = f"h{min(int(it['level']), 6)}"
    return format_html("<{}{}>{}</{}>", level, _own(it["text"]), say(it["text"], icons), level)


def _lead(it: Block, icons: str) -> SafeString:
    return format_html('<p class="lead"{}>{}</p>', _own(it["text"]), say(it["text"], icons))


def _paragraph(it: Block, icons: str) -> SafeString:
    small = mark_safe(' class="meta"') if it["small"] else ""
    return format_html("<p{}{}>{}</p>", small, _own(it["text"]), say(it["text"], icons))


def _notice(it: Block, icons: str) -> SafeString:
    more = format_html("<p>{}</p>", say(it["text"], icons)) if it["text"] else ""
    body = '<div class="notice-body"><p class="notice-title">{}</p>{}</div>'
    return format_html(f'<div class="notice notice-warn" role="note">{body}</div>', say(it["title"], icons), more)


def _items(it: Block, icons: str) -> SafeString:
    rows = ((_mark(row["mark"], icons), say(row["text"], icons)) for row in it["rows"])
    return format_html('<ul class="document-items">{}</ul>', format_html_join("", "<li>{}<span>{}</span></li>", rows))


def _facts(it: Block, icons: str) -> SafeString:
    rows = ((say(name, icons), _own(value), say(value, icons)) for name, value in it["rows"])
    body = format_html_join("", '<tr><th scope="row">{}</th><td{}>{}</td></tr>', rows)
    return format_html(
        (
            '<div class="table-wrap" role="group" tabindex="0"><table class="table document-facts">'
            "<tbody>{}</tbody></table></div>"
        ),
        body,
    )


def _table(it: Block, icons: str) -> SafeString:
    looks = ["" if at < it["words"] else mark_safe(' class="number"') for at in range(len(it["columns"]))]
    columns = zip(looks, (say(each, icons) for each in it["columns"]), strict=True)
    head = format_html_join("", '<th scope="col"{}>{}</th>', columns)
    body = format_html_join("", "<tr>{}</tr>", ((_cells(row, looks, icons),) for row in it["rows"]))
    told = '<table class="table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return format_html(f'<div class="table-wrap" role="group" tabindex="0">{told}</div>', head, body)


def _cells(row: list[Text], looks: list[str], icons: str) -> SafeString:
    first = format_html('<th scope="row">{}</th>', say(row[0], icons))
    rest = zip(looks[1:], (say(each, icons) for each in row[1:]), strict=True)
    return SafeString(first + format_html_join("", "<td{}>{}</td>", rest))


def _quote(it: Block, icons: str) -> SafeString:
    who = format_html("{}{}", _mark(it["pattern"], icons) if it["pattern"] in SIDES else "", say(it["who"], icons))
    told = '<figure class="document-quote"><figcaption>{}</figcaption><blockquote{}>{}</blockquote></figure>'
    return format_html(told, who, _own(it["text"]), say(it["text"], icons))


def _bars(it: Block, icons: str) -> SafeString:
    half = mark_safe('<span class="bar-half"></span>') if it["half"] else SafeString("")
    rows = ((_bar(row, half, icons),) for row in it["rows"])
    return format_html('<div class="bars">{}</div>', format_html_join("", "{}", rows))


def _bar(row: Block, half: str, icons: str) -> SafeString:
    side = SIDES.get(row["pattern"], "")
    look = mark_safe(f"bar{f' bar-{side}' if side else ''}{'' if row['parts'] else ' is-suppressed'}")
    drawn = format_html("{}{}", _parts(row["parts"], side or "all"), half) if row["parts"] else ""
    check = mark_safe(' <span aria-hidden="true">✔</span>') if row["mark"] == "yes" else ""
    told = (
        '<div class="{}"><span class="bar-label">{}{}</span><span class="bar-track" '
        'aria-hidden="true">{}</span><span class="bar-value number">{}{}</span></div>'
    )
    label = say(row["label"], icons)
    return format_html(
        told, look, _mark(row["pattern"], icons) if side else "", label, drawn, say(row["text"], icons), check
    )


def _parts(parts: list[Block], side: str) -> SafeString:
    if len(parts) == 1 and not parts[0]["look"] and not parts[0]["x"]:
        return format_html('<svg class="bar-fill" width="{}%" height="100%"></svg>', f"{parts[0]['width']:.1f}")
    rows = (
        (f"grade-{each['look']}" if each["look"] else "for", f"{each['x']:.1f}", f"{each['width']:.1f}")
        for each in parts
    )
    drawn = format_html_join("", '<rect class="{}" x="{}" width="{}" height="10"></rect>', rows)
    told = '<svg class="choice-bar choice-{}" viewBox="0 0 100 10" preserveAspectRatio="none">{}</svg>'
    return format_html(told, side, drawn)


def _half(it: Block, icons: str) -> SafeString:
    return format_html('<p class="bars-key"><span class="bar-half-key"></span>{}</p>', say(it["text"], icons))


def _shades(it: Block, icons: str) -> SafeString:
    swatch = (
        '<li><svg class="choice-swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="{}" '
        'width="10" height="10"></rect></svg>{}</li>'
    )
    rows = ((f"grade-{row['look']}", say(row["text"], icons)) for row in it["rows"])
    return format_html('<ul class="choice-key">{}</ul>', format_html_join("", swatch, rows))


def _picture(it: Block, icons: str) -> SafeString:
    # The drawing was made by us; what it says in words stands beside it.
    drawn = mark_safe(it["svg"])
    return format_html(
        '<figure class="document-picture" role="img" aria-label="{}">{}</figure>{}',
        it["alt"],
        drawn,
        say(it["text"], icons),
    )


LOOKS: dict[str, Callable[[Any, str], SafeString]] = {
    "eyebrow": _eyebrow, "heading": _heading, "lead": _lead, "paragraph": _paragraph, "notice": _notice,
    "items": _items, "facts": _facts, "table": _table, "quote": _quote, "bars": _bars, "half": _half,
    "shades": _shades, "picture": _picture,
}  # fmt: skip
