"""The one way from data to PDF: a template of ours is compiled; what people wrote reaches it as data, not as source."""

import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from documents.fonts import loaded
from documents.texts import direction, fit, language

TEMPLATES = Path(__file__).resolve().parent / "templates"
# Kept for decades (PDF/A-2, with all characters and structure) and read aloud by screen readers (PDF/UA-1).
STANDARDS: list[Any] = ["a-2a", "ua-1"]
MOST = 400_000  # characters of data, some 110 pages: two seconds of the compiler's time
RTL = {"ar", "fa", "he", "ur"}
log = logging.getLogger(__name__)


class TooLong(ValueError):
    """The data are more than a document should hold."""


def pdf(template: str, data: dict[str, Any], *, lang: str, most: int = 0) -> bytes:
    """Return the document. `template`: a name in documents/templates; `data`: see documents/blocks.py; `lang`: BCP 47.

    The same template, data and language give the same bytes, so the last ones made are kept. `most`: characters that
    may be more than MOST where nobody waits for it, in a background job; such a one is not kept in memory.
    """
    code = language(lang, "en")
    told = fit(data) | {"lang": code, "dir": "rtl" if code in RTL else "ltr"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    if len(text) > max(MOST, most):
        raise TooLong(f"{len(text)} characters are more than {max(MOST, most)}")
    if most:
        return _compiled.__wrapped__(template, text, int(data.get("made", 0)))
    return _compiled(template, text, int(data.get("made", 0)))


@lru_cache(maxsize=32)
def _compiled(template: str, text: str, made: int) -> bytes:
    try:
        return compiled(template, text, made, pdf_standards=STANDARDS)
    except typst.TypstError as error:
        # Better a document that no archive takes than none: which one it was is in the log, and not its words.
        log.warning("A document (%s) is not PDF/A: %s", template, str(error).partition("`")[0])
        return compiled(template, text, made)


def compiled(template: str, text: str, made: int = 0, **more: Any) -> bytes:
    """Run the compiler: it sees the folder of the templates, our fonts, this text, and nothing else of the machine."""
    if not template.isidentifier():
        raise ValueError(template)
    nowhere = str(TEMPLATES / "packages")  # there is no such folder: templates import one another and nothing else
    return bytes(
        typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=loaded(),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            timestamp=made,
            package_path=nowhere,
            package_cache_path=nowhere,
            **more,
        )
    )


__all__ = ["STANDARDS", "TooLong", "compiled", "direction", "pdf"]
