"""The words of one screen, as Django's JSON catalogue, inlined so that no second request is needed."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog

SAID = re.compile(r'gettext\(\s*"((?:[^"\\]|\\.)*)"')


def words(*parts: str) -> dict[str, Any]:
    """Return {catalog, formats, plural} in the active language, of what these files and folders of static/js say."""
    return _catalog(get_language() or settings.LANGUAGE_CODE, parts)


@cache
def _catalog(lang: str, parts: tuple[str, ...]) -> dict[str, Any]:
    view = JSONCatalog()
    view.translation = DjangoTranslation(lang, domain="djangojs", localedirs=None)
    context = view.get_context_data()
    used = _used(parts)
    # A sentence that is its own translation need not be sent: the sources say it already.
    catalog = {said: words for said, words in context["catalog"].items() if said in used and words != said}
    return {"catalog": catalog, "formats": context["formats"], "plural": context["plural"]}


@cache
def _used(parts: tuple[str, ...]) -> frozenset[str]:
    places = [settings.BASE_DIR / "static/js" / part for part in parts]
    files = [file for place in places for file in ([place] if place.suffix else place.rglob("*.js"))]
    found = (said for file in files for said in SAID.findall(file.read_text("utf-8")))
    return frozenset(re.sub(r"\\(.)", r"\1", said) for said in found)
