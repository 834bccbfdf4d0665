"""The rest of the table of goals: latency, memory, a crowd at the door, and what must disturb nobody."""

from statistics import median
from typing import Any

from benchmarks.realtime.arithmetic import Ratio, ratio, short
from benchmarks.realtime.goals import Goal, Record, delivery_goals, usable
from benchmarks.realtime.names import ALONE, DAPHNE, WHOLE


def goals(rows: Record) -> list[Goal]:
    """Return all rows of the table, in its order. `rows` is {name of a row: what it returned}."""
    return [
        *delivery_goals(rows.get("delivery") or []),
        _latency(rows.get("latency") or []),
        _memory(rows.get("memory") or {}),
        _connects((rows.get("connects") or {}).get(DAPHNE, [])),
        _slow(rows.get("slow-query") or []),
        _burst(rows.get("burst") or {}),
        _readers(rows.get("slow-readers") or {}),
        _commands(rows.get("commands") or {}),
        _ballots(rows.get("ballots") or []),
        _ballot(rows.get("commands") or {}),
        _soak(rows.get("soak") or {}),
        Goal("kill -9 of a process or of Redis; a network cut of 10 s", "0 lost, doubled, disordered",
             "by `tests/chaos`, not by this command"),
    ]  # fmt: skip


def _p95(records: list[Record], way: str) -> Ratio | None:
    return ratio([(run["p95"], run["floor"]["p95"]) for run in usable(records) if run["way"] == way])


def _latency(records: list[Record]) -> Goal:
    name, target = "p95 latency, 10 messages/s, open loop", "≤ 1.5 × floor"
    whole, alone = _p95(records, WHOLE), _p95(records, ALONE)
    if not records:
        return Goal(name, target)
    if whole is None or alone is None:
        return Goal(name, target, "void")
    ms = {way: median(run["p95"] for run in records if run["way"] == way) * 1000 for way in (ALONE, WHOLE)}
    floor = median(run["floor"]["p95"] for run in records) * 1000
    said = f"{records[0]['sockets']} sockets: {whole}, {short(ms[WHOLE])} ms (floor {short(floor)} ms)"
    enough = records[0]["sockets"] >= 1000
    return Goal(
        name, target, said, whole.middle <= 1.5 if enough else None, f"ready rows: {alone}, {short(ms[ALONE])} ms"
    )


def _memory(found: dict[str, int]) -> Goal:
    name, target = "memory per idle socket", "≤ 35 kB"
    if DAPHNE not in found:
        return Goal(name, target)
    others = " · ".join(f"{design} {short(size / 1000)} kB" for design, size in found.items() if design != DAPHNE)
    return Goal(name, target, f"{short(found[DAPHNE] / 1000)} kB", found[DAPHNE] <= 35_000, others)


def _connects(found: list[Record]) -> Goal:
    target = "0 failed"
    if not found:
        return Goal("1,000 connects at once", target)
    failed = sum(each["failed"] for each in found)
    slowest = max(each["seconds"] for each in found)
    name = f"{found[0]['sockets']:,} connects at once"
    enough = found[0]["sockets"] >= 1000
    said = f"{failed} failed in {len(found)} times; all in after {short(slowest)} s at most"
    return Goal(name, target, said, failed == 0 if enough else None)


def _slow(records: list[Record]) -> Goal:
    name, target = "one 1 s database call every 2 s", "others' p95 ≤ 2 × undisturbed"
    found = _p95(records, WHOLE)
    if found is None:
        return Goal(name, target, "void") if records else Goal(name, target)
    return Goal(name, target, str(found), found.middle <= 2)


def _burst(found: dict[str, Any]) -> Goal:
    name, target = "a burst of 400 in flight", "0 lost, doubled, disordered"
    if not found:
        return Goal(name, target)
    runs, other = found["ours"], found["tutorial"]
    lost, doubled, disordered = (sum(run[key] for run in runs) for key in ("lost", "doubled", "disordered"))
    unanswered = sum(run["asked"] - run["numbers"] for run in runs)
    said = f"{lost} lost, {doubled} doubled, {disordered} disordered, {unanswered} unanswered in {len(runs)} bursts"
    all_there = all(run["deliveries"] == run["messages"] * run["sockets"] for run in runs)
    share = other["lost"] / (other["messages"] * other["sockets"])
    clean = lost + doubled + disordered + unanswered == 0 and all_there
    return Goal(name, target, said, clean, f"the tutorial lost {share:.0%}")


def _readers(found: dict[str, Any]) -> Goal:
    name, target = "50 sockets stop reading", "cut in ≤ 15 s, memory +≤ 64 MB, others' p95 ≤ 2 ×"
    if not found:
        return Goal(name, target)
    p95 = ratio([(found["pair"]["p95"], found["pair"]["floor"]["p95"])])
    assert p95
    all_cut = found["cut"] == found["deaf"]
    said = f"{found['cut']} cut, the last after {short(found['seconds'])} s, +{short(found['memory'] / 1e6)} MB"
    good = all_cut and found["seconds"] <= 15 and found["memory"] <= 64e6 and p95.middle <= 2
    return Goal(name, target, f"{said}, p95 {short(p95.middle)} ×", good)


def _commands(found: dict[str, Any]) -> Goal:
    name, target = "durable commands on SQLite, batched", "≤ 0.3 ms CPU each"
    if not found:
        return Goal(name, target)
    cost = {way: short(median(found[way])) for way in ("alone", "door", "note_alone", "note_together")}
    together = median(found["together"])
    said = f"card.add {short(together)} ms (one by one {cost['alone']} ms)"
    beside = (
        f"through the door, with {found['listeners']} listening: {cost['door']} ms; the engine's own part: "
        f"{cost['note_together']} ms (one by one {cost['note_alone']} ms)"
    )
    return Goal(name, target, said, together <= 0.3, beside)


def _ballots(found: list[Record]) -> Goal:
    name, target = "1,000 secret ballots in 10 s, one from each socket", "each acknowledged once, 0 events"
    if not found:
        return Goal(name, target)
    missing, twice, events = (
        sum(each[key] for each in found) if key != "ok" else sum(each["asked"] - each["ok"] for each in found)
        for key in ("ok", "twice", "events")
    )
    ms, p95 = median(each["ms"] for each in found), max(each["p95"] for each in found) * 1000
    said = f"{missing} not acknowledged, {twice} twice, {events} events; p95 {short(p95)} ms"
    beside = f"with what a thousand phones are told of the turnout: {short(ms)} ms of CPU for each ballot"
    return Goal(name, target, said, missing + twice + events == 0, beside)


def _ballot(found: dict[str, Any]) -> Goal:
    name, target = "one durable ballot, server and database", "≤ 2 ms CPU"
    if not found.get("ballot_alone"):
        return Goal(name, target)
    alone, together = (median(found[f"ballot_{way}"]) for way in ("alone", "together"))
    return Goal(name, target, f"{short(alone)} ms (in a batch {short(together)} ms)", alone <= 2)


def _soak(found: dict[str, Any]) -> Goal:
    name, target = "500 sockets × 5 events/s", "0 missing, p95 ≤ 600 ms"
    if not found:
        return Goal(name, target)
    missing = found["missing"] + found["lost"] + found["doubled"] + found["disordered"]
    said = (
        f"{missing} missing, doubled or disordered in {short(found['seconds'])} s, p95 {short(found['p95'] * 1e3)} ms"
    )
    return Goal(name, target, said, missing == 0 and found["p95"] <= 0.6 if found["seconds"] >= 60 else None)
