"""The rooms of the past, closed: their steps, who sat in them, the cards and how they were put together."""

from deliberation.demo.world import World
from deliberation.models import Activity, Card, CardTranslation, Group, Room, RoomRole, Seat
from deliberation.playbooks import playbooks
from people.models import Participant
from realtime.ids import new_id
from realtime.models import Stream

PLAYBOOK = "from-problem-to-intervention"


def make_rooms(world: World) -> None:
    """Write both rooms, everybody who took part, and the wall of the first."""
    for key, told in world.source.more["rooms"].items():
        world.rooms[key] = _room(world, key, told)
    sat = [*world.crowd["resident"], *world.crowd["official"], world.seats["p-donato"], world.seats["p-ilaria"]]
    _sit(world, "solutions", sat)
    attended = world.source.one("rooms", "r-1")
    _sit(world, "problems", [*world.crowd["resident"][: attended["attendance"]], *sat[-attended["officials"] :]])
    _wall(world)


def _room(world: World, key: str, told: dict) -> Room:
    book, source = playbooks()[PLAYBOOK], world.source
    entry = source.one("rooms", told["room"])
    start, end = source.moment(entry["day"], 17), source.moment(entry["day"], 20)
    room = Room.objects.create(
        process=world.process, title=entry["title"], code=_code(), state=Room.State.CLOSED, playbook=book.name,
        playbook_version=book.version, created_at=source.moment(entry["day"] - 7), opened_at=start, closed_at=end,
        read_at=end if "closing" in told["steps"] else None,
    )  # fmt: skip
    Stream.objects.create(id=room.stream, follows=world.process.stream)
    RoomRole.objects.create(room=room, person=world.people["p-caterina"])
    by_kind = {step["kind"]: step for step in book.activities}
    for place, kind in enumerate(told["steps"], 1):
        step = by_kind[kind]
        words = {name: step[name] for name in ("kind", "title", "prompt", "minutes")}
        world.steps[key, kind] = Activity.objects.create(
            room=room, position=place, state=Activity.State.DONE, revealed=kind == "cards",
            settings=step.get("settings", {}), **words,
        )  # fmt: skip
    room.activity = world.steps[key, told["steps"][-1]]
    room.save(update_fields=["activity"])
    return room


def _code() -> str:
    """A code nobody types any more: letters keep it apart from the six digits of live rooms."""
    return f"x{new_id()[:5]}"


def _sit(world: World, key: str, people: list[Participant]) -> None:
    room, since = world.rooms[key], world.source.moment(world.source.more["seats"]["from"])
    unique = {person.pk: person for person in people}.values()
    Seat.objects.bulk_create(
        Seat(room=room, participant=person, state=Seat.State.OUT, entered_at=since) for person in unique
    )


def _wall(world: World) -> None:
    source, room = world.source, world.rooms["problems"]
    groups = {}
    for place, merged in enumerate(source.told["merged_problems"], 1):
        group = Group.objects.create(
            room=room, activity=world.steps["problems", "grouping"], number=place, position=place, title=merged["title"]
        )
        groups.update(dict.fromkeys(merged["from"], group))
    written = source.moment(source.one("rooms", "r-1")["day"])
    for number, told in enumerate(source.told["problems"], 1):
        seat = world.seats[told["author"]]
        card = Card.objects.create(
            room=room, activity=world.steps["problems", "cards"], number=number, participant=seat, side=seat.side,
            text=_said(told), lang=told["lang"], group=groups.get(told["id"]), created_at=written,
            publish=told["id"] not in source.more["private_cards"],
        )  # fmt: skip
        world.cards[told["id"]] = card
        _translate(world, told, card)


def _translate(world: World, told: dict, card: Card) -> None:
    words = dict(world.source.words["cards"].get(told["id"], {}))
    if "it" in told:
        words["it"] = _said(told["it"])
    by = world.people["p-mirela"]
    CardTranslation.objects.bulk_create(
        CardTranslation(card=card, lang=lang, text=text, by=by) for lang, text in words.items() if lang != card.lang
    )


def _said(told: dict) -> str:
    """Title and body as one card: what somebody says in one breath."""
    title = str(told["title"])
    return f"{title if title.endswith(('.', '?', '!')) else title + '.'} {told['body']}"
