"""A document: archived as declared, named, in its language; nothing that people wrote is ever a command."""

import re
import time
import unicodedata
from random import Random

import pytest

from documents import blocks as b
from documents import pdf as making
from documents.pdf import TEMPLATES, TooLong, pdf
from documents.texts import fit_text
from tests.documents.reading import count_of_pages, squeezed, words

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    '#import "base.typ": whole',
    '#eval("1 + 1") *bold* _it_ $x^2$ `raw` <label> @ref // no /* no */ \\ \\u{41}',
    '"}]} #panic("out") {"block": "heading"',
    "= A heading\n- a list\n+ another",
]
OTHER = [
    "👍🏽 🇮🇹 ☕",
    "中文 and 日本",
    "a\x00b\x07\ufeff\ue000\ud800\uffff",
    "Привет, Ελλάδα",
    "বাংলা ভাষা ক্ষ",
    "हिन्दी ਪੰਜਾਬੀ",
]


def paper(*texts: str, **more) -> dict:
    parts = [b.heading("Titolo", 1), *(b.paragraph(b.said(text, "it")) for text in texts)]
    given = {"title": "Prova", "author": "Comune di Prova", "made": 1_770_000_000, "head": ["Comune", "Voto 1"],
             "page": "Pagina {n} di {m}", "foot": b.code("https://tessera.example.org/"), "blocks": parts}  # fmt: skip
    return b.document(**{**given, **more})


def made(*texts: str, lang: str = "it", **more) -> bytes:
    return pdf("document", paper(*texts, **more), lang=lang)


def test_a_document_declares_that_it_can_be_archived_and_read_aloud():
    file = made("Buonasera")
    declared = [re.findall(rb"<pdfaid:part>(\d)</pdfaid:part>", file), re.findall(rb"<pdfaid:conformance>(\w)<", file)]
    assert [*declared, re.findall(rb"<pdfuaid:part>(\d)<", file)] == [[b"2"], [b"A"], [b"1"]]
    assert (b"/StructTreeRoot" in file, b"/MarkInfo<</Marked true" in file) == (True, True)


@pytest.mark.parametrize("lang,declared", [("it", b"/Lang(it"), ("ar", b"/Lang(ar"), ("pt-BR", b"/Lang(pt")])
def test_title_author_and_language_are_told(lang, declared):
    file = made("Testo", lang=lang)
    assert (b"/Title(Prova)" in file, b"/Author(Comune di Prova)" in file, declared in file) == (True, True, True)


def test_pages_are_counted_and_the_banner_stands_on_each():
    file = made(*["riga"] * 90, banner="Dati dimostrativi")
    pages = count_of_pages(file)
    assert (pages > 1, words(file).count("Datidimostrativi")) == (True, pages)
    assert [words(file).count(f"Pagina{n}di{pages}") for n in range(1, pages + 1)] == [1] * pages


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_shown_as_they_wrote_it(text):
    assert squeezed(text) in words(made(text))


@pytest.mark.parametrize("text", [*HOSTILE, *OTHER])
def test_no_text_anywhere_keeps_a_document_from_the_archive(text, caplog):
    parts = [
        b.heading(b.said(text, "it"), 1), b.eyebrow(text), b.lead(text), b.notice(text, text),
        b.items([("dots", text)]),
        b.facts([(text, b.code(text))]), b.table([text, text], [[text, b.said(text, "ar")]]),
        b.quote("grid", text, b.said(text, "bn")), b.bars([b.bar(text, [b.part(50)], text)]), b.half(text),
    ]  # fmt: skip
    file = made(blocks=parts, title=text, author=text, banner=text, head=[text, text], foot=text, page=text)
    assert (b"<pdfaid:part>2<" in file, caplog.records) == (True, [])


def test_no_mixture_of_letters_and_marks_does_either(caplog):
    random = Random(7)
    ranges = [(0x20, 0x370), (0x600, 0x700), (0x900, 0xA80), (0x1F300, 0x1F700), (0x200B, 0x2010), (0xFE00, 0xFE10)]
    texts = ["".join(chr(random.randrange(*random.choice(ranges))) for _n in range(200)) for _text in range(60)]
    assert (b"<pdfaid:part>2<" in made(*texts), caplog.records) == (True, [])


@pytest.mark.parametrize(
    "text", ["a\nb", "👨\u200d👩\u200d👧", "1\ufe0f\u20e3", "क्ष", "ক্ষ", "می\u200cخواهم", "e\u0301"]
)
def test_marks_that_belong_to_a_letter_stay(text):
    assert fit_text(text) == unicodedata.normalize("NFC", text)


def test_a_mark_that_no_font_draws_on_its_letter_goes():
    assert fit_text("م\u09cd \u0651b") == "م b"


def test_a_character_that_no_font_has_is_a_square_and_commands_of_direction_are_gone():
    assert words(made("中 a\u202eon\u202c")).count("□aon") == 1


def test_a_long_word_breaks_and_loses_nothing():
    assert words(made("x" * 1000)).count("x" * 1000) == 1


def test_a_fingerprint_stands_on_one_line_without_anything_between():
    assert words(made(blocks=[b.heading("T", 1), b.facts([("Impronta", b.code("0f" * 32))])])).count("0f" * 32) == 1


def test_a_drawing_reaches_no_file_of_the_machine():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="{}" width="9" height="9"/></svg>'
    parts = [b.heading("T", 1), b.picture(svg.format("/etc/hostname"), "niente")]
    with pytest.raises(making.typst.TypstError, match="hostname"):
        made(blocks=parts)


def test_templates_fetch_nothing_and_run_nothing_that_is_data():
    found = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ")}
    forbidden = re.compile(r"@preview|@local|\beval\(|\bread\(|\bplugin\(|https?:")
    assert [name for name, text in found.items() if forbidden.search(text)] == []
    assert [name for name, text in found.items() if not text.startswith("// ")] == []


def test_a_template_is_one_of_ours():
    with pytest.raises(ValueError, match="passwd"):
        pdf("../../../etc/passwd", paper(), lang="it")


def test_the_same_data_give_the_same_bytes():
    first = made("Uno")
    making._compiled.cache_clear()
    assert made("Uno") == first


def test_what_is_too_long_is_refused_before_the_compiler_sees_it():
    with pytest.raises(TooLong):
        made("x " * making.MOST)


@pytest.mark.parametrize("text", ["a" + "\u0301" * 40_000, "👨\u200d" * 9_000, "ب" * 40_000, "\u200b" * 40_000])
def test_no_text_keeps_the_compiler_busy(text):
    start = time.perf_counter()
    made(text)
    assert time.perf_counter() - start < 10
