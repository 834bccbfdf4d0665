"""The measurements of the demo territory: grid, monitors, rounds, sheets that add up to the results of its files."""

import random
from decimal import Decimal
from typing import Any

from monitoring.models import Dimension, Grid, Item, Measurement, Monitor, Round, Sheet, Site, Value
from people.models import Participant
from proposals.models import Proposal
from realtime.ids import new_id

SCALES = {"si_no": "yes_no", "minuti": "minutes", "0-3": "0-3"}
LESS = {"minuti"}  # scales of the files on which less is better
EACH = 20  # sheets of a round
TRAINED, AGREED = -16, -14  # days


def make_monitoring(world: Any) -> None:
    """Write what was measured of each intervention. `world` is the loader's: files, people and proposals so far."""
    for told in world.source.told["interventions"]:
        if "evaluation_grid" in told:
            _measured(world, world.proposals[told["id"]], told)


def _measured(world: Any, made: Proposal, told: dict[str, Any]) -> None:
    grid = _grid(world, made, told["evaluation_grid"])
    for each in told["evaluation_grid"]["rounds"]:
        monitors = _monitors(world, made, each["monitors"])
        round_ = Round.objects.create(
            grid=grid, number=each["n"], starts=world.source.day(each["day"] - 1), ends=world.source.day(each["day"]),
            opened_at=world.source.moment(each["day"] - 1, 8), closed_at=world.source.moment(each["day"], 19),
        )  # fmt: skip
        _sheets(world, round_, monitors, each)
        _numbers(world, made, round_, told["indicators"], each["day"])


def _grid(world: Any, made: Proposal, told: dict[str, Any]) -> Grid:
    grid = Grid.objects.create(
        proposal=made, lang="it", state=Grid.State.OPEN, maker=Grid.Maker.HOST, person=world.people["p-caterina"],
        created_at=world.source.moment(AGREED, 17), opened_at=world.source.moment(AGREED, 19),
    )  # fmt: skip
    Site.objects.bulk_create(Site(grid=grid, name=name, position=n) for n, name in enumerate(told["places"]))
    # The numbers of the programme that an item of the grid measures.
    bound = {each.label: each for each in made.indicators.all()}
    for n, dimension in enumerate(told["dimensions"]):
        group = Dimension.objects.create(grid=grid, label=dimension["label"], position=n)
        Item.objects.bulk_create(
            Item(
                grid=grid, dimension=group, code=each["code"], label=each["label"], scale=SCALES[each["scale"]],
                source=Item.Source.OBSERVATION, position=n * 100 + place, indicator=bound.get(each.get("indicator")),
                direction=Item.Direction.DOWN if each["scale"] in LESS else Item.Direction.UP,
            )
            for place, each in enumerate(dimension["items"])
        )  # fmt: skip
    return grid


def _monitors(world: Any, made: Proposal, number: int) -> list[Monitor]:
    """Most are residents; two are officials of other offices, one is of the responsible office: the sheets say so."""
    own = [seat for seat in world.seats.values() if seat.office_id == made.office_id][:1]
    officials = world.crowd["official"][:2]
    people: list[Participant] = [*world.crowd["resident"][: number - len(own) - len(officials)], *officials, *own]
    return [
        Monitor.objects.create(
            proposal=made, participant=seat, side=seat.side, office=seat in own, named_by=world.people["p-caterina"],
            trained_on=world.source.day(TRAINED), named_at=world.source.moment(TRAINED, 20),
        )
        for seat in people
    ]  # fmt: skip


def _sheets(world: Any, round_: Round, monitors: list[Monitor], told: dict[str, Any]) -> None:
    sites, items = list(round_.grid.sites.all()), list(round_.grid.items.all())
    answers = {item.code: _answers(item, told["results"][item.code]) for item in items}
    for n in range(EACH):
        monitor, hour = monitors[n % len(monitors)], 9 + n % 4
        sheet = Sheet.objects.create(
            round=round_, site=sites[n % len(sites)], monitor=monitor, once=new_id(), office=monitor.office,
            observed_at=world.source.moment(told["day"], hour), received_at=world.source.moment(told["day"], hour, 30),
            channel=Sheet.Channel.PAPER if n % 5 == 4 else Sheet.Channel.PHONE,
        )  # fmt: skip
        Value.objects.bulk_create(Value(sheet=sheet, item=item, value=answers[item.code][n]) for item in items)


def _answers(item: Item, result: float) -> list[Decimal]:
    """Return answers whose share, mean or median is the result of the files, in an order that looks like life."""
    if item.scale == "minutes":
        half = range(1, EACH // 2 + 1)
        found: list[float] = [result - step for step in half] + [result + step for step in half]
    else:
        least, more = divmod(round(result * EACH), EACH)
        found = [float(least + 1)] * more + [float(least)] * (EACH - more)
    random.Random(item.code).shuffle(found)
    return [Decimal(str(each)).quantize(Decimal(1)) for each in found]


def _numbers(world: Any, made: Proposal, round_: Round, told: list[dict[str, Any]], day: int) -> None:
    """Numbers of the programme that no item of the grid gives are written down with where they come from."""
    given = set(round_.grid.items.exclude(indicator=None).values_list("indicator__label", flat=True))
    indicators = {each.label: each for each in made.indicators.all()}
    Measurement.objects.bulk_create(
        Measurement(
            round=round_, indicator=indicators[each["label"]], value=Decimal(str(row["value"])),
            how="Elenco dei monitori formati", person=world.people["p-caterina"],
            at=world.source.moment(row["day"], 18),
        )
        for each in told
        for row in each["measurements"]
        if row["day"] == day and each["label"] not in given
    )  # fmt: skip
