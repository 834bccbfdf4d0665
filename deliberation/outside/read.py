"""Recognises a file by what is in it, not by its name."""

from pathlib import Path

from deliberation.outside.blt import is_blt, read_blt
from deliberation.outside.pabulib import is_pabulib, read_pabulib
from deliberation.outside.polis_json import is_polis_json, read_polis_json
from deliberation.outside.preflib import is_preflib, read_preflib
from deliberation.outside.sheets import is_polis_sheet, read_grades, read_polis_sheet
from deliberation.outside.table import Data, text_of

FORMATS = (
    (is_pabulib, read_pabulib),
    (is_preflib, read_preflib),
    (is_blt, read_blt),
    (is_polis_json, read_polis_json),
    (is_polis_sheet, read_polis_sheet),
    (lambda text: "," in text.text.partition("\n")[0], read_grades),
)


def read(path: Path) -> Data:
    """Read a file in any of the formats. Raises Uncountable with one line."""
    text = text_of(path)
    for fits, reader in FORMATS:
        if fits(text):
            return reader(text)
    raise text.wrong(1, "no format that can be counted: PrefLib, .blt, Pabulib, grades as CSV, Polis")
