"""What may be read and reached of grids, rounds, monitors and sheets. The results are public; names are not."""

from typing import Any

from django.db.models import QuerySet

from monitoring.models import Grid, Monitor, Round, Sheet
from monitoring.rules import monitors_who_are
from people.queries import offices_of
from proposals.models import Proposal
from proposals.queries import proposals_for, proposals_hosted_by
from proposals.verification.reach import interventions_near

PATH = ("grid__proposal__process__territory", "grid__proposal__office")


def interventions_shown(actor: Any) -> QuerySet[Proposal]:
    """Interventions that the actor may read."""
    return proposals_for(actor).filter(kind=Proposal.Kind.INTERVENTION)


def grids_shown(actor: Any) -> QuerySet[Grid]:
    """Grids in use or used before, of interventions that the actor may read; drafts where they work on it."""
    seen = Grid.objects.filter(proposal__in=interventions_shown(actor).order_by().values("pk"))
    return (seen.exclude(state=Grid.State.DRAFT) | grids_near(actor)).select_related("proposal__process__territory")


def grids_near(actor: Any) -> QuerySet[Grid]:
    """Grids of interventions that the actor hosts, sits near, answers for or is a monitor of."""
    found = Grid.objects.filter(proposal__in=interventions_near(actor).order_by().values("pk"))
    return found.select_related("proposal__process__territory", "proposal__office")


def rounds_near(actor: Any) -> QuerySet[Round]:
    """Rounds of interventions that the actor hosts, sits near, answers for or is a monitor of."""
    found = Round.objects.filter(grid__proposal__in=interventions_near(actor).order_by().values("pk"))
    return found.select_related(*PATH)


def rounds_measured_by(actor: Any) -> QuerySet[Round]:
    """Rounds of interventions that the actor hosts or is a monitor of."""
    mine = Round.objects.filter(grid__proposal__in=monitors_who_are(actor).order_by().values("proposal"))
    hosted = Round.objects.filter(grid__proposal__in=proposals_hosted_by(actor).order_by().values("pk"))
    return (mine | hosted).select_related(*PATH)


def rounds_replied_to_by(actor: Any) -> QuerySet[Round]:
    """Rounds about interventions for which an office of this official is responsible."""
    return Round.objects.filter(grid__proposal__office__in=offices_of(actor)).select_related(*PATH)


def interventions_hosted_by(actor: Any) -> QuerySet[Proposal]:
    """Interventions of the territories where the person hosts."""
    return proposals_hosted_by(actor).filter(kind=Proposal.Kind.INTERVENTION)


def monitors_hosted_by(actor: Any) -> QuerySet[Monitor]:
    """Monitors are seen by the hosts of their territory only."""
    found = Monitor.objects.filter(proposal__in=proposals_hosted_by(actor).order_by().values("pk"))
    return found.select_related("proposal__process__territory", "person", "participant")


def sheets_of(actor: Any) -> QuerySet[Sheet]:
    """The actor's own sheets; those who host reach the sheets that were typed in."""
    own = Sheet.objects.filter(monitor__in=monitors_who_are(actor).order_by().values("pk"))
    typed = Sheet.objects.filter(
        channel=Sheet.Channel.PAPER, round__grid__proposal__in=proposals_hosted_by(actor).order_by().values("pk")
    )
    return (own | typed).select_related("monitor", "site")


def rounds_closed_of(interventions: set[str]) -> dict[str, list[Round]]:
    """Return {intervention: its closed rounds}, oldest first, in one query; none when there are no interventions."""
    found: dict[str, list[Round]] = {}
    if interventions:
        closed = Round.objects.filter(grid__proposal__in=interventions).exclude(closed_at=None)
        for each in closed.select_related("grid").order_by("number"):
            found.setdefault(each.grid.proposal_id, []).append(each)
    return found
