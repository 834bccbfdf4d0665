"""`{% ref %}`: the sender's own id for one form, so that a double click is one act."""

import uuid

from django import template

register = template.Library()


@register.simple_tag
def ref() -> str:
    """Return a fresh id; it is drawn when the form is shown, so that sending twice is the same command."""
    return str(uuid.uuid4())
