#!/usr/bin/env python3
"""Counts a closed poll again from what is published of it: `python3 verify_poll.py ballots.json [--receipt HEX]`.

Stands alone: it needs Python 3.10 and nothing else. What is counted, and how, is written in docs/deciding.md.
Exit status: 0 all that could be checked agrees, 1 something does not, 2 the file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cmp_to_key
from itertools import accumulate, groupby, pairwise, permutations, product
from math import ceil, gcd, lcm
from typing import Any, NamedTuple

Found = dict[str, Any]  # what a count finds, under the names that the published result uses

OPENING = ("poll", "method", "subject", "question", "options", "params", "secret", "seed_commit")
ANSWERS = {"double-majority": ("yes", "no", "abstain"), "consent": ("agree", "reservation", "aside", "object")}
KEYS = {
    "double-majority": "answer", "consent": "answer", "majority-judgment": "grades", "score": "scores",
    "schulze": "ranking", "stv": "ranking", "equal-shares": "approve", "approval": "approve",
}  # fmt: skip
LARGEST_FILE, LARGEST_NUMBER, HIDDEN_BELOW = 100_000_000, 2**53 - 1, 5
VOTE = 100_000  # one vote of an election, in units of its fifth decimal


class UnreadableError(Exception):
    """The file is not the record of a closed poll; the message is for people."""


# Reading


def load(path: str) -> Any:
    """Read JSON that means the same to every reader: no key twice, no fractions, no numbers beyond 2^53 - 1."""
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be opened ({type(error).__name__})") from None
    if len(raw) > LARGEST_FILE:
        raise UnreadableError("is too large")
    try:
        data = json.loads(
            raw.decode(), object_pairs_hook=_once, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse
        )
        canonical(data).encode()
    except (ValueError, RecursionError, MemoryError):
        raise UnreadableError("is not JSON as a poll publishes it") from None
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST_NUMBER:
        raise ValueError("too large a number")
    return int(text)


def _refuse(text: str) -> Any:
    raise ValueError(f"not a whole number: {text}")


def canonical(data: Any) -> str:
    """Return the one text of this data, of which hashes are made."""
    if isinstance(data, dict):
        if not all(re.fullmatch("[ -~]*", key) for key in data):
            raise ValueError("a key beyond ASCII")
        return "{" + ",".join(f"{canonical(key)}:{canonical(data[key])}" for key in sorted(data)) + "}"
    if isinstance(data, list | tuple):
        return "[" + ",".join(map(canonical, data)) + "]"
    return json.dumps(data, ensure_ascii=False)


def sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_id(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch("[A-Za-z0-9_-]+", text) is not None


def is_hex(text: Any, digits: int) -> bool:
    return isinstance(text, str) and re.fullmatch(f"[0-9a-f]{{{digits}}}", text) is not None


def is_count(number: Any) -> bool:
    return type(number) is int and number >= 0


def need(holds: bool, what: str) -> None:
    if not holds:
        raise UnreadableError(f"is not the record of a closed poll: {what}")


@dataclass(frozen=True)
class Poll:
    """The record with its parts at hand. `shown`: sides whose ballots are on show; `cast`: how many of each."""

    record: Found
    options: list[str]
    sides: list[str]
    hidden: list[str]
    shown: list[str]
    whole: bool
    ballots: dict[str, list[Any]]
    cast: dict[str, int]

    @property
    def result(self) -> Found:
        return self.record["result"]

    @property
    def params(self) -> Found:
        return self.record["params"]

    @property
    def consenting(self) -> list[str]:
        return self.params["consenting"]

    def eligible(self, side: str) -> int:
        return self.params["eligible"].get(side, 0)

    def quorum(self, side: str, cast: int) -> bool:
        top, bottom = self.params["quorum"]
        people = self.eligible(side)
        return cast >= min(people, max(3, ceil(Fraction(top * people, bottom))))

    def quorate(self) -> dict[str, bool]:
        return {side: self.quorum(side, self.cast[side]) for side in self.shown}

    def deciding(self) -> dict[str, int]:
        """Return side → ballots of the consenting sides with quorum and at least one ballot."""
        cast = {side: self.cast[side] for side in self.consenting if side in self.shown}
        return {side: number for side, number in cast.items() if number and self.quorum(side, number)}

    def weights(self) -> dict[str, int]:
        cast = self.deciding()
        return {side: lcm(*cast.values()) // number for side, number in cast.items()}

    def draw(self) -> list[str]:
        r = self.record
        return sorted(self.options, key=lambda option: sha256(r["seed"], r["head"], r["poll"], option))


def read(record: Any) -> Poll:
    """Look at the shape of a record, and take it apart."""
    need(isinstance(record, dict) and {*OPENING, "seed", "head", "result", "ballots", "leaves"} <= set(record), "parts")
    params, result = record["params"], record["result"]
    need(isinstance(params, dict) and isinstance(result, dict) and isinstance(record["secret"], dict), "parts")
    need(is_id(record["poll"]) and record["method"] in METHODS, "poll and method")
    need(all(isinstance(record[key], str) for key in ("seed", "head", "seed_commit", "opening_hash")), "hashes")
    options = [option["id"] for option in record["options"]]
    need(all(map(is_id, options)) and len(set(options)) == len(options), "options")
    numbers = [params[key] for key in ("budget", "seats", "shortlist", "dots", "cap") if key in params]
    need(all(map(is_count, [*numbers, *(option.get("cost", 0) for option in record["options"])])), "numbers")
    consenting, eligible, (top, bottom) = params["consenting"], params["eligible"], params["quorum"]
    need(isinstance(eligible, dict) and all(map(is_id, eligible)) and all(map(is_count, eligible.values())), "roll")
    need(isinstance(consenting, list) and "resident" in consenting and all(map(is_id, consenting)), "sides")
    need(is_count(top) and is_count(bottom) and 0 < top <= bottom, "quorum")
    sides = [*consenting, *sorted(set(eligible) - set(consenting))]
    hidden = result["suppressed"]
    need(isinstance(hidden, list) and len(set(sides)) == len(sides) and set(hidden) <= set(sides), "sides")
    need(len(hidden) <= 3, "too many sides without ballots")
    shown = [side for side in sides if side not in hidden]
    counts, rows = result["counts"], record["ballots"]
    need(all(is_count(counts[side]["cast"]) for side in shown), "counts")
    need(all(isinstance(row[key], str) for row in rows for key in ("side", "nonce", "leaf")), "ballots")
    need(isinstance(record["leaves"], list) and all(is_hex(leaf, 64) for leaf in record["leaves"]), "leaves")
    whole = "statistics" not in params["published"]
    ballots = {side: [row["choice"] for row in rows if row["side"] == side] for side in shown}
    cast = {side: len(ballots[side]) if whole else counts[side]["cast"] for side in shown}
    return Poll(record, options, sides, hidden, shown, whole, ballots, cast)


# Reporting


class Report:
    """One line for each check."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.agrees = True

    def check(self, what: str, good: bool, told: str = "") -> bool:
        self.lines.append(f"{'OK' if good else 'NOT OK':8}{what}{': ' if told else ''}{told}")
        self.agrees = self.agrees and good
        return good

    def compare(self, what: str, counted: Any, published: Any) -> bool:
        good = canonical(counted) == canonical(published)
        return self.check(what, good, "" if good else f"counted {_short(counted)}, published {_short(published)}")

    def unchecked(self, what: str, why: str) -> None:
        self.lines.append(f"{'-':8}{what}: {why}")


def _short(data: Any) -> str:
    text = json.dumps(data, sort_keys=True)
    return text if len(text) <= 160 else f"{text[:160]}..."


# Seals


def check_seals(poll: Poll, report: Report) -> None:
    r, rows = poll.record, poll.record["ballots"]
    opened = sha256(canonical({key: r[key] for key in OPENING}))
    report.check("opening", opened == r["opening_hash"], f"the hash of what was opened is {opened}")
    report.check("seed", sha256(r["seed"]) == r["seed_commit"], f"its hash is {sha256(r['seed'])}")
    if poll.whole or r.get("observer") is True:
        made = [sha256(r["poll"], row["side"], canonical(row["choice"]), row["nonce"]) for row in rows]
        wrong = sum(leaf != row["leaf"] or not is_hex(row["nonce"], 32) for leaf, row in zip(made, rows, strict=True))
        good = not wrong and sorted(row["leaf"] for row in rows) == sorted(r["leaves"])
        report.check("leaves", good, f"{len(rows)} ballots, {wrong} with another leaf" if wrong else "")
    else:
        report.unchecked("leaves", "ballots of this poll are not published, only what they add up to")
        report.check("no ballots", not rows)
    if len(set(r["leaves"])) < len(r["leaves"]):
        report.unchecked("leaves", "one stands twice: two people may hold the same receipt")
    head = sha256("".join(f"{leaf}\n" for leaf in sorted(r["leaves"])))
    same = r["result"].get("head", r["head"]) == r["head"]
    if poll.hidden and r.get("observer") is not True:
        report.unchecked("head", f"cannot be computed, leaves of {_names(poll.hidden)} are held back")
        report.check("head in the result", same)
    else:
        report.check("head", same and head == r["head"], f"the head of the leaves is {head}")


def check_held(poll: Poll, report: Report) -> Poll:
    """Check what only an observer is given, the ballots held back; return the poll as everybody else has it."""
    r = poll.record
    held = [row for row in r["ballots"] if row["side"] in poll.hidden]
    for side in poll.hidden:
        said = [row["choice"] for row in held if row["side"] == side]
        few = len(said) < HIDDEN_BELOW and len(said) <= poll.eligible(side) and all(legal(poll, each) for each in said)
        report.check(f"ballots of {side} that are held back", few, f"{len(said)}")
        if r["method"] in ANSWERS and few:
            judge = voting_side if r["method"] == "double-majority" else consent_side
            tally = {word: sum(each["answer"] == word for each in said) for word in ANSWERS[r["method"]]}
            report.compare(f"carried by {side}", judge(poll, side, tally).carried, r["result"]["carried"][side])
    shown = [row for row in r["ballots"] if row["side"] in poll.shown] if poll.whole else []
    leaves = {row["leaf"] for row in held}
    return replace(poll, record={**r, "ballots": shown, "leaves": [leaf for leaf in r["leaves"] if leaf not in leaves]})


def check_receipt(poll: Poll, report: Report, receipt: str) -> None:
    found = sum(leaf.startswith(receipt) for leaf in poll.record["leaves"])
    if found or not poll.hidden:
        report.check("receipt", found > 0, f"{found} of {len(poll.record['leaves'])} leaves begin like this")
    else:
        report.unchecked("receipt", f"not in the list; leaves of {_names(poll.hidden)} are held back")


def _names(sides: Iterable[str]) -> str:
    return ", ".join(sides)


# Ballots


def check_ballots(poll: Poll, report: Report) -> bool:
    """Check how many there are, and that each is one that this poll allows; say whether they can be counted."""
    counts, secret = poll.result["counts"], poll.record["secret"]
    told = {side: [counts[side]["cast"], counts[side].get("eligible")] for side in counts}
    fits = report.compare("ballots per side", {s: [poll.cast[s], poll.eligible(s)] for s in poll.shown}, told)
    if not poll.whole:
        fits = report.compare("number of leaves", sum(poll.cast.values()), len(poll.record["leaves"]))
    report.check("no more ballots than people", all(poll.cast[side] <= poll.eligible(side) for side in poll.shown))
    small = [side for side in poll.shown if secret.get(side) and poll.cast[side] < HIDDEN_BELOW]
    report.check("sides held back", not small and all(secret.get(side) is True for side in poll.hidden))
    strange = [row for row in poll.record["ballots"] if row["side"] not in poll.shown or not legal(poll, row["choice"])]
    told_of = f"{len(strange)} of {len(poll.record['ballots'])} are not as this poll allows" if strange else ""
    return report.check("forms of the ballots", not strange, told_of) and (fits or poll.whole)


def legal(poll: Poll, choice: Any) -> bool:
    method = poll.record["method"]
    if not isinstance(choice, dict):
        return False
    if method == "dots":
        values = [*choice.values()]
        good = set(choice) <= set(poll.options) and all(is_count(n) and 0 < n <= poll.params["cap"] for n in values)
        return good and sum(values) <= poll.params["dots"]
    key = KEYS[method]
    said = choice.get(key)
    if set(choice) != {key}:
        return False
    if key == "answer":
        return said in ANSWERS[method]
    if key == "approve":
        return isinstance(said, list) and set(said) <= set(poll.options) and said == sorted(set(said))
    if key == "ranking":
        most = 1 if method == "stv" else len(poll.options)
        tiers: list[Any] = said if isinstance(said, list) else [0]
        good = all(isinstance(tier, list) and 0 < len(tier) <= most and tier == sorted(tier) for tier in tiers)
        listed = [option for tier in tiers for option in tier] if good else [""]
        return set(listed) <= set(poll.options) and len(set(listed)) == len(listed)
    marks = said if isinstance(said, dict) else {"": 0}
    return set(marks) <= set(poll.options) and all(is_count(mark) and mark <= 5 for mark in marks.values())


# Yes or no: double majority and consent round


class Side(NamedTuple):
    """What the answers of one side come to. `alone`: it would carry by itself."""

    quorate: bool
    carried: bool
    alone: bool
    share: Fraction
    abstains: bool
    why: str


def voting_side(poll: Poll, side: str, said: Mapping[str, int]) -> Side:
    yes, no, people, cast = said["yes"], said["no"], poll.eligible(side), sum(said.values())
    quorate = poll.quorum(side, cast)
    carried = quorate and yes > no and 5 * yes >= people
    share = Fraction(yes, yes + no) if yes + no else Fraction(0)
    enough = not poll.params["statute"] or share >= Fraction(3, 5)
    why = (
        "absent" if not cast else "no-quorum" if not quorate else "abstained" if not yes + no
        else "no" if no > yes else "tied" if no == yes else "below-three-fifths" if carried else "few"
    )  # fmt: skip
    return Side(quorate, carried, carried and enough, share, said["abstain"] > yes + no, why)


def consent_side(poll: Poll, side: str, said: Mapping[str, int]) -> Side:
    cast, along = sum(said.values()), said["agree"] + said["reservation"]
    quorate, standing = poll.quorum(side, cast), _standing(poll, side, said)
    carried = quorate and not standing and along > said["aside"]
    why = "absent" if not cast else "no-quorum" if not quorate else "objection" if standing else "aside"
    return Side(quorate, carried, carried, Fraction(0), False, why)


def _standing(poll: Poll, side: str, said: Mapping[str, int]) -> int:
    return poll.params.get("standing", {}).get(side, said["object"])


def answers(poll: Poll, sides: Mapping[str, Side]) -> Found:
    """Return the outcome, the sides that were missing, and why."""
    consenting, residents = poll.consenting, sides["resident"]
    vote = poll.record["method"] == "double-majority"
    statute = vote and poll.params["statute"]
    together = all(sides[side].carried for side in consenting)
    mean = sum((sides[side].share for side in consenting), Fraction(0)) / len(consenting)
    missing = [side for side in consenting if not sides[side].alone]
    if not residents.quorate:
        outcome, missing = "inquorate", [side for side in consenting if not sides[side].quorate]
    elif vote and residents.abstains:
        outcome, missing = "returned", ["resident"]
    elif together and (not statute or mean >= Fraction(3, 5)):
        outcome, missing = "adopted" if vote else "adopted-by-consent", []
    elif vote:
        outcome = "supported" if residents.alone else "not-adopted"
    else:
        outcome = "no-consent"
    why = {side: "abstained" if outcome == "returned" else sides[side].why for side in missing}
    return {
        "outcome": outcome,
        "carried": {side: each.carried for side, each in sides.items()},
        "missing": missing,
        "why": {side: key for side, key in why.items() if side in poll.shown},
    }


def check_answers(poll: Poll, report: Report) -> None:
    """Of a side held back every possible set of answers is tried: one of them must give what is published."""
    words = ANSWERS[poll.record["method"]]
    judge = voting_side if poll.record["method"] == "double-majority" else consent_side
    tallies = {s: {word: sum(c["answer"] == word for c in poll.ballots[s]) for word in words} for s in poll.shown}
    counts: Found = {s: {**said, "cast": poll.cast[s], "eligible": poll.eligible(s)} for s, said in tallies.items()}
    if judge is consent_side:
        counts = {side: {**each, "standing": _standing(poll, side, each)} for side, each in counts.items()}
    report.compare("counts", counts, poll.result["counts"])
    known = {side: judge(poll, side, said) for side, said in tallies.items()}
    few = [dict(zip(words, n, strict=True)) for n in product(range(HIDDEN_BELOW), repeat=len(words))]
    few = [said for said in few if sum(said.values()) < HIDDEN_BELOW]
    thought = [sorted({judge(poll, s, said) for said in few if sum(said.values()) <= poll.eligible(s)})
               for s in poll.hidden]  # fmt: skip
    found = [answers(poll, {**known, **dict(zip(poll.hidden, each, strict=True))}) for each in product(*thought)]
    best = max(found, key=lambda each: sum(each[key] == poll.result.get(key) for key in each))
    for key in best:
        report.compare(key, best[key], poll.result.get(key))
    if poll.hidden:
        report.unchecked(
            "outcome", f"answers of {_names(poll.hidden)} are held back; all that few people can give were tried"
        )


# Dots


def dots(poll: Poll) -> Found:
    r, p, consenting, shown = poll.result, poll.params, poll.consenting, poll.shown
    totals, supporters = r["totals"], r["supporters"]
    if poll.whole:
        said = {side: sum(map(Counter, poll.ballots[side]), Counter[str]()) for side in shown}
        people = {side: Counter(option for choice in poll.ballots[side] for option in choice) for side in shown}
        totals = {option: {side: said[side][option] for side in shown} for option in poll.options}
        supporters = {option: {side: people[side][option] for side in shown} for option in poll.options}
    placed = {side: sum(totals[option][side] for option in poll.options) for side in shown}
    counts = {s: {"cast": poll.cast[s], "eligible": poll.eligible(s), "dots": placed[s]} for s in shown}
    found: Found = {"counts": counts, "totals": totals, "supporters": supporters}
    if set(consenting) & set(poll.hidden):
        return found
    shares = {o: [Fraction(totals[o][s], placed[s] or 1) for s in consenting] for o in poll.options}
    if p["counting"] == "parity":
        score = {option: sum(shares[option], Fraction(0)) / len(consenting) for option in poll.options}
    else:
        score = {option: Fraction(totals[option]["resident"]) for option in poll.options}
    level = {o: (min(shares[o]), sum(supporters[o][s] for s in consenting)) for o in poll.options}
    drawn = poll.draw()  # sorting keeps this order among those that are level

    def order(points: Mapping[str, Any]) -> list[str]:
        return sorted(drawn, key=lambda option: (points[option], *level[option]), reverse=True)

    quorate = poll.quorate()
    listed = [option for option in order(score)[: p["shortlist"]] if score[option] and quorate["resident"]]
    added = {}
    for side in consenting if p["counting"] == "parity" else ["official"]:
        first = order({option: totals[option].get(side, 0) for option in poll.options})[:1]
        if quorate["resident"] and quorate.get(side) and placed[side] and first[0] not in listed:
            listed, added[side] = listed + first, first[0]
    tied = [list(group) for _, group in groupby(order(score), key=lambda option: (score[option], *level[option]))]
    return found | {
        "outcome": "shortlist" if quorate["resident"] else "inquorate",
        "shortlist": listed,
        "added": added,
        "order": order(score),
        "scores": {option: list(score[option].as_integer_ratio()) for option in poll.options},
        "lots": [group for group in tied if len(group) > 1 and score[group[0]]],
    }


# Grades


def judgment(poll: Poll) -> Found:
    profiles = poll.result["details"].get("profiles")
    if poll.whole:
        graded = {s: Counter(each for c in poll.ballots[s] for each in c["grades"].items()) for s in poll.shown}
        profiles = {o: {s: [graded[s][o, grade] for grade in range(6)] for s in poll.shown} for o in poll.options}
    grades: Found = {o: {s: _median(profile) for s, profile in profiles[o].items()} for o in poll.options}
    details: Found = {"profiles": profiles, "grades": grades}
    if not poll.quorate()["resident"]:
        return {"outcome": "inquorate", "winners": [], "order": [], "lots": [], "details": details}
    cast, weights = poll.deciding(), poll.weights()
    why_not = {o: why[0] for o in poll.options if (why := _why_not(profiles[o], cast))}
    parity = {o: [sum(w * profiles[o][s][grade] for s, w in weights.items()) for grade in range(6)]
              for o in poll.options}  # fmt: skip
    able = [option for option in poll.options if option not in why_not]
    size = lcm(*(sum(parity[option]) for option in able))
    equal = {option: [n * size // sum(parity[option]) for n in parity[option]] for option in able}
    worst = {option: min(grades[option][side] for side in cast) for option in able}
    reject = {o: max(Fraction(profiles[o][s][0], sum(profiles[o][s])) for s in cast) for o in able}

    def before(one: str, other: str) -> int:
        judged = worst[other] - worst[one] or _judged(equal[other], equal[one])
        return judged or (reject[one] > reject[other]) - (reject[one] < reject[other])

    tiers: list[list[str]] = []
    for option in sorted(able, key=cmp_to_key(before)):
        if tiers and not before(tiers[-1][0], option):
            tiers[-1].append(option)
        else:
            tiers.append([option])
    line, lots = by_lot(poll, tiers)
    won = [option for option in line[:1] if option != poll.params["status_quo"]]
    details |= {"parity": parity, "why_not": why_not}
    return {"outcome": _chosen(won), "winners": won, "order": tiers, "lots": lots, "details": details}


def _why_not(profile: Mapping[str, Sequence[int]], cast: Mapping[str, int]) -> list[list[str]]:
    """Return every [reason, side] for which an option cannot be chosen, the one to be told first."""
    given = {side: sum(profile[side]) for side in cast}
    few = [["few", side] for side in cast if not given[side] or 2 * given[side] < cast[side]]
    return few + [["below", side] for side in cast if given[side] and _at(profile[side], (given[side] - 1) // 2) < 2]


def _at(profile: Sequence[int], place: int) -> int:
    """Return the grade of the ballot at this place, when the worst stand first."""
    return next(grade for grade, until in enumerate(accumulate(profile)) if place < until)


def _median(profile: Sequence[int]) -> int | None:
    """Return the lower median, None where nobody gave a grade."""
    return _at(profile, (sum(profile) - 1) // 2) if any(profile) else None


def _judged(one: Sequence[int], other: Sequence[int]) -> int:
    """Return above 0 when `one` is judged better. Lower medians go out from the middle place, to both sides in turn:
    so of all places where the two differ, the one whose turn comes first decides."""
    middle, odd = (sum(one) - 1) // 2, sum(one) % 2
    turns = []
    for start, end in pairwise(sorted({0, *accumulate(one), *accumulate(other)})):
        place = min(max(middle, start), end - 1)
        turn = 2 * abs(place - middle) - (odd if place < middle else 1 - odd if place > middle else 0)
        turns.append((turn, _at(one, start) - _at(other, start)))
    return next((difference for _turn, difference in sorted(turns) if difference), 0)


def by_lot(poll: Poll, tiers: Iterable[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    drawn = poll.draw()
    groups = [sorted(tier, key=drawn.index) for tier in tiers]
    return [option for group in groups for option in group], [group for group in groups if len(group) > 1]


def _chosen(winners: Sequence[str]) -> str:
    return "chosen" if winners else "returned"


# Rankings


def schulze(poll: Poll) -> Found:
    options, quo = poll.options, poll.params["status_quo"]
    sides = {side: _duels(poll.ballots[side], options) for side in poll.shown}
    if not poll.whole:
        sides = poll.result["details"]["sides"]
    details: Found = {"status_quo": quo, "sides": sides}
    if not poll.quorate()["resident"]:
        return {"outcome": "inquorate", "winners": [], "order": [], "lots": [], "details": details}
    weights = poll.weights()
    sums = {a: {b: sum(w * sides[s][a][b] for s, w in weights.items()) for b in options if b != a} for a in options}
    won = {a: {b: n if n > sums[b][a] else 0 for b, n in row.items()} for a, row in sums.items()}
    paths = {option: _widest(won, option) for option in options}
    tiers, left = [], options
    while left:
        tiers.append([a for a in left if all(a == b or paths[a][b] >= paths[b][a] for b in left)])
        left = [option for option in left if option not in tiers[-1]]
    line, lots = by_lot(poll, tiers)
    against = {o: [s for s in weights if sides[s][o][quo] <= sides[s][quo][o]] for o in options if o != quo}
    winners = [option for option in line if option != quo and not against[option]][:1]
    details |= {"pairwise": sums, "paths": paths, "why_not": {o: sides[0] for o, sides in against.items() if sides}}
    return {"outcome": _chosen(winners), "winners": winners, "order": tiers, "lots": lots, "details": details}


def _duels(ballots: Iterable[Any], options: Sequence[str]) -> dict[str, dict[str, int]]:
    duels = {one: {other: 0 for other in options if other != one} for one in options}
    for ballot in ballots:
        place = {option: tier for tier, tied in enumerate(ballot["ranking"]) for option in tied}
        for one, other in permutations(options, 2):
            duels[one][other] += place.get(one, len(options)) < place.get(other, len(options))
    return duels


def _widest(won: Mapping[str, Mapping[str, int]], start: str) -> dict[str, int]:
    """Return the strongest chain from here to every other option, the strongest reached first."""
    best, left = dict(won[start]), set(won[start])
    while left:
        near = max(left, key=best.__getitem__)
        left.remove(near)
        for other in left:
            best[other] = max(best[other], min(best[near], won[near][other]))
    return best


# Sharing out a budget


class Group(NamedTuple):
    """People who want the same and are given the same: `weight` of the common part each."""

    people: int
    wants: frozenset[str]
    weight: Fraction


class Shared(NamedTuple):
    """One allocation; `until`: with how many cents more than the plain part it still comes out the same."""

    paid: list[tuple[str, Fraction]]
    purses: list[Fraction]
    lots: list[list[str]]
    until: int


class Money:
    """Purses as whole numbers: one person of group g has (fixed[g] + rises[g] · cents) / scale."""

    def __init__(self, groups: Sequence[Group], part: Fraction, cents: int) -> None:
        given = [(group.weight * part, group.weight) for group in groups]
        self.scale = lcm(*(each.denominator for pair in given for each in pair))
        self.fixed, self.rises = ([int(pair[n] * self.scale) for pair in given] for n in (0, 1))
        self.people, self.cents = [group.people for group in groups], cents
        self.until = 0
        self.bounds: list[int] = []

    def now(self, g: int) -> int:
        return self.fixed[g] + self.rises[g] * self.cents

    def holds_until(self, fixed: int, rises: int, strict: bool = False) -> None:
        """Note up to how many cents `fixed + rises · cents` stays 0 or more; `strict`: above 0."""
        if rises < 0:
            self.bounds.append((fixed - strict) // -rises)

    def payment(self, backers: Sequence[int], cost: int) -> tuple[int, list[int], int, int] | None:
        """Return (people who pay the most, groups who pay all they have, and ρ · people · scale as fixed, rises)."""
        left, people, empty = cost * self.scale, sum(self.people[g] for g in backers), list[int]()
        for g in sorted(backers, key=self.now):
            if self.now(g) * people >= left:
                fixed = cost * self.scale - sum(self.people[e] * self.fixed[e] for e in empty)
                return people, empty, fixed, -sum(self.people[e] * self.rises[e] for e in empty)
            left, people, empty = left - self.now(g) * self.people[g], people - self.people[g], [*empty, g]
        return None

    def pay(self, backers: Sequence[int], payment: tuple[int, list[int], int, int]) -> None:
        people, empty, fixed, rises = payment
        for g in range(len(self.people)):
            paying = g in backers
            self.fixed[g] = 0 if g in empty else self.fixed[g] * people - paying * fixed
            self.rises[g] = 0 if g in empty else self.rises[g] * people - paying * rises
        common = gcd(self.scale * people, *self.fixed, *self.rises)
        self.scale = self.scale * people // common
        self.fixed, self.rises = ([n // common for n in row] for row in (self.fixed, self.rises))


def share_out(groups: Sequence[Group], costs: Mapping[str, int], part: Fraction, cents: int, turn: Found) -> Shared:
    """Take options until nobody can pay for one. Every comparison also notes up to how many cents it holds: until
    the first that no longer does, nothing comes out differently, and nobody has to count those cents one by one."""
    money = Money(groups, part, cents)
    backers = {option: [g for g, group in enumerate(groups) if option in group.wants] for option in costs}
    votes = {option: sum(groups[g].people for g in backers[option]) for option in costs}
    left, paid, lots = set(costs), list[tuple[str, Fraction]](), list[list[str]]()
    while True:
        able = {o: found for o in left if (found := money.payment(backers[o], costs[o]))}
        if not able:
            break
        rank = {o: (Fraction(f + r * cents, n * costs[o]), costs[o], -votes[o]) for o, (n, _e, f, r) in able.items()}
        tied = sorted((o for o in able if rank[o] == min(rank.values())), key=turn.__getitem__)
        lots += [tied] if len(tied) > 1 else []
        taken = tied[0]
        left.remove(taken)
        people, empty, fixed, rises = able[taken]
        for g in backers[taken]:
            sign = -1 if g in empty else 1
            money.holds_until(sign * (money.fixed[g] * people - fixed), sign * (money.rises[g] * people - rises))
        for other in left:
            first = (costs[other], -votes[other], turn[other]) < (costs[taken], -votes[taken], turn[taken])
            _stays_behind(money, backers[other], costs[other], costs[taken], able[taken], first)
        paid.append((taken, Fraction(fixed + rises * cents, people * money.scale)))
        money.pay(backers[taken], able[taken])
    for option in left:
        _stays_behind(money, backers[option], costs[option], 0, None, True)
    purses = [Fraction(money.now(g), money.scale) for g in range(len(groups))]
    return Shared(paid, purses, lots, max(cents, min(money.bounds, default=cents)))


def _stays_behind(
    money: Money, backers: Sequence[int], cost: int, taken: int, payment: tuple[int, list[int], int, int] | None,
    first: bool,
) -> None:  # fmt: skip
    """Note how long an option's supporters cannot pay it with a smaller share of its cost than the one taken asks.

    Each supporter gives at most the purse, and at most that share: whichever is less now bounds the sum at all times.
    """
    people, _empty, fixed, rises = payment or (1, [], 0, 0)
    each = people * (taken or 1)  # all figures times this, to stay whole
    poor = [g for g in backers if payment is None or money.now(g) * each < (fixed + rises * money.cents) * cost]
    rich = sum(money.people[g] for g in backers if g not in poor)
    have = cost * money.scale * each - sum(money.people[g] * money.fixed[g] for g in poor) * each - rich * fixed * cost
    rise = -sum(money.people[g] * money.rises[g] for g in poor) * each - rich * rises * cost
    money.holds_until(have, rise, strict=first or not rich)


def equal_shares(poll: Poll) -> Found:
    budget, costs = poll.params["budget"], {o["id"]: o["cost"] for o in poll.record["options"] if "cost" in o}
    support = {o: {s: sum(o in c["approve"] for c in poll.ballots[s]) for s in poll.shown} for o in costs}
    details: Found = {"budget": budget, "costs": costs, "support": support}
    if not poll.quorate()["resident"]:
        return {"outcome": "inquorate", "winners": [], "order": [], "lots": [], "details": details}
    cast = poll.deciding()
    people = sum(cast.values())
    equal = poll.params["parity"] is True
    weight = {s: Fraction(people, len(cast) * n) if equal else Fraction(1) for s, n in cast.items()}
    alike = Counter((frozenset(c["approve"]), weight[s]) for s in cast for c in poll.ballots[s])
    groups = [Group(n, wants, each) for (wants, each), n in alike.items()]
    wanted = [option for option in poll.draw() if option in costs and any(option in g.wants for g in groups)]
    running = {option: costs[option] for option in wanted if 0 < costs[option] <= budget}
    turn, plain, cents = {option: n for n, option in enumerate(wanted)}, Fraction(budget, people or 1), 0
    found = share_out(groups, running, plain, 0, turn)
    while len(found.paid) < len(running):
        cents = found.until + 1
        found = share_out(groups, running, plain, cents, turn)
        if sum(costs[option] for option, _pays in found.paid) > budget:
            cents -= 1
            break
    found, part = share_out(groups, running, plain, cents, turn), plain + cents
    winners = [option for option in wanted if not costs[option]] + [option for option, _pays in found.paid]
    spent = sum(costs[option] for option in winners)
    there = {o: sum((p * g.people for p, g in zip(found.purses, groups, strict=True) if o in g.wants), Fraction(0))
             for o in costs}  # fmt: skip
    details |= {
        "spent": spent,
        "left": budget - spent,
        "parts": {side: int(part * each) for side, each in weight.items()},
        "rounds": [{"option": option, "cost": costs[option], "pays": ceil(pays),
                    "supporters": sum(group.people for group in groups if option in group.wants)}
                   for option, pays in found.paid],
        "lacking": {o: max(1, ceil((costs[o] - there[o]) / part)) for o in costs if o not in winners and part},
    }  # fmt: skip
    order = [[option] for option in winners]
    return {"outcome": _chosen(winners), "winners": winners, "order": order, "lots": found.lots, "details": details}


# Elections


def election(poll: Poll) -> Found:
    seats = poll.params["seats"]
    if not poll.quorate()["resident"]:
        return {"outcome": "inquorate", "winners": [], "order": [], "lots": [], "details": {"seats": seats}}
    papers = [[option for (option,) in c["ranking"]] for side in poll.shown for c in poll.ballots[side]]
    papers = [order for order in papers if order]
    return run_off(poll, papers) if seats == 1 else transferable(poll, papers, seats)


def _text(votes: Mapping[str, int]) -> dict[str, str]:
    return {who: f"{units // VOTE}.{units % VOTE:05d}" for who, units in votes.items()}


def _next(order: Iterable[str], standing: Sequence[str]) -> Iterator[str]:
    return (who for who in order if who in standing)


def _apart(tied: Sequence[str], stages: Sequence[Mapping[str, int]], best: Callable[..., int]) -> list[str]:
    """Look back, the latest stage first, for one at which those who are level were not."""
    for votes in reversed(stages):
        most = best(votes[who] for who in tied)
        tied = [who for who in tied if votes[who] == most]
    return list(tied)


def run_off(poll: Poll, papers: Sequence[Sequence[str]]) -> Found:
    drawn, left, out = poll.draw(), list(poll.options), list[str]()
    stages, rounds, lots = list[dict[str, int]](), list[Found](), list[list[str]]()
    winners: list[str] = []
    while True:
        firsts = Counter(first for order in papers for first in [*_next(order, left)][:1])
        stages.append({who: firsts[who] for who in left})
        rounds.append({"act": "round", "who": "", "out": [], "elected": []})
        rounds[-1]["votes"] = _text({who: firsts[who] * VOTE for who in left})
        total = sum(firsts.values())
        winners = [who for who in left if 2 * firsts[who] > total or (len(left) == 1 and total)]
        if winners or not total:
            break
        gone = [who for who in left if not firsts[who]]
        if not gone:
            tied = sorted(_apart(left, stages, min), key=drawn.index)
            lots += [tied] if len(tied) > 1 else []
            gone = tied[-1:]
        rounds[-1]["out"] = gone
        out, left = out + gone, [who for who in left if who not in gone]
    rounds[-1]["elected"] = winners
    details = {"seats": 1, "votes": {who: rounds[-1]["votes"][who] for who in winners}, "rounds": rounds}
    order = [[who] for who in winners + out[::-1]]
    return {"outcome": _chosen(winners), "winners": winners, "order": order, "lots": lots, "details": details}


def transferable(poll: Poll, papers: Sequence[Sequence[str]], seats: int) -> Found:
    drawn, hopeful = poll.draw(), list(poll.options)
    quota = (len(papers) // (seats + 1) + 1) * VOTE
    votes, held = dict.fromkeys(hopeful, 0), {who: list[tuple[int, Sequence[str]]]() for who in hopeful}
    elected, over, out = list[str](), list[str](), list[str]()
    stages, rounds, lots = list[dict[str, int]](), list[Found](), list[list[str]]()

    def elect(those: Sequence[str], act: str, who: str) -> None:
        for each in sorted(those, key=lambda each: (-votes[each], drawn.index(each))):
            hopeful.remove(each)
            elected.append(each)
            over.extend([each] if votes[each] > quota else [])
        told = _text({each: votes[each] for each in votes if each not in out})
        rounds.append({"act": act, "who": who, "votes": told, "elected": [*elected]})

    def hand_on(moved: Iterable[tuple[int, Sequence[str]]], act: str, who: str) -> None:
        for value, order in moved:
            for heir in [*_next(order, hopeful)][:1]:
                held[heir].append((value, order))
                votes[heir] += value
        stages.append(dict(votes))
        elect([each for each in hopeful if votes[each] >= quota], act, who)

    def pick(those: Sequence[str], best: Callable[..., int]) -> str:
        tied = sorted(_apart(those, stages, best), key=drawn.index)
        lots.extend([tied] if len(tied) > 1 else [])
        return tied[0 if best is max else -1]

    if not papers:
        details: Found = {"seats": seats, "quota": quota // VOTE, "votes": {}, "rounds": []}
        return {"outcome": "returned", "winners": [], "order": [], "lots": [], "details": details}
    hand_on([(VOTE, order) for order in papers], "first preferences", "")
    while len(elected) < seats and hopeful:
        if len(hopeful) <= seats - len(elected):
            elect([*hopeful], "remaining", "")
        elif over:
            who = pick(over, max)
            over.remove(who)
            surplus, whole = votes[who] - quota, votes[who]
            votes[who] = quota
            hand_on([(surplus * value // whole, order) for value, order in held[who]], "surplus", who)
        else:
            who = pick(hopeful, min)
            hopeful.remove(who)
            out.append(who)
            votes[who] = 0
            hand_on(held[who], "excluded", who)
    told = _text({who: votes[who] for who in elected})
    details = {"seats": seats, "quota": quota // VOTE, "votes": told, "rounds": rounds}
    order = [[who] for who in elected + out[::-1]]
    return {"outcome": "chosen", "winners": elected, "order": order, "lots": lots, "details": details}


# Temperatures


def temperature(poll: Poll) -> Found:
    heard = [side for side in poll.consenting if side in poll.shown and poll.ballots[side]]
    details: Found = {}
    if poll.record["method"] == "approval":
        support = {o: {s: sum(o in c["approve"] for c in poll.ballots[s]) for s in poll.shown} for o in poll.options}
        means = {o: [Fraction(support[o][side], len(poll.ballots[side])) for side in heard] for o in poll.options}
        details["support"] = support
    else:
        given = {s: Counter(each for c in poll.ballots[s] for each in c["scores"].items()) for s in poll.shown}
        marks = {o: {s: [given[s][o, mark] for mark in range(6)] for s in poll.shown} for o in poll.options}
        means = {o: [Fraction(sum(mark * n for mark, n in enumerate(marks[o][side])), sum(marks[o][side]) or 1)
                     for side in heard] for o in poll.options}  # fmt: skip
        details["marks"] = marks
    height = {option: sum(means[option], Fraction(0)) for option in poll.options}
    tiers = [[o for o in poll.options if height[o] == level] for level in sorted(set(height.values()), reverse=True)]
    return {"outcome": "taken", "winners": [], "order": tiers, "lots": [], "details": details}


METHODS: dict[str, Callable[[Poll], Found] | None] = {
    "double-majority": None,
    "consent": None,
    "dots": dots,
    "majority-judgment": judgment,
    "schulze": schulze,
    "equal-shares": equal_shares,
    "stv": election,
    "approval": temperature,
    "score": temperature,
}


# Counting


def check_count(poll: Poll, report: Report) -> None:
    method = poll.record["method"]
    report.compare("quorum", poll.quorate(), poll.result.get("quorate"))
    told = poll.result["trace"][-1].get("outcome")
    report.check("trace", told == poll.result["outcome"], "only its last step, the outcome, is compared")
    count = METHODS[method]
    if count is None:
        check_answers(poll, report)
        return
    there = poll.quorate() if method == "dots" else {side: side in poll.deciding() for side in poll.shown}
    missing = [side for side in poll.result["missing"] if side not in poll.hidden]
    report.compare("consenting", poll.consenting, poll.result.get("consenting", poll.consenting))
    report.compare("missing", [side for side in poll.consenting if not there.get(side, True)], missing)
    needed = poll.consenting if method == "dots" or (poll.whole and method != "stv") else poll.sides
    lost = [side for side in poll.hidden if side in needed]
    if lost:
        check_veiled(poll, report, lost)
        return
    if not poll.whole:
        report.unchecked("ballots", "counted from the figures in the result, as no ballots are published")
        if not report.check("figures", possible(poll)):
            return
    found = count(poll)
    details = found.pop("details", {})
    for key, counted in found.items():
        if not poll.hidden or method == "dots" or key in ("outcome", "winners"):
            published = poll.result.get(key)
            if key == "order" and method != "dots":
                counted, published = _tiers(counted), _tiers(published)
            report.compare(key, counted, published)
    for key in {} if poll.hidden else {**details, **poll.result.get("details", {})}:
        report.compare(f"details, {key}", details.get(key), poll.result["details"].get(key))


def _tiers(order: Any) -> Any:
    """Sort each tier, as within one nobody stands before anybody."""
    return [sorted(tier, key=canonical) for tier in order]


def check_veiled(poll: Poll, report: Report, lost: Sequence[str]) -> None:
    """Of a choice that needs the ballots of a side held back only the quorum of the residents can be checked."""
    outcome = poll.result.get("outcome")
    if poll.record["method"] in ("approval", "score"):
        report.compare("outcome", "taken", outcome)
    elif "resident" in poll.shown:
        allowed = ["inquorate"] if not poll.quorate()["resident"] else ["chosen", "returned", "shortlist"]
        report.check("outcome", outcome in allowed, "as far as the quorum says")
    if poll.record["method"] == "dots" and (poll.whole or possible(poll)):
        for key, counted in dots(poll).items():
            report.compare(key, counted, poll.result.get(key))
    report.unchecked("outcome and winners", f"cannot be counted, what {_names(lost)} said is held back")


def possible(poll: Poll) -> bool:
    """Say whether the published figures can come from so many ballots."""
    r, cast, options = poll.result, poll.cast, poll.options
    if poll.record["method"] == "dots":
        cap, most = poll.params["cap"], poll.params["dots"]
        pairs = [(r["totals"][o][s], r["supporters"][o][s], cast[s]) for o in options for s in poll.shown]
        sums = {side: sum(r["totals"][option][side] for option in options) for side in poll.shown}
        fits = all(is_count(n) and is_count(p) and p <= n <= cap * p and p <= people for n, p, people in pairs)
        return fits and all(sums[side] <= most * cast[side] for side in poll.shown)
    if poll.record["method"] == "majority-judgment":
        rows = [(r["details"]["profiles"][option][side], cast[side]) for option in options for side in poll.shown]
        return all(len(row) == 6 and all(map(is_count, row)) and sum(row) <= people for row, people in rows)
    duels = r["details"]["sides"]
    both = [(duels[s][a][b], duels[s][b][a], cast[s]) for s in poll.shown for a, b in permutations(options, 2)]
    return all(is_count(one) and is_count(other) and one + other <= people for one, other, people in both)


def verify(record: Any, receipt: str = "") -> Report:
    """Check everything that can be checked. UnreadableError when this is not the record of a closed poll."""
    report = Report()
    try:
        poll = read(record)
        check_seals(poll, report)
        if poll.record.get("observer") is True:
            poll = check_held(poll, report)
        if check_ballots(poll, report):
            check_count(poll, report)
        else:
            report.check("count", False, "not possible with these ballots")
        if receipt:
            check_receipt(poll, report, receipt)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a garbled record leads to, nobody has to read a traceback
        raise UnreadableError(f"is not the record of a closed poll ({type(error).__name__})") from None
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Count a closed poll again from its published ballots.")
    parser.add_argument("file", help="what /polls/<id>/ballots.json gives")
    parser.add_argument("--receipt", default="", metavar="HEX", help="your receipt, or its first 8 digits or more")
    given = parser.parse_args(arguments)
    receipt = "".join(given.receipt.lower().split())
    if receipt and not re.fullmatch("[0-9a-f]{8,64}", receipt):
        parser.error("a receipt has 8 to 64 hexadecimal digits")
    try:
        report = verify(load(given.file), receipt)
    except UnreadableError as error:
        print(f"{ascii(given.file)[1:-1]} {error}", file=sys.stderr)
        return 2
    print("\n".join([*report.lines, "", "All of this agrees." if report.agrees else "Something does not agree."]))
    return 0 if report.agrees else 1


if __name__ == "__main__":
    sys.exit(main())
