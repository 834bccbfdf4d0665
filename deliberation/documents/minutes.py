"""The first minutes of a room as a document: what the page of the minutes says, in the same order."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from deliberation.documents import bars
from deliberation.documents.parts import moment, paper, title_of
from deliberation.documents.votes import vote_blocks
from deliberation.models import Card, Room
from deliberation.queries.minutes import minutes_of
from documents import blocks as b
from documents.blocks import Block, Text

Row = dict[str, Any]


def minutes_document(room: Room, lang: str, address: str) -> Block:
    """Return the data of the minutes. `address`: where their page stands, whole."""
    with override(lang):
        told = minutes_of(room, lang)
        blocks = [*_top(room), *_facts(room, told), *_board(told), *_votes(told, address), *_path(room, told)]
        made = room.closed_at or timezone.now().replace(second=0)  # while the room is open they change all the time
        kind = _("Minutes")
        return paper(room, title=f"{kind}: {room.title}", kind=kind, made=made, address=address, blocks=blocks)


def _top(room: Room) -> list[Block]:
    notes = [_("Minutes")]
    notes += [_("rehearsal: nothing counts")] if room.rehearsal else []
    notes += [_("the room is not closed yet")] if room.state != "closed" else []
    process = room.process
    return [
        b.eyebrow(" · ".join(notes)),
        b.heading(b.said(room.title, room.lang), 1),
        b.lead(b.said(process.question, process.lang)),
        b.paragraph(
            _("First minutes, written by the platform. For the people of this room: ask before you pass them on."),
            small=True,
        ),
    ]


def _facts(room: Room, told: Row) -> list[Block]:
    rows: list[tuple[Text, Text]] = [
        (_("Date"), moment(room.opened_at) if room.opened_at else _("not opened yet")),
    ]
    if told["duration"] is not None:
        rows.append((_("How long"), _minutes(told["duration"])))
    rows += [
        ([b.sign(bars.pattern(row["side"])), bars.side_name(row["side"])], str(row["n"])) for row in told["people"]
    ]
    agenda = [[step["at"] or "–", title_of(step["title"]), _minutes(step["minutes"])] for step in told["agenda"]]
    return [
        b.heading(_("When and who")),
        b.facts(rows),
        b.heading(_("Agenda")),
        b.table([_("Began"), _("Step"), _("Planned")], agenda, words=2, narrow=1),
    ]


def _minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}


def _board(told: Row) -> list[Block]:
    if not told["cards"]:
        return []
    many = told["cards"]
    words = ngettext("What was said: %(n)s card", "What was said: %(n)s cards", many) % {"n": many}
    found = [b.heading(words)]
    for each in told["groups"]:
        n = len(each["cards"])
        count = ngettext("%(n)s card", "%(n)s cards", n) % {"n": n}
        found.append(b.heading([b.said(each["group"].title, each["group"].lang), " · ", count], 3))
        found += _cards(each["cards"])
    if told["loose"]:
        found += [b.heading(_("Not put together"), 3), *_cards(told["loose"])]
    return found


def _cards(cards: list[Card]) -> list[Block]:
    rows = []
    for card in cards:
        text: list[Text] = [f"{card.number}  ", b.said(card.text, card.lang)]
        for line in card.translations.all():
            text += [" — ", b.said(line.text, line.lang)]
        rows.append((bars.pattern(card.side), text))
    return [b.items(rows)] if rows else []


def _votes(told: Row, address: str) -> list[Block]:
    found: list[Block] = []
    for vote in told["dots"]:
        found += [
            b.heading(_("Priorities")),
            b.paragraph([b.strong(vote["title"]), " · ", vote["now"], " ", vote["turnout"]]),
        ]
        found += bars.dots(vote["groups"])
    if told["votes"]:
        found.append(b.heading(_("Decisions")))
    for vote in told["votes"]:
        found += vote_blocks(vote, address)
    return found


def _path(room: Room, told: Row) -> list[Block]:
    found: list[Block] = []
    if told["problems"]:
        rows = [_proposal(each, []) for each in told["problems"]]
        found += [b.heading(_("Problems")), b.items(rows)]
    if told["solutions"]:
        rows = [_proposal(each["proposal"], each["answers"]) for each in told["solutions"]]
        found += [b.heading(_("Solutions")), b.items(rows)]
    found += [b.heading(_("What happens now")), *_promise(room)]
    for each in told["solutions"]:
        if each["clock"]:
            title = b.said(each["proposal"].title, each["proposal"].lang)
            found.append(b.paragraph([title, ": ", str(each["clock"].text)]))
    return found


def _proposal(proposal: Any, answers: list[Any]) -> Text:
    text: list[Text] = [b.strong(b.said(proposal.title, proposal.lang)), f" · {proposal.get_state_display()}"]
    if proposal.body:
        text += ["\n", b.said(proposal.body, proposal.lang)]
    for problem in answers:
        text += ["\n", _("answers:"), " ", b.said(problem.title, problem.lang)]
    return text


def _promise(room: Room) -> list[Block]:
    process = room.process
    if not process.commitment_signed:
        return [b.paragraph(_("The municipality has taken no commitment, so there is no date for an answer."))]
    days = process.response_days
    promised = ngettext("The municipality has promised to answer within %(n)s day.",
                        "The municipality has promised to answer within %(n)s days.", days)  # fmt: skip
    if room.read_at:
        at = date_format(timezone.localtime(room.read_at), "TIME_FORMAT")
        read = _("At %(at)s an official read this commitment aloud in the room.") % {"at": at}
    else:
        read = _("Nobody from the offices has read this commitment aloud in the room.")
    quote = b.quote("plain", process.territory.name, b.said(process.commitment, process.lang))
    return [quote, b.paragraph(f"{promised % {'n': days}} {read}")]
