"""Says what was measured: tables for the terminal, the raw record, and the section "Counting" of docs/benchmarks.md."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.counting.peers import BASE
from benchmarks.counting.recounts import GOAL
from benchmarks.realtime.arithmetic import ratio, short
from benchmarks.realtime.report import markdown

PAGE = BASE / "docs" / "benchmarks.md"
BEGIN, END = "<!-- counting: written by the command -->", "<!-- end of counting -->"
HEAD = ("count", "beside", "goal", "ratio of CPU", "reached", "ours, s", "theirs, s", "without numpy, s", "result")


def table(record: dict[str, Any]) -> list[Sequence[str]]:
    return [HEAD, *(_line(each) for each in record["pairs"])]


def _line(row: dict[str, Any]) -> Sequence[str]:
    goal = "–" if row["goal"] is None else f"≤ {row['goal']:.2f}"
    ours, theirs, plain = ([run["cpu"] for run in row[side] if "cpu" in run] for side in ("ours", "theirs", "plain"))
    times = [short(median(each)) if each else "–" for each in (ours, theirs, plain)]
    found = None if row["failed"] else ratio(list(zip(ours, theirs, strict=True)))
    if found is None:
        return (row["row"], f"{row['package']}: {row['failed']}", goal, "not measured", "–", *times, "–")
    told = f"{found.middle:.3f} ({found.low:.3f}–{found.high:.3f})"
    reached = "–" if row["goal"] is None else "yes" if found.middle <= row["goal"] else "no"
    return (row["row"], row["package"], goal, told, reached, *times, _alike(row))


def _alike(row: dict[str, Any]) -> str:
    """Say whether the same projects were chosen, or are where pabutools stops; of opinions, how many groups."""
    ours, theirs = row["ours"][0], row["theirs"][0]
    if "groups" in ours:
        return f"{ours['groups']} groups, {theirs['groups']} there"
    if ours["chosen"] == theirs["chosen"]:
        return "the same"
    if theirs["chosen"] in [run.get("stopped") for run in row["plain"]]:
        return "the same where theirs stops"
    return f"{len(set(ours['chosen']) ^ set(theirs['chosen']))} projects differ"


def recounts_table(record: dict[str, Any]) -> list[Sequence[str]]:
    lines = [
        (each["rule"], f"≤ {GOAL} ms", f"{short(each['ms'])} ms", "yes" if each["ms"] <= GOAL else "no")
        for each in record["recounts"]
    ]
    return [("500 ballots counted again", "goal", "CPU", "reached"), *lines]


def section(record: dict[str, Any]) -> str:
    about = record["about"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return "\n".join([
        f"Measured on {about['date']} in {about['minutes']} minutes on a machine with {about['cores']} cores, of which",
        f"other programs used {about['others']:.0%} meanwhile; {about['pairs']} pairs of each ({versions}).",
            f"Raw figures: `{about['file']}`.",
        "",
        markdown(table(record)),
        "",
        *([f"{about['real']}", ""] if about["real"] else []),
        markdown(recounts_table(record)),
    ])  # fmt: skip


def put_in(text: str, results: str) -> str:
    """Return the page with these results in place of those before. Raises ValueError without the two marks."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page lacks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{results}\n\n{END}{after}"


def write_page(record: dict[str, Any], page: Path = PAGE) -> None:
    page.write_text(put_in(page.read_text(encoding="utf-8"), section(record)), encoding="utf-8")


def write(path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
