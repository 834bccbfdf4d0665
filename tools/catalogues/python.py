"""Finds the translatable words of a Python source by its syntax tree."""

import ast
from collections.abc import Iterator

from tools.catalogues.message import CALLS, Message

SUFFIXES = ("_lazy", "_noop")


def messages(source: str) -> Iterator[Message]:
    """Every call of gettext and its relatives whose words are written in place; words in variables belong elsewhere."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (kind := CALLS.get(_name(node.func))):
            texts = [text for argument in node.args[: len(kind)] if (text := _text(argument)) is not None]
            if len(texts) == len(kind):
                yield Message.of(kind, texts)


def _name(function: ast.expr) -> str:
    name = getattr(function, "id", "") or getattr(function, "attr", "")
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
