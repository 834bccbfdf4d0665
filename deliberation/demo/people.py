"""The territory, its network and the people with an account."""

from deliberation.demo.source import Source
from deliberation.demo.world import World
from people.models import Membership, Organisation, Person, Role, Territory

MAIL = "demo.invalid"  # an ending that can never receive mail


def make_people(source: Source) -> World:
    """Write territory, organisations with the day they joined, accounts with their roles."""
    told = source.told["territory"]
    territory = Territory.objects.create(
        slug=told["slug"], name=told["name"], description=told["description"].strip(), province=told["province"],
        region=told["region"], languages=told["languages"], timezone=told["timezone"],
        banner=source.told["meta"]["banner"], demo=True,
    )  # fmt: skip
    world = World(source, territory)
    for each in source.told["organisations"]:
        world.organisations[each["id"]] = _organisation(world, each)
    for key, account in source.more["accounts"].items():
        world.people[key] = _person(world, key, account)
    return world


def _organisation(world: World, each: dict) -> Organisation:
    joined = world.source.more["joined"][each["id"]]
    return Organisation.objects.create(
        territory=world.territory, kind=each["kind"], name=each["name"], slug=each["id"],
        mission=each.get("mission") or each.get("purpose", ""), languages=each.get("languages", []),
        response_days=each.get("response_days", 30), joined_on=world.source.day(joined),
    )  # fmt: skip


def _person(world: World, key: str, account: dict) -> Person:
    told = world.source.one("people", key)
    person = Person(email=f"{account['email']}@{MAIL}", display_name=told["display_name"], lang=told["lang"])
    person.set_unusable_password()
    person.save(force_insert=True)
    Role.objects.bulk_create(Role(person=person, territory=world.territory, role=role) for role in account["roles"])
    if "org" in told:
        Membership.objects.create(
            person=person, organisation=world.organisations[told["org"]], role=account.get("as", "member")
        )
    return person
