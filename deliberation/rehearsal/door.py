"""Coming in by the code on the wall, and once more when the room is too busy to let somebody in."""

import asyncio
import uuid

from deliberation.rehearsal.backoff import full_jitter
from deliberation.rehearsal.http import Browser, Unreachable

TRIES = 6
AGAIN = {"first": 1.0, "longest": 10.0}  # seconds


async def sit_down(browser: Browser, room: str, *, side: str, nickname: str, lang: str, rehearsal: bool = True) -> str:
    """Take a seat on a device of one's own and return its id. Raises Unreachable with the server's sentence."""
    data = {"room": room, "side": side, "nickname": nickname, "lang": lang, "rehearsal": rehearsal}
    once = str(uuid.uuid4())  # a lost answer, asked for again, brings the same seat
    for attempt in range(TRIES):
        try:
            answer = await browser.command("seat.join", {**data, "once": once}, ref=once)
        except Unreachable:
            if attempt == TRIES - 1:
                raise
        else:
            if "ok" in answer:
                if "token" in answer["data"]:
                    browser.cookies["tessera_device"] = answer["data"]["token"]
                return str(answer["data"]["participant"])
            if answer.get("code") != "busy":
                break
        await asyncio.sleep(full_jitter(attempt, **AGAIN))
    raise Unreachable(f"{nickname} was not let in: {answer['no']}")
