"""Reviews side by side, criterion by criterion: where the reviewers differ it is said, and nothing is averaged."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Review
from proposals.office.criteria import criteria

Row = dict[str, Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
APART = 2  # grades that lie so far from each other are a difference worth a sentence


def compared(reviews: Iterable[Review], lang: str) -> Row | None:
    """Return `{reviewers, rows, differences, verdict}` for the page; None without a review.

    `reviewers`: `{letter, office, review, reasons: [{title, grade, text}]}`, by office and never by name. `rows`:
    `{title, grades: [number or None], range}`. `differences` and `verdict` are sentences.
    """
    found = list(reviews)
    if not found:
        return None
    rows = [_row(each.key, each.title_in(lang), found) for each in criteria()]
    return {
        "reviewers": [_reviewer(n, each, lang) for n, each in enumerate(found)],
        "rows": rows,
        "differences": [row["differ"] for row in rows if row["differ"]],
        "verdict": verdict_of(found),
    }


def letter_of(n: int) -> str:
    """Return A, B … Z, A2, B2 …: what tells reviewers apart without a name."""
    turn, place = divmod(n, len(LETTERS))
    return f"{LETTERS[place]}{turn + 1 if turn else ''}"


def _reviewer(n: int, review: Review, lang: str) -> Row:
    said = {each["criterion"]: each for each in review.grades}
    reasons = [{"title": each.title_in(lang), **said[each.key]} for each in criteria() if each.key in said]
    return {
        "letter": letter_of(n),
        "office": review.office.name if review.office else "",
        "review": review,
        "reasons": [each for each in reasons if each["text"]],
    }


def _row(key: str, title: str, reviews: list[Review]) -> Row:
    grades = [next((each["grade"] for each in one.grades if each["criterion"] == key), None) for one in reviews]
    given = sorted({grade for grade in grades if grade is not None})
    return {"title": title, "grades": grades, "range": _range(given), "differ": _difference(title, given)}


def _range(given: list[int]) -> str:
    if len(given) < 2:
        return str(given[0]) if given else ""
    return _("%(low)s to %(high)s") % {"low": given[0], "high": given[-1]}


def _difference(title: str, given: list[int]) -> str:
    if not given or given[-1] - given[0] < APART:
        return ""
    facts = {"criterion": title, "low": given[0], "high": given[-1]}
    if len(given) == 2:
        return _("On “%(criterion)s” the reviewers differ: %(low)s and %(high)s.") % facts
    return _("On “%(criterion)s” the reviewers differ: from %(low)s to %(high)s.") % facts


def verdict_of(reviews: list[Review]) -> str:
    """Say in one sentence what the reviewers think on the whole, and that they do not agree when they do not."""
    counts = Counter(each.verdict for each in reviews)
    n = {value: counts[value] for value in Review.Verdict.values}
    if len(counts) > 1:
        said = _(
            "The reviewers do not agree on the whole. In favour: %(favourable)s. In favour, with conditions: "
            "%(conditions)s. Against: %(unfavourable)s."
        )
        return said % n
    only = next(iter(counts))
    said = {
        Review.Verdict.FAVOURABLE: ngettext(
            "The %(n)s reviewer is in favour.", "All %(n)s reviewers are in favour.", len(reviews)
        ),
        Review.Verdict.CONDITIONS: ngettext(
            "The %(n)s reviewer is in favour, with conditions.",
            "All %(n)s reviewers are in favour, with conditions.",
            len(reviews),
        ),
        Review.Verdict.UNFAVOURABLE: ngettext(
            "The %(n)s reviewer is against it.", "All %(n)s reviewers are against it.", len(reviews)
        ),
    }[Review.Verdict(only)]
    return said % {"n": len(reviews)}
