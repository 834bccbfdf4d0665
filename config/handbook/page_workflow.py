"""docs/workflow.md: the table of the workflow and its diagram."""

import inspect
from typing import Any

from config.handbook.may import who
from proposals.effects import EFFECTS
from proposals.rules import RULES
from proposals.workflow import BORN, STATES, TABLE, Row
from realtime.command import COMMANDS

HEAD = """# How a proposal moves: the workflow

<!-- Written by `python3 manage.py docs` from proposals/workflow.py. Do not edit: change the table there. -->

A proposal is a problem, a solution or an intervention. One table says every step there is; what is not in it is
refused with a sentence that says where the proposal stands. Buttons, the API's `allowed`, this page and the test that
every other (state, verb) is refused read the same table. Every step is kept with who took it, when and why.
"""


def page() -> str:
    return "\n".join([HEAD, *_diagrams(), *_table(), *_rules(), *_effects(), *_commands()])


def _diagrams() -> list[str]:
    lines = ["## Diagram", ""]
    for kind, born in BORN.items():
        rows = [row for row in TABLE if row.kind == kind]
        lines += [f"{kind.capitalize()}s:", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {born}"]
        lines += [f"    {row.state} --> {row.then}: {row.verb}" for row in rows]
        last = [state for state in STATES[kind] if state not in {row.state for row in rows}]
        lines += [f"    {state} --> [*]" for state in last] + ["```", ""]
    return [*lines, "An intervention is made by the step `programme` and stands at `programmed`.", ""]


def _table() -> list[str]:
    head = "| kind | state | verb | next state | who | effect |"
    return ["## Table", "", head, "| --- | --- | --- | --- | --- | --- |", *[_line(row) for row in TABLE], ""]


def _line(row: Row) -> str:
    effect = f"`{row.effect}`" if row.effect else ""
    return f"| {row.kind} | `{row.state}` | `{row.verb}` | `{row.then}` | {row.rule} | {effect} |"


def _rules() -> list[str]:
    return ["## Who", "", *[f"- **{name}**: {' '.join(who(rule))}" for name, rule in RULES.items()], ""]


def _effects() -> list[str]:
    used = dict.fromkeys(row.effect for row in TABLE if row.effect)
    return ["## Effects", "", *[f"- `{name}`: {' '.join((EFFECTS[name].__doc__ or '').split())}" for name in used], ""]


def _commands() -> list[str]:
    lines = ["## Which command takes which step", ""]
    for name, command in sorted(COMMANDS.items()):
        verbs = _verbs(command.rule)
        if verbs:
            taken = ", ".join(f"`{verb}`" for verb in verbs)
            lines.append(f"- [`{name}`](commands.md#{name.replace('.', '')}): {taken}")
    told = "- [`poll.open`](commands.md#pollopen) and [`poll.close`](commands.md#pollclose) take the steps of **poll**."
    return [*lines, told, ""]


def _verbs(rule: Any) -> tuple[str, ...]:
    ask = getattr(rule, "ask", None)
    verbs: tuple[str, ...] = inspect.getclosurevars(ask).nonlocals.get("verbs", ()) if ask else ()
    return verbs
