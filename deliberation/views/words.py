"""The words of the room's screens, as Django's JSON catalogue, inlined so that no second request is needed."""

from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog


@cache
def _catalog(lang: str) -> dict[str, Any]:
    view = JSONCatalog()
    view.translation = DjangoTranslation(lang, domain="djangojs", localedirs=None)
    context = view.get_context_data()
    return {"catalog": context["catalog"], "formats": context["formats"], "plural": context["plural"]}


def words() -> dict[str, Any]:
    """Return {catalog, formats, plural} in the active language."""
    return _catalog(get_language() or "it")
