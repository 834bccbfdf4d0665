"""The one command of this app: take back one's own last undoable act in a stream."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from realtime.command import COMMANDS, Actor, command, no_undo
from realtime.models import Done
from realtime.refusal import Refused


def last_undoable(stream: str, actor: Actor) -> Done | None:
    """Return what `undo.last` would take back, newest first."""
    own = Done.objects.filter(stream=stream, actor=actor.key, undone=False)
    return own.exclude(undo=None).order_by("-id").first()


def _own(actor: Actor, **_targets: Any) -> None:
    """Whoever did it, as long as the rule of the command that takes it back allows that."""
    # Whoever did it may take it back; the compensating command's own rule is asked below.
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
    cmd = COMMANDS[done.undo["do"]]
    shape = cmd.shape(data=done.undo["with"])
    shape.is_valid(raise_exception=True)
    reaches = cmd.reaches
    targets = {k: reaches[k].reach(actor, v) if k in reaches else v for k, v in shape.validated_data.items()}
    reason = cmd.rule(actor, **targets)
    if reason:
        raise Refused(reason)
    done.undone = True
    done.save(update_fields=["undone"])
    data = cmd.act(actor=actor, **targets) or {}
    no_undo()  # taking back is not itself taken back: the next undo goes one step further
    return {**data, "undone": done.undo["label"]}
