"""Opening votes, waiting for the room, closing them."""

from typing import Any

MOST = 2  # solutions put to the vote in one rehearsal


async def vote(leader: Any, activity: dict[str, Any], method: str, proposal: str | None = None) -> str:
    """Open a vote, wait until everybody has voted or the time is up, close it; returns its outcome ("" if refused)."""
    data = {"activity": activity["id"], "method": method} | ({"proposal": proposal} if proposal else {})
    opened = await leader.do("poll.open", **data)
    if "no" in opened:
        return ""
    poll = opened["data"]["poll"]
    await leader.until(lambda: poll in leader.book.tables["polls"], 10)
    eligible = sum(leader.book.tables["polls"][poll]["eligible"].values())
    await leader.until(lambda: _voted(leader, poll) >= eligible, leader.patience(activity))
    await leader.pace.think(3)
    closed = await leader.do("poll.close", poll=poll)
    outcome = str(closed.get("data", {}).get("outcome", ""))
    await leader.until(lambda: leader.book.tables["polls"][poll]["state"] == "closed", 10)
    leader.say(f"  {method}: {_voted(leader, poll)} of {eligible} voted, {outcome}")
    return outcome


def _voted(leader: Any, poll: str) -> int:
    result = leader.book.tables["polls"][poll].get("result")
    if result:
        return int(sum(side["cast"] for side in result["counts"].values()))
    return int(sum(leader.book.live.get("voted", {}).get(poll, {}).values()))


async def solutions(leader: Any, activity: dict[str, Any]) -> None:
    """For up to two solutions: consent first, then the vote of both sides."""
    for solution in drafts(leader)[:MOST]:
        leader.say(f"  “{solution['title']}”")
        await leader.pace.think(8)
        outcome = await vote(leader, activity, "consent", solution["id"])
        if outcome == "adopted-by-consent":
            continue
        await leader.until(lambda key=solution["id"]: leader.book.tables["proposals"][key]["state"] == "draft", 5)
        await leader.pace.think(8)
        await vote(leader, activity, "double-majority", solution["id"])


def drafts(leader: Any) -> list[dict[str, Any]]:
    """Return the solutions of this room that wait for a vote, in order."""
    rows = leader.book.rows("proposals")
    here = {row["id"] for row in rows if is_problem_here(row)}
    found = [row for row in rows if row["kind"] == "solution" and row["state"] == "draft" and here & {*row["answers"]}]
    return sorted(found, key=lambda row: row["number"])


def is_problem_here(row: dict[str, Any]) -> bool:
    """Return whether this is a problem of this room: those of the process's other rooms come from no group here."""
    return bool(row["kind"] == "problem" and row["from_group"])
