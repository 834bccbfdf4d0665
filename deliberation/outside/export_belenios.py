"""A poll as an election of Belenios, for whoever wants to hold it there: encrypted, with keys in several hands.

The form is Belenios' election template (`name`, `description`, `questions`), as its published sources had it in 2023
and have it since; its command-line tool takes such a file. A question without a type is a homomorphic one: answers are
chosen, and added up under encryption: {answers, blank, min, max, question}. Where each answer gets a number the type is
NonHomomorphic, {answers, question} stand in `value`, and `extra` names how it is counted: {method: Schulze, blank},
{method: STV, blank, seats} or {method: MajorityJudgment, blank, grades, the best first}. Without `extra` the numbers
are published and counted elsewhere.

Everything comes from what is fixed at opening, so it can be had before anybody has voted. Of voters there is nothing:
who has a say belongs to where the election is held. Belenios knows no sides; each votes in an election of its own.
"""

import json
from typing import Any

from django.utils.translation import gettext as _

from deliberation.counting import opening_hash
from deliberation.counting.choices import CONSENT
from deliberation.counting.judgment import WORDS
from deliberation.outside.export_names import Record, distinct, one_line, question, titles
from deliberation.words import rule_in_a_sentence
from deliberation.words_choice import answer_name, grade_name
from proposals.money import euros

OPENING = ("poll", "method", "subject", "question", "options", "params", "secret", "seed_commit")
METHODS = (  # those of which Belenios has a question of the same form
    "approval", "consent", "dots", "double-majority", "equal-shares", "majority-judgment", "schulze", "score", "stv",
)  # fmt: skip
LONGEST = 80  # bytes of the name of an election


def belenios(record: Record, lang: str) -> str:
    """Return the template as JSON, words in the language that is active."""
    asked = one_line(question(record, lang))
    rule = rule_in_a_sentence(record["method"], record["params"])
    fingerprint = _("Fingerprint of these rules") + ": " + opening_hash({key: record[key] for key in OPENING})
    told = {
        "name": _short(asked) or record["poll"],
        "description": f"{rule} {fingerprint}",
        "questions": [_question(record, asked, _answers(record, lang))],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _short(name: str) -> str:
    raw = name.encode()
    return name if len(raw) <= LONGEST else raw[: LONGEST - 3].decode(errors="ignore").rstrip() + "…"


def _answers(record: Record, lang: str) -> list[str]:
    costs = {option["id"]: option["cost"] for option in record["options"] if option.get("cost") is not None}
    named = {option: one_line(title) or option for option, title in titles(record, lang).items()}
    priced = {option: f"{name} ({euros(costs[option])})" if option in costs else name for option, name in named.items()}
    return list(distinct(priced).values())


def _question(record: Record, asked: str, answers: list[str]) -> dict[str, Any]:
    method, params = record["method"], record["params"]
    if method == "double-majority":  # to abstain is a blank vote
        return _chosen(asked, [answer_name(each) for each in ("yes", "no")], least=1, most=1, blank=True)
    if method == "consent":
        return _chosen(asked, [answer_name(each) for each in CONSENT], least=1, most=1, blank=False)
    if method in ("approval", "equal-shares"):
        return _chosen(asked, answers, least=0, most=len(answers), blank=False)
    if method == "dots":
        facts = {"dots": params["dots"], "cap": params["cap"]}
        how = _("You have %(dots)s dots. Give each at most %(cap)s, and write 0 for the others.") % facts
        return _numbered(f"{asked} {how}", answers)
    if method == "score":
        how = _("Write a number from 0 to 5 for each.")
        return _numbered(f"{asked} {how}", answers)
    counted = {
        "schulze": {"method": "Schulze", "blank": True},
        "stv": {"method": "STV", "blank": True, "seats": params.get("seats", 1)},
        "majority-judgment": {
            "method": "MajorityJudgment",
            "blank": True,
            "grades": [grade_name(grade) for grade in reversed(range(len(WORDS)))],
        },
    }
    return _numbered(asked, answers) | {"extra": counted[method]}


def _chosen(asked: str, answers: list[str], *, least: int, most: int, blank: bool) -> dict[str, Any]:
    return {"answers": answers, "blank": blank, "min": least, "max": most, "question": asked}


def _numbered(asked: str, answers: list[str]) -> dict[str, Any]:
    return {"type": "NonHomomorphic", "value": {"answers": answers, "question": asked}}
