"""Reads the words back out of our own PDF files: what stands on the pages, not what was meant to stand there."""

import re
import zlib

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.S)
FONT = re.compile(rb"/(\w+) [\d.]+ Tf")
ARTIFACT = re.compile(
    rb"/Artifact\s*(?:BMC|<<(?:(?!>>).)*>>\s*BDC)\s.*?\nEMC", re.S
)  # top and foot of a page, and what is drawn
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(file: bytes) -> str:
    """Return the characters of all pages in order, without any space; after them what stands in the margins."""
    objects = {int(number): body for number, body in OBJECT.findall(file)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b", body)]
    parts = [_page(body, objects) for body in pages]
    return "\n".join("".join(each) for each in zip(*parts, strict=True))


def squeezed(text: str) -> str:
    """Return a text as `words` would have it."""
    return re.sub(r"[\s\u200b\u2068\u2069]", "", text)


def count_of_pages(file: bytes) -> int:
    return len(re.findall(rb"/Type/Page\b", file))


def _page(body: bytes, objects: dict[int, bytes]) -> tuple[str, str]:
    at = re.search(rb"/Resources (\d+) 0 R", body)
    fonts = {}
    for each in re.findall(rb"/Font<<(.*?)>>", objects[int(at[1])] if at else body, re.S):
        for name, number in re.findall(rb"/(\w+) (\d+) 0 R", each):
            fonts[name] = _letters(objects[int(number)], objects)
    stream = _stream(objects[int(re.search(rb"/Contents (\d+) 0 R", body)[1])])
    return _told(ARTIFACT.sub(b"", stream), fonts), _told(b"".join(ARTIFACT.findall(stream)), fonts)


def _told(stream: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    told, letters, at = "", {}, 0
    while at < len(stream):
        if stream[at : at + 1] == b"(":
            codes, at = _string(stream, at)
            told += "".join(letters.get(codes[n : n + 2], "?") for n in range(0, len(codes) - 1, 2))
        elif found := FONT.match(stream, at):
            letters, at = fonts[found[1]], found.end()
        else:
            at += 1
    return squeezed(told)


def _string(stream: bytes, start: int) -> tuple[bytes, int]:
    """Return a string and where it ends: brackets stand in it without a mark where each has its partner."""
    at, depth = start + 1, 1
    while depth:
        depth += {b"(": 1, b")": -1}.get(stream[at : at + 1], 0)
        at += 2 if stream[at : at + 1] == b"\\" else 1
    return ESCAPE.sub(_plain, stream[start + 1 : at - 1]), at


def _plain(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8)]) if said[:1] in b"01234567" else NAMED.get(said, said)


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    table = _stream(objects[int(re.search(rb"/ToUnicode (\d+) 0 R", font)[1])])
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letters in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code.decode())] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    return found


def _stream(body: bytes) -> bytes:
    data = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.S)[1]
    return zlib.decompress(data) if b"/FlateDecode" in body else data
