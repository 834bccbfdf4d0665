"""The rule algebra: a rule returns nothing, or the sentence it refuses with. Compose with & and |."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Membership, Organisation, Process, Role, Territory

Reason = str | Promise | None


class Rule:
    """`rule(actor, **targets)` returns None (allowed) or the reason for the person, as a lazy sentence."""

    def __init__(self, ask: Callable[..., Reason]):
        self.ask = ask
        self.__doc__ = ask.__doc__

    def __call__(self, actor: Any, **targets: Any) -> Reason:
        return self.ask(actor, **targets)

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(lambda actor, **targets: self(actor, **targets) or other(actor, **targets))

    def __or__(self, other: "Rule") -> "Rule":
        def either(actor: Any, **targets: Any) -> Reason:
            # The first reason is told: put the ordinary way in first.
            first = self(actor, **targets)
            return first and (other(actor, **targets) and first)

        return Rule(either)


@Rule
def anyone(_actor: Any, **_targets: Any) -> Reason:
    """Open to all."""
    return None


@Rule
def logged_in(actor: Any, **_targets: Any) -> Reason:
    """Somebody with an account."""
    return None if actor.person else _("Log in first.")


REASONS: dict[str, Promise] = {
    Role.Name.FACILITATOR: _("Only a facilitator of this territory can do this."),
    Role.Name.ADMINISTRATOR: _("Only an administrator of this territory can do this."),
    Role.Name.OFFICIAL: _("Only an official of this territory can do this."),
}


def roles_in(actor: Any, territory: Territory) -> set[str]:
    """Return the names of the roles that the person holds there (one query)."""
    if actor.person is None:
        return set()
    return set(Role.objects.filter(person=actor.person, territory=territory).values_list("role", flat=True))


def has_role(*names: str, territory: Callable[..., Territory]) -> Rule:
    """The person holds one of these roles in the territory that `territory(**targets)` names."""

    def ask(actor: Any, **targets: Any) -> Reason:
        if roles_in(actor, territory(**targets)) & set(names):
            return None
        return REASONS.get(names[0], _("You do not have the role that this needs."))

    return Rule(ask)


FACILITATORS = (Role.Name.FACILITATOR, Role.Name.ADMINISTRATOR)


def facilitator_of(territory: Callable[..., Territory]) -> Rule:
    """Facilitators run rooms; administrators of the territory may stand in for them."""
    return has_role(*FACILITATORS, territory=territory)


def official_of_office(office: Callable[..., Organisation | None]) -> Rule:
    """The person belongs to the office that `office(**targets)` names, as one of its officials."""

    def ask(actor: Any, **targets: Any) -> Reason:
        if actor.person is None:
            return _("Log in first.")
        where = office(**targets)
        own = Membership.objects.filter(person=actor.person, organisation=where, role="official")
        if where is not None and own.filter(organisation__kind=Organisation.Kind.MUNICIPAL_OFFICE).exists():
            return None
        return _("Only an official of the office concerned can do this.")

    return Rule(ask)


def seated_in_process(process: Callable[..., Process]) -> Rule:
    """The actor sits on a seat of the process that `process(**targets)` names."""

    def ask(actor: Any, **targets: Any) -> Reason:
        seat = actor.participant
        if seat is None:
            return _("You need a ticket to do this.")
        if seat.removed_at is not None or seat.process_id != process(**targets).id:
            return _("Your seat is not in this process.")
        return None

    return Rule(ask)
