"""The words of one screen, as Django's JSON catalogue, inlined so that no second request is needed."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog

# Which folders of static/js a screen is made of: a phone must not carry the console's sentences.
SCREENS = {
    "phone": ("core", "parts", "phone", "console/model/outcome.js", "console/model/turnout.js"),
    "console": ("core", "parts", "console"),
    "screen": ("core", "parts", "screen", "console/model", "console/poll", "console/parts"),
}
SAID = re.compile(r'gettext\(\s*"((?:[^"\\]|\\.)*)"')


def words(screen: str) -> dict[str, Any]:
    """Return {catalog, formats, plural} of a screen ("phone", "console", "screen") in the active language."""
    return _catalog(get_language() or settings.LANGUAGE_CODE, screen)


@cache
def _catalog(lang: str, screen: str) -> dict[str, Any]:
    view = JSONCatalog()
    view.translation = DjangoTranslation(lang, domain="djangojs", localedirs=None)
    context = view.get_context_data()
    used = _used(screen)
    # A sentence that is its own translation need not be sent: the sources say it already.
    catalog = {said: words for said, words in context["catalog"].items() if said in used and words != said}
    return {"catalog": catalog, "formats": context["formats"], "plural": context["plural"]}


@cache
def _used(screen: str) -> frozenset[str]:
    parts = [settings.BASE_DIR / "static/js" / part for part in SCREENS[screen]]
    files = [file for part in parts for file in ([part] if part.suffix else part.rglob("*.js"))]
    found = (said for file in files for said in SAID.findall(file.read_text("utf-8")))
    return frozenset(re.sub(r"\\(.)", r"\1", said) for said in found)
