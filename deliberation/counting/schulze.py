"""R4, Schulze's method with winning votes: whoever has the stronger chain of won duels stands before the other.

M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method, Social Choice and Welfare 36 (2011), 267–303.
"""

from collections.abc import Mapping, Sequence

from deliberation.counting.rankings import Duels, Tiers


def strongest_paths(sums: Mapping[str, Mapping[str, int]]) -> Duels:
    """Return p: the strength of the best chain from a to b, a chain being as strong as its weakest won duel."""
    options = list(sums)
    paths: Duels = {
        one: {other: sums[one][other] if sums[one][other] > sums[other][one] else 0 for other in sums[one]}
        for one in options
    }
    for middle in options:
        onward = paths[middle]
        for one in options:
            if one == middle:
                continue
            row, there = paths[one], paths[one][middle]
            for other in options:
                if other not in (one, middle):
                    row[other] = max(row[other], min(there, onward[other]))
    return paths


def schulze_order(sums: Mapping[str, Mapping[str, int]]) -> Tiers:
    """Return all options in tiers: nobody in a tier is beaten by anybody in it or after it.

    The relation "stronger path" is transitive, so taking the unbeaten away again and again gives an order.
    """
    paths = strongest_paths(sums)
    left = list(sums)
    tiers: list[tuple[str, ...]] = []
    while left:
        unbeaten = tuple(one for one in left if all(one == o or paths[one][o] >= paths[o][one] for o in left))
        tiers.append(unbeaten)
        left = [option for option in left if option not in unbeaten]
    return tuple(tiers)


def schulze_rounds(sums: Mapping[str, Mapping[str, int]], order: Sequence[Sequence[str]]) -> list[dict[str, object]]:
    """Return the trace: for each place who stands there, and for each of the others the two chains compared."""
    paths = strongest_paths(sums)
    flat = [option for tier in order for option in tier]
    return [
        {
            "place": place,
            "options": list(tier),
            "paths": [
                {"over": other, "for": paths[tier[0]][other], "against": paths[other][tier[0]]}
                for other in flat
                if other not in tier
            ],
        }
        for place, tier in enumerate(order, start=1)
    ]
