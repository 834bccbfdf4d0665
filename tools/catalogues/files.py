"""The catalogue files: one per language and domain, sorted, without line numbers or dates, so that diffs stay small."""

from collections.abc import Iterator
from pathlib import Path

import polib

from tools.catalogues.message import Message
from tools.catalogues.sources import BASE, Found, domains

SOURCE = "en"  # the language that the messages themselves are written in
PLURALS = {
    "it": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}


def forms(lang: str) -> int:
    """How many plural forms the language has."""
    return int(PLURALS[lang].split("nplurals=")[1].split(";")[0])


def path_of(lang: str, domain: str) -> Path:
    """Where the catalogue is."""
    return BASE / "locale" / lang / "LC_MESSAGES" / f"{domain}.po"


def read(lang: str, domain: str) -> polib.POFile:
    """The catalogue as it is on disk; an empty one when there is none yet."""
    path = path_of(lang, domain)
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()


def update() -> Iterator[tuple[Path, int, int]]:
    """Bring every catalogue up to the sources. Yields (file, messages without translation, messages dropped)."""
    for domain, found in domains().items():
        for lang in PLURALS:
            old = read(lang, domain)
            new = merged(lang, old, found)
            path = path_of(lang, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(path))
            kept = {(entry.msgctxt, entry.msgid) for entry in new}
            dropped = [entry for entry in old if (entry.msgctxt, entry.msgid) not in kept]
            yield path.relative_to(BASE), len(new.untranslated_entries()), len(dropped)


def merged(lang: str, old: polib.POFile, found: Found) -> polib.POFile:
    """A catalogue of exactly the found messages, with the old one's translations."""
    new = polib.POFile(wrapwidth=100)
    new.header = f"The words of Tessera: {lang}. Made by tools/messages.py; translate the msgstr lines."
    new.metadata = {
        "Project-Id-Version": "Tessera",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[lang],
    }
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    for message in sorted(found, key=lambda each: (each.id, each.context or "")):
        new.append(_entry(lang, message, found[message], known.get(message.key)))
    return new


def _entry(lang: str, message: Message, names: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.id, msgctxt=message.context, occurrences=[(name, "") for name in names])
    if message.plural is None:
        entry.msgstr = (old.msgstr or old.msgstr_plural.get(0, "")) if old else ""
        entry.msgstr = message.id if lang == SOURCE else entry.msgstr
        return entry
    entry.msgid_plural = message.plural
    entry.msgstr_plural = {n: old.msgstr_plural.get(n, "") if old else "" for n in range(forms(lang))}
    if lang == SOURCE:
        entry.msgstr_plural = {0: message.id, 1: message.plural}
    return entry


def compiled(lang: str, domain: str) -> bytes:
    """What the .mo of this catalogue must hold."""
    return bytes(read(lang, domain).to_binary())


def compile_all() -> list[Path]:
    """Write every .mo anew; return those that changed."""
    changed = []
    for lang in PLURALS:
        for domain in ("django", "djangojs"):
            path = path_of(lang, domain).with_suffix(".mo")
            binary = compiled(lang, domain)
            if not path.exists() or path.read_bytes() != binary:
                path.write_bytes(binary)
                changed.append(path.relative_to(BASE))
    return changed
