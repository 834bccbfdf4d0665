"""What a command leaves behind, read from its source: the events it may record, what takes it back, what it locks."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from realtime.command import COMMANDS, Command
from realtime.streams import KINDS

OURS = ("realtime", "people", "proposals", "monitoring", "deliberation")


def events_of(command: Command) -> list[str]:
    """Return the kinds of events that the function, or what it calls in this project, can record."""
    known = {event for kind in KINDS.values() for event in kind.events}
    return sorted({word for act in _reached(command.act) for word in _strings(_tree(act)) if word in known})


def undo_of(command: Command) -> list[str]:
    """Return the commands that take this one back: what `undo.last` would run."""
    calls = [node for act in _reached(command.act) for node in ast.walk(_tree(act)) if isinstance(node, ast.Call)]
    undone = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "undoable"]
    return sorted({word for call in undone for word in _strings(call.args[0]) if word in COMMANDS})


def streams_of(command: Command) -> list[str]:
    """Return the kinds of streams that are locked before the function runs."""
    named = inspect.getclosurevars(command.streams).nonlocals.get("stream")
    if named is None:
        return []
    words = {*named.__code__.co_names, *named.__code__.co_varnames}
    if "place" in words:
        return ["room or process"]
    if words & {"process", "solutions", "streams_of"}:
        return ["room", "process"] if words & {"room", "activity", "poll"} else ["process"]
    return ["room"] if words & {"room", "activity"} else ["the one named"]


@cache
def _reached(act: Callable[..., Any]) -> tuple[FunctionType, ...]:
    found: list[FunctionType] = []
    waiting = [inspect.unwrap(act)]
    while waiting:
        here = waiting.pop()
        if not isinstance(here, FunctionType) or here in found or not here.__module__.startswith(OURS):
            continue
        found.append(here)
        waiting += list(_called(here))
    return tuple(found)


def _called(act: FunctionType) -> Iterator[Any]:
    for node in ast.walk(_tree(act)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield act.__globals__.get(node.func.id)
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            module = act.__globals__.get(node.func.value.id)
            yield getattr(module, node.func.attr, None) if isinstance(module, ModuleType) else None


@cache
def _tree(act: FunctionType) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(act)))


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
