"""Characters that nobody sees: which of them a script needs where they stand, and which are taken out."""

import re
import unicodedata
from collections.abc import Callable

ZWNJ, ZWJ = "\u200c", "\u200d"
SOFT_HYPHEN, BOM = "\u00ad", "\ufeff"

# Turn the direction of what follows, so that a reader sees other words than those that are stored ("Trojan source").
TURNING = r"\u202a-\u202e\u2066-\u2069"
# Control characters, halves of surrogate pairs and code points that are no characters.
BROKEN = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
# Letters without a shape, and plain letters written invisibly.
HIDDEN = r"\u034f\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f"
THIN = r"\u00ad\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"

INVISIBLE = re.compile(f"[{TURNING}{BROKEN}{HIDDEN}{THIN}]")
_NEVER_HARMLESS = re.compile(f"[{TURNING}{BROKEN}{HIDDEN}]")

_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Joiners choose the shape of letters here: Arabic, Syriac, N’Ko; scripts of India, Tibet, Burma, Cambodia, Mongolia.
_JOINING = re.compile(
    r"[\u0600-\u07ff\u0840-\u085f\u08a0-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1b7f\u1cd0-\u1cff\ua840-\ua8ff"
    r"\ua960-\uaaff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010aff\U00011000-\U00011dff\U0001e900-\U0001e95f]"
)
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\uaa7f]")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SHAPED = re.compile(r"[\u1000-\u109f\u1800-\u18af\ua840-\ua87f]")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
BLACK_FLAG = "\U0001f3f4"


def sifted(text: str) -> tuple[str, bool]:
    """Return the text without what is invisible and not needed, and whether something that can deceive was among it."""
    following = _visible_after(text)
    right_to_left = [bool(_RIGHT_TO_LEFT.search(line)) for line in text.split("\n")]
    kept: list[str] = []
    deceiving, line = False, 0
    for place, char in enumerate(text):
        line += char == "\n"
        last = kept[-1] if kept else ""
        if not INVISIBLE.match(char) or _needed(char, last, following[place], right_to_left[line], kept):
            kept.append(char)
        elif not deceiving:
            deceiving = _deceives(char, last, following[place], place)
    return "".join(kept), deceiving


def _visible_after(text: str) -> list[str]:
    """Return for every place the next character that is surely kept, or nothing at the end."""
    found, after = [""] * len(text), ""
    for place in range(len(text) - 1, -1, -1):
        found[place] = after
        if not INVISIBLE.match(text[place]):
            after = text[place]
    return found


def _needed(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    if not last or last.isspace():
        return char in "\u200e\u200f\u061c" and right_to_left
    for among, rule in _RULES:
        if among.match(char):
            return rule(char, last, after, right_to_left, kept)
    return False


def _deceives(char: str, last: str, after: str, place: int) -> bool:
    if _NEVER_HARMLESS.match(char):
        return True
    if char == SOFT_HYPHEN or (char == BOM and place == 0):
        return False
    return bool(last and after and not last.isspace() and not after.isspace())


def _pictured(last: str, kept: list[str]) -> bool:
    """Tell whether a picture (emoji) ends here, perhaps with a colour of skin or a selector."""
    if last == "\ufe0f" or _SKIN.match(last):
        return len(kept) > 1
    return unicodedata.category(last) == "So"


def _joiner(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    if char == ZWJ and unicodedata.combining(last) == 9:
        return True  # a dead consonant at the end of a word: Malayalam and Bengali write it so
    if _JOINING.match(last) and _JOINING.match(after) and not INVISIBLE.match(last):
        return True
    return char == ZWJ and bool(after) and _pictured(last, kept) and unicodedata.category(after) == "So"


def _selector(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    if INVISIBLE.match(last):
        return False
    if last in "0123456789#*":
        return char == "\ufe0f" and after == "\u20e3"
    # Not after letters with a case: there it changes nothing that is seen, and hides a word from a search.
    return bool(_HAN.match(last) or _SHAPED.match(last)) or unicodedata.category(last) in ("So", "Sm", "Sk", "Po", "Pd")


def _mark(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    return right_to_left and not INVISIBLE.match(last)


def _break(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    return bool(_WITHOUT_SPACES.match(last) and _WITHOUT_SPACES.match(after))


def _ideograph(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    return bool(_HAN.match(last))


def _mongolian(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    return "\u1820" <= last <= "\u18af"


def _flag(char: str, last: str, after: str, right_to_left: bool, kept: list[str]) -> bool:
    return last == BLACK_FLAG or "\U000e0020" <= last < "\U000e007f"  # the flags of England, Scotland, Wales


_Rule = Callable[[str, str, str, bool, list[str]], bool]
_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (re.compile("[\u200c\u200d]"), _joiner),
    (re.compile("[\ufe00-\ufe0f]"), _selector),
    (re.compile("[\u200e\u200f\u061c]"), _mark),
    (re.compile("\u200b"), _break),
    (re.compile("[\U000e0100-\U000e01ef]"), _ideograph),
    (re.compile("[\u180b-\u180f]"), _mongolian),
    (re.compile("[\U000e0020-\U000e007f]"), _flag),
]
