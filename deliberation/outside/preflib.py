"""PrefLib's orders (.soc .soi .toc .toi): lines of `#` about the election, then `count: a, {b, c}, d`."""

import re

from deliberation.outside.table import Rankings, Text, whole

NAMED = re.compile(r"#\s*ALTERNATIVE NAME (\d+):\s*(.*)$")
VOTERS = re.compile(r"#\s*NUMBER VOTERS:\s*(\S+)")
NUMBER = re.compile(r"#\s*NUMBER ALTERNATIVES:\s*(\S+)")
ORDER = re.compile(r"\{[^{}]*\}|[^,{}]+")


def is_preflib(text: Text) -> bool:
    return text.text.lstrip().startswith("#") and "ALTERNATIVE NAME" in text.text[:100_000]


def read_preflib(text: Text) -> Rankings:
    """Read the orders; the sum of the counts must be the number of voters that the head declares."""
    names: dict[int, str] = {}
    declared: tuple[int, int] | None = None
    expected: tuple[int, int] | None = None
    ballots: list[tuple[int, tuple[tuple[str, ...], ...]]] = []
    for line, content in text.lines():
        if content.startswith("#"):
            if found := NAMED.match(content):
                names[int(found[1])] = found[2].strip() or found[1]
            elif found := VOTERS.match(content):
                declared = (line, whole(text, line, found[1], "the number of voters"))
            elif found := NUMBER.match(content):
                expected = (line, whole(text, line, found[1], "the number of alternatives", 1))
        elif content.strip():
            ballots.append(_order(text, line, content, names))
    if expected and expected[1] != len(names):
        raise text.wrong(expected[0], f"{expected[1]} alternatives are declared, {len(names)} are named")
    total = sum(alike for alike, _tiers in ballots)
    if declared and declared[1] != total:
        raise text.wrong(declared[0], f"{declared[1]} voters are declared, the ballots add up to {total}")
    if len(set(names.values())) != len(names):
        raise text.wrong(1, "two alternatives have the same name")
    return Rankings(list(names.values()), ballots)


def _order(text: Text, line: int, content: str, names: dict[int, str]) -> tuple[int, tuple[tuple[str, ...], ...]]:
    count, colon, order = content.partition(":")
    if not colon:
        raise text.wrong(line, "a ballot should read `count: first, second, …`")
    alike = whole(text, line, count, "the count of a ballot", 1)
    rest = ORDER.sub("", order).replace(",", "").strip()
    if rest:
        raise text.wrong(line, f"unexpected {rest[:20]!r} in an order")
    tiers: list[tuple[str, ...]] = []
    seen: set[int] = set()
    for part in ORDER.findall(order):
        tier = []
        for each in part.strip("{} \t").split(","):
            if not each.strip():
                continue
            number = whole(text, line, each, "an alternative", 1)
            if number not in names:
                raise text.wrong(line, f"there is no alternative {number}")
            if number in seen:
                raise text.wrong(line, f"alternative {number} stands twice in one order")
            seen.add(number)
            tier.append(names[number])
        if tier:
            tiers.append(tuple(tier))
    return alike, tuple(tiers)
