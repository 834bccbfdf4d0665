"""Following the journey of a problem: nobody else learns of it, and no event tells it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.rules import Rule
from proposals.models import Follow, Proposal
from proposals.queries import problems_to_follow
from realtime.command import Reach, command
from realtime.refusal import Refused

NOT_KNOWN = _("Come in with a ticket or log in: then this place knows what you follow.")


def _known(actor: Any, **_targets: Any) -> Any:
    """Somebody with a seat or an account."""
    return None if actor.participant is not None or actor.person is not None else NOT_KNOWN


def _own(actor: Any, problem: Proposal) -> dict[str, Any]:
    if actor.participant is not None:
        return {"problem": problem, "participant": actor.participant}
    return {"problem": problem, "person": actor.person}


@command("journey.follow", shape={"problem": Reach(problems_to_follow)}, rule=Rule(_known), secret=True)
def follow(*, actor: Any, problem: Proposal) -> None:
    """Follow a journey: what changes on it is shown as new until one has seen it."""
    Follow.objects.get_or_create(**_own(actor, problem))


@command("journey.unfollow", shape={"problem": Reach(problems_to_follow)}, rule=Rule(_known), secret=True)
def unfollow(*, actor: Any, problem: Proposal) -> None:
    """Follow it no longer."""
    Follow.objects.filter(**_own(actor, problem)).delete()


@command("journey.seen", shape={"problem": Reach(problems_to_follow)}, rule=Rule(_known), secret=True)
def seen(*, actor: Any, problem: Proposal) -> None:
    """Say that one has seen what is new on a journey that one follows."""
    if not Follow.objects.filter(**_own(actor, problem)).update(seen_at=timezone.now()):
        raise Refused(_("You do not follow this journey."))
