"""Words of the libraries that our pages show and that a library's own catalogue lacks in one of our languages."""

from django.utils.translation import gettext_noop as _

WORDS: list[str] = []
