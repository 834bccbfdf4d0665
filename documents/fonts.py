"""The fonts of the documents: our own files and nothing of the machine, so that a document is the same everywhere."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
# What the compiler's built-in DejaVu Sans Mono draws: digits of fingerprints, and alphabets our own files lack.
BUILT_IN = (
    (0x20, 0x7E),
    (0xA1, 0x17F),
    (0x391, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x45F),
    (0x2190, 0x2199),
    (0x25A0, 0x25A1),
)
# They have no picture of their own: they only shape what stands beside them.
INVISIBLE = frozenset({*range(0x200B, 0x2010), 0x2028, 0x2060, 0x2068, 0x2069, *range(0xFE00, 0xFE10), 0x0A, 0xAD})


@cache
def loaded() -> typst.Fonts:
    """Return the fonts as the compiler wants them, read once by each process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


@cache
def covered() -> tuple[frozenset[int], ...]:
    """Return the characters of each font."""
    own = [frozenset(_characters(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    return (*own, frozenset(code for first, last in BUILT_IN for code in range(first, last + 1)))


@cache
def drawn() -> frozenset[int]:
    """Return every character that can be drawn. Another one would make an archived document (PDF/A) impossible."""
    return frozenset(INVISIBLE.union(*covered()))


def _characters(font: bytes) -> Iterator[int]:
    """Yield the characters of a TrueType file, from its table `cmap` (OpenType specification, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(tables):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == b"cmap":
            break
    else:
        return
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * place)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _format_4(font, start + offset)
        if kind == 12:
            yield from _format_12(font, start + offset)


def _format_4(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{double // 2}H", font, at + 16 + 2 * double)
    ranges = at + 16 + 3 * double
    for place, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (skip,) = struct.unpack_from(">H", font, ranges + 2 * place)
        for each in range(first, last + 1):
            glyph = each
            if skip:
                (glyph,) = struct.unpack_from(">H", font, ranges + 2 * place + skip + 2 * (each - first))
            if (not skip or glyph) and (glyph + delta) % 0x10000 and each != 0xFFFF:
                yield each


def _format_12(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for place in range(groups):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from (each for each in range(first, last + 1) if glyph + each - first)
