"""The process with its signed commitment and adopted charter, and the seats of those who took part."""

from datetime import datetime

from deliberation.demo.world import World
from people.models import Participant, Process, Side


def make_process(world: World) -> None:
    """Write the main process and its seats."""
    source, told, more = world.source, world.source.told["process"], world.source.more
    day = more["process"]
    world.made.append(
        Process.objects.create(
            territory=world.territory, title=told["title"], question=told["question"], lang="it",
            commitment=told["commitment"].strip(), commitment_signed_at=source.moment(day["signed"], 11),
            commitment_signed_by=world.people[day["signed_by"]], out_of_scope=told["out_of_scope"],
            response_days=30, charter=source.words["charter"],
            charter_adopted_at=source.moment(more["charter"]["day"], 17, 20), created_at=source.moment(day["created"]),
        )
    )  # fmt: skip
    for each in source.told["people"]:
        if each["role"] in {"peer_coach", "association_leader", "resident", "official"}:
            world.seats[each["id"]] = _seat(world, each)
    for side, people in more["seats"].items():
        if side in Side.values:
            world.crowd[side] = _crowd(world, side, people)


def _seat(world: World, each: dict) -> Participant:
    official = each["role"] == "official"
    return Participant.objects.create(
        process=world.process, person=world.people.get(each["id"]), nickname=each["display_name"], lang=each["lang"],
        side=Side.OFFICIAL if official else Side.RESIDENT,
        office=world.organisations[each["org"]] if official else None, created_at=_came(world),
    )  # fmt: skip


def _crowd(world: World, side: str, people: int) -> list[Participant]:
    """Return `people` seats of one side: those with a name in the files, and as many more as it takes.

    Officials of the two offices are left out here: on what is sent to their own office they give an opinion, no vote,
    so one of the two makes the number full in each vote.
    """
    known = [seat for seat in world.seats.values() if seat.side == side and seat.office_id is None]
    missing = people - len(known) - (1 if side == Side.OFFICIAL else 0)
    word = "Ufficio" if side == Side.OFFICIAL else "Partecipante"
    first = 1 if side == Side.OFFICIAL else 15  # Partecipante 14 is in the files
    more = [
        Participant(
            process=world.process, nickname=f"{word} {first + step}", side=side, lang="it", created_at=_came(world)
        )
        for step in range(missing)
    ]
    return known + Participant.objects.bulk_create(more)


def _came(world: World) -> datetime:
    return world.source.moment(world.source.more["seats"]["from"], 17)
