"""The one command of this app: take back one's own last undoable act in a stream."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from realtime.asked import asked, reached
from realtime.command import Actor, command, no_undo
from realtime.models import Done
from realtime.refusal import Refused


def last_undoable(stream: str, actor: Actor) -> Done | None:
    """Return what `undo.last` would take back, newest first."""
    own = Done.objects.filter(stream=stream, actor=actor.key, undone=False)
    return own.exclude(undo=None).order_by("-id").first()


def _own(actor: Actor, **_targets: Any) -> None:
    """Whoever did it, as long as the rule of the command that takes it back allows that."""
    return None


@command(
    "undo.last",
    shape={"stream": serializers.RegexField(r"^[a-z]+:[0-9a-z]{12}$")},
    stream=lambda stream: stream,
    rule=_own,
    reads_log=True,
)
def undo_last(*, actor: Actor, stream: str) -> dict[str, Any]:
    """Take back your own last act in this stream by its compensating command."""
    done = last_undoable(stream, actor)
    if done is None or done.undo is None:
        raise Refused(_("There is nothing to take back."))
    back = asked(done.undo["do"], done.undo["with"], done.ref)
    targets = reached(back, actor)
    reason = back.cmd.rule(actor, **targets)
    if reason:
        raise Refused(reason)
    done.undone = True
    done.save(update_fields=["undone"])
    data = back.cmd.act(actor=actor, **targets) or {}
    no_undo()  # taking back is not itself taken back: the next undo goes one step further
    return {**data, "undone": done.undo["label"]}
