"""What a result means, in whole sentences: the one place for result, journey, minutes and the plain room."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TOGETHER = ("adopted", "adopted-by-consent")
TO_THE_OFFICE = (*TOGETHER, "supported")


def in_language(words: dict[str, str], lang: str, fallback: str = "it") -> dict[str, str]:
    """Return `{text, lang}` of a text that comes in several languages: the reader's, else the fallback's, else any."""
    for code in (lang, lang.split("-")[0], fallback, *words):
        if words.get(code):
            return {"text": words[code], "lang": code}
    return {"text": "", "lang": ""}


def day(moment: datetime | None) -> str:
    """Return a date in words, in the reader's language and the server's time zone."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""


def day_of_ms(ms: int | None) -> str:
    """Return the day of a time on the wire (milliseconds) in words."""
    return day(datetime.fromtimestamp(ms / 1000, UTC)) if ms else ""


def moment_of_ms(ms: int | None) -> str:
    """Return day and hour of a time on the wire (milliseconds) in words; "" for None."""
    return date_format(timezone.localtime(datetime.fromtimestamp(ms / 1000, UTC)), "DATETIME_FORMAT") if ms else ""


def sides_in_words(sides: Collection[str]) -> str:
    """Return "residents", "officials" or "residents and officials"."""
    names = {"resident": _("residents"), "official": _("officials"), "civil": _("other organisations")}
    listed = [names[side] for side in sides]
    if len(listed) < 2:
        return "".join(listed)
    return _("%(first)s and %(last)s") % {"first": ", ".join(listed[:-1]), "last": listed[-1]}


def outcome_title(outcome: str, subject: str = "solution") -> str:
    """Return the name of an outcome. `subject`: solution, charter, amendment, options or groups."""
    alone = subject in ("charter", "amendment")  # what residents alone want of these goes to no office
    titles: dict[str, Callable[[], str]] = {
        "adopted-by-consent": lambda: _("Adopted together, nobody objects"),
        "adopted": lambda: _("Adopted together"),
        "supported": lambda: _("Wanted by residents only") if alone else _("Supported by residents"),
        "not-adopted": lambda: _("Not adopted"),
        "inquorate": lambda: _("Too few people voted"),
        "no-consent": lambda: _("No consent yet"),
        "returned": lambda: _("Sent back to be rewritten"),
        "shortlist": lambda: _("Chosen to work on"),
        "chosen": lambda: _("Chosen"),
        "taken": lambda: _("How the room sees it"),
    }
    if outcome == "returned" and subject == "options":
        return _("Nothing is chosen")
    return titles[outcome]()


def what_now(result: dict[str, Any], subject: str = "solution") -> str:
    """Return the sentence that says what happens now. `result` is Poll.result."""
    outcome, who = result["outcome"], sides_in_words(result.get("missing", []))
    if subject == "options" and outcome != "inquorate":
        return _choice_now(outcome)
    if subject == "charter" and outcome in (*TOGETHER, "supported"):
        return _charter_now(outcome)
    if subject == "amendment" and outcome != "inquorate":
        return _change_now(result)
    if outcome == "supported":
        return _supported(result)
    if outcome == "inquorate":
        quorum = _("Not enough people voted among: %(who)s. This is not a no. The vote can be held again.")
        return quorum % {"who": who}
    if outcome == "not-adopted":
        return _("The yes of these was missing: %(who)s. It can be changed and voted on again.") % {"who": who}
    sentences: dict[str, Callable[[], str]] = {
        "adopted-by-consent": lambda: _("Both sides go along and nobody objects. It goes to the office now."),
        "adopted": lambda: _("More yes than no on both sides. It goes to the office now."),
        "no-consent": lambda: _("It can be changed and asked again, or put to the vote of both sides."),
        "returned": lambda: _("Most residents did not take a position. It goes back to those who wrote it."),
        "shortlist": lambda: _("The room works on these now."),
    }
    return sentences[outcome]()


def _choice_now(outcome: str) -> str:
    return {
        "chosen": _("The room goes on with this."),
        "returned": _("No option convinced every side more than leaving things as they are. They can be written anew."),
        "taken": _("This was a question to the room. Nothing is decided by it."),
    }[outcome]


def _change_now(result: dict[str, Any]) -> str:
    if result["outcome"] == "adopted":
        if result.get("changed"):
            return _("Both sides say yes: the text was changed exactly as it was shown.")
        return _("Both sides say yes, but the text can no longer be changed like this. Its authors see to it.")
    if result["outcome"] == "returned":
        return _("Most residents did not take a position. The change is open again.")
    return _("The text stays as it is. The proposed change remains on record.")


def _charter_now(outcome: str) -> str:
    if outcome == "supported":
        return _("Residents said yes, officials did not. The charter holds only when both sides adopt it.")
    return _("Both sides adopted the charter. From now on the room decides by it.")


def _supported(result: dict[str, Any]) -> str:
    stayed = result.get("why", {}).get("official", "")
    if stayed in ("absent", "no-quorum", "abstained"):
        return _("Residents said yes, officials gave no clear answer. It goes to the office all the same.")
    return _("Residents said yes, officials did not. It goes to the office all the same, with the officials’ reasons.")


def who_explains(result: dict[str, Any], subject: str = "solution") -> str:
    """Return who owes an answer, and by when; "" when nobody does."""
    if subject != "solution":
        return ""
    if result["outcome"] in TO_THE_OFFICE:
        return _who_answers(result.get("office") or "", day_of_ms(result.get("due")))
    if result["outcome"] == "not-adopted" and result.get("why", {}).get("official") == "no":
        return _("Officials who said no have given their reasons: they stand below.")
    return ""


def _who_answers(office: str, due: str) -> str:
    facts = {"office": office or _("The municipality"), "due": due}
    if due:
        return _("%(office)s must answer in writing, with reasons, by %(due)s.") % facts
    return _("%(office)s was asked for an answer. No commitment was taken, so there is no date for it.") % facts


def why_missing(side: str, key: str) -> str:
    """Return why the consent of a side was missing. `key`: a word of deliberation.counting (Result.why)."""
    sentences: dict[str, Callable[[], str]] = {
        "absent": lambda: _("%(who)s: nobody voted."),
        "no-quorum": lambda: _("%(who)s: too few voted to decide. This is not a no."),
        "abstained": lambda: _("%(who)s: most did not take a position."),
        "no": lambda: _("%(who)s: more no than yes."),
        "tied": lambda: _("%(who)s: as many yes as no."),
        "few": lambda: _("%(who)s: more yes than no, but too few yes."),
        "below-three-fifths": lambda: _("%(who)s: more yes than no, but less than three in five."),
        "objection": lambda: _("%(who)s: somebody objects, with a reason."),
        "aside": lambda: _("%(who)s: as many stand aside as go along."),
    }
    return sentences[key]() % {"who": sides_in_words([side]).capitalize()}


def method_name(method: str) -> str:
    """Return what kind of vote it is."""
    names: dict[str, Callable[[], str]] = {
        "dots": lambda: _("Dots"),
        "consent": lambda: _("Consent round"),
        "double-majority": lambda: _("Vote of both sides"),
        "majority-judgment": lambda: _("Grades in words"),
        "schulze": lambda: _("Ranking"),
        "equal-shares": lambda: _("Sharing out a budget"),
        "stv": lambda: _("Election"),
        "approval": lambda: _("Approval"),
        "score": lambda: _("Fist of five"),
    }
    return names[method]()


def _election(params: dict[str, Any]) -> str:
    if params["seats"] == 1:
        return _("Whoever has the fewest first places goes, until somebody stands first on more than half.")
    words = ngettext("%(n)s seat. Votes that somebody does not need pass on to the next on the ballot.",
                     "%(n)s seats. Votes that somebody does not need pass on to the next on the ballot.",
                     params["seats"])  # fmt: skip
    return words % {"n": params["seats"]}


CHOICES: dict[str, Callable[[dict[str, Any]], str]] = {
    "majority-judgment": lambda _p: _(
        "Everybody gives each option a word. Half of each side must find it passable; the best of those is chosen."
    ),
    "schulze": lambda _p: _(
        "Everybody ranks. Both sides weigh the same, and each side must like the winner better than no change."
    ),
    "equal-shares": lambda p: (
        _("Both sides share the money in halves; supporters pool their money.")
        if p.get("parity")
        else _("Everybody gets the same part of the money; supporters pool their money.")
    ),
    "stv": _election,
    "approval": lambda _p: _("Everybody marks what they can live with. This shows the mood and decides nothing."),
    "score": lambda _p: _("Everybody gives 0 to 5 fingers. This shows the mood and decides nothing."),
}


def rule_in_a_sentence(method: str, params: dict[str, Any]) -> str:
    """Return how this vote is counted, as it was frozen when it opened."""
    if method == "dots":
        facts = {"dots": params["dots"], "list": params["shortlist"]}
        if params.get("counting") == "parity":
            return _("Everybody has %(dots)s dots. Both sides weigh the same; %(list)s groups are chosen.") % facts
        return _("Everybody has %(dots)s dots. Residents choose %(list)s groups; officials may add one.") % facts
    if method == "consent":
        return _("Adopted when on each side nobody objects, and more people go along than stand aside.")
    if method in CHOICES:
        return CHOICES[method](params)
    if params.get("statute"):
        return _("Adopted when each side says more yes than no, and three in five say yes on average.")
    return _("Adopted when each side says more yes than no. Neither side can outvote the other.")


def who_may_vote(side: str, eligible: int, secret: bool) -> str:
    """Return how many of a side could vote, and whether secretly."""
    if secret:
        words = ngettext(
            "%(who)s: %(n)s person could vote, secretly", "%(who)s: %(n)s people could vote, secretly", eligible
        )
    else:
        words = ngettext(
            "%(who)s: %(n)s person could vote, openly", "%(who)s: %(n)s people could vote, openly", eligible
        )
    return words % {"who": sides_in_words([side]).capitalize(), "n": eligible}


def closing_word(count: int, eligible: int) -> str:
    """Return how many people voted."""
    words = ngettext("%(n)s of %(all)s person voted.", "%(n)s of %(all)s people voted.", eligible)
    return words % {"n": count, "all": eligible}
