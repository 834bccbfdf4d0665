"""Opinions: the map, its groups, and what is common ground."""

from deliberation.counting.opinion_groups import opinion_map
from deliberation.counting.opinions import common_ground, consensus, group_votes
from deliberation.outside.asked import Asked, Told, need, tiers_of
from deliberation.outside.table import Data, Opinions


def by_opinion_map(data: Data, asked: Asked) -> Told:
    """Count every statement in every group: those that were given, else those that are found."""
    opinions = need(data, Opinions, "opinion-map")
    found = opinion_map(opinions.votes, data.options, frozenset(opinions.out))
    groups = asked.groups or found.groups
    counted = group_votes(opinions.votes, groups, data.options)
    shares = consensus(counted, data.options)
    ground = common_ground(counted, data.options)
    details = {
        "groups": groups,
        "group_votes": {
            group: {s: {"A": seen.agree, "D": seen.disagree, "S": seen.seen} for s, seen in each.items()}
            for group, each in counted.items()
        },
        "consensus": {statement: float(share) for statement, share in shares.items()},
        "common_ground": ground,
        "silhouette": found.silhouette,
        "clear": found.shown,
    }
    return {"winners": ground, "ranking": tiers_of(shares), "details": details}
