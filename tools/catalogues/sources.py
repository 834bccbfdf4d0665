"""Which files hold visible words, and in which catalogue those words belong."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tools.catalogues import javascript, python, templates
from tools.catalogues.message import Message

BASE = Path(__file__).resolve().parent.parent.parent
APPS = ["config", "deliberation", "monitoring", "people", "proposals", "realtime"]
FRAMEWORK = "tools/catalogues/framework.py"  # words of libraries that our pages show
Reader = Callable[[str], Iterator[Message]]
Found = dict[Message, list[str]]


class Unreadable(Exception):
    """A source that cannot be parsed; says which."""


def domains() -> dict[str, Found]:
    """`{"django": {message: [files that hold it]}, "djangojs": {…}}`. One text has one entry, plural or not."""
    return {name: _collect(listed) for name, listed in {"django": _server(), "djangojs": _browser()}.items()}


def _server() -> Iterator[tuple[Path, Reader]]:
    for app in APPS:
        yield from ((path, python.messages) for path in (BASE / app).rglob("*.py"))
        yield from ((path, templates.messages) for path in (BASE / app).glob("templates/**/*.html"))
    pages = (path for path in (BASE / "templates").rglob("*") if path.suffix in {".html", ".txt"})
    yield from ((path, templates.messages) for path in pages)
    yield (BASE / FRAMEWORK, python.messages)


def _browser() -> Iterator[tuple[Path, Reader]]:
    yield from ((path, javascript.messages) for path in (BASE / "static/js").rglob("*.js"))


def _collect(listed: Iterator[tuple[Path, Reader]]) -> Found:
    held: dict[tuple[str | None, str], tuple[Message, set[str]]] = {}
    for path, read in listed:
        name = path.relative_to(BASE).as_posix()
        try:
            found = list(read(path.read_text(encoding="utf-8")))
        except SyntaxError as error:
            raise Unreadable(f"{name}: {error}") from error
        for message in found:
            if not message.id:
                continue  # the empty message is the catalogue's own header
            known, names = held.get(message.key, (message, set()))
            held[message.key] = (known if known.plural is not None else message, names | {name})
    return {message: sorted(names) for message, names in held.values()}
