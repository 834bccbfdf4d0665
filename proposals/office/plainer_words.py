"""What could be plainer in an Italian text, in sentences for whoever writes it: advice, never a gate."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from proposals.texts.readable import gulpease, hints

EASY = 60  # below, who finished only the middle school finds it hard
MOST = 8  # pieces of advice: more are not read

WHAT = {
    "long_sentence": _("A long sentence. Make two of it."),
    "long_word": _("A long word. Is there a shorter one?"),
    "bureaucratic": _("Words of offices. Say it in a plainer way."),
    "passive": _("Who does it? Say who, and what they do."),
}


def advice_on(text: str, lang: str) -> dict[str, Any] | None:
    """Return `{index, easy, advice: [{what, text, instead}]}`; None for an empty text or another language."""
    if not text.strip() or lang.split("-")[0] != "it":
        return None
    index, found = gulpease(text), hints(text)
    advice = [{"what": WHAT[each.kind], "text": each.text, "instead": each.instead} for each in found[:MOST]]
    return {"index": index, "easy": index is None or index >= EASY, "advice": advice}
