"""Further rehearsal rooms beside the first, opened by the facilitator's commands as the console would send them."""

from typing import Any

from deliberation.rehearsal.http import Browser, Unreachable

TITLE = "Sala di prova {number}"  # what those who look at the list of rooms read


def ref_of(first: str, number: int | str) -> str:
    """Return the ref under which a further room is made: the same one twice is one room, and tells it from others."""
    return f"rehearsal-{first}-{number}"


async def further_rooms(browser: Browser, first: dict[str, Any], playbook: str, wanted: int) -> list[str]:
    """Return the ids of so many open rehearsal rooms in the process of the first; those made before are used again."""
    found: list[str] = []
    for number in range(2, 2 * wanted + 100):
        if len(found) == wanted:
            break
        room = await _made(browser, first, playbook, number)
        row = await look(browser, room)
        if row["state"] == "prepared":
            await _sure(browser, "room.open", {"room": room}, "")
        if row["state"] != "closed":
            found.append(room)
    return found


async def _made(browser: Browser, first: dict[str, Any], playbook: str, number: int) -> str:
    data = {
        "process": first["process"]["id"], "title": TITLE.format(number=number), "playbook": playbook,
        "lang": first["lang"], "entry": first["entry"], "rehearsal": True,
    }  # fmt: skip
    return str((await _sure(browser, "room.create", data, ref_of(first["id"], number)))["room"])


async def _sure(browser: Browser, name: str, data: dict[str, Any], ref: str) -> dict[str, Any]:
    answer = await browser.command(name, data, ref)
    if "no" in answer:
        raise Unreachable(f"No further room could be opened ({name}): {answer['no']}")
    return dict(answer["data"])


async def look(browser: Browser, room: str) -> dict[str, Any]:
    """Return the row of a rehearsal room; Unreachable with a sentence when it is none, or closed to lookers-on."""
    status, snapshot = await browser.read(f"/api/rooms/{room}?as=screen")
    if status != 200:
        raise Unreachable("There is no rehearsal room with this code or id here: only rehearsals may be watched.")
    row = dict(snapshot["tables"]["room"][room])
    if not row["rehearsal"]:
        raise Unreachable("This room is not marked as a rehearsal: no simulated participant may come in.")
    return row
