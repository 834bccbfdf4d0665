"""Choices among options in words: what a ballot says, what came out, and each step of the count."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.words import sides_in_words
from proposals.money import euros

Step = dict[str, Any]


def answer_name(answer: str) -> str:
    """Return the word for one answer of a vote."""
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "abstain": _("Abstained"),
        "agree": _("Agree"),
        "reservation": _("With a reservation"),
        "aside": _("Stand aside"),
        "object": _("Object"),
    }[answer]


def grade_name(grade: int) -> str:
    """Return one of the six words, 0 the worst."""
    return [_("to reject"), _("poor"), _("passable"), _("good"), _("very good"), _("excellent")][grade]


def choice_in_words(choice: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return one ballot as a line of text. `titles`: title of each option by its id."""
    if "answer" in choice:
        return answer_name(choice["answer"])
    if "ranking" in choice:
        places = [" = ".join(titles.get(option, option) for option in tier) for tier in choice["ranking"]]
        return " > ".join(places) or _("nobody ranked")
    if "approve" in choice:
        return ", ".join(titles.get(option, option) for option in choice["approve"]) or _("none of them")
    if "grades" in choice:
        said = [f"{titles.get(option, option)}: {grade_name(grade)}" for option, grade in choice["grades"].items()]
        return ", ".join(said) or _("no grades")
    if "scores" in choice:
        return ", ".join(f"{titles.get(option, option)} {mark}" for option, mark in choice["scores"].items())
    return ", ".join(f"{titles.get(option, option)} {dots}" for option, dots in choice.items()) or _("no dots")


def choice_steps(name: Callable[[str], str]) -> dict[str, Callable[[Step], str]]:
    """Return the words for each kind of step of a choice. `name`: title of an option by its id."""
    return {
        "not-eligible": lambda step: _not_eligible(step, name),
        "judged": lambda step: _judged(step, name),
        "place": lambda step: _place(step, name),
        "not-preferred": lambda step: (
            _("%(who)s do not prefer “%(option)s” to leaving things as they are.")
            % {"who": sides_in_words(step["sides"]).capitalize(), "option": name(step["option"])}
        ),
        "free": lambda step: _("“%(option)s” costs nothing and somebody wants it.") % {"option": name(step["option"])},
        "paid": lambda step: _paid(step, name),
        "lacking": lambda step: _lacking(step, name),
        "count": lambda step: _counted(step, name),
    }


def _not_eligible(step: Step, name: Callable[[str], str]) -> str:
    facts = {"who": sides_in_words(step["sides"]).capitalize(), "option": name(step["option"])}
    if step["why"] == "few":
        return _("“%(option)s” cannot be chosen. %(who)s: fewer than half gave it a grade.") % facts
    facts["grade"] = grade_name(step["grade"])
    return _("“%(option)s” cannot be chosen. %(who)s: at least half say “%(grade)s” or less.") % facts


def _judged(step: Step, name: Callable[[str], str]) -> str:
    facts = {"place": step["place"], "option": name(step["option"]), "grade": grade_name(step["worst"])}
    return _("Place %(place)s: “%(option)s”. On every side, half or more say “%(grade)s” or better.") % facts


def _place(step: Step, name: Callable[[str], str]) -> str:
    options = ", ".join(f"“{name(option)}”" for option in step["options"])
    return _("Place %(place)s: %(options)s.") % {"place": step["place"], "options": options}


def _paid(step: Step, name: Callable[[str], str]) -> str:
    facts = {"option": name(step["option"]), "cost": euros(step["cost"]), "pays": euros(step["pays"]),
             "n": step["supporters"]}  # fmt: skip
    words = ngettext("“%(option)s” is paid, %(cost)s: by %(n)s person, who gives at most %(pays)s.",
                     "“%(option)s” is paid, %(cost)s: by %(n)s people, who give at most %(pays)s each.",
                     step["supporters"])  # fmt: skip
    return words % facts


def _lacking(step: Step, name: Callable[[str], str]) -> str:
    words = ngettext("“%(option)s”: %(n)s more supporter was needed.",
                     "“%(option)s”: %(n)s more supporters were needed.", step["more"])  # fmt: skip
    return words % {"option": name(step["option"]), "n": step["more"]}


def _counted(step: Step, name: Callable[[str], str]) -> str:
    acts: dict[str, Callable[[], str]] = {
        "first preferences": lambda: _("First preferences."),
        "surplus": lambda: _("The votes that %(who)s does not need are passed on."),
        "excluded": lambda: _("%(who)s has the fewest and goes; these votes are passed on."),
        "remaining": lambda: _("As many people are left as there are seats."),
        "round": lambda: _("First places are counted."),
    }
    votes = ", ".join(f"{name(option)} {_short(n)}" for option, n in step["votes"].items())
    text = f"{acts[step['act']]() % {'who': name(step['who']) if step['who'] else ''}} {votes}."
    if step.get("out"):
        text += " " + _("Out: %(who)s.") % {"who": ", ".join(name(option) for option in step["out"])}
    if step["elected"]:
        text += " " + _("Elected so far: %(who)s.") % {"who": ", ".join(name(option) for option in step["elected"])}
    return text


def _short(votes: str) -> str:
    """Return "12" for "12.00000": decimals only where there are some."""
    return votes.removesuffix(".00000")
