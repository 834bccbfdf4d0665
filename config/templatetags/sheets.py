"""`{% sheet "room" %}`, `{% script "phone" %}`, `{% words "phone" %}`: style of a shell, modules and words."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from config.scripts import script as joined
from config.sheets import sheet as find
from config.words import inlined

register = template.Library()


@register.simple_tag
def sheet(shell: str) -> SafeString:
    """The link to all style sheets of a shell (`config.sheets.SHELLS`)."""
    return format_html('<link rel="stylesheet" href="{}">', reverse("sheet", args=[shell, find(shell).mark]))


@register.simple_tag
def script(screen: str) -> SafeString:
    """The element with all modules of a screen (`config.scripts.ENTRIES`)."""
    source = reverse("script", args=[screen, joined(screen).mark])
    return format_html('<script type="module" src="{}"></script>', source)


@register.simple_tag
def words(screen: str) -> SafeString:
    """The element with the sentences of a screen in the reader's language (`config.words`)."""
    return json_script(inlined(screen), "words")
