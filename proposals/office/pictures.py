"""Takes out of a picture what it says about people: place, camera, comments, whatever hangs behind it. Pure functions.

Only what is needed to draw it is kept. Of EXIF that is the way up, or half of all photographs would lie on their side.
"""

import struct
import zlib

PNG = b"\x89PNG\r\n\x1a\n"
# The picture itself, transparency and colours; no text, no dates, no EXIF, no moving parts, nothing unknown.
DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
APP0, APP1, APP2, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
START, END, SCAN = 0xD8, 0xD9, 0xDA
ORIENTATION = 0x0112


class Broken(ValueError):
    """This is no whole picture."""


def bare(kind: str, data: bytes) -> bytes:
    """Return the picture without anything else. `kind`: image/png or image/jpeg; raises Broken."""
    return bare_png(data) if kind == "image/png" else bare_jpeg(data)


def bare_png(data: bytes) -> bytes:
    """Keep the chunks that are drawn, each with its checksum proved; what follows the end is dropped."""
    if not data.startswith(PNG):
        raise Broken
    kept, place, name = [PNG], len(PNG), b""
    while name != b"IEND":
        head = data[place : place + 8]
        if len(head) < 8:
            raise Broken
        length, name = struct.unpack(">I4s", head)
        chunk = data[place : place + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise Broken
        if len(kept) == 1 and name != b"IHDR":
            raise Broken
        if name in DRAWN:
            kept.append(chunk)
        place += 12 + length
    if not any(chunk[4:8] == b"IDAT" for chunk in kept[1:]):
        raise Broken
    return b"".join(kept)


def bare_jpeg(data: bytes) -> bytes:
    """Keep the segments that are drawn, and the way up; what follows the end is dropped."""
    if not data.startswith(b"\xff\xd8"):
        raise Broken
    kept, place, drawn = [b"\xff\xd8"], 2, False
    while True:
        while data[place : place + 2] == b"\xff\xff":  # padding before a marker
            place += 1
        if place + 2 > len(data) or data[place] != 0xFF:
            raise Broken
        marker = data[place + 1]
        if marker == END:
            break
        segment = data[place : place + 2 + _length(data, place + 2)]
        place += len(segment)
        if marker == SCAN:
            after = _after_scan(data, place)
            segment, place, drawn = segment + data[place:after], after, True
        kept.append(_kept(marker, segment))
    if not drawn:
        raise Broken
    return b"".join([*kept, b"\xff\xd9"])


def _length(data: bytes, place: int) -> int:
    if place + 2 > len(data):
        raise Broken
    length = int(struct.unpack(">H", data[place : place + 2])[0])
    if length < 2 or place + length > len(data):
        raise Broken
    return length


def _after_scan(data: bytes, place: int) -> int:
    """Return where the drawn points end: at the next marker that is neither a restart nor a stuffed byte."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise Broken
        following = data[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2


def _kept(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == APP1:
        return _way_up(body)
    if marker == APP0:
        return segment if body.startswith(b"JFIF\0") else b""
    if marker == APP2:
        return segment if body.startswith(b"ICC_PROFILE\0") else b""
    if marker == APP14:
        return segment if body.startswith(b"Adobe") else b""
    return b"" if APP0 <= marker <= APP15 or marker == COMMENT else segment


def _way_up(exif: bytes) -> bytes:
    """Return an EXIF segment that says nothing but which side is up, or nothing when the picture stands upright."""
    turned = orientation_of(exif)
    if turned not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    body = b"Exif\0\0" + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def orientation_of(exif: bytes) -> int:
    """Return the number from 1 to 8 that EXIF gives; 0 where it gives none."""
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not exif.startswith(b"Exif\0\0") or order is None or len(tiff) < 8:
        return 0
    start = int(struct.unpack(f"{order}I", tiff[4:8])[0])
    if start + 2 > len(tiff):
        return 0
    count = int(struct.unpack(f"{order}H", tiff[start : start + 2])[0])
    for number in range(count):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        if len(entry) < 12:
            return 0
        tag, _type, _count, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == ORIENTATION:
            return int(value)
    return 0
