"""Writes the results section of docs/benchmarks.md; the rest of that page is written by hand and stays."""

from pathlib import Path

from benchmarks.realtime.goals import Record
from benchmarks.realtime.report import delivery_table, goals_table, helpers_told, markdown
from benchmarks.realtime.servers import BASE

PAGE = BASE / "docs" / "benchmarks.md"
BEGIN, END = "<!-- results: written by the command -->", "<!-- end of results -->"


def section(record: Record) -> str:
    """Return the section: when, with what, by which command; goals; the delivery table."""
    about = record["about"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    lines = [
        f"Measured on {about['date']} in {about['minutes']} minutes on a machine with {about['cores']} cores, of which",
        f"other programs used {about['others']:.0%} meanwhile, by",
        "",
        f"```sh\n{about['command']}\n```",
        "",
        f"({versions}.) Raw figures: `{about['file']}`." if about["file"] else f"({versions}.)",
        "",
        markdown(goals_table(record["rows"])),
    ]
    delivery = record["rows"].get("delivery")
    if delivery:
        lines += ["", "### CPU for one delivery", "", markdown(delivery_table(delivery))]
        told = helpers_told(delivery)
        lines += ["", f"Counted apart, for one delivery: {told}."] if told else []
    return "\n".join(lines)


def put_in(text: str, results: str) -> str:
    """Return the page with these results in place of those before. Raises ValueError without the two marks."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page lacks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{results}\n\n{END}{after}"


def write(record: Record, page: Path = PAGE) -> None:
    page.write_text(put_in(page.read_text(encoding="utf-8"), section(record)), encoding="utf-8")
