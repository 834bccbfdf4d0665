"""Writing a grid: as a draft, into use, and as a new version. Inside run()."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import Dimension, Grid, Item, Round, Site
from monitoring.rules import civic, hosts
from proposals.models import Proposal
from proposals.texts.clean import clean
from proposals.workflow import say
from realtime.refusal import Invalid, Refused

State, Maker = Grid.State, Grid.Maker
Line = dict[str, Any]


def draft_grid(*, actor: Any, proposal: Proposal, lang: str, items: list[Line], sites: list[str]) -> Grid:
    """Prepare the first grid, or write the one that is being prepared anew."""
    draft = proposal.grids.filter(state=State.DRAFT).first()
    if draft is None and proposal.grids.exists():
        raise Refused(_("There is a grid already. Change it by a new version: that begins a new series."))
    if draft is None:
        draft = Grid(proposal=proposal)
    return _write(draft, actor=actor, lang=lang, items=items, sites=sites)


def revise_grid(*, actor: Any, grid: Grid, reason: str, lang: str, items: list[Line], sites: list[str]) -> Grid:
    """Prepare a new version of a grid that is in use. Its results are never compared with the old one's."""
    proposal = grid.proposal
    if grid.state != State.OPEN:
        raise Refused(_("Only the grid in use is changed by a new version."))
    draft = proposal.grids.filter(state=State.DRAFT).first()
    newest = proposal.grids.order_by("-version").first()
    draft = draft or Grid(proposal=proposal, version=(newest.version if newest else 0) + 1)
    draft.reason = reason
    return _write(draft, actor=actor, lang=lang, items=items, sites=sites)


def open_grid(*, actor: Any, grid: Grid) -> None:
    """Put a grid into use. The version before is kept with its results, and used no more."""
    if grid.state != State.DRAFT:
        raise Refused(_("This grid is in use already, or was before."))
    if Round.objects.filter(grid__proposal=grid.proposal, closed_at=None).exists():
        raise Refused(_("A round is going on with the grid in use. Close it first."))
    grid.proposal.grids.filter(state=State.OPEN).update(state=State.CLOSED)
    grid.state, grid.opened_at = State.OPEN, timezone.now()
    grid.save(update_fields=["state", "opened_at"])
    say(grid.proposal, "proposal.changed")


def _write(draft: Grid, *, actor: Any, lang: str, items: list[Line], sites: list[str]) -> Grid:
    lines = _checked(draft.proposal, items)
    if len(set(sites)) != len(sites):
        raise _wrong("sites", _("Name each site once."))
    draft.lang, draft.maker = lang, _maker(actor, draft.proposal)
    draft.participant, draft.person = actor.participant, None if actor.participant else actor.person
    draft.created_at = timezone.now()
    draft.save()
    for rows in (draft.items, draft.dimensions, draft.sites):
        rows.all().delete()
    Site.objects.bulk_create(Site(grid=draft, name=name, position=n) for n, name in enumerate(sites))
    names = dict.fromkeys(line["dimension"] for line in lines)
    made = {name: Dimension(grid=draft, label=name, position=n) for n, name in enumerate(names)}
    Dimension.objects.bulk_create(made.values())
    Item.objects.bulk_create(
        Item(**{**line, "grid": draft, "dimension": made[line["dimension"]], "position": n})
        for n, line in enumerate(lines)
    )
    say(draft.proposal, "proposal.changed")
    return draft


def _checked(proposal: Proposal, items: Iterable[Line]) -> list[Line]:
    indicators = {each.pk: each for each in proposal.indicators.all()}
    lines: list[Line] = []
    for each in items:
        name = " ".join(clean(each["dimension"]).split()) or (lines[-1]["dimension"] if lines else "")
        if not name:
            raise _wrong("items", _("Give the first item a dimension: access, understanding, respect."))
        if each["indicator"] and each["indicator"] not in indicators:
            raise _wrong("items", _("Choose an indicator of this intervention."))
        lines.append({**each, "dimension": name, "indicator": indicators.get(each["indicator"])})
    codes = [each["code"] for each in lines]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        raise _wrong("items", _("The code %(code)s stands twice. Each item needs its own.") % {"code": twice})
    return lines


def _maker(actor: Any, proposal: Proposal) -> str:
    if hosts(actor, proposal=proposal) is None:
        return Maker.HOST
    return Maker.CIVIC if civic(actor, proposal=proposal) is None else Maker.OFFICE


def _wrong(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: [str(sentence)]})
