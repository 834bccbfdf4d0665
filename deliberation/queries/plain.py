"""The room for a phone without JavaScript: the same snapshot as the socket's, arranged for one page and its forms."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation import words
from deliberation.activities import LISTENING
from deliberation.queries.bars import dots_bars, vote_bars
from deliberation.queries.choices import choice_rows
from realtime.clock import now_ms

Row = dict[str, Any]
LOW = 60  # seconds: the last minute


def plain_room(snapshot: Row, lang: str) -> Row:
    """Return what the page shows. `snapshot` is realtime.streams.snapshot of a participant; times stay in ms."""
    tables, mine = snapshot["tables"], snapshot["mine"]
    room = next(iter(tables["room"].values()))
    activity = tables["activities"].get(room["activity"])
    screen = _screen(room, activity, mine)
    shown: Row = {"room": room, "mine": mine, "seat": mine["seat"], "screen": screen, "can": mine["can"]}
    shown["process"] = room["process"]
    shown["charter"] = words.in_language(room["process"]["charter"]["text"], lang, room["process"]["lang"])
    shown["activity"] = activity
    if activity is None:
        return {**shown, "question": {"text": room["process"]["question"], "lang": room["process"]["lang"]}}
    poll = _poll(tables, activity, mine, lang)
    asked = words.in_language(activity["prompt"] or activity["title"], lang, room["lang"])
    return {
        **shown,
        # A vote among options, or on a change to a text, asks its own question.
        "question": poll["question"] if poll and poll["subject"] in ("options", "amendment") else asked,
        "step": words.in_language(activity["title"], lang, room["lang"]),
        "progress": _progress(tables["activities"], activity),
        "timer": _timer(activity),
        "paused": activity["state"] == "paused",
        "poll": poll,
        "written": snapshot["live"].get("written", {}).get(activity["id"], 0),
        **_board(tables, activity, mine),
        **_proposals(tables, mine),
        **(_listening(tables, mine) if activity["kind"] == LISTENING else {}),
    }


def _screen(room: Row, activity: Row | None, mine: Row) -> str:
    if room["state"] == "closed":
        return "closed"
    if mine["seat"]["state"] == "out":
        return "out"
    return activity["kind"] if room["state"] == "open" and activity else "waiting"


def _progress(activities: dict[str, Row], now: Row) -> Row:
    order = sorted(activities.values(), key=lambda each: each["position"])
    marks = ["now" if each is now else "done" if each["position"] < now["position"] else "" for each in order]
    return {"steps": marks, "place": now["position"], "of": len(order)}


def _timer(activity: Row) -> Row | None:
    paused = activity["state"] == "paused"
    seconds = activity["left"] if paused else activity["ends"] and max(0, (activity["ends"] - now_ms()) // 1000)
    if seconds is None:
        return None
    state = "paused" if paused else "over" if seconds == 0 else "low" if seconds < LOW else ""
    return {"left": f"{seconds // 60:02d}:{seconds % 60:02d}", "state": state}


def _poll(tables: Row, activity: Row, mine: Row, lang: str) -> Row | None:
    """Return the poll open in the room, else the latest one, with this person's place in it; None without one."""
    own = sorted((p for p in tables["polls"].values() if p["activity"] == activity["id"]), key=lambda p: p["number"])
    live = (each for each in own if each["state"] == "open" and not each["ends"])
    poll = next(live, own[-1] if own else None)
    if poll is None:
        return None
    shown = ballot(poll, lang, side=mine["seat"]["side"], standing=mine["votes"].get(poll["id"], "no"))
    shown |= {"about": tables["proposals"].get(poll["proposal"]), "voted": bool(mine["voted"].get(poll["id"]))}
    return {**shown, "outcome": _outcome(poll, shown["options"])} if poll["result"] else shown


def ballot(poll: Row, lang: str, *, side: str, standing: str) -> Row:
    """Return what a ballot on a page shows of a poll's row; `standing`: vote, opinion or no."""
    return {
        **poll,
        "options": [{**each, **_title(each, lang)} for each in poll["options"]],
        "question": words.in_language(poll["question"], lang),
        "method_name": words.method_name(poll["method"]),
        "rule": words.rule_in_a_sentence(poll["method"], poll["params"]),
        # The office that must answer speaks openly under its seat, whatever its side does.
        "is_secret": bool(poll["secret"].get(side)) and standing == "vote",
        "standing": standing,
        "reason_for_no": side == "official",
        "until": words.moment_of_ms(poll["ends"]),
    }


def _title(option: Row, lang: str) -> Row:
    shown = words.in_language(option["title"], lang, option["lang"])
    return {"title": shown["text"], "lang": shown["lang"]}


def _outcome(poll: Row, options: list[Row]) -> Row:
    result, subject = poll["result"], poll["subject"]
    said = {
        "title": words.outcome_title(result["outcome"], subject),
        "now": words.what_now(result, subject),
        "explains": words.who_explains(result, subject),
        "missing": [words.why_missing(side, key) for side, key in result.get("why", {}).items()],
    }
    if poll["method"] == "dots":
        return {**said, "groups": dots_bars(result, options)}
    if subject == "options":
        return {**said, "choice": choice_rows(poll["method"], result, options)}
    return {**said, "bars": vote_bars(result, poll["method"], subject, sentence=False)}


def _board(tables: Row, activity: Row, mine: Row) -> Row:
    cards = sorted(tables["cards"].values(), key=lambda card: card["number"])
    shown = [card for card in cards if card["text"] is not None and card["state"] == "shown"]
    if activity["kind"] == "cards":
        shown = [card for card in shown if card["activity"] == activity["id"]]
    groups = sorted(tables["groups"].values(), key=lambda group: (group["position"], group["number"]))
    sides = {card["id"]: card["side"] for card in cards}
    channels = {card["id"]: card["channel"] for card in cards}
    own = [
        {**card, "side": sides.get(card["id"], mine["seat"]["side"]), "channel": channels.get(card["id"], "phone")}
        for card in mine["cards"]
    ]
    most = activity["settings"].get("max_cards")
    written = sum(1 for card in own if card["activity"] == activity["id"])
    return {
        "groups": [{"group": g, "cards": [c for c in shown if c["group"] == g["id"]]} for g in groups],
        "loose": [card for card in shown if card["group"] not in tables["groups"]],
        "own": own,
        "mine_here": [card for card in own if card["activity"] == activity["id"]],
        "no_card": _no_card(activity, mine, written, most),
    }


def _listening(tables: Row, mine: Row) -> Row:
    """Return the next card to answer, how many are answered, and the answers, for the step that asks for them."""
    shown = [c for c in tables["cards"].values() if c["text"] is not None and c["state"] == "shown"]
    shown.sort(key=lambda card: card["number"])
    given = mine["stances"]
    return {
        "to_answer": next((card for card in shown if card["id"] not in given), None),
        "answered": [{"card": card, "vote": given[card["id"]]} for card in shown if card["id"] in given],
        "answerable": len(shown),
        "no_stance": mine["can"]["stance.take"],
    }


def _no_card(activity: Row, mine: Row, written: int, most: int | None) -> str:
    """Return why no card can be written now, or ""; the command asks the same again."""
    if mine["can"]["card.add"]:
        return str(mine["can"]["card.add"])
    if activity["state"] == "paused":
        return _("There is a pause. You can go on in a moment.")
    if most and written >= most:
        full = ngettext("You have written %(n)s card, the most for this question.",
                        "You have written %(n)s cards, the most for this question.", most)  # fmt: skip
        return full % {"n": most}
    return ""


def _proposals(tables: Row, mine: Row) -> Row:
    rows = sorted(tables["proposals"].values(), key=lambda row: row["number"])
    problems = [row for row in rows if row["kind"] == "problem"]
    numbers = {card["id"]: card["number"] for card in mine["cards"]}
    from_mine = {
        row["id"]: [
            numbers[c["id"]] for c in tables["cards"].values() if c["problem"] == row["id"] and c["id"] in numbers
        ]
        for row in problems
    }
    return {
        "asked": [
            {**row, "reply": mine["confirm"][row["id"]], "from": from_mine[row["id"]]}
            for row in problems
            if row["id"] in mine["confirm"] and row["state"] == "draft"
        ],
        "problems": problems,
        "confirmed": [row for row in problems if row["state"] == "confirmed"],
        "solutions": [row for row in rows if row["kind"] == "solution"],
    }
