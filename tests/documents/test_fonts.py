"""The fonts of the documents: the recorded ones, with their licence, and they draw what they are said to draw."""

import base64
import hashlib
import tomllib

from documents import blocks as b
from documents.fonts import BUILT_IN, FONTS, drawn, loaded
from documents.pdf import TEMPLATES, pdf

RECORD = tomllib.loads((FONTS / "FONTS.toml").read_text(encoding="utf-8"))


def test_every_font_is_the_recorded_one():
    recorded = {name: mark for family in RECORD.values() for name, mark in family["files"].items()}
    found = {
        path.name: "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in FONTS.glob("*.ttf")
    }
    assert found == recorded


def test_every_font_may_be_passed_on():
    texts = [(FONTS / family["licence_file"]).read_text(encoding="utf-8") for family in RECORD.values()]
    assert {family["licence"] for family in RECORD.values()} == {"OFL-1.1"}
    assert [text for text in texts if "SIL OPEN FONT LICENSE Version 1.1" not in text] == []


def test_the_template_asks_for_every_font_and_for_no_other():
    base = (TEMPLATES / "base.typ").read_text(encoding="utf-8")
    asked = base.split("#let fonts = (")[1].split(")")[0].replace('"', "").split(", ")
    assert sorted(asked) == sorted([*(family["family"] for family in RECORD.values()), "DejaVu Sans Mono"])
    assert [each for each in asked if each not in loaded().families()] == []


def test_they_take_less_than_two_megabytes():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 2_000_000


def test_the_characters_of_the_fonts_are_known():
    assert [each for each in "aèß€“’–ñمرحباپবাংলা हਪ😀🇮1" if ord(each) not in drawn()] == []
    assert [each for each in "中文日한" if ord(each) in drawn()] == []
    assert ({0x41F, 0x3A9} <= drawn(), BUILT_IN[0]) == (True, (0x20, 0x7E))


def test_what_is_said_to_be_drawn_is_drawn(caplog):
    every = [chr(code) for code in sorted(drawn()) if code < 0xD800 or code > 0xDFFF]
    parts = [b.heading("Tutto", 1), *(b.paragraph(" ".join(every[at : at + 400])) for at in range(0, len(every), 400))]
    data = b.document(title="Tutto", author="", made=1, head=["", ""], page="{n}", foot="", blocks=parts)
    assert (b"<pdfaid:part>2<" in pdf("document", data, lang="it"), caplog.records) == (True, [])
