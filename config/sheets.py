"""Each shell's style sheets, sent as one.

The sheets stay as they are written, one file for each component. But compressed one by one they cost a phone half as
much again, and a dozen round trips on a slow network; so they are joined when first asked for, and kept under the hash
of their text.
"""

import gzip
import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

import brotli
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

BASE = ("tokens", "base")
WALL = tuple(
    f"parts/{name}" for name in ("live", "notice", "tile", "group", "bars", "choice", "clock", "steps", "change")
)
PARTS = ("parts/button", *WALL, "parts/field", "parts/option")
PAPER = tuple(f"parts/{name}" for name in ("button", "live", "notice", "table", "bars", "choice", "field", "sheet"))
SHELLS = {
    "site": (*BASE, *PARTS, "parts/table", "page/site"),
    "room": (*BASE, *PARTS, "page/room"),
    "console": (*BASE, *PARTS, "parts/table", "parts/agenda", "page/console"),
    "screen": (*BASE, *WALL, "page/screen"),
    "print": (*BASE, *PAPER),
    "bare": (*BASE, "parts/button", "page/site"),
}
YEAR = 365 * 24 * 3600  # seconds
FOLDER = settings.BASE_DIR / "static" / "css"


class Sheet(NamedTuple):
    """A joined text, as it is and compressed by two methods; `mark` changes with every change of a file."""

    text: bytes
    gzip: bytes
    brotli: bytes
    mark: str


def sheet(shell: str) -> Sheet:
    """All sheets of a shell, joined. While files are served as they are, a saved change shows at the next reload."""
    names = SHELLS[shell]
    newest = max((FOLDER / f"{name}.css").stat().st_mtime_ns for name in names) if settings.PLAIN_STATIC else 0
    return _joined(names, newest)


@lru_cache(maxsize=32)
def _joined(names: tuple[str, ...], newest: int) -> Sheet:
    text = "".join(_slim((FOLDER / f"{name}.css").read_text(encoding="utf-8")) for name in names).encode()
    return packed(text)


def packed(text: bytes) -> Sheet:
    """Compress a joined text and name it after its content."""
    mark = hashlib.sha256(text).hexdigest()[:12]
    return Sheet(text, gzip.compress(text, 9, mtime=0), brotli.compress(text, mode=brotli.MODE_TEXT), mark)


def _slim(text: str) -> str:
    """Without comments and indentation; nothing else is touched."""
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/\s*", "", text, flags=re.S))


@require_safe
def serve(request: HttpRequest, shell: str, mark: str) -> HttpResponse:
    """The joined sheets. An old mark gets today's text, but must ask again."""
    if shell not in SHELLS:
        raise Http404
    return answer(request, sheet(shell), mark, "text/css")


def answer(request: HttpRequest, found: Sheet, mark: str, kind: str) -> HttpResponse:
    """Send a joined text in the best way the browser reads; for ever when it asked for today's mark."""
    read = request.headers.get("Accept-Encoding", "")
    method = next((each for each, name in (("brotli", "br"), ("gzip", "gzip")) if name in read), "text")
    response = HttpResponse(getattr(found, method), content_type=f"{kind}; charset=utf-8")
    if method != "text":
        response["Content-Encoding"] = "br" if method == "brotli" else method
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if mark == found.mark else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


urlpatterns = [path("<slug:shell>.<slug:mark>.css", serve, name="sheet")]
