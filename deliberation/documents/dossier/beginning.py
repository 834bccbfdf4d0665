"""How a journey begins: what it is about, how far it got, the cards it comes from, who stands under it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents import bars
from deliberation.documents.dossier.told import Told, state_of
from deliberation.queries.journey_steps import steps_of
from documents import blocks as b
from documents.blocks import Block, Text
from people.models import SIDES

MARKS = {"done": "yes", "stopped": "no", "late": "no"}


def top(told: Told) -> list[Block]:
    """What the problem says, in the words of those who wrote it."""
    problem, process = told.problem, told.problem.process
    found = [
        b.eyebrow([_("Dossier of a journey"), " · ", b.said(process.title, process.lang)]),
        b.heading(b.said(problem.title, problem.lang), 1),
    ]
    if problem.rehearsal:
        found.append(b.notice(_("From a rehearsal: it does not count")))
    if problem.body:
        found.append(b.paragraph(b.said(problem.body, problem.lang)))
    facts: list[tuple[Text, Text]] = [(_("Where it stands"), state_of(problem)), (_("Address"), b.code(told.address))]
    return [*found, b.facts(facts)]


def path(told: Told) -> list[Block]:
    """The line of the journey: every step with its day, and what is missing next."""
    line = steps_of(told.problem, told.chain)
    rows: list[tuple[str, Text]] = []
    for step in line["steps"]:
        text = b.said(step["text"], step["lang"]) if step["lang"] else str(step["text"])
        date = f" · {step['date']}" if step["date"] else ""
        rows.append(
            (MARKS.get(step["state"], "next"), [b.strong(str(step["title"])), date, "\n" if text else "", text])
        )
    missing = b.paragraph([b.strong(_("What is missing now")), ": ", str(line["missing"])])
    return [b.heading(_("The path so far")), b.items(rows), missing]


def cards(told: Told) -> list[Block]:
    """The cards it comes from: words only of those whose authors agreed."""
    found = told.chain["cards"]
    if not found:
        return []
    words = ngettext("%(n)s card", "%(n)s cards", len(found)) % {"n": len(found)}
    counts = [[bars.side_name(side), str(sum(1 for card in found if card["side"] == side))] for side in SIDES]
    note = _("A card is shown here only when its author agreed. Translations were made by people in the room.")
    return [
        b.heading(f"{_('Where it comes from')}: {words}"),
        b.table([_("Side"), _("Cards")], [row for row in counts if row[1] != "0"]),
        b.items((bars.pattern(card["side"]), _card(card)) for card in found),
        b.paragraph(note, small=True),
    ]


def _card(card: dict) -> Text:
    number = {"number": card["number"]}
    if card["text"] is None:
        said = {
            "withdrawn": _("Card %(number)s, withdrawn by its author"),
            "hidden": _("Card %(number)s, hidden by the facilitator"),
        }
        return said.get(card["state"], _("Card %(number)s, not published")) % number
    text: list[Text] = [f"{card['number']}  ", b.said(card["text"], card["lang"])]
    for lang, line in card["translations"].items():
        text += [" — ", b.said(line["text"], lang)]
    return text


def priorities(told: Told) -> list[Block]:
    """The dots that its group of cards got."""
    found: list[Block] = []
    for each in told.chain["priorities"]:
        found.append(b.heading(_("Chosen as a priority"), 3))
        if each["place"]:
            said = _("Place %(place)s of %(of)s groups of cards.")
            found.append(b.paragraph(said % {"place": each["place"], "of": each["of"]}))
        if each["added"] == "official":
            found.append(b.paragraph(_("It was added as the first choice of the offices.")))
        found += bars.pair(each["bars"])
    return found


def authors(told: Told) -> list[Block]:
    """Who stands under it, by side and without names."""
    who = told.chain["authors"]
    rows = [[bars.side_name(side), str(n)] for side, n in who["sides"].items() if n]
    unseated = who["all"] - sum(who["sides"].values())
    if unseated:
        rows.append([_("Without a seat"), str(unseated)])
    if not rows:
        return []
    facts = {"n": who["confirmed"], "all": who["all"]}
    said = ngettext("confirmed by %(n)s of %(all)s author", "confirmed by %(n)s of %(all)s authors", facts["all"])
    return [
        b.heading(_("Its authors")),
        b.table([_("Side"), _("Authors")], rows),
        b.paragraph(said % facts, small=True),
    ]
