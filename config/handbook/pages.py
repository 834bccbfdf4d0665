"""Which pages are generated, and by what: `manage.py docs` writes them, a test compares them."""

from collections.abc import Callable
from pathlib import Path

from config.env import BASE
from config.handbook import asyncapi, page_commands, page_events, page_workflow

PAGES: dict[str, Callable[[], str]] = {
    "docs/asyncapi.json": asyncapi.page,
    "docs/commands.md": page_commands.page,
    "docs/events.md": page_events.page,
    "docs/workflow.md": page_workflow.page,
}


def stale() -> list[str]:
    """Return the generated pages whose file says something else than the code, or is missing."""
    return [name for name, write in PAGES.items() if _read(BASE / name) != write()]


def write() -> list[str]:
    """Write the pages that are stale and return their names."""
    changed = stale()
    for name in changed:
        (BASE / name).write_text(PAGES[name](), encoding="utf-8")
    return changed


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
