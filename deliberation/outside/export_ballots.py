"""The published ballots of a closed poll as files of the formats that are read here: each function gives one file.

Ballots are numbered from 1 in the order of the record, which is that of their receipts. Nothing is in a file that is
not in the record; what a format wants besides and we do not know is left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from deliberation.outside.export_names import Record, names, plain, question, quoted

Tiers = tuple[tuple[int, ...], ...]  # numbers of options, from 1

# .blt: a name ends with a quote, and # begins a comment.
BLT = str.maketrans({'"': "”", "#": "＃"})


def preflib_orders(record: Record, lang: str) -> str:
    """Return PrefLib's orders: `.soc`, `.toc` or `.soi`, as the head says."""
    orders = list(_orders(record))
    ranked = [tiers for tiers in orders if tiers]
    piles = Counter(ranked).most_common()
    head = {
        "FILE NAME": f"{record['poll']}-preflib.{preflib_type(record)}",
        "TITLE": plain(question(record, lang)),
        "DESCRIPTION": _description(record) + _blank(len(orders) - len(ranked)),
        "DATA TYPE": preflib_type(record),
        "MODIFICATION TYPE": "original",
        "PUBLICATION DATE": _day(record, "closed"),
        "NUMBER ALTERNATIVES": len(record["options"]),
        "NUMBER VOTERS": len(ranked),
        "NUMBER UNIQUE ORDERS": len(piles),
    }
    named = names(record, lang).values()
    lines = [f"# {key}: {value}" for key, value in head.items() if value != ""]
    lines += [f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(named, start=1)]
    lines += [f"{alike}: {','.join(_tier(tier) for tier in tiers)}" for tiers, alike in piles]
    return _text(lines)


def preflib_type(record: Record) -> str:
    """Return `toc` where options are tied, `soi` where some are not listed, else `soc`."""
    orders = [tiers for tiers in _orders(record) if tiers]
    if any(len(tier) > 1 for tiers in orders for tier in tiers):
        return "toc"
    return "soc" if all(len(tiers) == len(record["options"]) for tiers in orders) else "soi"


def blt(record: Record, lang: str) -> str:
    """Return a `.blt`: candidates and seats, ballots, names."""
    piles = Counter(_orders(record)).most_common()
    lines = [f"{len(record['options'])} {record['params']['seats']}"]
    lines += [" ".join([str(alike), *(str(each) for (each,) in tiers), "0"]) for tiers, alike in piles]
    lines += ["0", *(f'"{name}"' for name in names(record, lang, BLT).values())]
    return _text([*lines, f'"{plain(question(record, lang)).translate(BLT)}"'])


def pabulib(record: Record, lang: str) -> str:
    """Return a `.pb`: approvals, dots as cumulative points, or places of a ranking as scores.

    Orders have no voters' names in PrefLib; as scores they can be counted by sides. Where there is no money the budget
    and every cost is 0, since the format has no place without them.
    """
    ballots = [_points(record, each["choice"]) for each in record["ballots"]]
    kind = {"dots": "cumulative", "schulze": "scoring"}.get(record["method"], "approval")
    lines = ["META", "key;value"]
    lines += [f"{key};{value}" for key, value in _meta(record, lang, kind, len(ballots)).items() if value != ""]
    lines += ["PROJECTS", "project_id;cost;votes;name"]
    for option, name in names(record, lang).items():
        votes = sum(option in points for points in ballots)
        lines.append(f"{option};{_costs(record)[option]};{votes};{quoted(name)}")
    approvals = kind == "approval"
    lines += ["VOTES", "voter_id;vote" if approvals else "voter_id;vote;points"]
    for number, points in enumerate(ballots, start=1):
        given = [str(number), ",".join(points), ",".join(str(each) for each in points.values())]
        lines.append(";".join(given[:2] if approvals else given))
    return _text(lines)


def grades(record: Record, lang: str) -> str:
    """Return a sheet of grades: 6 is the best, 1 the worst, 0 no opinion; ours go from 0 to 5."""
    rows = [["ballot", *(quoted(name) for name in names(record, lang).values())]]
    for number, each in enumerate(record["ballots"], start=1):
        given = each["choice"].get("grades", each["choice"].get("scores", {}))
        marks = [given[option["id"]] + 1 if option["id"] in given else 0 for option in record["options"]]
        rows.append([str(number), *(str(mark) for mark in marks)])
    return _text([",".join(row) for row in rows])


def sides(record: Record, lang: str) -> str:
    """Return which side each ballot belongs to, as `--groups` reads it."""
    rows = [f"{number},{each['side']}" for number, each in enumerate(record["ballots"], start=1)]
    return _text(["participant,group", *rows])


def _orders(record: Record) -> Iterator[Tiers]:
    """Yield the orders. In a ranking who is not listed is tied last, and stands there; in an election they are not."""
    place = {option["id"]: number for number, option in enumerate(record["options"], start=1)}
    for each in record["ballots"]:
        tiers = [tuple(sorted(place[option] for option in tier)) for tier in each["choice"]["ranking"]]
        listed = {number for tier in tiers for number in tier}
        rest = tuple(number for number in place.values() if number not in listed)
        yield (*tiers, rest) if rest and record["method"] == "schulze" else tuple(tiers)


def _points(record: Record, choice: Mapping[str, Any]) -> dict[str, int]:
    """Return option → points, without those that get none. The last place of a ranking has none."""
    if "approve" in choice:
        return dict.fromkeys(choice["approve"], 1)
    if "ranking" in choice:
        tiers = choice["ranking"]
        whole = sum(len(tier) for tier in tiers) == len(record["options"])
        above = len(tiers) - whole
        return {option: above - number for number, tier in enumerate(tiers) for option in tier if above > number}
    return {option: dots for option, dots in choice.items() if dots}


def _costs(record: Record) -> dict[str, int]:
    return {option["id"]: option.get("cost") or 0 for option in record["options"]}


def _meta(record: Record, lang: str, kind: str, ballots: int) -> dict[str, object]:
    params = record["params"]
    money = "budget" in params
    return {
        "description": quoted(question(record, lang)),
        "instance": record["poll"],
        "num_projects": len(record["options"]),
        "num_votes": ballots,
        "budget": params.get("budget", 0),
        "vote_type": kind,
        "rule": "equalshares" if money else "unknown",
        "date_begin": _day(record, "opened"),
        "date_end": _day(record, "closed"),
        "max_points": params.get("cap", ""),
        "max_sum_points": params.get("dots", ""),
        "comment": quoted(_description(record) + ("; amounts are in cents" if money else "")),
    }


def _description(record: Record) -> str:
    return f"{record['method']}{'; a rehearsal that does not count' if record.get('rehearsal') else ''}"


def _blank(ballots: int) -> str:
    return f"; ballots that rank nobody, not listed: {ballots}" if ballots else ""


def _day(record: Record, key: str) -> str:
    return (record.get(key) or "")[:10]


def _tier(tier: tuple[int, ...]) -> str:
    numbers = ",".join(str(each) for each in tier)
    return numbers if len(tier) == 1 else f"{{{numbers}}}"


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
