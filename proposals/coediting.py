"""The working text of a proposal as something that several people write in at once."""

from typing import Any, cast

from proposals.models import Proposal
from proposals.writing.drafts import right_of
from proposals.writing.revisions import texts_of
from realtime.coediting.kinds import Right
from realtime.coediting.texts import TextKind, register_text


def admit(actor: Any, key: str) -> Right | None:
    return cast("Right | None", right_of(actor, key))


def fields(key: str) -> dict[str, str]:
    """What is published is what people begin with. A proposal that is gone has no fields."""
    found = Proposal.objects.filter(pk=key).first()
    return texts_of(found) if found else {}


def name_of(actor: Any) -> str:
    """A nickname, or the name that a person shows: what co-writers know them by."""
    return str(actor.label)


register_text(TextKind(name="proposal", admit=admit, fields=fields, name_of=name_of))
