"""The sentences that scripts say: what the first file of modules says stands in the page, the rest in a file apart.

A phone must not carry the console's sentences, nor on its first page those of the votes to come: in Arabic they weigh
more than all modules together.
"""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from config.scripts import ENTRIES, halves
from config.sheets import Sheet, answer, packed
from realtime.words import words

WHOLE = {
    "writing": ("core", "writing"),
    "console": ("core", "parts", "console"),
    "screen": ("core", "parts", "screen", "console/model", "console/poll", "console/parts"),
}


def inlined(screen: str) -> dict[str, Any]:
    """Return {catalog, formats, plural} of a screen ("phone" or one of WHOLE) in the active language.

    Of a screen that is sent in two files only what the first one says; `later` is the address of the rest.
    """
    if screen not in ENTRIES:
        return words(*WHOLE[screen])
    lang = get_language() or settings.LANGUAGE_CODE
    return {**words(*halves(screen)[0]), "later": reverse("words", args=[screen, lang, _later(screen, lang).mark])}


@require_safe
def serve(request: HttpRequest, screen: str, lang: str, mark: str) -> HttpResponse:
    """The sentences of the screens that come later, {sentence: words}. An old mark gets today's, but must ask again."""
    if screen not in ENTRIES or lang not in dict(settings.LANGUAGES):
        raise Http404
    return answer(request, _later(screen, lang), mark, "application/json")


@cache
def _later(screen: str, lang: str) -> Sheet:
    first, rest = halves(screen)
    with override(lang):
        here, there = words(*first)["catalog"], words(*rest)["catalog"]
    more = {said: text for said, text in there.items() if said not in here}
    return packed(json.dumps(more, ensure_ascii=False).encode())


urlpatterns = [path("<slug:screen>/<slug:lang>/<slug:mark>.json", serve, name="words")]
