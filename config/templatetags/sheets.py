"""`{% sheet "room" %}`: the style of a shell, in one link."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.sheets import sheet as find

register = template.Library()


@register.simple_tag
def sheet(shell: str) -> SafeString:
    """The link to all style sheets of a shell (`config.sheets.SHELLS`)."""
    return format_html('<link rel="stylesheet" href="{}">', reverse("sheet", args=[shell, find(shell).mark]))
