"""Rankings as plain data: tiers from best to worst, ties allowed, and the duels between options that they make."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from deliberation.counting.choices import BadBallot

Tiers = tuple[tuple[str, ...], ...]  # best first; options in one tier are tied
Duels = dict[str, dict[str, int]]  # a → b → weight of the ballots that put a before b


def ranking_choice(choice: object, options: Collection[str]) -> Tiers:
    """One ballot {"ranking": [[option, …], …]}: every option at most once. BadBallot otherwise."""
    if not isinstance(choice, dict) or set(choice) != {"ranking"} or not isinstance(choice["ranking"], list):
        raise BadBallot("shape")
    tiers = choice["ranking"]
    if not all(isinstance(tier, list) and tier for tier in tiers):
        raise BadBallot("shape")
    seen: set[str] = set()
    for option in [each for tier in tiers for each in tier]:
        if not isinstance(option, str) or option not in options:
            raise BadBallot("option", option=option)
        if option in seen:
            raise BadBallot("twice", option=option)
        seen.add(option)
    return tuple(tuple(tier) for tier in tiers)


def complete(tiers: Sequence[Sequence[str]], options: Sequence[str]) -> Tiers:
    """Return the tiers with the options that were not listed: tied, last."""
    listed = {option for tier in tiers for option in tier}
    rest = tuple(option for option in options if option not in listed)
    return (*(tuple(tier) for tier in tiers), *([rest] if rest else []))


def duels(ballots: Iterable[tuple[int, Sequence[Sequence[str]]]], options: Sequence[str]) -> Duels:
    """Add (weight, tiers) up to the weight of those who prefer a to b, for every pair of options."""
    sums: Duels = {one: {other: 0 for other in options if other != one} for one in options}
    for weight, tiers in ballots:
        below = set(options)
        for tier in complete(tiers, options):
            below.difference_update(tier)
            for better in tier:
                row = sums[better]
                for worse in below:
                    row[worse] += weight
    return sums


def beats_everybody(sums: Mapping[str, Mapping[str, int]]) -> str | None:
    """Return the option that wins every duel, if there is one (the Condorcet winner)."""
    return next((one for one in sums if all(sums[one][other] > sums[other][one] for other in sums[one])), None)
