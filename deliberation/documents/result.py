"""The result of a vote as a document: everything its page says, and how to check it without believing this paper."""

from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from deliberation.documents import bars
from deliberation.documents.parts import moment, paper, reasons, title_of
from deliberation.models import Poll
from deliberation.queries.result import poll_page, result_page
from documents import blocks as b
from documents.blocks import Block

Row = dict[str, Any]


def result_document(poll: Poll, lang: str, address: str) -> Block:
    """Return the data of the document of a closed poll. `address`: where its page stands, whole."""
    with override(lang):
        page: Row = {**poll_page(poll, lang), **result_page(poll, lang)}
        kind = _("Vote %(number)s") % {"number": poll.number}
        blocks = [*_top(poll, page), *_outcome(poll, page), *reasons(page, 2), *_how(poll, page)]
        return paper(
            poll.room,
            title=f"{kind}: {page['question']['text']}",
            kind=kind,
            made=poll.closed_at or poll.opened_at,
            address=address,
            blocks=[*blocks, *_check(poll, page, address)],
        )


def _top(poll: Poll, page: Row) -> list[Block]:
    room = poll.room
    kind = page["method"] if poll.round < 2 else f"{page['method']} · {_('round %(n)s') % {'n': poll.round}}"
    found = [b.eyebrow([kind, " · ", b.said(room.title, room.lang)]), b.heading(title_of(page["question"]), 1)]
    found.append(b.lead(page["rule"]))
    if room.rehearsal:
        found.append(b.notice(_("A rehearsal: this vote does not count")))
    times = [(_("The vote opened"), moment(poll.opened_at)), (_("The vote closed"), moment(poll.closed_at))]
    return [*found, b.facts(times)]


def _outcome(poll: Poll, page: Row) -> list[Block]:
    found = [b.heading(page["title"]), b.lead(page["now"])]
    if page["explains"]:
        found.append(b.paragraph(page["explains"]))
    if page["missing"]:
        found.append(b.items(page["missing"]))
    if page["bars"]:
        found += bars.pair(page["bars"])
    if page["choice"]:
        found += bars.choice(page["choice"])
    found += [*bars.dots(page["groups"]), b.heading(_("Who voted"), 3), _quorum(poll)]
    if page["turnout"]:
        found.append(b.paragraph(page["turnout"], small=True))
    return [*found, *(b.paragraph(_not_shown(side), small=True) for side in page["suppressed"])]


def _not_shown(side: str) -> str:
    told = _(
        "Fewer than five people voted secretly among: %(side)s. So that nobody’s vote can be guessed, only whether "
        "this side carried it is published."
    )
    return told % {"side": side}


def _quorum(poll: Poll) -> Block:
    """The roll of each side, who voted, and how many were needed; of a side that is not published the roll alone."""
    result = poll.result or {}
    steps = {side: step for step in result["trace"] if step["step"] == "quorum" for side in step["sides"]}
    rows = []
    for side, people in poll.params["eligible"].items():
        shown = result["counts"].get(side) if side not in result["suppressed"] else None
        step = steps.get(side) if shown else None
        cast = str(shown["cast"]) if shown else "–"
        needed, enough = (str(step["needed"]), _("Yes") if step["met"] else _("No")) if step else ("–", "–")
        if people:
            rows.append([bars.side_name(side), str(people), cast, needed, enough])
    return b.table([_("Side"), _("Could vote"), _("Voted"), _("Needed"), _("Enough")], rows)


def _how(poll: Poll, page: Row) -> list[Block]:
    if page["whole"]:
        published = _(
            "Published are: who could vote on each side (numbers only), all ballots without names, "
            "and the reasons people gave."
        )
    else:
        published = _(
            "Published are: who could vote on each side (numbers only), what the result is counted "
            "from, the receipts of all ballots, and the reasons people gave."
        )
    frozen = [(row["name"], row["value"]) for row in page["frozen"]]
    return [
        b.heading(_("How this vote works")),
        b.items((bars.pattern(side["side"]), side["says"]) for side in page["sides"]),
        b.paragraph(_("When the vote closed, every link between people and secret ballots was destroyed.")),
        b.paragraph(published),
        b.paragraph(_("If fewer than five people of a secret side vote, its ballots are not published.")),
        b.paragraph(_(
            "Not covered: a dishonest server while voting, a phone that spies, somebody looking over a "
            "shoulder, or a vote that is sold."
        ), small=True),
        b.heading(_("Fixed before the vote opened"), 3),
        b.facts([
            *frozen,
            (_("Fingerprint of these rules"), b.code(poll.opening_hash)),
            (_("Promise of the lot"), b.code(poll.seed_commit)),
        ]),
    ]  # fmt: skip


def _check(poll: Poll, page: Row, address: str) -> list[Block]:
    marks = {None: "next", True: "yes", False: "no"}
    steps = [("next" if step["key"] == "returned" else marks[step["met"]], step["text"]) for step in page["steps"]]
    found = [
        b.heading(_("Check this result yourself")),
        _where(poll, address),
        b.heading(_("How it was counted"), 3),
        b.items(steps),
        b.heading(_("Fingerprints of this vote"), 3),
        b.facts([(_("Fingerprint of all ballots"), b.code(poll.head)), (_("Seed of the lot"), b.code(poll.seed))]),
    ]
    if not page["totals"]:
        found.append(
            b.paragraph(
                _(
                    "The ballots of one side are not published, so the fingerprint of all ballots "
                    "can be checked only by the two observers, one per side."
                ),
                small=True,
            )
        )
    if not page["whole"]:
        found.append(
            b.paragraph(
                _(
                    "There are so many possible answers that a rare one could give somebody away. So "
                    "the ballots are not published, only their receipts and what the result is "
                    "counted from."
                ),
                small=True,
            )
        )
    return found


def _where(poll: Poll, address: str) -> Block:
    told = _("The page of this vote holds everything as data, and a program that counts again. Type:")
    line = f"python3 verify_poll.py {poll.pk}.json"
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=1, light="#fff")
    # An SVG that stands alone must name its namespace; one for a page leaves it out.
    if "xmlns=" not in drawing:
        drawing = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    text = [b.code(address), "\n", told, "\n", b.code(line)]
    return b.picture(drawing, _("QR code with the address of this vote"), width=26, text=text)
