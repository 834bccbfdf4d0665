"""How a command says no: a sentence for the person, never a bare code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise
NOT_HERE = _("This page or thing is not here, or it is not open to you.")
TOO_MUCH = _("The room is very busy. Wait a moment and try again.")


class Refused(Exception):
    """The rule or the state of things says no. `reason` is a translated sentence; `code` is for programs."""

    code = "refused"

    def __init__(self, reason: Sentence):
        super().__init__(str(reason))
        self.reason = reason


class Missing(Refused):
    """The thing is not there, or is not there for this person: the two look the same from outside."""

    code = "missing"

    def __init__(self, reason: Sentence = NOT_HERE):
        super().__init__(reason)


class Conflict(Refused):
    """The same ref came back with another content."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(_("This was already sent with another content. Reload the page and try again."))


class Busy(Refused):
    """Too much at once, here or in the database; trying again later is right."""

    code = "busy"

    def __init__(self, reason: Sentence = TOO_MUCH):
        super().__init__(reason)


class Invalid(Refused):
    """The content has not the right shape. `fields` maps each field to its sentences."""

    code = "invalid"

    def __init__(self, reason: Sentence, fields: dict[str, list[str]] | None = None):
        super().__init__(reason)
        self.fields = fields or {}
