"""`python -m documents sample.pdf [language]`: a document with every part, to look at; and how long it takes."""

import sys
import time
from pathlib import Path

from documents import blocks as b
from documents.blocks import Block
from documents.pdf import pdf

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4" fill="#0B5CAD"/></svg>'


def parts() -> list[Block]:
    """Return one of each part, in several languages."""
    return [
        b.heading(b.said("Ci serve uno sportello? هل نحتاج إلى شباك؟ 🙂", "it")),
        b.lead(b.said("Una frase che dice come si vota.", "it")),
        b.notice("A rehearsal", "This does not count."),
        b.bars([
            b.bar("Residents", [b.part(82)], "9 yes, 2 no", pattern="dots", mark="yes"),
            b.bar("Officials", [b.part(30)], "3 yes, 7 no", pattern="stripes"),
            b.bar("Other organisations", [], "no figures", pattern="grid", mark="hidden"),
        ], half=True),
        b.half("The dashed line is half."),
        b.shades([("5", "excellent"), ("2", "passable"), ("0", "to reject")]),
        b.bars([b.bar("Residents", [b.part(60, look="5", figure="6"), b.part(40, x=60, look="0", figure="4")], "")]),
        b.table(["Side", "Yes", "No"], [["Residents", "9", "2"], ["Officials", "3", "7"]]),
        b.facts([("Rule", "double-majority"), ("Fingerprint", b.code("0f" * 32))]),
        b.items([("yes", "met"), ("no", "not met"), ("next", "a step"), ("dots", b.said("نعم، مع تحفظ", "ar"))]),
        b.quote("dots", "Residents", b.said("আমাদের ভাষায় উত্তর চাই।", "bn")),
        b.quote("stripes", "Officials", b.said("نحتاج إلى ستة أسابيع", "ar")),
        b.picture(SQUARE, "A square", width=15, text=b.code("https://tessera.example.org/")),
    ]  # fmt: skip


def sample(times: int) -> Block:
    return b.document(
        title="Sample", author="Tessera", made=0, head=["Territory", "Sample"], banner="Demonstration data",
        page="{n} / {m}", foot=b.code("https://tessera.example.org/"),
        blocks=[b.heading("Sample", 1), *(parts() * times)],
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    lang = arguments[1] if len(arguments) > 1 else "it"
    for times in (1, 2, 10, 100):
        started = time.perf_counter()
        file = pdf("document", sample(times), lang=lang)
        print(f"{times} x all parts: {len(file) // 1000} kB in {1000 * (time.perf_counter() - started):.0f} ms")
        if times == 1 and arguments:
            Path(arguments[0]).write_bytes(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
