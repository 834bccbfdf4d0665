"""Ballots for the transferable vote (.blt): `candidates seats`, withdrawn ones, `weight 3 1 2 0` lines, `0`, names."""

import re

from deliberation.outside.table import Rankings, Text, once, whole

FIRST = re.compile(r"\s*\d+\s+\d+\s*(#.*)?$")
LARGE = 10_000  # candidates: more is no election


def is_blt(text: Text) -> bool:
    return FIRST.match(next((content for _line, content in text.lines() if content.strip()), "")) is not None


def read_blt(text: Text) -> Rankings:
    """Read candidates, seats and ballots; `2=3` are tied, `-` is an empty place, who has withdrawn is left out."""
    lines = [(line, content.partition("#")[0].strip()) for line, content in text.lines()]
    lines = [(line, content) for line, content in lines if content]
    line, head = lines[0]
    number, seats = (whole(text, line, each, "the head", 1) for each in head.split())
    if number > LARGE:
        raise text.wrong(line, f"more than {LARGE} candidates")
    withdrawn: set[int] = set()
    ballots: list[tuple[int, list[list[int]]]] = []
    at = 1
    while True:
        if at == len(lines):
            raise text.wrong(line, "the list of ballots has no end: a line `0` is missing")
        line, content = lines[at]
        at += 1
        if content == "0":
            break
        if content.startswith("-"):
            withdrawn |= {whole(text, line, each.lstrip("-"), "a withdrawn candidate", 1) for each in content.split()}
            continue
        ballots.append(_ballot(text, line, content, number))
    names = _names(text, lines[at:], number)
    stays = [name for place, name in enumerate(names, start=1) if place not in withdrawn]
    told = [(weight, _named(tiers, names, withdrawn)) for weight, tiers in ballots]
    return Rankings(stays, told, seats)


def _ballot(text: Text, line: int, content: str, number: int) -> tuple[int, list[list[int]]]:
    parts = content.split()
    if parts[0].startswith("(") and parts[0].endswith(")"):  # an id of the ballot
        parts = ["1", *parts[1:]]
    weight = whole(text, line, parts[0], "the weight of a ballot")
    if parts[-1] != "0":
        raise text.wrong(line, "a ballot ends with 0")
    tiers: list[list[int]] = []
    seen: set[int] = set()
    for part in parts[1:-1]:
        if part == "-":
            continue
        tier = [whole(text, line, each, "a preference", 1) for each in part.split("=")]
        for each in tier:
            if each > number:
                raise text.wrong(line, f"there is no candidate {each}")
            if each in seen:
                raise text.wrong(line, f"candidate {each} stands twice on one ballot")
            seen.add(each)
        tiers.append(tier)
    return weight, tiers


def _names(text: Text, lines: list[tuple[int, str]], number: int) -> list[str]:
    if len(lines) < number:
        raise text.wrong(lines[-1][0] if lines else 1, f"{number} candidates are declared, {len(lines)} are named")
    names = [content.strip().strip('"') for _line, content in lines[:number]]
    once(text, lines[0][0], names, "candidate")
    return names


def _named(tiers: list[list[int]], names: list[str], withdrawn: set[int]) -> tuple[tuple[str, ...], ...]:
    kept = [tuple(names[each - 1] for each in tier if each not in withdrawn) for tier in tiers]
    return tuple(tier for tier in kept if tier)
