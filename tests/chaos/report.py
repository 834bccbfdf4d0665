"""The report of a run: on the screen, as JSON, and as a section of a page."""

import json
import platform
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.chaos.counts import counts
from tests.chaos.findings import Finding
from tests.chaos.promises import catch_up, figures
from tests.chaos.run import Options, Outcome

BEGIN, END = "<!-- the last report begins -->", "<!-- the last report ends -->"
TOLD = 40  # findings that are written out


def report(options: Options, command: str, outcome: Outcome, findings: list[Finding]) -> dict[str, Any]:
    """Put everything together as plain data."""
    measured = figures(outcome.evidence, outcome.deeds, options.processes > 1)
    for behind, seconds in outcome.catching_up.items():
        measured.append(catch_up(f"caught up after {behind} missed events, s", seconds))
    counted = counts(outcome.evidence, outcome.deeds)
    short = []
    if sum(counted["kills"].values()) < options.kills:
        short.append(f"only {sum(counted['kills'].values())} of {options.kills} kills")
    if outcome.acks < options.acks:
        short.append(f"only {outcome.acks} of {options.acks} acknowledgements")
    return {
        "date": time.strftime("%Y-%m-%d"),
        "command": command,
        "options": asdict(options),
        "machine": f"{platform.system()}, Python {platform.python_version()}",
        "programs": outcome.told,
        "seconds": {name: round(value, 1) for name, value in outcome.seconds.items()},
        "counts": counted,
        "promises": [{**figure._asdict(), "kept": figure.kept} for figure in measured],
        "fell short": short,
        "closed for good": outcome.unexpected,
        "findings": [finding._asdict() for finding in findings],
        "ok": not findings and not outcome.unexpected and not short and all(figure.kept for figure in measured),
    }


def write(made: dict[str, Any], path: Path) -> None:
    """Write JSON; into a page, write the section between its two marks and the JSON beside it."""
    if path.suffix == ".md":
        page = path.read_text(encoding="utf-8")
        before, _begin, rest = page.partition(BEGIN)
        _old, _end, after = rest.partition(END)
        path.write_text(f"{before}{BEGIN}\n{section(made)}{END}{after}", encoding="utf-8")
        path = path.with_suffix(".json")
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def section(made: dict[str, Any]) -> str:
    """Return the report in Markdown."""
    options, programs = made["options"], made["programs"]
    verdict = "all promises kept" if made["ok"] else "NOT OK"
    lines = [
        f"{made['date']}, {made['machine']}, seed {options['seed']}: {verdict}.",
        "",
        "```sh",
        made["command"],
        "```",
        "",
        "; ".join(f"{name}: {told}" for name, told in programs.items()) + ".",
        "",
        "| promise | measured | median | p95 | worst | at most | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *[_row(figure) for figure in made["promises"]],
        "",
        "| what | how often |",
        "| --- | --- |",
        *[f"| {name} | {_plain(value)} |" for name, value in made["counts"].items()],
        f"| seconds | {_plain(made['seconds'])} |",
        f"| findings | {len(made['findings'])} |",
        "",
    ]
    lines += [f"- {each}" for each in [*made["fell short"], *made["closed for good"]]]
    lines += [f"- {each['name']}: {each['where']}: {each['told'][:200]}" for each in made["findings"][:TOLD]]
    return "\n".join(lines) + "\n"


def _row(figure: dict[str, Any]) -> str:
    numbers = [f"{figure[key]:.2f}" for key in ("median", "p95", "worst")]
    most = "" if figure["most"] is None else f"{figure['judged']} {figure['most']:g}"
    kept = "not measured" if not figure["times"] else "kept" if figure["kept"] else "NOT KEPT"
    return f"| {figure['name']} | {figure['times']} × | {' | '.join(numbers)} | {most} | {kept} |"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number:,}" for name, number in value.items()) or "0"
    return f"{value:,}"
