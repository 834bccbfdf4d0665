"""From the wall to the path: a group becomes a problem whose authors are asked; a solution is proposed in the room."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deliberation.models import Card, Group, Room, Source
from deliberation.queries.reach import groups_for, proposals_for, rooms_for
from deliberation.rules import facilitates, now, running, seated
from people.models import Organisation, Participant
from people.queries import offices_for
from proposals.models import Proposal
from proposals.writing.drafting import draft_problem, draft_solution
from realtime.command import Language, Reach, Text, command, record
from realtime.refusal import Refused


@command(
    "problem.draft",
    shape={
        "group": Reach(groups_for),
        "title": Text(200),
        "body": serializers.CharField(max_length=5000, required=False, allow_blank=True, default=""),
        "lang": Language(),
        "office": Reach(offices_for, required=False, allow_null=True),
    },
    stream=lambda group, **_t: [group.room.stream, group.room.process.stream],
    rule=facilitates & running,
)
def draft(*, actor: Any, group: Group, title: str, body: str, lang: str, office: Organisation | None = None) -> dict:
    """Write a group down as a problem; the authors of its cards are asked whether it says what they meant."""
    room = group.room
    if group.problem_id is not None or group.gone:
        raise Refused(_("This group is a problem already."))
    cards = list(Card.objects.filter(group=group, state=Card.State.SHOWN).select_related("participant"))
    if not cards:
        raise Refused(_("This group has no cards: a problem comes from cards."))
    problem = draft_problem(
        actor=actor, process=room.process, origin=room.stream, title=title, body=body, lang=lang,
        authors=_authors(cards), office=office, rehearsal=room.rehearsal,
    )  # fmt: skip
    Source.objects.bulk_create(Source(proposal=problem, card=card) for card in cards)
    group.problem = problem
    group.save(update_fields=["problem"])
    record(
        room.stream, "problem.drafted", proposals=[problem.pk], groups=[group.pk], cards=[card.pk for card in cards]
    )  # fmt: skip
    return {"proposal": problem.pk}


def _authors(cards: list[Card]) -> list[Participant | str]:
    seated = {card.participant_id: card.participant for card in cards if card.participant}
    on_paper = [f"{_('Card on paper')} {card.number}" for card in cards if card.participant is None]
    return [*seated.values(), *on_paper]


@command(
    "solution.draft",
    shape={
        "room": Reach(rooms_for),
        "problems": Reach(proposals_for, many=True),
        "title": Text(200),
        "body": serializers.CharField(max_length=5000, required=False, allow_blank=True, default=""),
        "lang": Language(),
        "office": Reach(offices_for, required=False, allow_null=True),
    },
    stream=lambda room, **_t: [room.stream, room.process.stream],
    rule=(seated | facilitates) & now("solution.draft"),
)
def propose(
    *,
    actor: Any,
    room: Room,
    problems: list[Proposal],
    title: str,
    body: str,
    lang: str,
    office: Organisation | None = None,
) -> dict:
    """Propose a solution that answers at least one confirmed problem."""
    author = [actor.participant] if actor.participant else []
    solution = draft_solution(
        actor=actor, process=room.process, origin=room.stream, problems=problems, title=title, body=body, lang=lang,
        office=office, authors=author, rehearsal=room.rehearsal,
    )  # fmt: skip
    return {"proposal": solution.pk}
