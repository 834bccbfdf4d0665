"""A screen's modules, sent as one: the files stay as they are written, a phone fetches one instead of fifty.

Compressed one by one, with the headers of each answer, the modules of the phone weigh twice as much as joined. So they
are joined when first asked for and kept under the hash of their text, as the style sheets are. Each module becomes a
function that returns its exports, in the order of its imports; packages of the import map stay imports. The modules
must import without circles, each import on its own line (tests/js/modules.test.js holds them to it).
"""

import gzip
import hashlib
import json
import posixpath
import re
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from config.sheets import YEAR, Sheet

ENTRIES = {"phone": "phone/main.js"}
FOLDER = settings.BASE_DIR / "static" / "js"

IMPORT = re.compile(r'^import (?:(\w+)|\{([^}]*)\}) from "([^"]+)";$', re.M)
LATER = re.compile(r'\(await import\("([^"]+)"\)\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.M)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.M | re.S)


def script(screen: str) -> Sheet:
    """Return the joined modules of a screen. While files are served as they are, a saved change shows at once."""
    newest = max(file.stat().st_mtime_ns for file in FOLDER.rglob("*.js")) if settings.PLAIN_STATIC else 0
    return _joined(ENTRIES[screen], newest)


def modules(entry: str) -> list[str]:
    """Return the entry's modules, each after those it imports, the entry last."""
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in order:
            return
        text = (FOLDER / name).read_text(encoding="utf-8")
        for found in [*(m[2] for m in IMPORT.findall(text)), *LATER.findall(text)]:
            if found.startswith("."):
                visit(_beside(name, found))
        order[name] = None

    visit(entry)
    return list(order)


@lru_cache(maxsize=16)
def _joined(entry: str, newest: int) -> Sheet:
    names = modules(entry)
    packages: dict[str, str] = {}
    parts = [_wrapped(name, packages, last=name == entry) for name in names]
    heads = [f"import * as {short} from {json.dumps(package)};" for package, short in packages.items()]
    text = "\n".join([*heads, "const m = {};", *parts, ""]).encode()
    return Sheet(text, gzip.compress(text, 9, mtime=0), hashlib.sha256(text).hexdigest()[:12])


def _wrapped(name: str, packages: dict[str, str], *, last: bool) -> str:
    text = COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))
    exports = EXPORT.findall(text)

    def imported(match: re.Match[str]) -> str:
        default, names, source = match.groups()
        held = _held(name, source, packages)
        wanted = f"default: {default}" if default else names.strip().rstrip(",").replace(" as ", ": ")
        return f"const {{ {wanted} }} = {held};"

    text = IMPORT.sub(imported, text)
    text = LATER.sub(lambda match: _held(name, match[1], packages), text)
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


def _beside(name: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), source))


@require_safe
def serve(request: HttpRequest, screen: str, mark: str) -> HttpResponse:
    """The joined modules. An old mark gets today's text, but must ask again."""
    if screen not in ENTRIES:
        raise Http404
    found = script(screen)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.text, content_type="text/javascript; charset=utf-8")
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if mark == found.mark else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


urlpatterns = [path("<slug:screen>.<slug:mark>.js", serve, name="script")]
