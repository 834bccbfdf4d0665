"""What is wrong with the catalogues, as sentences; nothing is changed."""

import re
from collections.abc import Iterator

import polib

from tools.catalogues import files
from tools.catalogues.message import placeholders
from tools.catalogues.sources import Found, domains

ARABIC = re.compile(r"[\u0600-\u06ff]")
LETTER = re.compile(r"[^\W\d_]")
# Names and signs that stay as they are in Arabic.
LATIN = {"Tessera", "Italiano", "English", "CSV", "JSON", "PDF", "QR", "SHA-256", "HTTPS", "WCAG"}


def problems() -> list[str]:
    """Every problem of every catalogue, one sentence each."""
    found = domains()
    return [
        f"{lang}/{domain}: {said}"
        for domain in found
        for lang in files.PLURALS
        for said in _catalogue(lang, domain, found[domain])
    ]


def _catalogue(lang: str, domain: str, found: Found) -> Iterator[str]:
    if not files.path_of(lang, domain).exists():
        yield "there is no catalogue"
        return
    catalogue = files.read(lang, domain)
    yield from stale(catalogue, found)
    for entry in catalogue:
        yield from (f"{said}: {entry.msgid!r}" for said in entry_problems(lang, entry))
    if catalogue.metadata.get("Plural-Forms") != files.PLURALS[lang]:
        yield "the plural rule is not the language's"
    mo = files.path_of(lang, domain).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != files.compiled(lang, domain):
        yield "the .mo is not what the .po says: run compile"


def stale(catalogue: polib.POFile, found: Found) -> Iterator[str]:
    """Say where catalogue and sources differ."""
    held = {(e.msgctxt, e.msgid): e.msgid_plural or None for e in catalogue if not e.obsolete}
    wanted = {message.key: message.plural for message in found}
    yield from (f"in the sources only: {key[1]!r}" for key in wanted.keys() - held.keys())
    yield from (f"in the catalogue only: {key[1]!r}" for key in held.keys() - wanted.keys())
    for key in wanted.keys() & held.keys():
        if wanted[key] != held[key]:
            yield f"another plural in the sources: {key[1]!r}"


def entry_problems(lang: str, entry: polib.POEntry) -> Iterator[str]:
    """Say what is wrong with one translation."""
    texts = [entry.msgstr_plural.get(n, "") for n in range(files.forms(lang))] if entry.msgid_plural else [entry.msgstr]
    if not all(text.strip() for text in texts):
        yield "not translated"
        return
    if entry.fuzzy or entry.obsolete:
        yield "fuzzy or obsolete"
    if entry.msgid_plural and len(entry.msgstr_plural) != files.forms(lang):
        yield "wrong number of plural forms"
    yield from _placeholders(entry, texts)
    for text in texts:
        if (text[0].isspace(), text[-1].isspace()) != (entry.msgid[0].isspace(), entry.msgid[-1].isspace()):
            yield "spaces or line ends at the edges differ"
        if lang == "ar" and not _arabic_enough(text):
            yield "no Arabic in the Arabic"


def _placeholders(entry: polib.POEntry, texts: list[str]) -> Iterator[str]:
    """Each form may leave a number out ("one person"), none may invent a name, the last form must hold all."""
    known = set(placeholders(entry.msgid)) | set(placeholders(entry.msgid_plural or ""))
    for text in texts:
        if set(placeholders(text)) - known:
            yield "unknown placeholder"
    if set(placeholders(texts[-1])) != known:
        yield "placeholders differ"


def _arabic_enough(text: str) -> bool:
    for name in [*placeholders(text), *LATIN]:
        text = text.replace(name, "")
    return bool(ARABIC.search(text)) or not LETTER.search(text)
