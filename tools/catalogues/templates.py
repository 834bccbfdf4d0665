"""Finds the translatable words of a Django template, by Django's own reading of it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation.template import templatize

from tools.catalogues import javascript
from tools.catalogues.message import Message


def messages(source: str) -> Iterator[Message]:
    """Templatize turns the template into calls of gettext among blotted words; their quoting is JavaScript's too."""
    if not settings.configured:
        settings.configure()
    yield from javascript.messages(templatize(source))
