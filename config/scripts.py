"""A screen's modules, sent as one: the files stay as they are written, a phone fetches one instead of fifty.

Compressed one by one, with the headers of each answer, the modules of the phone weigh twice as much as joined. So they
are joined when first asked for and kept under the hash of their text, as the style sheets are. Each module becomes a
function that returns its exports, in the order of its imports; packages of the import map stay imports. The modules
must import without circles, each import on its own line (tests/js/modules.test.js holds them to it).
"""

import json
import posixpath
import re
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from config.sheets import Sheet, answer, packed

ENTRIES = {"phone": "phone/main.js"}
# What a phone that comes in needs at once; the screens of later steps come in a second file when the first is drawn.
AT_ONCE = {"phone": ("phone/cards.js", "phone/poll.js")}
LATER_ON = "-later"
FOLDER = settings.BASE_DIR / "static" / "js"

IMPORT = re.compile(r'^import (?:(\w+)|\{([^}]*)\}) from "([^"]+)";$', re.M)
LATER = re.compile(r'\(await import\("([^"]+)"\)\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.M)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.M | re.S)


def script(name: str) -> Sheet:
    """Return a joined file by its name, "phone" or "phone-later". A saved change shows at once with plain files."""
    newest = max(file.stat().st_mtime_ns for file in FOLDER.rglob("*.js")) if settings.PLAIN_STATIC else 0
    return _joined(name, newest)


def modules(*entries: str, later: bool = False) -> list[str]:
    """Return these modules and what they import, each after those it imports; `later`: what is imported later too."""
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in order:
            return
        text = (FOLDER / name).read_text(encoding="utf-8")
        for found in [*(m[2] for m in IMPORT.findall(text)), *(LATER.findall(text) if later else [])]:
            if found.startswith("."):
                visit(_beside(name, found))
        order[name] = None

    for entry in entries:
        visit(entry)
    return list(order)


def halves(screen: str) -> tuple[list[str], list[str]]:
    """Return the modules of a screen's first file and of its second."""
    first = modules(*AT_ONCE[screen], ENTRIES[screen])
    return first, [each for each in modules(ENTRIES[screen], later=True) if each not in first]


@lru_cache(maxsize=16)
def _joined(name: str, newest: int) -> Sheet:
    screen = name.removesuffix(LATER_ON)
    first, rest = halves(screen)
    packages: dict[str, str] = {}
    if name == screen:
        # Both files share one object, under a name that only they know how to ask for.
        share = [f"const m = globalThis[Symbol.for({json.dumps(screen)})] = {{}};"]
        later = f"./{screen}{LATER_ON}.{_joined(screen + LATER_ON, newest).mark}.js"
        share.append(f"const later = () => Promise.all([import({json.dumps(later)}), m['core/words.js'].moreWords()]);")
        parts = [_wrapped(each, packages, set(first), last=each == ENTRIES[screen]) for each in first]
    else:
        share = [f"const m = globalThis[Symbol.for({json.dumps(screen)})];"]
        parts = [_wrapped(each, packages, set(first), last=False) for each in rest]
    heads = [f"import * as {short} from {json.dumps(package)};" for package, short in packages.items()]
    text = "\n".join([*heads, *share, *parts, ""]).encode()
    return packed(text)


def _wrapped(name: str, packages: dict[str, str], here: set[str], *, last: bool) -> str:
    text = COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))
    exports = EXPORT.findall(text)

    def imported(match: re.Match[str]) -> str:
        default, names, source = match.groups()
        held = _held(name, source, packages)
        wanted = f"default: {default}" if default else names.strip().rstrip(",").replace(" as ", ": ")
        return f"const {{ {wanted} }} = {held};"

    text = IMPORT.sub(imported, text)
    text = LATER.sub(lambda match: _awaited(_beside(name, match[1]), here), text)
    text = EXPORT.sub("", text)
    if re.search(r"^(?:import|export)\b", text, re.M):
        raise ValueError(f"static/js/{name} has an import or export that cannot be joined")
    text = re.sub(r"\n\s*", "\n", text).strip()
    if last:
        return f"{{\n{text}\n}}"
    return f"m[{json.dumps(name)}] = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();"


def _held(name: str, source: str, packages: dict[str, str]) -> str:
    if source.startswith("."):
        return f"m[{json.dumps(_beside(name, source))}]"
    return packages.setdefault(source, f"p{len(packages)}")


def _awaited(name: str, here: set[str]) -> str:
    held = f"m[{json.dumps(name)}]"
    return held if name in here else f"(await later(), {held})"


def _beside(name: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), source))


@require_safe
def serve(request: HttpRequest, screen: str, mark: str) -> HttpResponse:
    """The joined modules. An old mark gets today's text, but must ask again."""
    if screen.removesuffix(LATER_ON) not in ENTRIES:
        raise Http404
    return answer(request, script(screen), mark, "text/javascript")


urlpatterns = [path("<slug:screen>.<slug:mark>.js", serve, name="script")]
