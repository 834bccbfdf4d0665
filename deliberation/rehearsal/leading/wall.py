"""From cards to problems and solutions: translating, grouping, writing down, as a facilitator does at the console."""

from typing import Any

from deliberation.rehearsal.leading.decide import MOST, drafts, is_problem_here
from deliberation.rehearsal.texts import by_text, prepared, solution_for, theme, theme_of_title

TRANSLATED = 8  # cards that get a line of translation
PROBLEMS = 3
ROUNDS = 3  # of asking the authors
REST = "Altro"


async def translate(leader: Any) -> None:
    """Put an Italian line beside some of the cards in other languages."""
    foreign = [row for row in _shown(leader) if by_text().get(row["text"]) and by_text()[row["text"]].it]
    for row in foreign[:TRANSLATED]:
        await leader.pace.think(2)
        await leader.do("card.translate", card=row["id"], lang="it", text=by_text()[row["text"]].it)


async def group(leader: Any, activity: dict[str, Any]) -> None:
    """Make one group per theme; what fits nowhere goes into a last one when groups are few."""
    standing = {row["title"]: row["id"] for row in leader.book.rows("groups")}
    loose = [row for row in _shown(leader) if row["group"] is None]
    known = {row["id"]: by_text()[row["text"]].theme for row in loose if row["text"] in by_text()}
    for key in prepared()["themes"]:
        ids = [card for card, its in known.items() if its == key]
        await _put(leader, activity, standing, theme(key)["group"]["it"], ids)
    rest = [row["id"] for row in loose if row["id"] not in known]
    if len(leader.book.rows("groups")) < 2:
        await _put(leader, activity, standing, REST, rest)
    leader.say(f"  {len(leader.book.rows('groups'))} groups")


async def _put(leader: Any, activity: dict[str, Any], standing: dict[str, str], title: str, ids: list[str]) -> None:
    if not ids:
        return
    await leader.pace.think(6)
    if title in standing:
        for card in ids:
            await leader.do("card.move", card=card, group=standing[title])
        return
    await leader.do("group.create", activity=activity["id"], title=title, lang="it", cards=ids)


async def draft_problems(leader: Any, activity: dict[str, Any]) -> None:
    """Write the first groups of the shortlist down, each for an office; then see to their authors."""
    for place, row in enumerate(_chosen(leader)[:PROBLEMS]):
        key = theme_of_title(row["title"])
        words = theme(key)["problem"] if key else {"title": row["title"], "body": ""}
        office = {"office": leader.offices[place % len(leader.offices)]} if leader.offices else {}
        await leader.pace.type(words["title"])
        await leader.do("problem.draft", group=row["id"], lang="it", **words, **office)
    for _round in range(ROUNDS):
        await leader.until(
            lambda: not any(row["authors"]["asked"] for row in _open(leader)), leader.patience(activity) / 2
        )
        for row in _open(leader):
            if row["authors"]["objected"]:
                await _reword(leader, row)
    for row in _open(leader):
        if row["allowed"].get("conclude") is None:
            await leader.do("problem.conclude", proposal=row["id"])
    leader.say(f"  {len(confirmed(leader))} problems confirmed, {len(_open(leader))} still with their authors")


def confirmed(leader: Any) -> list[dict[str, Any]]:
    """Return the problems that their authors have confirmed."""
    return [row for row in leader.book.rows("proposals") if is_problem_here(row) and row["state"] == "confirmed"]


async def _reword(leader: Any, row: dict[str, Any]) -> None:
    said = "\n".join(each["text"] for each in row["objections"])
    await leader.pace.type(said)
    body = f"{row['body']}\n{said}".strip()
    await leader.do("problem.reword", proposal=row["id"], title=row["title"], body=body, lang=row["lang"])


def _chosen(leader: Any) -> list[dict[str, Any]]:
    """Groups on the shortlist that are no problem yet; without a dot vote, the largest ones."""
    groups = {row["id"]: row for row in leader.book.rows("groups") if row["problem"] is None}
    polls = [row for row in leader.book.rows("polls") if row["method"] == "dots" and row["result"]]
    if polls:
        last = max(polls, key=lambda row: row["number"])
        refs = {option["id"]: option["ref"] for option in last["options"]}
        listed = [refs[option] for option in last["result"]["shortlist"]]
        return [groups[ref] for ref in listed if ref in groups]
    sizes = {key: sum(card["group"] == key for card in leader.book.rows("cards")) for key in groups}
    return sorted(groups.values(), key=lambda row: -sizes[row["id"]])


async def gather_solutions(leader: Any, activity: dict[str, Any]) -> None:
    """Wait for two solutions; write them if the room did not; see that each has an office."""
    await leader.until(lambda: len(drafts(leader)) >= MOST, leader.patience(activity) / 2)
    await _write_missing(leader)
    await leader.until(lambda: len(drafts(leader)) >= MOST, 5)
    for place, row in enumerate(drafts(leader)):
        if row["office"] is None and leader.offices:
            words = {"title": row["title"], "body": row["body"], "lang": row["lang"]}
            office = leader.offices[place % len(leader.offices)]
            await leader.do("solution.edit", proposal=row["id"], office=office, **words)
    leader.say(f"  {len(drafts(leader))} solutions")


async def _write_missing(leader: Any) -> None:
    answered = {key for row in drafts(leader) for key in row["answers"]}
    for problem in confirmed(leader):
        if len(answered) >= MOST or problem["id"] in answered:
            continue
        answered.add(problem["id"])
        words = solution_for(problem["title"])
        await leader.pace.type(words["title"])
        await leader.do("solution.draft", room=leader.client.room, problems=[problem["id"]], lang="it", **words)


def _shown(leader: Any) -> list[dict[str, Any]]:
    rows = [row for row in leader.book.rows("cards") if row["state"] == "shown" and row["text"]]
    return sorted(rows, key=lambda row: row["number"])


def _open(leader: Any) -> list[dict[str, Any]]:
    return [row for row in leader.book.rows("proposals") if is_problem_here(row) and row["state"] == "draft"]
