"""Sample texts for the style guide, in Italian and Arabic: not real, but as long as real things are."""

from typing import Any

from config import samples_ar, samples_it

CARD = {"state": "shown", "channel": "phone", "translations": {}}


def samples() -> dict[str, Any]:
    """`{"it": {...}, "ar": {...}}`: for each language the same rows, shaped as the parts expect them."""
    return {"it": _shape(samples_it.WORDS, "it"), "ar": _shape(samples_ar.WORDS, "ar")}


def _shape(words: dict[str, Any], lang: str) -> dict[str, Any]:
    cards = [
        {**CARD, "id": f"{lang}{n}", "number": 410 + n, "side": side, "text": text, "lang": lang}
        for n, (side, text) in enumerate(words["cards"])
    ]
    far, by = words["translated"]
    translated = {
        **cards[0],
        "text": far,
        "lang": "bn",
        "translations": {lang: {"text": words["cards"][0][1], "by": by}},
    }
    return {
        "words": words,
        "cards": cards,
        "translated": translated,
        "veiled": {**cards[1], "text": None},
        "hidden": {**cards[2], "state": "hidden"},
        "paper": {**cards[3], "channel": "paper"},
        "groups": [
            {"group": {"title": title, "lang": lang, "problem": n == 1}, "cards": cards[n * 2 : n * 2 + 2]}
            for n, title in enumerate(words["groups"])
        ],
        "adopted": _bars(words["adopted"], [(27, 6, 2, 35), (5, 3, 0, 8)], words),
        "supported": _bars(words["supported"], [(24, 9, 1, 35), (2, 5, 1, 8)], words),
        "withheld": _bars(words["withheld"], [(24, 9, 1, 35), None], words),
        "result": {**_bars(words["supported"], [(24, 9, 1, 35), (2, 5, 1, 8)], words), "columns": []},
        "balance": {
            "sentence": "",
            "rows": [
                {"side": "resident", "width": "85", "text": "1,1"},
                {"side": "official", "width": "100", "text": "1,3"},
            ],
        },
        "clocks": [
            {"state": state, "days": days, "text": text, "url": "#", "link": words["more"]}
            for state, days, text in words["clocks"]
        ],
        "steps": [
            {"state": state, "icon": icon, "title": title, "date": date, "text": text}
            for state, icon, title, date, text in words["steps"]
        ],
        "agenda": [
            {"state": state, "title": title, "lang": lang, "minutes": minutes}
            for state, title, minutes in words["agenda"]
        ],
        "seats": [
            {"nickname": name, "side": side, "url": "#", "now": n == 0} for n, (name, side) in enumerate(words["seats"])
        ],
        "progress": ["done", "now", "", "", ""],
        "present": {"resident": 27, "official": 7, "civil": 2},
        "room": {"title": words["room"], "lang": lang},
        "tickets": [
            {"side": side, "number": 40 + n, "code": code, "qr": QR}
            for n, (side, code) in enumerate(
                [
                    ("resident", "7KQ4 M2XD"),
                    ("official", "P8TR 0WZH"),
                    ("civil", "3VNB 61GC"),
                    ("resident", "YE5J 9AK2"),
                ]
                * 2
            )
        ],
        "slip": {"code": "4T8W K1QM", "qr": QR},
    }


def _bars(sentence: str, votes: list[tuple[int, int, int, int] | None], words: dict[str, Any]) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for side, vote in zip(("resident", "official"), votes, strict=True):
        if vote is None:
            rows.append({"side": side, "suppressed": True, "text": words["no_counts"], "cells": ["—"] * 4})
            continue
        yes, no, abstain, eligible = vote
        rows.append(
            {
                "side": side,
                "width": f"{100 * yes / (yes + no):.1f}",
                "text": words["count"].format(yes=yes, no=no),
                "carried": yes > no,
                "cells": [yes, no, abstain, eligible],
            }
        )
    return {"sentence": sentence, "half": True, "columns": words["columns"], "rows": rows}


# A drawing in the manner of a QR code; it leads nowhere.
QR = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 21 21' shape-rendering='crispEdges'%3E"
    "%3Cpath fill='%23fff' d='M0 0h21v21H0z'/%3E%3Cpath d='M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 1h2v1H9zM8 3h3v2H8z"
    "M12 6h1v3h-1zM1 9h3v1H1zM6 8h2v3H6zM10 10h4v2h-4zM16 9h3v2h-3zM9 14h2v3H9zM13 14h3v2h-3z"
    "M17 17h3v3h-3zM12 18h3v2h-3z'/%3E"
    "%3Cpath fill='%23fff' d='M1 1h5v5H1zM15 1h5v5h-5zM1 15h5v5H1z'/%3E"
    "%3Cpath d='M2 2h3v3H2zM16 2h3v3h-3zM2 16h3v3H2z'/%3E%3C/svg%3E"
)
