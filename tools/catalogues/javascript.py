"""Finds the translatable words of a JavaScript source, inside templates within templates as well."""

import re
from collections.abc import Iterator

from tools.catalogues.message import CALLS, Message

SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.S)
NAME = re.compile(r"[\w$]+")
TEXT = re.compile(r"u?(?:\"((?:\\.|[^\"\\\n])*)\"|'((?:\\.|[^'\\\n])*)')", re.S)  # the u is templatize's
REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*")
PIECE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*", re.S)  # of a template, up to its end or its next ${
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\n)|(.))", re.S)
LETTERS = {"n": "\n", "t": "\t", "r": "\r"}
BEFORE_REGEX = {"return", "typeof", "case", "of", "in", "", *"(,=:[!&|?{};>+-*%<~^"}
Token = tuple[str, str]  # ("name" | "text" | "mark", its value)


def messages(source: str) -> Iterator[Message]:
    """Every call of gettext and its relatives with its words written in place."""
    found = list(tokens(source))
    for at, (sort, value) in enumerate(found):
        kind = CALLS.get(value) if sort == "name" else None
        if kind and found[at + 1 : at + 2] == [("mark", "(")]:
            texts = _arguments(found, at + 2)[: len(kind)]
            if len(texts) == len(kind):
                yield Message.of(kind, texts)


def tokens(source: str) -> Iterator[Token]:
    """Names, texts and marks, in order. A template's own words are not texts; the code in its ${…} is read as code."""
    at, last = 0, ""
    depths: list[int] = []  # the open braces inside each ${…} we are in
    while at < len(source):
        if space := SPACE.match(source, at):
            at = space.end()
            continue
        char = source[at]
        if char == "`" or (char == "}" and depths and depths[-1] == 0):
            if char == "}":
                depths.pop()
            at = PIECE.match(source, at + 1).end()  # type: ignore[union-attr]  # it matches nothing at all as well
            if source[at : at + 2] == "${":
                depths.append(0)
                at, last = at + 2, "{"
            else:
                at, last = at + 1, "`"
            yield ("mark", "`")
            continue
        sort, value, at = _token(source, at, last)
        if depths:
            depths[-1] += {"{": 1, "}": -1}.get(value, 0) if sort == "mark" else 0
        last = value if sort != "text" else '"'
        yield (sort, value)


def _token(source: str, at: int, last: str) -> tuple[str, str, int]:
    if text := TEXT.match(source, at):
        return "text", _decode(text[1] if text[1] is not None else text[2]), text.end()
    if name := NAME.match(source, at):
        return "name", name[0], name.end()
    if last in BEFORE_REGEX and (regex := REGEX.match(source, at)):
        return "mark", "/", regex.end()
    return "mark", source[at], at + 1


def _arguments(found: list[Token], at: int) -> list[str]:
    """The leading arguments that are texts; `"a" + "b"` is one text."""
    texts: list[str] = []
    while at < len(found) and found[at][0] == "text":
        text, at = found[at][1], at + 1
        while found[at : at + 1] == [("mark", "+")] and found[at + 1][0] == "text":
            text, at = text + found[at + 1][1], at + 2
        if at >= len(found) or found[at] not in {("mark", ","), ("mark", ")")}:
            break
        texts.append(text)
        at += 1
    return texts


def _decode(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        return chr(int(code, 16)) if code else "" if match[4] else LETTERS.get(match[5], match[5])

    return ESCAPE.sub(one, text)
