"""The bytes of a first visit: the page, its style sheets and its scripts, as they come over the line."""

import re
from urllib.parse import urljoin

from benchmarks.pages.load import fetched

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script[^>]*\ssrc="([^"]+)"|<link rel="modulepreload" href="([^"]+)"')


def parts_of(html: str) -> tuple[list[str], list[str]]:
    """Return the addresses of the style sheets and of the scripts that a page names, each once, in order."""
    sheets = SHEET.findall(html)
    scripts = [one or other for one, other in SCRIPT.findall(html)]
    return list(dict.fromkeys(sheets)), list(dict.fromkeys(scripts))


def weight_of(port: int, path: str, session: str = "") -> dict[str, int]:
    """Return `{html, css, js}` in bytes, compressed as a browser gets them."""
    _about, body = fetched(port, path, session)
    _plain, text = fetched(port, path, session, "identity")
    sheets, scripts = parts_of(text.decode())
    size = {name: sum(len(fetched(port, urljoin(path, each))[1]) for each in some)
            for name, some in (("css", sheets), ("js", scripts))}  # fmt: skip
    return {"html": len(body), **size}
