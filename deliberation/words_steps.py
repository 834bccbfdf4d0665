"""The trace of a count as sentences: what was asked, the figures, and whether it was met."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.words import outcome_title, sides_in_words
from deliberation.words_choice import choice_steps

Step = dict[str, Any]


def trace_steps(result: dict[str, Any], options: Mapping[str, str], subject: str) -> list[dict[str, Any]]:
    """Return `[{text, met: True|False|None}]`, in order. `options`: title of each option by its id."""
    tell = _Teller(options, subject)
    nobody = {side for side, figures in result["counts"].items() if not figures["eligible"]}
    steps = [step for step in result["trace"] if not step.get("sides") or set(step["sides"]) - nobody]
    return [{"text": tell.step(step), "met": step.get("met"), "key": step["step"]} for step in steps]


class _Teller:
    """Words for each kind of step (docs/deciding.md, "The trace")."""

    def __init__(self, options: Mapping[str, str], subject: str):
        self.options, self.subject = options, subject

    def step(self, step: Step) -> str:
        known: dict[str, Callable[[Step], str]] = {
            "quorum": _quorum,
            "returned": _returned,
            "majority": _majority,
            "support": _support,
            "mean": _mean,
            "objections": _objections,
            "along": _along,
            "score": self._score,
            "lot": self._lot,
            "added": self._added,
            "outcome": self._outcome,
            **choice_steps(self._name),
        }
        return known[step["step"]](step)

    def _score(self, step: Step) -> str:
        facts = {"option": self._name(step["option"]), "score": _fraction(step["score"]), "n": step["supporters"]}
        words = ngettext("“%(option)s”: score %(score)s, from %(n)s person.",
                         "“%(option)s”: score %(score)s, from %(n)s people.", step["supporters"])  # fmt: skip
        return words % facts

    def _lot(self, step: Step) -> str:
        tied = ", ".join(f"“{self._name(option)}”" for option in step["options"])
        return _("These were level in everything, so the lot put them in order: %(options)s.") % {"options": tied}

    def _added(self, step: Step) -> str:
        facts = {"who": sides_in_words([step["by"]]), "option": self._name(step["option"])}
        return _("“%(option)s” was added: it is the first choice of %(who)s.") % facts

    def _outcome(self, step: Step) -> str:
        return _("Outcome: %(outcome)s.") % {"outcome": outcome_title(step["outcome"], self.subject)}

    def _name(self, option: str) -> str:
        return self.options.get(option, option)


def _who(step: Step) -> str:
    return sides_in_words(step["sides"]).capitalize()


def _quorum(step: Step) -> str:
    facts = {"who": _who(step), "cast": step["cast"], "all": step["eligible"], "needed": step["needed"]}
    return _("%(who)s: %(cast)s of %(all)s voted; at least %(needed)s were needed.") % facts


def _returned(step: Step) -> str:
    facts = {"who": _who(step), "abstain": step["abstain"], "cast": step["cast"]}
    if step["met"]:
        return _("%(who)s: %(abstain)s of %(cast)s abstained, more than half. So it goes back.") % facts
    return _("%(who)s: %(abstain)s of %(cast)s abstained, not more than half. So the yes and no are counted.") % facts


def _majority(step: Step) -> str:
    return _("%(who)s: %(yes)s yes, %(no)s no.") % {"who": _who(step), "yes": step["yes"], "no": step["no"]}


def _support(step: Step) -> str:
    facts = {"who": _who(step), "yes": step["yes"], "needed": step["needed"]}
    return _("%(who)s: %(yes)s yes; at least %(needed)s were needed, one in five of those who could vote.") % facts


def _mean(step: Step) -> str:
    facts = {"mean": _fraction(step["mean"]), "needed": _fraction(step["needed"])}
    return _("Share of yes, both sides weighing the same: %(mean)s; %(needed)s was needed.") % facts


def _objections(step: Step) -> str:
    words = ngettext("%(who)s: %(n)s objection.", "%(who)s: %(n)s objections.", step["standing"])
    return words % {"who": _who(step), "n": step["standing"]}


def _along(step: Step) -> str:
    facts = {"who": _who(step), "along": step["along"], "aside": step["aside"]}
    return _("%(who)s: %(along)s go along, %(aside)s stand aside.") % facts


def _fraction(pair: list[int]) -> str:
    top, bottom = pair
    return str(top) if bottom == 1 else f"{top}/{bottom}"
